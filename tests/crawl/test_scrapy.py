"""`scrapy list` and `scrapy crawl` from a checkout do what `luutru` does, in the same words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import installed
from tests.support.little import Little
from tests.support.places import ROOT
from tests.support.portal import value

SCRAPY = str(Path(sys.executable).with_name("scrapy"))
NOBODY = "home=http://127.0.0.1:9/"


@pytest.fixture
def scrapy(archive):
    def run(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [SCRAPY, *arguments, "-s", f"LUUTRU_ARCHIVE={archive}", "-s", "DOWNLOAD_DELAY=0"],
            cwd=ROOT,
            env={name: text for name, text in os.environ.items() if name != "LUUTRU_CONTACT"},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr

    return run


def test_a_portal_that_cannot_be_reached_is_said_with_exit_1(scrapy, archive):
    assert "could not be reached" in scrapy("crawl", "soctrang", "-a", NOBODY, code=1)
    assert value(archive, "select state from crawls") == "failed"


def test_a_crawl_ends_with_0_and_with_3_where_there_is_something_to_look_at(scrapy, archive):
    with Little() as portal:
        home = f"home={portal.home}"
        scrapy("crawl", "soctrang", "-a", home, "-a", "_job=as-scrapyd-names-it")
        assert value(archive, "select count(*) from articles") == len(portal.numbers)
        portal.pages["/"] = portal.answer_to("/").replace("1561138", "17")
        assert "went back" in scrapy("crawl", "soctrang", "-a", home, code=3)


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        ((), 1, "--contact"),
        (("-a", NOBODY, "-a", "limit=0"), 2, "--limit"),
        (("-a", NOBODY, "-a", "sites=vpubnd"), 2, "no option sites"),
    ],
)
def test_what_cannot_be_followed_is_said(scrapy, arguments, code, said):
    assert said in scrapy("crawl", "soctrang", *arguments, code=code)


def test_each_crawl_ends_in_one_line_of_log_at_the_level_of_its_end(scrapy, tmp_path):
    log = tmp_path / "job.log"
    with Little() as portal:
        home = f"home={portal.home}"
        scrapy("crawl", "soctrang", "-a", home, "-s", f"LOG_FILE={log}")
        portal.pages["/"] = portal.answer_to("/").replace("1561138", "17")
        scrapy("crawl", "soctrang", "-a", home, "-s", f"LOG_FILE={log}", code=3)
    scrapy("crawl", "soctrang", "-a", NOBODY, "-s", f"LOG_FILE={log}", code=1)
    scrapy("crawl", "nowhere", "-s", f"LOG_FILE={log}", code=2)
    said = [line.split("] ", 1)[1] for line in log.read_text().splitlines()]
    starts = [
        "INFO: crawl of soctrang finished; ",
        "WARNING: crawl of soctrang alarm: ",
        "ERROR: crawl of soctrang failed: 1 × refused",
        "ERROR: crawl of nowhere failed: ",
    ]
    assert all(line.startswith(start) for line, start in zip(said, starts, strict=True)), said
    assert "12 new, 0 changed, 0 failed" in said[0]


def test_the_journal_gets_the_line_with_its_priority(archive, tmp_path):
    with Little() as portal, (tmp_path / "journal").open("w+") as journal:
        there = os.fstat(journal.fileno())
        env = {**os.environ, "JOURNAL_STREAM": f"{there.st_dev}:{there.st_ino}"}
        words = ["crawl", "soctrang", f"--archive={archive}", f"--home={portal.home}", "--delay=0", "--quiet"]
        subprocess.run([installed(), *words], env=env, stderr=journal, stdout=subprocess.DEVNULL, check=True)
        journal.seek(0)
        assert journal.read().startswith("<6>luutru: crawl of soctrang finished; ")
