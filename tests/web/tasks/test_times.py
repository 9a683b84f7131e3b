"""Days, months and gaps, as pages tell them."""

from __future__ import annotations

import re
from pathlib import Path

from archive.model import Portal
from tests.support.facts import article_address, capture, new_archive, put, says
from tests.support.web import Site, read, words


def test_a_day_without_captures_is_told_as_seen_before(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for hours in (0, 240):
            put(archive, capture(says("Bài"), hours))
    site = Site(tmp_path / "a.db")
    notice = "Ngày này kho không lưu gì; đây là cổng như lần lưu gần nhất trước đó, ngày {}."
    assert "không lưu gì" not in read(site, "/-/luutru/a/day/2024-08-27")
    assert notice.format("27/8/2024") in read(site, "/-/luutru/a/day/2024-09-01")
    assert notice.format("6/9/2024") in read(site, "/-/luutru/a/day/2099-01-01")


def test_the_next_day_is_one_of_the_same_portal(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        archive.add_portal(Portal("travinh", "Trà Vinh", "https://travinh.gov.vn/", "vnportal"), [])
        put(archive, capture(says("Bài"), 0))
    text = read(Site(tmp_path / "a.db"), "/-/luutru/a/day/2024-08-27?portal=travinh")
    (earlier,) = re.findall(r'rel="prev" href="([^"]*)"', text)
    assert earlier.endswith("/day/2024-08-26?portal=travinh")


def test_days_without_readings_are_one_line(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for day, total in ((0, 100), (40, 500)):
            box = {"total": total, "raw": str(total)}
            put(archive, capture(says(visits=box), 24 * day))
    text = read(Site(tmp_path / "a.db"), "/-/luutru/a/visits")
    assert text.count("không có số liệu") == 2, "in a line, and in what is said of wide bars"
    assert "28/8/2024 – 5/10/2024 không có số liệu" in words(text)


def test_each_fall_of_a_counter_is_found_within_one_day_too(tmp_path: Path) -> None:
    totals = ((0, 100), (1, 150), (2, 20), (3, 200), (24, 260), (48, 250))
    with new_archive(tmp_path / "a.db") as archive:
        for hours, total in totals:
            put(archive, capture(says(visits={"total": total, "raw": str(total)}), hours))
    site = Site(tmp_path / "a.db")
    (link,) = re.findall(r'href="([^"]*/counter_falls[^"]*)"', read(site, "/-/luutru/a/visits"))
    rows = site.rows(link.rpartition("/")[2], "a")
    falls = [(row["total_before"], row["total"], row["within_day"]) for row in rows]
    assert falls == [(260, 250, 0), (150, 20, 1)], (
        "that of the third hour was made up for by the end of the day"
    )
    assert site.rows("counter_falls?site=stn", "a") == []


def test_captures_of_an_address_stand_on_their_days_in_viet_nam(tmp_path: Path) -> None:
    address = article_address()
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Bài"), 5 * 24 - 2, address), address)
    text = words(read(Site(tmp_path / "a.db"), f"/-/luutru/a/captures?url={address.url}"))
    assert "8/2024 1" not in text and "9/2024 1" in text
    assert "1/9/2024 05:00" in text


def test_an_archive_of_one_day_has_no_span(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Bài"), 0))
    text = words(read(Site(tmp_path / "a.db"), "/-/luutru/a"))
    assert "Ngày 27/8/2024" in text and "Từ 27/8/2024" not in text


def test_a_citation_has_the_day_of_viet_nam(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Bài"), 22))
    cited = Site(tmp_path / "a.db").page("/article/soctrang/392000/20240827220000000.bib", "a").text
    assert "urldate = {2024-08-28}" in cited and "Archived 2024-08-27T22:00:00.000Z" in cited
