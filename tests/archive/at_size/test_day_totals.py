"""Totals by day are what the captures add up to, however they came in and whoever reads them anew."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.captures.load import load_capture, to_read
from archive.captures.reread import reread
from archive.captures.sum_up import sum_up
from archive.integrity import seals
from archive.maintenance.verify import verify
from tests.support.facts import article_address, capture, new_archive, put, read, rows, says

DAYS = (
    "select site, day, readings, most_online, highest_today, yesterday, total, this_week from visits_by_day"
)


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as opened:
        yield opened


def seen(hours: float, online: int, total: int | None = None, **more):
    """A capture whose statistics box says so."""
    return capture(says(visits={"online": online, "total": total, "raw": f"{online} {total}"}, **more), hours)


def day_of_captures(archive) -> list[tuple]:
    """The same as `DAYS`, counted capture by capture."""
    found: dict[tuple, list] = {}
    sql = "select site, date(captured_at, '+7 hours'), captured_at, total, id, online from visit_stats"
    for site, day, at, total, row, online in rows(archive, sql):
        found.setdefault((site, day), []).append((at, -1 if total is None else total, row, online))
    return [
        (site, day, len(each), max(row[3] for row in each), None if max(each)[1] < 0 else max(each)[1])
        for (site, day), each in sorted(found.items())
    ]


def told(archive) -> list[tuple]:
    """What is kept of the same."""
    return rows(archive, "select site, day, readings, most_online, total from visits_by_day order by 1, 2")


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 9), st.integers(0, 9) | st.none()),
        min_size=1,
        max_size=12,
    )
)
def test_a_day_is_what_its_readings_add_up_to_in_any_order(tmp_path_factory, readings):
    with new_archive(tmp_path_factory.mktemp("a") / "archive.db") as archive:
        for hours, online, total in readings:
            put(archive, seen(hours, online, total))
        assert told(archive) == day_of_captures(archive)
        captures = rows(
            archive, "select date(captured_at, '+7 hours'), count(*) from captures group by 1 order by 1"
        )
        assert rows(archive, "select day, captures from captures_by_day order by day") == captures
        assert list(verify(archive.path)) == []


def test_the_last_reading_of_the_local_day_gives_its_total(archive):
    put(archive, seen(16, 5, 100))  # 23:00 in Viet Nam
    put(archive, seen(17, 7, 90))  # midnight
    put(archive, seen(15, 9, 120))
    assert told(archive) == [("vpubnd", "2024-08-27", 2, 9, 100), ("vpubnd", "2024-08-28", 1, 7, 90)]


def test_what_is_read_anew_is_summed_up_anew(archive):
    for hours in range(4):
        put(archive, seen(hours, 10 + hours, 100 + hours))
    todo = list(to_read(archive, "e2"))

    def better(capture_id):
        taken = load_capture(archive, capture_id)
        page = read(taken.payload)
        return capture_id, taken, dataclasses.replace(page, visits=None if capture_id == 4 else page.visits)

    reread(archive, map(better, todo), "e2")
    assert told(archive) == [("vpubnd", "2024-08-27", 3, 12, 102)]
    assert list(verify(archive.path)) == []


def test_a_run_that_was_interrupted_is_made_up_for_by_the_next(archive):
    for hours in range(4):
        put(archive, seen(hours, 10 + hours, 100 + hours))
    taken = load_capture(archive, 4)
    reread(archive, [(4, taken, dataclasses.replace(read(taken.payload), visits=None))], "e2", more=True)
    assert list(verify(archive.path)) == []  # what waits to be settled is no damage
    sum_up(archive)
    assert told(archive) == [("vpubnd", "2024-08-27", 3, 12, 102)]
    assert rows(archive, "select count(*) from stale") == [(0,)]


def test_readings_go_with_the_site_once_it_is_known(archive):
    unknown = dataclasses.replace(article_address(), site=None)
    put(archive, seen(1, 5, 100), unknown)
    assert told(archive)[0][0] == "vpub.soctrang.gov.vn"
    put(archive, seen(2, 6, 101))
    sum_up(archive)
    assert told(archive) == [("vpubnd", "2024-08-27", 2, 6, 101)]
    assert list(verify(archive.path)) == []


@pytest.mark.parametrize(
    "tampering", ["update visit_day set total = total + 1", "update capture_day set captures = captures + 1"]
)
def test_a_total_that_was_changed_is_found(archive, tampering):
    put(archive, seen(1, 5, 100))
    archive.db.execute(tampering)
    assert [finding.table for finding in verify(archive.path)] == [tampering.split()[1]]


def test_each_capture_is_sealed_twice_at_most_in_whichever_order_it_came(archive, monkeypatch):
    """Sealing hashes what it covers: after each batch, all of history would be hashed once a batch."""
    hashed = 0
    digest = seals.digest

    def counted(db, first, last):
        nonlocal hashed
        hashed += last - first + 1 if first else 0
        return digest(db, first, last)

    monkeypatch.setattr(seals, "BLOCK", 32)
    monkeypatch.setattr(seals, "digest", counted)
    count = 200
    for number in range(count):
        put(archive, seen(number * 37 % count, number, number))
    sum_up(archive)
    todo = list(to_read(archive, "e2"))
    for start in range(0, count, 10):
        batch = [(each, load_capture(archive, each)) for each in todo[start : start + 10]]
        reread(archive, [(each, taken, read(taken.payload)) for each, taken in batch], "e2", more=True)
    sum_up(archive)
    assert hashed <= 2 * count
    assert rows(archive, "select sum(last_id - first_id + 1) from seal where first_id > 0") == [(count,)]
    assert list(verify(archive.path)) == []


def test_what_is_recorded_is_sealed_as_it_goes(archive, monkeypatch):
    monkeypatch.setattr(seals, "BLOCK", 8)
    for number in range(30):
        put(archive, seen(number, number, number))
    assert rows(archive, "select first_id, last_id from seal where first_id > 0") == [
        (1, 8),
        (9, 16),
        (17, 24),
    ]
    sum_up(archive)
    assert rows(archive, "select max(last_id) from seal") == [(30,)]
    assert list(verify(archive.path)) == []
