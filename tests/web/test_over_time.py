"""Words over time, amounts of changes, and the portal on a day."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest

from archive.crawls import finish_crawl, start_crawl
from archive.history.amounts import Wording, measure, measure_changes
from archive.maintenance.verify import verify
from tests.support.facts import article_address, at, capture, new_archive, put, says
from tests.support.web import Site, fill


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("time") / "a.db"
    with new_archive(path) as archive:
        fill(archive)
        for number, (month, body) in enumerate(
            [("01", "Đất"), ("01", "Nước"), ("03", "Đất nước"), (None, "Đất")]
        ):
            address = article_address(f"10{number}")
            published = f"2024-{month}-01" if month else None
            put(archive, capture(says(f"Bài {number}", body, published_at=published), 20, address), address)
        with archive.writing():
            measure_changes(archive.db)
    return Site(path)


def read(site: Site, path: str) -> str:
    answer = site.page(path, "a", headers={"accept-language": "vi"})
    assert answer.status_code == 200
    return html.unescape(answer.text)


def rows(site: Site, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.page(path, "a").content.decode("utf-8-sig"))))


def test_changes_of_one_kind_have_a_feed_with_what_was_changed(site: Site) -> None:
    assert "/edits.atom?kind=numbers" in read(site, "/edits?kind=numbers")
    answer = site.page("/edits.json?kind=numbers", "a", headers={"accept-language": "vi"})
    (entry,) = answer.json()["items"]
    assert entry["title"] == "Họp Đảng uỷ xã (đã sửa)"
    assert "<del>3</del><ins>5</ins>" in entry["content_html"]
    assert answer.json()["title"].endswith(": đổi số liệu")
    assert answer.json()["home_page_url"].endswith("/-/luutru/a/edits?kind=numbers")
    assert site.page("/edits.json?kind=phones", "a").json()["items"] == []
    again = {"accept-language": "vi", "if-none-match": answer.headers["etag"]}
    assert site.page("/edits.json?kind=numbers", "a", headers=again).status_code == 304
    assert site.page("/edits.atom?list=removed", "a").status_code == 400


@pytest.mark.parametrize(
    ("asked", "counts", "shares"),
    [
        ("q=đất", ["1/2024: 1", "3/2024: 1"], ["1/2024: 50,0 %", "3/2024: 100,0 %"]),
        ("q=nước&until=2024-02-01", ["1/2024: 1"], ["1/2024: 50,0 %"]),
        (
            "state=live",
            ["1/2024: 2", "3/2024: 1", "8/2024: 1"],
            ["1/2024: 100,0 %", "3/2024: 100,0 %", "8/2024: 100,0 %"],
        ),
        ("q=nay&all=1", ["8/2024: 2"], ["8/2024: 100,0 %"]),
        ("", ["1/2024: 2", "3/2024: 1", "8/2024: 1"], []),
        ("dated=none", [], []),
    ],
)
def test_a_search_shows_its_hits_by_month_as_count_and_as_share(
    site: Site, asked: str, counts: list[str], shares: list[str]
) -> None:
    text = read(site, f"/search?{asked}")
    drawn = [re.findall("<title>(.*?)</title>", each) for each in re.findall("<svg.*?</svg>", text)]
    assert drawn == [each for each in (counts, shares) if each]


def test_words_are_counted_by_month_with_their_share(site: Site) -> None:
    found = rows(site, "/words.csv?a=đất&b=nước")
    dated = {
        (row["words"], row["month"]): (row["articles"], row["all_articles"], row["share"]) for row in found
    }
    assert dated["đất", "2024-01"] == ("1", "2", "0.500000")
    assert dated["đất", "2024-02"] == ("0", "0", "")
    assert dated["nước", "2024-03"] == ("1", "1", "1.000000")
    assert dated["đất", "2024-08"] == ("0", "1", "0.000000")
    assert [row["articles"] for row in found if row["dated"] == "undated"] == ["1", "0"]
    text = read(site, "/words?a=đất&b=nước")
    assert len(re.findall(r'<polyline class="line s', text)) <= 4
    assert "50,0 %" in text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Có 3 đại biểu", "Có 5 đại biểu", (1, 1, "numbers")),
        ("Ngày 12/3/2024 họp", "Ngày 13/3/2024 họp", (1, 1, "dates")),
        ("Gọi 0299 3822 333 nhé", "Gọi 0299 3822 334 nhé", (1, 1, "phones")),
        ("Họp xong, về", "Họp xong. Về", (1, 1, "signs")),
        ("Họp ở xã", "Họp ở xã Đại Tâm", (2, 0, None)),
        ("1.561.138 người", "1561138 người", (1, 5, "numbers")),
    ],
)
def test_changes_are_measured(before: str, after: str, expected: tuple[int, int, str | None]) -> None:
    found = measure(Wording([before]), Wording([after]))
    kinds = [name for name in ("numbers", "dates", "phones", "signs") if getattr(found, name)]
    assert kinds == ([expected[2]] if expected[2] else [])
    if expected[2] != "numbers" or "." not in before:
        assert (found.added, found.removed) == expected[:2]


def test_changed_names_of_persons_are_found(tmp_path: Path) -> None:
    said = "Đồng chí {} – Phó Chủ tịch UBND tỉnh phát biểu; cùng dự có ông Lê Vũ, Giám đốc Sở Y tế."
    with new_archive(tmp_path / "a.db") as archive:
        crawl = start_crawl(archive, "soctrang", at(0), "luutru", {})
        for hours, name in enumerate(("Trần Văn Lâu", "Trần Văn Lầu")):
            put(archive, capture(says("Họp", said.format(name)), 24 * hours))
        other = article_address("2")
        for hours in range(2):
            put(
                archive,
                capture(says("Tin", f"{said.format('Hồ An')} Có {hours} xã."), 24 * hours, other),
                other,
            )
        finish_crawl(archive, crawl, at(99), "finished", None, {})
        assert list(verify(tmp_path / "a.db")) == []
    site = Site(tmp_path / "a.db")
    (row,) = rows(site, "/edits.csv?kind=names")
    assert (row["name"], row["names"], row["numbers"]) == ("392000", "1", "0")
    assert "đổi tên người" in read(site, "/edits?kind=names")


def test_changes_by_amount_and_kind(site: Site) -> None:
    (row,) = rows(site, "/edits.csv")
    assert (row["words_added"], row["words_removed"], row["numbers"]) == ("3", "2", "1")
    assert row["comparison"].endswith("/compare/soctrang/1/20240827000000000/20240828060000000")
    assert "đổi số liệu" in read(site, "/edits?kind=numbers")
    assert "Họp Đảng uỷ xã" not in read(site, "/edits?kind=signs")
    assert "Họp Đảng uỷ xã" not in read(site, "/edits?kind=silent")
    assert "2 phiên bản" in read(site, "/edits?list=most_edited")
    assert ">Tin</a>" in read(site, "/edits?list=removed")
    assert ">Tin</a>" in read(site, "/edits?list=shortest")
    assert site.page("/edits?kind=drop", "a").status_code == 400


def test_a_department_is_one_on_a_day_however_it_is_spelled(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for number, name in enumerate(("Văn phòng UBND tỉnh", "VP. UBND tỉnh", "Phòng Nội chính")):
            address = article_address(str(number))
            put(archive, capture(says(f"Bài {number}", department=name), 0, address), address)
    site = Site(tmp_path / "a.db")
    assert read(site, "/day/2024-08-27").count("department=") == 2
    assert "2 bài đang đăng" in read(site, "/day/2024-08-27?department=VP. UBND tỉnh")


def test_the_portal_on_a_day(site: Site) -> None:
    first, last = read(site, "/day/2024-08-27"), read(site, "/day/2024-08-29")
    assert "Họp Đảng ủy</a>" in first and ">Tin</a>" in first
    assert "Họp Đảng uỷ xã</a>" in last and ">Tin</a>" not in last
    assert "2 bài đang đăng" in first
    assert "1 bài đang đăng" in read(site, "/day/2024-08-28?department=Phòng Nội chính")
    assert "trước khi kho bắt đầu lưu (27/8/2024 07:00)" in read(site, "/day/2024-08-26")
    assert site.page("/day/2024-02-31", "a").status_code == 404
    (link,) = re.findall(r'href="([^"]*/article/soctrang/1/[^"]*)"', first)
    assert "Chiều nay có 3 đại biểu." in site.get(link).text


def test_the_calendar_leads_to_each_day(site: Site) -> None:
    text = read(site, "/calendar")
    assert re.search(r'class="l[1-4] seen"><a href="[^"]*/day/2024-08-27" title="mới \d', text)
    assert '<td class="l0"><a href="/-/luutru/a/day/2024-08-26">26</a>' in text
    assert at(0)[:4] in text
