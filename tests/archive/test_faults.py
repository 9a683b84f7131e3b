"""Power cuts, full disks and clocks gone wrong: nothing recorded is lost, nothing is half there."""

from __future__ import annotations

import random
import sqlite3

import pytest

from archive.crawls import start_crawl
from archive.errors import ArchiveFull
from archive.frontier import addresses, leases
from archive.maintenance.verify import verify
from archive.store import Archive
from benchmarks.robustness.writer_kills import killed, wrong
from tests.support.facts import NOW, article_address, at, capture, new_archive, put, rows, says


def test_killed_at_dozens_of_random_moments(tmp_path):
    path, reported, chance = tmp_path / "archive.db", 0, random.Random(3)
    killed(path, 0, 1.0)
    for _ in range(24):
        with Archive.open(path, write=False) as archive:
            (reported,) = archive.db.execute("select count(*) from captures").fetchone()
        reported = killed(path, reported, chance.uniform(0.02, 0.2))
        assert list(wrong(path, reported)) == []
    assert reported > 100


def test_a_full_disk_keeps_what_was_recorded(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        put(archive, capture(says("A"), 0))
        (pages,) = archive.db.execute("pragma page_count").fetchone()
        archive.db.execute(f"pragma max_page_count = {pages + 4}")
        kept = 1
        with pytest.raises(ArchiveFull, match="make room"):
            for hours in range(1, 500):
                noise = random.Random(hours).randbytes(4000).hex()
                put(archive, capture(says("A", noise), hours))
                kept += 1
        assert rows(archive, "select count(*) from captures") == [(kept,)]
        assert list(verify(archive.path)) == []
        archive.db.execute("pragma max_page_count = 1000000")
        put(archive, capture(says("B"), 999))
        assert rows(archive, "select versions from articles") == [(kept + 1,)]
    assert list(verify(tmp_path / "archive.db")) == []


def test_a_failure_in_the_middle_of_a_capture_leaves_no_trace(tmp_path, monkeypatch):
    with new_archive(tmp_path / "archive.db") as archive:
        put(archive, capture(says("A"), 0))
        head = archive.head

        def fail(*_):
            raise sqlite3.OperationalError("disk I/O error")

        with monkeypatch.context() as patch:
            patch.setattr(addresses, "discover", fail)
            with pytest.raises(Exception, match="its health"):
                put(archive, capture(says("B"), 1))
        assert archive.head == head
        assert rows(archive, "select (select count(*) from captures), (select count(*) from payloads)") == [
            (1, 1)
        ]
        put(archive, capture(says("B"), 1))
    assert list(verify(tmp_path / "archive.db")) == []


def test_several_captures_can_be_one_transaction(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        with pytest.raises(ZeroDivisionError), archive.writing():
            put(archive, capture(says("A"), 0))
            raise ZeroDivisionError
        assert rows(archive, "select count(*) from captures") == [(0,)]
        with archive.writing():
            for hours in range(3):
                put(archive, capture(says("A"), hours))
        assert rows(archive, "select count(*) from captures") == [(3,)]
    assert list(verify(tmp_path / "archive.db")) == []


def test_a_clock_set_back_changes_no_fact(tmp_path):
    clock = iter([NOW, at(5), at(1), at(3)])
    with new_archive(tmp_path / "archive.db") as archive:
        archive.now = lambda: next(clock)
        for hours, title in ((5, "C"), (1, "A"), (3, "B")):
            put(archive, capture(says(title), hours))
        assert rows(archive, "select title from versions order by number") == [("A",), ("B",), ("C",)]
        assert rows(archive, "select recorded_at from captures order by id") == [(NOW,), (at(5),), (at(1),)]
    assert list(verify(tmp_path / "archive.db")) == []


def test_what_a_dead_crawl_held_is_due_again(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        crawl = start_crawl(archive, "soctrang", at(0), "luutru 1", {})
        found = [article_address(str(number)) for number in range(5)]
        addresses.discover(archive.db, "soctrang", found, at(0))
        held = leases.lease(archive.db, "soctrang", crawl, at(1), 3)
        put(
            archive,
            capture(says(), 1, found[0]),
            found[0],
            crawl_id=crawl,
            lease=held[0],
            schedule=lambda _: None,
        )
    with Archive.open(tmp_path / "archive.db") as archive:
        crawl = start_crawl(archive, "soctrang", at(2), "luutru 1", {})
        again = leases.lease(archive.db, "soctrang", crawl, at(2), 9)
        assert {lease.url for lease in again} == {address.url for address in found[1:]}
