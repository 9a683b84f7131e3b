"""Charts of queries, and what a reader is told where nothing can be drawn."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from archive.web.datasette.queries import QUERIES
from tests.support.facts import capture, new_archive, put, says
from tests.support.web import BROWSER, Site, read, two_archives, words

MONTHS = "select substr(published_at, 1, 7) as tháng, department, count(*) as bài from articles group by 1, 2"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return two_archives(tmp_path_factory.mktemp("several"))


def test_a_chart_of_any_query_needs_no_script(site: Site) -> None:
    answer = site.get(f"/-/luutru/một/chart?sql={MONTHS}", headers=BROWSER)
    assert "script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    bars = re.findall(r"<title>([^<]*)</title></rect>", html.unescape(answer.text))
    assert bars == ["2/2024: 1", "3/2024: 1", "4/2024: 1"]
    parted = read(site, f"/-/luutru/một/chart?sql={MONTHS}&by=department")
    assert re.findall(r'class="key s\d">([^<]*)<', parted) == ["Phòng 1", "Phòng 0"]
    assert "Phòng 1, 2/2024: 1" in parted


def test_values_with_a_point_are_written_as_here(site: Site) -> None:
    assert ": 1.234,50</title>" in read(site, "/-/luutru/một/chart?sql=select 'a' as x, 1234.5 as y")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("selec", "Statement must be a SELECT"),
        ("delete from article", "Statement must be a SELECT"),
        ("select nowhere from articles", "no such column: nowhere"),
        ("select title from articles", "Không có cột số nào"),
        ("select 1 as n from articles where 0", "Không có gì ở đây"),
    ],
)
def test_a_query_that_cannot_be_drawn_says_why(site: Site, sql: str, said: str) -> None:
    assert said in read(site, f"/-/luutru/một/chart?sql={sql}")


@pytest.mark.parametrize("name", QUERIES)
def test_every_worked_query_has_a_chart_page(site: Site, name: str) -> None:
    text = read(site, f"/-/luutru/một/chart?query={name}&days=30")
    assert QUERIES[name].named("vi") in text
    assert "Truy vấn không chạy được" not in text


def test_datasette_leads_from_a_query_to_its_chart(site: Site) -> None:
    assert "/-/luutru/m~E1~BB~99t/chart?sql=select+1" in read(site, "/m~E1~BB~99t?sql=select+1")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nowhere", 404, "Kho lưu trữ không có mục này"),
        ("/hai/nothing", 404, "Kho lưu trữ không có mục này"),
        ("/hai?sql=selec", 400, "Statement must be a SELECT"),
        ("/-/luutru/hai/article/soctrang/77", 404, "Kho không có bài viết này"),
    ],
)
def test_errors_are_in_the_archive_s_look_wherever_a_browser_meets_them(
    site: Site, path: str, status: int, said: str
) -> None:
    text = read(site, path, status)
    assert "luutru/-/style.css" in text
    assert said in text


def test_programs_are_told_of_errors_as_by_datasette(site: Site) -> None:
    assert site.get("/hai/nothing.json").json()["status"] == 404


def test_each_host_without_a_site_has_a_counter_of_its_own(tmp_path: Path) -> None:
    from archive.model import Address

    box = {"online": 1, "today": None, "this_week": None, "raw": "x"}
    with new_archive(tmp_path / "a.db") as archive:
        for host, total in (("a.soctrang.gov.vn", 500), ("b.soctrang.gov.vn", 90_000)):
            for day in range(3):
                home = Address(f"https://{host}/", "home")
                said = {"kind": "home", "visits": {**box, "total": total + day}}
                put(archive, capture(said, 24 * day, home), home)
    site = Site(tmp_path / "a.db")
    text = words(read(site, "/-/luutru/a/visits?portal=soctrang&site=a.soctrang.gov.vn"))
    assert "bộ đếm đặt lại" not in text
    assert "502" in text
    rows = site.rows("visits_per_day?site=b.soctrang.gov.vn", "a")
    assert [row["visits"] for row in rows] == [1, 1, None]


def test_numbers_of_four_digits_are_found_with_their_points(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Tin", "Có 1.590 hộ."), 0))
    site = Site(tmp_path / "a.db")
    for typed in ("1590", "1.590", "1 590"):
        assert "Tìm thấy 1" in words(read(site, f"/-/luutru/a/search?q={typed}")), typed
    assert "Kho không có bài nào mang số 99887766" in read(site, "/-/luutru/a/search?q=99887766")
