"""Alarms that the present reading gives no reason for are taken back."""

from __future__ import annotations

import pytest

from archive.alarm_renewal import renew_alarms
from archive.alarms import Alarm, note, shown
from archive.crawls import start_crawl
from tests.support.facts import NOW, article_address, at, capture, new_archive, put, says


@pytest.mark.parametrize(("signed", "left"), [(9, []), (8, []), (3, [0.3])])
def test_a_field_that_is_read_again_is_no_fall_any_longer(tmp_path, signed, left):
    with new_archive(tmp_path / "a.db") as archive:
        crawl_id = start_crawl(archive, "soctrang", at(0), "luutru", {})
        for number in range(10):
            address = article_address(str(number))
            said = says(f"Tin {number}", department="Phòng Nội chính" if number < signed else None)
            put(archive, capture(said, number, address), address, crawl_id=crawl_id)
        with archive.writing():
            note(archive.db, "soctrang", crawl_id, NOW, Alarm("fall", "department", 1.0, 0.0))
            note(archive.db, "soctrang", crawl_id, NOW, Alarm("fall", "box", 1.0, 0.0))
            renew_alarms(archive.db, "soctrang")
        falls = {row["field"]: row["now"] for row in shown(archive.db)}
        assert falls.pop("box") == 0.0 and list(falls.values()) == left


def test_an_address_that_still_comes_to_nothing_keeps_its_alarm(tmp_path):
    one, other = article_address("1"), article_address("2")
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says(body="", reason="no-text"), 0, one), one)
        put(archive, capture(says(), 0, other), other)
        with archive.writing():
            note(archive.db, "soctrang", None, NOW, Alarm("no-text", now=2, addresses=(one.url, other.url)))
            renew_alarms(archive.db, "soctrang")
        assert [(row["now"], row["addresses"]) for row in shown(archive.db)] == [(1, [one.url])]
