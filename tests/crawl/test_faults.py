"""What goes wrong between the portal and the archive, and what becomes of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter

import pytest

from crawler.crawl.batch import MOST
from crawler.crawl.noise_probe import ASKED
from crawler.replica import Replica
from tests.support.commands import start
from tests.support.portal import crawl, rows, value


@pytest.fixture
def portal():
    with Replica(articles=30) as replica:
        yield replica


def begin(portal, archive, *more):
    homes = [f"--home={home}" for home in portal.homes]
    return start("crawl", "soctrang", "--archive", archive, *homes, "--quiet", "--media=none", *more)


@pytest.mark.parametrize("fault", [503, 429, 500, "drop", "truncate"])
def test_a_passing_fault_is_recorded_and_tried_again(portal, archive, fault):
    truth = next(each for each in portal.truth() if each.in_lists)
    # A dropped connection that was used before is taken up once more without a word, as HTTP allows.
    portal.fail(truth.cms_id, fault, times=2 if fault == "drop" else 1)
    crawl(portal, archive, "--media=none")
    outcomes = rows(
        archive, "select outcome from captures where url like ? order by captured_at", [f"%{truth.cms_id}%"]
    )
    assert outcomes[-1]["outcome"] == "ok"
    assert len(outcomes) == 2
    assert outcomes[0]["outcome"] != "ok"
    assert value(archive, "select count(*) from articles") == len(portal.truth())


def test_a_wall_is_an_alarm_and_no_version(portal, archive):
    truth = next(each for each in portal.truth() if each.in_lists)
    crawl(portal, archive, "--media=none")
    portal.fail(truth.cms_id, "challenge", times=None)
    done = crawl(portal, archive, "--media=none", "--all", code=3)
    assert truth.cms_id in done.stderr
    row = rows(archive, "select state, versions from articles where cms_id = ?", [truth.cms_id])[0]
    assert row == {"state": "live", "versions": 1}


@pytest.mark.parametrize("fault", [500, 503, "truncate", "shell", "maintenance"])
def test_a_page_of_a_list_that_fails_is_asked_for_once_more_and_the_walk_goes_on(portal, archive, fault):
    portal.fail("Page$2", fault, times=1)
    crawl(portal, archive, "--media=none", code=3 if fault in ("shell", "maintenance") else 0)
    assert value(archive, "select count(*) from articles") == len(portal.truth())
    failed = "select count(*) from captures where outcome in ('server-error', 'truncated', 'wall')"
    assert value(archive, failed) == 1
    firsts = rows(
        archive,
        "select count(*) n from captures join addresses a on a.id = address_id"
        " where a.kind = 'list' and method = 'GET' group by a.id",
    )
    assert firsts and {row["n"] for row in firsts} == {1}


@pytest.mark.parametrize("fault", [500, "maintenance"])
def test_a_list_that_breaks_again_and_again_is_an_alarm_and_walked_anew_when_it_can_be(
    portal, archive, fault
):
    portal.fail("Page$2", fault, times=None)
    done = crawl(portal, archive, "--media=none", code=3)
    assert "unfinished" in done.stderr
    portal.heal()
    crawl(portal, archive, "--media=none")
    assert value(archive, "select count(*) from articles") == len(portal.truth())


def test_a_killed_crawl_goes_on_where_it_was(portal, archive):
    chance = random.Random(7)
    kills = 0
    while True:
        child = begin(portal, archive, "--delay=0.01")
        enough = len(portal.log) + chance.randint(2, 25)
        while child.poll() is None and len(portal.log) < enough:
            time.sleep(0.005)
        if child.poll() is None:
            child.kill()
            child.communicate()
            kills += 1
            assert kills < 60
        else:
            assert child.returncode == 0, child.communicate()[1]
            break
    assert kills > 3
    assert value(archive, "pragma integrity_check") == "ok"
    assert value(archive, "select count(*) from articles") == len(portal.truth())
    assert value(archive, "select max(versions) from articles") == 1
    fetched = Counter(
        request.path for request in portal.log if request.method == "GET" and "robots" not in request.path
    )
    articles = [count for path, count in fetched.items() if any(t.cms_id in path for t in portal.truth())]
    assert sum(articles) <= len(portal.truth()) + kills * MOST + ASKED, (
        "more than what a batch holds was fetched again at each kill"
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_crawl_asks_no_more_exits_5_within_seconds_and_can_be_resumed(portal, archive, how):
    child = begin(portal, archive, "--delay=0.2")
    deadline = time.monotonic() + 20
    while len(portal.log) < 8 and time.monotonic() < deadline:
        time.sleep(0.05)
    asked, at = len(portal.log), time.monotonic()
    os.kill(child.pid, how)
    _, errors = child.communicate(timeout=120)
    assert child.returncode == 5, errors
    assert time.monotonic() - at < 8
    assert len(portal.log) <= asked + 3, "it went on asking"
    assert "goes on" in errors
    assert value(archive, "select state from crawls") == "stopped"
    crawl(portal, archive, "--media=none")
    assert value(archive, "select count(*) from articles") == len(portal.truth())


def test_a_second_crawl_of_one_archive_exits_4_and_says_who_holds_it(portal, archive):
    child = begin(portal, archive, "--delay=0.3")
    try:
        deadline = time.monotonic() + 20
        while len(portal.log) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        done = crawl(portal, archive, code=4)
        assert str(child.pid) in done.stderr
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=120)


def test_a_full_disk_ends_the_crawl_in_words(portal, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", small], capture_output=True
    ).returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        done = crawl(portal, small / "archive.db", code=1)
        assert "make room" in done.stderr
        assert value(small / "archive.db", "pragma integrity_check") == "ok"
    finally:
        subprocess.run(["umount", small], check=True)
