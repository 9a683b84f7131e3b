"""No task ends the work of the others, whatever it does to its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from crawler import processes
from tests.support.places import ROOT


def begin(budget: float) -> None:
    processes.BUDGET = budget


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
    found = list(processes.spread(work, todo, 2, begin, (1.0,), lost))
    assert found == [-n if n in (13, 29) else n * 2 for n in todo]


def test_no_more_is_handed_out_than_is_waited_for(monkeypatch):
    """Results of a long list must not pile up while what is done with them takes its time."""
    todo = range(100, 100 + 60 * processes.CHUNK)
    found = processes.spread(work, todo, 2, begin, (60.0,), lost)
    chunks = processes.AHEAD * 2
    submitted = []
    original = processes.ProcessPoolExecutor.submit

    def submit(self, *given):
        submitted.append(given)
        return original(self, *given)

    monkeypatch.setattr(processes.ProcessPoolExecutor, "submit", submit)
    for done in range(1, 200):
        next(found)
        assert len(submitted) <= chunks + -(-done // processes.CHUNK)
    found.close()


def test_what_killed_its_process_once_is_tried_again(tmp_path):
    mark = tmp_path / "once"
    assert list(processes.spread(once, [str(mark)] * 3, 2, begin, (60.0,), str.upper)) == [str(mark)] * 3


def once(path: str) -> str:
    if not os.path.exists(path):  # noqa: PTH110
        os.close(os.open(path, os.O_CREAT))
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def stay(folder: str) -> None:
    """Tells that it is there, and stays."""
    Path(folder, str(os.getpid())).touch()
    time.sleep(100)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def soon(question) -> bool:
    """Whether the answer becomes yes."""
    until = time.monotonic() + 30
    while not (answer := question()) and time.monotonic() < until:
        time.sleep(0.05)
    return answer


def test_no_process_stays_where_the_caller_is_killed(tmp_path):
    program = (
        "from crawler import processes; from tests.project.test_processes import stay\n"
        f"list(processes.spread(stay, [{str(tmp_path)!r}] * 16, 2, bool, (), bool))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as caller:
        try:
            assert soon(lambda: len(list(tmp_path.iterdir())) == 2)
        finally:
            caller.kill()
    processes = [int(file.name) for file in tmp_path.iterdir()]
    assert soon(lambda: not any(map(is_there, processes)))


def test_a_script_without_a_guard_is_not_run_once_more(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from crawler.processes import spread\n"
        "print('begun', flush=True)\n"
        "print(list(spread(len, ['a', 'bc'], 1, len, ('',), len)))\n"
    )
    told = subprocess.run([sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("begun\n[1, 2]\n", "")
