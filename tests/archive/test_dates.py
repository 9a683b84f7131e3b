"""Articles that bear no date are dated by others, within a range that is said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.history.date_estimates import estimate_dates
from archive.search.counts import count, counts_by_month
from archive.search.filters import Filters
from archive.search.query import search_articles
from tests.support.facts import HOST, article_address, capture, new_archive, put, rows, says

FIRST = date(2024, 1, 1)


@pytest.fixture
def archive(tmp_path: Path):
    """Forty articles, a day and ten ids apart, of which every fourth bears no date, and one far beyond."""
    with new_archive(tmp_path / "a.db") as archive:
        for number in range(40):
            day = FIRST + timedelta(days=number)
            address = article_address(str(1000 + 10 * number))
            said = says(f"Bài {number}", "Nước.", published_at=None if number % 4 == 3 else day.isoformat())
            put(archive, capture(said, number, address), address)
        with archive.writing():
            estimate_dates(archive.db)
        yield archive


def test_ids_around_an_article_bound_its_date(archive):
    found = rows(
        archive,
        "select a.cms_id, e.earliest, e.date, e.latest, e.source from date_estimates e"
        " join articles a on a.id = e.article_id",
    )
    assert len(found) == 10
    for cms_id, earliest, middle, latest, source in found:
        hidden = (FIRST + timedelta(days=(int(cms_id) - 1000) // 10)).isoformat()
        assert earliest <= hidden <= latest
        assert earliest <= middle <= latest
        assert source == "ids"
        assert date.fromisoformat(latest) - date.fromisoformat(earliest) <= timedelta(days=300)


def test_undated_articles_are_in_no_month_but_their_own(archive):
    months, estimated, undated = counts_by_month(archive.db, "")
    assert months == {"2024-01": 24, "2024-02": 6}
    assert sum(months.values()) + sum(estimated.values()) + undated == 40
    assert count(archive.db, "", Filters(since="2024-01-01", until="2024-12-31")) == 30
    assert count(archive.db, "", Filters(dated="estimated")) == 10
    assert count(archive.db, "nuoc", Filters(dated="none")) == 0
    hits = search_articles(archive.db, "", Filters(dated="estimated", until="2024-01-31"))
    assert 0 < len(hits) < 10


def test_a_folder_is_believed_only_where_it_is_right(tmp_path):
    """Portals that name folders by the month of upload give it away; where dated articles disprove that, no."""
    for right in (True, False):
        with new_archive(tmp_path / f"{right}.db") as archive:
            for number in range(20):
                month = 1 + number % 8 if right else 12
                address = article_address(f"x{number}")
                said = says(
                    f"Bài {number}",
                    published_at=None if number == 7 else f"2023-0{1 + number % 8}-15",
                    images=[f"{HOST}/SiteFolders/vp/1292/2023/{month}/a.png"],
                )
                put(archive, capture(said, number, address), address)
            with archive.writing():
                estimate_dates(archive.db)
            found = rows(archive, "select earliest, latest, source from date_estimates")
            assert found == ([("2023-08-01", "2023-08-31", "folder")] if right else [])


def test_nothing_is_estimated_without_witnesses(tmp_path):
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Một"), 1))
        with archive.writing():
            assert estimate_dates(archive.db) == 0
        assert count(archive.db, "", Filters(dated="none")) == 1
