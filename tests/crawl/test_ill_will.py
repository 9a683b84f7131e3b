"""A server, or a page, that wishes ill: what it sends has bounds, and what it ends is set aside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial

import pytest

from archive.captures.load import articles_to_read
from archive.captures.record import record
from archive.model import Capture
from archive.store import Archive
from crawler.cms.systems import address_of
from crawler.extract.read import read_page
from crawler.frontier import under_way
from crawler.frontier.under_way import UNREAD, Interrupted, UnderWay
from crawler.learning import reading
from crawler.learning.reading import Reader
from crawler.learning.relearn import relearn, store_again
from crawler.learning.series import read_in_series
from crawler.portals.registry import portal_named
from tests.crawl.test_due import age
from tests.frontier.deadly import ending_at_poison
from tests.support.commands import installed
from tests.support.little import LIST, Answer, Little, article, article_path, listing
from tests.support.portal import luutru, rows, value

NUMBER = 392005
PATH = article_path(NUMBER)


@pytest.fixture
def portal():
    with Little() as little:
        yield little


def test_headers_without_end_are_broken_off(portal, archive):
    portal.pages[PATH] = Answer(article(NUMBER), headers={f"X-{n}": "a" * 8000 for n in range(1000)})
    began = time.monotonic()
    portal.crawl(archive, code=3)
    assert time.monotonic() - began < 60
    assert value(archive, "select outcome from captures where url like ?", [f"%{PATH}"]) == "too-large"
    assert value(archive, "select count(*) from articles") == len(portal.numbers) - 1


def test_cookies_do_not_make_requests_grow(portal, archive):
    def baked(asked):
        return Answer(
            article(NUMBER + len(portal.log)),
            headers={"Set-Cookie": f"c{len(portal.log)}={'x' * 3000}; path=/"},
        )

    portal.pages |= {article_path(number): baked for number in portal.numbers}
    portal.crawl(archive)
    assert max(len(asked.headers.get("cookie", "")) for asked in portal.log) in range(3000, 8200)


def test_a_page_with_more_links_than_any_is_a_trap(portal, archive):
    links = "".join(f"<a href='{article_path(n)}'>Bài {n}</a> " for n in range(500_000, 520_000))
    portal.pages[PATH] = article(NUMBER).replace("<div class='foot'>", f"{links}<div class='foot'>")
    done = portal.crawl(archive, "--max-requests=40", code=3)
    assert "trap" in done.stderr
    assert value(archive, "select count(*) from addresses") < 600


def run(portal, archive, *more, command=None):
    words = ["crawl", "soctrang", "--archive", archive, f"--home={portal.home}", "--quiet", *more]
    return subprocess.Popen(
        [*(command or [installed()]), *map(str, words)], stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def mortal(tmp_path):
    return ending_at_poison(tmp_path)


def note_of(archive):
    return archive.with_name(f"{archive.name}.page")


def killed_while_reading(archive, url, payload, kind="article"):
    """Leaves behind what a run does that is killed while it reads a page."""
    page = Capture(
        "soctrang", url, "2026-01-01T00:00:00.000Z", 200, (("Content-Type", "text/html"),), payload
    )
    killed = UnderWay(archive)
    with pytest.raises(KeyboardInterrupt), killed.reading(page, url, kind):
        left = note_of(archive).read_bytes()
        raise KeyboardInterrupt
    note_of(archive).write_bytes(left)


def test_the_page_that_ends_a_run_is_set_aside_by_the_next_named_and_kept(portal, archive, mortal):
    portal.crawl(archive)
    portal.pages[PATH] = article(NUMBER, text=" poison")
    portal.crawl(archive, "--all", code=-signal.SIGKILL, env=mortal)
    asked = len(portal.log)
    done = portal.crawl(archive, "--all", code=3, env=mortal)
    assert f"set-aside: {portal.home.rstrip('/')}{PATH}" in done.stderr
    assert [row["kind"] for row in rows(archive, "select kind from alarms")] == ["set-aside"]
    assert PATH not in portal.asked(asked)
    kept = "select outcome, payload_sha256 is not null as kept, problems from captures where outcome <> 'ok'"
    [row] = rows(archive, kept)
    assert (row["outcome"], row["kept"]) == ("unreadable", 1) and "did not end" in row["problems"]
    assert not list(archive.parent.glob(f"{archive.name}.page*"))
    # The same bytes are not read again.
    luutru("status", "--archive", archive, "--ack")
    age(archive, 100)
    portal.crawl(archive, env=mortal)  # an acknowledged alarm is not raised again
    assert value(archive, "select max(versions) from articles") == 1


def test_a_page_that_runs_were_killed_on_by_chance_is_read_by_the_next(portal, archive):
    portal.crawl(archive)
    for _ in range(under_way.DEATHS + 1):
        killed_while_reading(archive, portal.home, portal.answer_to("/").encode(), "home")
        portal.crawl(archive, "--max-requests=1")
        assert not list(archive.parent.glob(f"{archive.name}.page*"))
    assert value(archive, "select count(*) from alarms") == 0


def began_to_read(marks):
    """Notes what a process notes that tries a page, just before it reads."""
    with marks.open("ab") as file:
        file.write(b".")


@pytest.mark.parametrize("deadly", [True, False])
def test_runs_that_are_killed_while_they_try_a_page_try_it_again_and_then_no_more(deadly, archive, tmp_path):
    tried = []

    def ends_the_run_too(left, marks):
        tried.append(left.url)
        if deadly:
            began_to_read(marks)
        raise KeyboardInterrupt

    url = "https://vpub.soctrang.gov.vn" + PATH
    killed_while_reading(archive, url, b"<html>")
    with Archive.open(archive) as kept:
        guilty = None
        for _ in range(5):
            with suppress(KeyboardInterrupt):
                guilty = UnderWay(archive).guilty(kept, "soctrang", ends_the_run_too)
    # one that was not being read again yet is never at fault
    assert (len(tried), guilty is not None) == ((under_way.DEATHS - 1, True) if deadly else (5, False))


def test_a_page_that_ends_runs_though_a_process_of_its_own_outlives_it_is_set_aside_after_more(archive):
    def outlived(left, marks):
        began_to_read(marks)
        return False

    url = "https://vpub.soctrang.gov.vn" + PATH
    killed_while_reading(archive, url, b"<html>")
    with Archive.open(archive) as kept:
        found = [UnderWay(archive).guilty(kept, "soctrang", outlived) for _ in range(6)]
    assert found[:-1] == [None] * under_way.ACQUITTALS and found[-1] is not None


def test_a_run_goes_on_where_no_process_can_be_started_to_try_a_page(portal, archive, monkeypatch):
    def cannot(*_, **__):
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr(reading, "alone", cannot)
    killed_while_reading(archive, portal.home, portal.answer_to("/").encode(), "home")
    with Archive.open(archive) as kept:
        trial = partial(reading.is_deadly, stages=())
        tries = [UnderWay(archive).guilty(kept, "soctrang", trial) for _ in range(under_way.DEATHS + 1)]
    assert tries == [None] * len(tries)


def test_runs_that_end_in_order_and_read_nothing_are_no_deaths(archive):
    killed_while_reading(archive, "https://vpub.soctrang.gov.vn" + PATH, b"<html>")
    with Archive.open(archive) as kept:
        for _ in range(under_way.ACQUITTALS + 1):
            ends_in_order = UnderWay(archive)
            assert ends_in_order.guilty(kept, "soctrang", lambda left, marks: False) is None
            ends_in_order.close()
    assert not list(archive.parent.glob(f"{archive.name}.page*"))


def test_a_crawl_leaves_no_note_of_a_page_behind(portal, archive):
    portal.crawl(archive)
    assert not note_of(archive).exists()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_a_crawl_so_that_it_can_be_resumed(name, portal, archive):
    with run(portal, archive, "--delay=1") as crawl:
        while len(portal.log) < 5:
            time.sleep(0.05)
        os.kill(crawl.pid, getattr(signal, name))
        assert crawl.wait(timeout=120) == 5
    assert value(archive, "select state from crawls") == "stopped"
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


ENDLESS = """
import sys
from crawler.cli import main
from crawler.extract import capture

