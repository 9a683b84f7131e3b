"""Tests of the command run the code of this checkout, or say that they do not."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time

import pytest

from tests.support import commands
from tests.support.commands import luutru, start, started
from tests.support.little import LIST, Answer, Little, frame
from tests.support.portal import value


@pytest.fixture(scope="module")
def portal():
    with Little() as little:
        yield little


@pytest.fixture(scope="module")
def archive(portal, tmp_path_factory):
    """What the installed command crawled, started as a shell does."""
    path = tmp_path_factory.mktemp("installed") / "archive.db"
    crawl = ("crawl", "soctrang", f"--archive={path}", f"--home={portal.home}", "--delay=0", "--quiet")
    child = started(*crawl)
    output, errors = child.communicate(timeout=120)
    assert child.returncode == 0, errors
    assert "12 articles read: 12 new" in output
    return path


def test_the_installed_command_is_this_checkout():
    assert commands.is_this_checkout()


def test_another_copy_is_noticed(tmp_path, monkeypatch):
    (tmp_path / "crawler").mkdir()
    (tmp_path / "crawler" / "__init__.py").write_text("VERSION = 'old'\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    commands.is_this_checkout.cache_clear()
    try:
        with pytest.raises(pytest.fail.Exception, match=r"pip install -e '\.\[test\]'"):
            luutru("--version")
    finally:
        commands.is_this_checkout.cache_clear()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["status", "--archive=ARCHIVE"], 0),
        (["report", "--archive=ARCHIVE"], 0),
        (["history", "392003", "--archive=ARCHIVE"], 0),
        (["diff", "392003", "2", "--archive=ARCHIVE"], 1),
        (["verify", "--archive=ARCHIVE"], 0),
        (["extract", "--all", "--dry-run", "--jobs=1", "--archive=ARCHIVE"], 0),
        (["export", "articles.csv", "--archive=ARCHIVE"], 0),
        (["export", "archive.wacz", "--archive=ARCHIVE"], 0),
        (["publish", "small.db", "--archive=ARCHIVE"], 0),
        (["merge", "ARCHIVE", "--into=both.db"], 0),
        (["takedown", "1", "--archive=none.db", "--by=A", "--reason=b", "--yes"], 1),
        (["import", "none.warc", "--archive=new.db"], 2),
        (["recover", "nowhere", "--contact=a@b.vn", "--archive=new.db"], 2),
        (["read", "HOME"], 0),
        (["portals"], 0),
        (["schedule", "soctrang", "--every=6h", "--contact=a@b.vn", "--archive=ARCHIVE"], 0),
        (["serve", "none.db"], 1),
        (["demo", "--help"], 0),
        (["crawl", "soctrang"], 1),
        (["crawl", "soctrang", "--bogus"], 2),
    ],
    ids=lambda value: value[0].strip("-") if isinstance(value, list) else "",
)
def test_a_forked_command_does_what_a_started_one_does(archive, portal, tmp_path, arguments, code):
    """In the words, on both streams, in the exit code and in the files that it writes."""
    places = {"ARCHIVE": str(archive), "HOME": portal.home}
    arguments = [re.sub("ARCHIVE|HOME", lambda found: places[found[0]], word) for word in arguments]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("LUUTRU")}
    seen = []
    for begin in (start, started):
        folder = tmp_path / begin.__name__
        folder.mkdir()
        child = begin(*arguments, cwd=folder, env=environment)
        output, errors = child.communicate(timeout=120)
        output = re.sub(r"(?<=head: )\w+", "…", output)  # tells the time, too
        seen.append((child.returncode, output, errors, sorted(file.name for file in folder.iterdir())))
    assert seen[0] == seen[1]
    assert seen[0][0] == code, seen[0]


def test_commands_run_at_the_same_time_in_folders_and_environments_of_their_own(archive, tmp_path):
    running = []
    for number in range(3):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        environment = {**os.environ, "LUUTRU_ARCHIVE": str(archive), "TZ": f"Etc/GMT-{number}"}
        asked = ("schedule", "soctrang", "--every=1d", "--contact=a@b.vn", "--cron", "--window=22:00-02:00")
        running.append(start(*asked, cwd=folder, env=environment))
        running.append(start("export", "articles.csv", cwd=folder, env=environment))
    outputs = [child.communicate()[0] for child in running]
    assert {child.returncode for child in running} == {0}
    assert len({child.pid for child in running} | {os.getpid()}) == 7
    assert len({output.split()[1] for output in outputs[::2]}) == 3, "hours of three time zones"
    assert all((tmp_path / f"{number}" / "articles.csv").exists() for number in range(3))


def test_what_python_reads_as_it_starts_takes_a_new_python():
    assert isinstance(start("--version", env={**os.environ, "PYTHONUTF8": "0"}), subprocess.Popen)
    assert not isinstance(start("--version", env={**os.environ, "LUUTRU_CONTACT": "x"}), subprocess.Popen)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("begin", [start, started])
def test_a_signal_reaches_a_command_however_it_was_begun(archive, tmp_path, begin, how):
    path = tmp_path / "archive.db"
    with Little() as portal:
        portal.pages[LIST] = Answer(frame("x", "y"), wait=60)
        asked = ("crawl", "soctrang", f"--archive={path}", f"--home={portal.home}", "--delay=0", "--quiet")
        child = begin(*asked)
        deadline = time.monotonic() + 20
        while LIST not in portal.asked() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert child.poll() is None
        child.send_signal(how)
        child.communicate(timeout=120)
    assert child.returncode == (-how if how == signal.SIGKILL else 5)
    assert value(path, "select state from crawls") == ("running" if how == signal.SIGKILL else "stopped")
