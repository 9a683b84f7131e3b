"""Tries removals: runs the tests in which a rule holds, the quickest first, until one fails."""

from __future__ import annotations

import functools
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import pytest

from benchmarks.removals.rules import ROOT, SWITCHES, Loader, Rule

TESTS = (
    "tests/extract",
    "tests/cms",
    "tests/pagination",
    *(f"tests/learning/test_{each}.py" for each in ("explain", "unread", "noise", "corrections", "relearn")),
)
LEFT_OUT = ("fuzz", "floods", "quality", "news_pages", "edition", "memo")
"""Tests of bounds, speed and sources, and those that need pages which are not here."""
_SLOWEST = 6.0
"""Seconds that a test may take to be asked."""
_PATIENCE = 120
"""Seconds after which a reader that does not come to an end is noticed."""


class Asked:
    """Runs the collected tests as `loop` wants instead of all in order; notes the first that fails."""

    def __init__(self, loop: Callable[[Asked, list[pytest.Item]], None]) -> None:
        self.failed: str | None = None
        self._loop = loop

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Is told of each step of each test."""
        if report.failed and self.failed is None:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Takes the place of pytest's own loop."""
        self._loop(self, session.items)
        return True


def collect(loop: Callable[[Asked, list[pytest.Item]], None], tests: Sequence[str] = TESTS) -> None:
    """Collects the tests and hands them to `loop`."""
    os.chdir(ROOT)
    left_out = [f"--ignore-glob=*test_{each}.py" for each in LEFT_OUT]
    code = pytest.main(["-q", "-p", "no:cacheprovider", "-n", "0", *left_out, *tests], plugins=[Asked(loop)])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(code)


def memories() -> list[Callable[[], None]]:
    """What empties the memories of the reader for short texts."""
    return [
        each.clear if type(each).__name__ == "_Known" else each.cache_clear
        for each in gc.get_objects()
        if type(each).__name__ == "_Known" or isinstance(each, functools._lru_cache_wrapper)
    ]


def run(item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def held_in(
    items: list[pytest.Item], remembered: Sequence[Callable[[], None]]
) -> dict[str, list[tuple[float, pytest.Item]]]:
    """The tests in which each rule holds, with their seconds."""
    found: dict[str, list[tuple[float, pytest.Item]]] = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        for forget in remembered:
            forget()
        SWITCHES.held.clear()
        began = time.monotonic()
        run(item, following)
        seconds = time.monotonic() - began
        if seconds <= _SLOWEST:
            for key in SWITCHES.held:
                found.setdefault(key, []).append((seconds, item))
    return found


def in_process(work: Callable[[], str | None]) -> str | None:
    """What `work` says in a process of its own, in which nothing is printed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(_PATIENCE)
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            said = work()
        os.write(writing, (said or "").encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return said or (f"came to no end ({status})" if status else None)


def tried(chosen: Sequence[Rule]) -> Iterator[tuple[Rule, str | None]]:
    """Each rule with the first test that notices that it is gone, or None."""
    yield from patterns_tried([rule for rule in chosen if rule.kind == "pattern"])
    others = [rule for rule in chosen if rule.kind != "pattern"]
    if not others:
        return
    results: list[tuple[Rule, str | None]] = []

    def loop(asked: Asked, items: list[pytest.Item]) -> None:
        remembered = memories()
        held = held_in(items, remembered)
        gc.freeze()
        if asked.failed:
            sys.exit(f"{asked.failed} fails with all rules")
        for rule in others:
            for forget in remembered:
                forget()
            items = [item for _, item in sorted(held.get(rule.key, ()), key=partial(_order, rule))]
            results.append((rule, in_process(partial(without, asked, rule, items))))

    sys.meta_path.insert(0, Loader())
    collect(loop)
    yield from results


def _order(rule: Rule, test: tuple[float, pytest.Item]) -> tuple[bool, float]:
    """The tests of the rule's own room first, the quickest of them first."""
    seconds, item = test
    own = ("tests/extract/small/", f"tests/extract/{Path(rule.file).parts[2]}/")
    return not item.nodeid.startswith(own), seconds


def without(asked: Asked, rule: Rule, items: list[pytest.Item]) -> str | None:
    """The first of `items` that fails with `rule` off."""
    SWITCHES.off = rule.key
    for item, following in zip(items, [*items[1:], None][: len(items)], strict=True):
        run(item, following)
        if asked.failed:
            break
    return asked.failed


def patterns_tried(chosen: Sequence[Rule]) -> Iterator[tuple[Rule, str | None]]:
    """The same for alternatives of patterns, which are put together when the reader is loaded."""
    for rule in chosen:
        yield rule, in_process(partial(_without_pattern, rule))


def _without_pattern(rule: Rule) -> str | None:
    sys.meta_path.insert(0, Loader(rule.key))
    noticed: list[str | None] = ["the tests did not begin"]

    def loop(asked: Asked, items: list[pytest.Item]) -> None:
        for item, following in zip(items, [*items[1:], None], strict=True):
            run(item, following)
            if asked.failed:
                break
        noticed[0] = asked.failed

    own = f"tests/extract/{Path(rule.file).parts[2]}"
    collect(loop, tuple(dict.fromkeys([own, *TESTS] if (ROOT / own).is_dir() else TESTS)))
    return noticed[0]