def endless(payload, *more, read=capture.read_page):
    while b"endless" in payload:
        pass
    return read(payload, *more)

capture.read_page = endless
main()
"""
"""The command, with a reader that does not end on pages with a certain word."""


def test_a_page_that_takes_long_to_read_is_broken_off_by_a_signal_and_is_due_again(portal, archive):
    portal.pages[PATH] = article(NUMBER, text=" endless")
    note = note_of(archive)
    with run(portal, archive, "--delay=0", command=[sys.executable, "-c", ENDLESS]) as crawl:
        while not (note.exists() and b"endless" in note.read_bytes()):
            time.sleep(0.05)
        crawl.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert crawl.wait(timeout=60) == 5
        assert time.monotonic() - began < 30
    due = "select count(*) from addresses where url like ? and last_captured_at is null and next_due_at is not null"
    assert value(archive, due, [f"%{PATH}"]) == 1


def test_a_reading_that_begins_when_the_run_was_asked_to_end_is_broken_off_too(archive, monkeypatch):
    monkeypatch.setattr(under_way, "GRACE", 0.1)
    page = Capture("soctrang", "https://x.vn/", "2026-01-01T00:00:00.000Z", 200, payload=b"<html>")
    asked = UnderWay(archive)
    asked.hurry()
    with pytest.raises(Interrupted), asked.reading(page, page.url, "home"):
        time.sleep(60)


def test_a_list_page_may_have_many_links(portal, archive):
    portal.pages[LIST] = listing(list(range(392001, 392013)) + list(range(400_000, 401_000)))
    portal.crawl(archive, "--max-requests=8")
    assert value(archive, "select count(*) from addresses where kind = 'article'") == 1012


def test_a_page_whose_reading_does_not_end_does_not_hold_up_learning(portal, archive, monkeypatch):
    portal.crawl(archive)
    spec = portal_named("soctrang")
    with Archive.open(archive) as kept:
        [(poison,)] = kept.db.execute(
            "select c.id from capture c join address a on a.id = c.address_id where a.url like ?",
            (f"%{PATH}",),
        ).fetchall()
        todo = articles_to_read(kept, "soctrang", problem=UNREAD.problems[0])
        assert poison in todo

        def endless(self, capture_id, capture, read=Reader.read):
            while capture_id == poison:
                pass
            return read(self, capture_id, capture)

        monkeypatch.setattr(Reader, "read", endless)
        monkeypatch.setattr("crawler.learning.series.BUDGET", 0.5)
        store_again(kept, todo, partial(read_in_series, portals={"soctrang": spec}))
        assert poison not in articles_to_read(kept, "soctrang", problem=UNREAD.problems[0])
    [unread] = rows(archive, "select url, outcome from captures where outcome <> 'ok' and url like '%.aspx'")
    assert unread["url"].endswith(PATH) and unread["outcome"] == "unreadable"


def test_learning_that_does_not_end_is_broken_off_and_not_tried_again(portal, archive, monkeypatch):
    tried = []

    def endless(sheets):
        tried.append(len(sheets))
        while True:
            pass

    monkeypatch.setattr("crawler.learning.relearn.learn", endless)
    monkeypatch.setattr("crawler.learning.relearn.LEARNING", 0.005)
    spec = portal_named("soctrang")
    with Archive.open(archive) as kept:
        kept.add_portal(spec.portal(), spec.sites)
        for number in portal.numbers:
            url = portal.home.rstrip("/") + article_path(number)
            page = Capture("soctrang", url, "2026-01-01T00:00:00.000Z", 200, payload=article(number).encode())
            with kept.writing():
                record(kept, page, read_page(page.payload, url), address=address_of(url, spec.system()))
        relearn(kept, spec)
        relearn(kept, spec)
        assert len(tried) == 1
        assert kept.db.execute("select count(*) from articles").fetchone() == (len(portal.numbers),)
