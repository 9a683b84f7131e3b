"""No task ends the work of the others, whatever it does to its process."""

from __future__ import annotations

import os
import signal
import time

from crawler import workers


def begin(budget: float) -> None:
    workers.BUDGET = budget


def work(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGSEGV)
    if number == 29:
        end = time.process_time() + 20
        while time.process_time() < end:
            sum(range(1000))
    return number * 2


def lost(number: int) -> int:
    return -number


def test_what_kills_or_holds_up_its_process_is_named_and_the_rest_is_done():
    todo = range(40)
    found = list(workers.spread(work, todo, 2, begin, (1.0,), lost))
    assert found == [-n if n in (13, 29) else n * 2 for n in todo]


def test_no_more_is_handed_out_than_is_waited_for(monkeypatch):
    """Results of a long list must not pile up while what is done with them takes its time."""
    todo = range(100, 100 + 60 * workers.CHUNK)
    found = workers.spread(work, todo, 2, begin, (60.0,), lost)
    chunks = workers.AHEAD * 2
    submitted = []
    original = workers.ProcessPoolExecutor.submit

    def submit(self, *given):
        submitted.append(given)
        return original(self, *given)

    monkeypatch.setattr(workers.ProcessPoolExecutor, "submit", submit)
    for done in range(1, 200):
        next(found)
        assert len(submitted) <= chunks + -(-done // workers.CHUNK)
    found.close()


def test_what_killed_its_process_once_is_tried_again(tmp_path):
    mark = tmp_path / "once"
    assert list(workers.spread(once, [str(mark)] * 3, 2, begin, (60.0,), str.upper)) == [str(mark)] * 3


def once(path: str) -> str:
    if not os.path.exists(path):  # noqa: PTH110
        os.close(os.open(path, os.O_CREAT))
        os.kill(os.getpid(), signal.SIGKILL)
    return path
