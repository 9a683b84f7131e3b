"""Tries removals: runs the tests in which a rule holds, the quickest first, until one fails."""

from __future__ import annotations

import functools
import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.removals.patterns import differ, take_out
from benchmarks.removals.rules import ROOT, SWITCHES, Loader, Rule

TESTS = (
    "tests/extract",
    "tests/cms",
    "tests/pagination",
    *(f"tests/learning/test_{each}.py" for each in ("explain", "unread", "noise")),
)
LEFT_OUT = ("fuzz", "quality", "news_pages")
"""Tests of chance, and those that need pages which are not here."""
_SLOWEST = 6.0
"""Seconds of work that a test may take to be asked."""
_LONGEST = 20
"""Seconds of work of tests after which a removal counts as unnoticed."""
_LONGEST_LINE = 5000
"""Characters of a line by which a test is chosen for a pattern; to search floods of letters again takes minutes."""
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


@dataclass(frozen=True)
class Test:
    """A test, the seconds that it takes, the rules that hold in it, and the lines of the pages that it reads."""

    item: Any
    """The test, in a file its id."""
    seconds: float
    held: frozenset[str]
    lines: frozenset[str]


def recorded(items: list[pytest.Item], remembered: Sequence[Callable[[], None]]) -> list[Test]:
    """Runs the tests once, with all rules."""
    from crawler.extract.document import scripts

    said: set[str] = set()
    whole = scripts.joined

    def joined(text: str) -> str:
        said.add(text)
        return whole(text)

    scripts.joined = joined
    found = []
    for item, following in zip(items, [*items[1:], None], strict=True):
        for forget in remembered:
            forget()
        SWITCHES.held.clear()
        said.clear()
        began = time.process_time()
        run(item, following)
        seconds = time.process_time() - began
        lines = said.union(_texts(item.callspec.params.values()) if hasattr(item, "callspec") else ())
        if seconds <= _SLOWEST:
            short = frozenset(line for line in lines if len(line) <= _LONGEST_LINE)
            found.append(Test(item, seconds, frozenset(SWITCHES.held), short))
    scripts.joined = whole
    return found


def _texts(values: Iterable[object]) -> Iterator[str]:
    """The texts among the values that a test is given."""
    for value in values:
        yield from (
            _texts(value) if isinstance(value, tuple | list) else [value] if isinstance(value, str) else ()
        )


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


def tried(chosen: Sequence[Rule], kept: Path | None, done: Callable[[Rule, str | None], None]) -> None:
    """Tells `done` each rule with the first test that notices that it is gone, or None. What was recorded of all tests
    is taken from the file `kept`, or else put there."""

    def loop(asked: Asked, items: list[pytest.Item]) -> None:
        remembered = memories()
        if kept and kept.exists():
            known = {item.nodeid: item for item in items}
            tests = [replace(test, item=known[test.item]) for test in pickle.loads(kept.read_bytes())]
        else:
            tests = recorded(items, remembered)
            if asked.failed:
                sys.exit(f"{asked.failed} fails with all rules")
            if kept:
                kept.write_bytes(pickle.dumps([replace(test, item=test.item.nodeid) for test in tests]))
        gc.freeze()
        for rule in chosen:
            for forget in remembered:
                forget()
            done(rule, in_process(partial(without, asked, rule, tests)))

    sys.meta_path.insert(0, Loader())
    collect(loop)


def without(asked: Asked, rule: Rule, tests: Sequence[Test]) -> str | None:
    """The first of `tests` that fails without `rule`, of those that it may mean something to."""
    if rule.kind == "wording":
        pairs = take_out(rule)
        lines = {line for test in tests for line in test.lines}
        other = {line for line in lines if differ(pairs, line)}
        chosen = [test for test in tests if not test.lines.isdisjoint(other)]
    else:
        SWITCHES.off = rule.key
        chosen = [test for test in tests if rule.key in test.held]
    own = ("tests/extract/small/", f"tests/extract/{Path(rule.file).parts[2]}/")
    order = sorted(chosen, key=lambda test: (not test.item.nodeid.startswith(own), test.seconds))
    ordered = [test.item for test in order]
    began = time.process_time()
    for item, following in zip(ordered, [*ordered[1:], None][: len(ordered)], strict=True):
        run(item, following)
        if asked.failed or time.process_time() - began > _LONGEST:
            break
    return asked.failed
