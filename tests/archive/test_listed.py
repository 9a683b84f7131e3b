"""Dates that only lists show: they date articles, are marked, and are no edit."""

from __future__ import annotations

import pytest

from archive.captures.load import load_capture
from archive.captures.reread import reread
from archive.maintenance.verify import verify
from archive.model import Address
from tests.support.facts import HOST, capture, new_archive, put, read, rows, says

LIST = Address(f"{HOST}/vpubnd/1292/1/2/tin/", "list", site="vpubnd")
NAMELESS = Address(f"{HOST}/thong-bao.aspx", "article")


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as opened:
        yield opened


def listing(hours: float, *listed: list, **more):
    return capture({"kind": "list", "listed": listed, **more}, hours, LIST)


def dated(archive, table: str = "articles") -> list[tuple]:
    return rows(archive, f"select published_at, dated_by from {table} order by published_at")


@pytest.mark.parametrize("list_first", [True, False])
def test_the_date_of_a_list_dates_an_article_whose_page_shows_none(archive, list_first):
    said = listing(2, ["392000", "Đại hội", "2024-08-20"], [NAMELESS.url, "Thông báo", "2024-08-21"])
    if list_first:
        put(archive, said, LIST)
    put(archive, capture(says(), 1))
    put(archive, capture(says("Thông báo"), 1, NAMELESS), NAMELESS)
    put(archive, said, LIST)
    assert dated(archive) == dated(archive, "versions") == [("2024-08-20", "list"), ("2024-08-21", "list")]
    assert rows(archive, "select published_at from contents") == [(None,), (None,)]
    assert list(verify(archive.path)) == []


def test_what_the_page_shows_counts_for_more_and_no_list_makes_a_version(archive):
    put(archive, capture(says(published_at="2024-08-19T10:00"), 1))
    put(archive, listing(2, ["392000", "Đại hội", "2024-08-20"]), LIST)
    put(archive, capture(says(published_at="2024-08-19T10:00"), 3))
    assert dated(archive, "versions") == [("2024-08-19T10:00", "page")]


def test_of_several_lists_the_first_counts_whatever_came_first(archive):
    put(archive, capture(says(), 1))
    put(archive, listing(5, ["392000", "Đại hội", "2024-08-25"]), LIST)
    put(archive, listing(4, ["392000", "Đại hội", None]), LIST)
    put(archive, listing(2, ["392000", "Đại hội (cũ)", "2024-08-20"]), LIST)
    assert dated(archive) == [("2024-08-20", "list")]


def test_a_list_that_is_read_better_gives_other_dates(archive):
    put(archive, capture(says(), 1))
    said = put(archive, listing(2, ["392000", "Đại hội", "2024-08-02"]), LIST)
    better = read(listing(2, ["392000", "Đại hội", "2024-02-08"]).payload)
    reread(archive, [(said.capture_id, load_capture(archive, said.capture_id), better)], "e2")
    assert dated(archive) == [("2024-02-08", "list")]
    assert rows(archive, "select count(*) from listed") == [(1,)]
    assert list(verify(archive.path)) == []


def test_a_date_that_no_list_gave_is_found(archive):
    put(archive, capture(says(), 1))
    put(archive, listing(2, ["392000", "Đại hội", "2024-08-20"]), LIST)
    archive.db.execute("update listed set published_at = '2024-08-21'")
    assert any(finding.table == "article" for finding in verify(archive.path))
