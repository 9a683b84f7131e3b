"""Runs tasks on several cores. A task that kills its process twice is set apart from the others."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from threading import Thread, current_thread, main_thread
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

BUDGET = 60.0
"""Seconds of CPU that one page may take to read; the slowest shape known takes two. More ends the process."""
TRIES = 2
"""How often a task may end its process: once may be chance, as where memory is short."""
CHUNK = 8
"""Tasks that a process is given at a time."""
AHEAD = 3
"""Chunks for each process that are handed out before the first is done."""


@contextmanager
def budget() -> Iterator[None]:
    """Gives a block BUDGET seconds of CPU. The kernel keeps them: a call into C hears no handler of Python's."""
    signal.setitimer(signal.ITIMER_VIRTUAL, BUDGET)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class OutOfBudget(BaseException):
    """A block took more CPU than it may; no `except Exception` of a reader's holds it up."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Breaks a block off, as OutOfBudget, after so many seconds of CPU, as soon as Python runs again; not in threads
    other than the first, which hear no signals."""
    if current_thread() is not main_thread():
        yield
        return

    def break_off(*_: object) -> None:
        raise OutOfBudget

    before = signal.signal(signal.SIGVTALRM, break_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def spread(
    work: Callable[[T], R],
    todo: Sequence[T],
    jobs: int,
    begin: Callable[..., None],
    given: tuple[Any, ...],
    lost: Callable[[T], R],
) -> Iterator[R]:
    """What `work` makes of each of `todo`, in their order, by `jobs` processes that each `begin(*given)`.

    Each task has its `budget`. One that ends its process is tried again alone; what then ends it again counts as
    `lost` says.
    """
    chunks = deque(todo[start : start + CHUNK] for start in range(0, len(todo), CHUNK))
    while chunks:
        handed: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
        with pool_of(jobs, begin, given) as pool:
            try:
                while chunks or handed:
                    while chunks and len(handed) < jobs * AHEAD:
                        handed.append((chunks[0], hand_to(pool, work, chunks[0])))
                        chunks.popleft()
                    yield from handed[0][1].result()
                    handed.popleft()
            except BrokenProcessPool:
                pass
        for chunk, done in handed:
            if not done.cancelled() and done.exception() is None:
                yield from done.result()
            else:
                yield from (alone(work, task, begin, given, lost) for task in chunk)


def alone(
    work: Callable[[T], R],
    task: T,
    begin: Callable[..., None],
    given: tuple[Any, ...],
    lost: Callable[[T], R],
    tries: int = TRIES,
) -> R:
    """What `work` makes of a task in a process of its own that does `begin(*given)` first, within its `budget`; where
    it ends so many of them, what `lost` says."""
    for _ in range(tries):
        with pool_of(1, begin, given) as pool:
            try:
                return hand_to(pool, work, [task]).result()[0]
            except BrokenProcessPool:
                pass
    return lost(task)


def pool_of(jobs: int, begin: Callable[..., None], given: tuple[Any, ...]) -> ProcessPoolExecutor:
    """A pool of `jobs` processes that each `begin(*given)`, for `hand_to`."""
    return ProcessPoolExecutor(jobs, _context(begin.__module__), _begin, (dict(os.environ), begin, given))


def hand_to(pool: ProcessPoolExecutor, work: Callable[[T], R], tasks: Sequence[T]) -> Future[list[R]]:
    """Hands tasks, each with its `budget`, to a pool, which starts its processes with the first. These begin without
    the caller's script: as they need nothing of it, it needs no guard against being run once more."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return pool.submit(_within_budget, work, tasks)
    finally:
        sys.modules["__main__"] = script


def _context(module: str) -> Any:
    """Processes forked from one that has imported `module`, and nothing else; where there is no fork, new ones."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _begin(environment: dict[str, str], begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Begins in the environment that the caller has now, which may be another than when the first process began; and
    ends with the caller, even where that is killed."""
    Thread(target=_end_with_caller, daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    begin(*given)


def _end_with_caller() -> None:
    caller = parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)


def _within_budget(work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    done = []
    for task in tasks:
        with budget():
            done.append(work(task))
    return done
