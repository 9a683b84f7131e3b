"""A server, or a page, that wishes ill: what it sends has bounds, and what it ends is set aside."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
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
from crawler.learning.reading import Reader
from crawler.learning.relearn import relearn, store_again
from crawler.learning.series import read_in_series
from crawler.portals.registry import portal_named
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


def test_the_page_that_was_being_read_when_a_run_died_is_set_aside_named_and_kept(portal, archive):
    portal.crawl(archive)
    poison = article(NUMBER, text=" khác")
    note = archive.with_name(f"{archive.name}.page")
    head = json.dumps(
        {
            "portal": "soctrang", "url": portal.home.rstrip("/") + PATH, "captured_at": "2026-01-01T00:00:00.000Z",
            "status": 200, "headers": [["Content-Type", "text/html; charset=utf-8"]], "source": "live", "method": "GET",
            "request": None, "error": None, "address": portal.home.rstrip("/") + PATH,
        }
    ).encode()  # fmt: skip
    note.write_bytes(b"%d %d\n" % (len(head), len(poison.encode())) + head + poison.encode())
    # another run had died of it before
    archive.with_name(f"{archive.name}.page.once").write_bytes(hashlib.sha256(poison.encode()).digest())
    asked = len(portal.log)
    done = portal.crawl(archive, code=3)
    assert f"set-aside: {portal.home.rstrip('/')}{PATH}" in done.stderr
    assert [row["kind"] for row in rows(archive, "select kind from alarms")] == ["set-aside"]
    assert PATH not in portal.asked(asked)
    kept = "select outcome, payload_sha256 is not null as kept, problems from captures where captured_at < '2026-01-02'"
    [row] = rows(archive, kept)
    assert (row["outcome"], row["kept"]) == ("unreadable", 1) and "did not end" in row["problems"]
    assert not note.exists()
    # The same bytes are not read again.
    portal.pages[PATH] = poison
    luutru("status", "--archive", archive, "--ack")
    portal.crawl(archive, "--all")  # an acknowledged alarm is not raised again
    assert value(archive, "select max(versions) from articles") == 1


def test_a_page_that_one_run_was_killed_on_is_read_by_the_next(portal, archive):
    page = Capture("soctrang", portal.home, "2026-01-01T00:00:00.000Z", 200, payload=b"<html>")
    killed = UnderWay(archive)
    with pytest.raises(KeyboardInterrupt), killed.reading(page, page.url):
        left = archive.with_name(f"{archive.name}.page").read_bytes()
        raise KeyboardInterrupt
    archive.with_name(f"{archive.name}.page").write_bytes(left)
    portal.crawl(archive)
    assert not list(archive.parent.glob(f"{archive.name}.page*"))


def test_a_page_whose_bytes_differ_each_time_is_set_aside_when_it_ends_a_third_run(portal, archive):
    def die_of(total):
        """What a run leaves behind that was killed while it read the page."""
        url = portal.home.rstrip("/") + PATH
        payload = article(NUMBER, total=total).encode()
        note, killed = archive.with_name(f"{archive.name}.page"), UnderWay(archive)
        with (
            pytest.raises(KeyboardInterrupt),
            killed.reading(Capture("soctrang", url, "2026-01-01T00:00:00.000Z", 200, payload=payload), url),
        ):
            left = note.read_bytes()
            raise KeyboardInterrupt
        note.write_bytes(left)

    portal.crawl(archive)
    for total in (1_561_138, 1_561_139):
        die_of(total)
        with Archive.open(archive) as kept, kept.writing():
            assert UnderWay(archive).take_up(kept, "soctrang", None, "2026-01-02T00:00:00.000Z") is None
    die_of(1_561_140)
    asked = len(portal.log)
    done = portal.crawl(archive, "--all", code=3)
    assert f"set-aside: {portal.home.rstrip('/')}{PATH}" in done.stderr
    assert PATH not in portal.asked(asked)


def test_a_crawl_leaves_no_note_of_a_page_behind(portal, archive):
    portal.crawl(archive)
    assert not archive.with_name(f"{archive.name}.page").exists()


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
    note = archive.with_name(f"{archive.name}.page")
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
    with pytest.raises(Interrupted), asked.reading(page, page.url):
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
