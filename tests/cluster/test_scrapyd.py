"""Scrapyd crawls what `luutru schedule --scrapyd` prints: portals side by side, one job a portal at a time."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import installed, luutru
from tests.support.little import LIST, Answer, Asked, Little
from tests.support.portal import value

pytestmark = pytest.mark.skipif(find_spec("scrapyd") is None, reason="needs scrapyd: pip install '.[test]'")
PATIENCE = 120
"""Seconds that a job may take."""


class Scrapyd:
    """Scrapyd in a folder, as `luutru schedule` wants it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self._base = folder, f"http://127.0.0.1:{port}"

    def ask(self, words: list[str]) -> dict[str, Any]:
        """What it answers to a call of curl."""
        words = [word.replace("http://localhost:6800", self._base) for word in words]
        return json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)

    def jobs(self) -> dict[str, list[dict[str, Any]]]:
        with urllib.request.urlopen(f"{self._base}/listjobs.json?project=luutru", timeout=10) as answer:
            return json.load(answer)

    def log(self, portal: str, job: str) -> str:
        return (self.folder / "logs" / "luutru" / portal / f"{job}.log").read_text("utf-8")


def until(holds: Callable[[], Any]) -> None:
    """Waits until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def scrapyd(tmp_path: Path) -> Iterator[Scrapyd]:
    installed()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = scheduled("soctrang", tmp_path, "http://127.0.0.1:9/")[0]
    (tmp_path / "scrapy.cfg").write_text(f"{settings}\n[scrapyd]\nhttp_port = {port}\npoll_interval = 0.2\n")
    command = [sys.executable, "-m", "scrapyd"]

    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: answers(port))
        yield Scrapyd(tmp_path, port)
    finally:
        process.terminate()
        process.wait(20)


def scheduled(portal: str, folder: Path, home: str) -> tuple[str, list[str]]:
    """The settings that `luutru schedule` prints for Scrapyd, and the call of its cron line, word by word."""
    options = ["--delay=0", "--media=none", f"--home={home}"]
    said = luutru(
        "schedule", portal, "--scrapyd", "--contact", "an@example.org", "--archive", folder / f"{portal}.db",
        "--every=1d", *options,
    ).stdout  # fmt: skip
    settings = re.search(r"^\[settings\]\n.*", said, re.M)
    assert settings
    return settings[0], shlex.split(said.splitlines()[-1].split(" ", 6)[6].replace("\\%", "%"))


def test_portals_are_crawled_side_by_side_and_an_overlap_is_told_in_its_log(scrapyd: Scrapyd) -> None:
    with Little() as first, Little(list(range(392001, 392005))) as second:
        portals = {"soctrang": first, "travinh": second}
        held = {"soctrang": True, "travinh": True}
        listings = {name: portal.answer_to(LIST) for name, portal in portals.items()}

        def slow(name: str) -> Callable[[Asked], Answer]:
            def answer(_: Asked) -> Answer:
                until(lambda: not held[name])
                return Answer(listings[name])

            return answer

        for name, portal in portals.items():
            portal.pages[LIST] = slow(name)
        calls = {name: scheduled(name, scrapyd.folder, portal.home)[1] for name, portal in portals.items()}
        jobs = {name: scrapyd.ask(call)["jobid"] for name, call in calls.items()}
        until(lambda: all(LIST in portal.asked() for portal in portals.values()))
        assert {job["spider"] for job in scrapyd.jobs()["running"]} == set(portals), "both at once"

        refused = scrapyd.ask(calls["soctrang"])["jobid"]
        until(lambda: refused in {job["id"] for job in scrapyd.jobs()["finished"]})
        said = scrapyd.log("soctrang", refused)
        assert "soctrang.db" in said and "ERROR" in said, said
        assert "Traceback" not in said

        held.update(soctrang=False, travinh=False)
        until(lambda: {*jobs.values()} <= {job["id"] for job in scrapyd.jobs()["finished"]})
        for name, portal in portals.items():
            assert value(scrapyd.folder / f"{name}.db", "select count(*) from articles") == len(
                portal.numbers
            )
            assert value(scrapyd.folder / f"{name}.db", "select count(*) from crawls") == 1
            assert "finished" in scrapyd.log(name, jobs[name])
