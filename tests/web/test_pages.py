"""The researcher's pages show what the archive holds."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import json
import re
import sqlite3
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

import archive.web
from archive.alarms import MEANINGS, Alarm, note
from archive.payloads.payloads import LEFT_OUT
from archive.search import index
from archive.web.http.feeds import Feed, FeedEntry
from archive.web.wording import formats, texts
from archive.web.wording.alarms import ALARMS
from archive.web.wording.texts import TEXTS
from tests.support.facts import HOST, NOW, article_address, at, capture, new_archive, put, says
from tests.support.web import PNG, Site, fill, words

FIRST = "/article/soctrang/1/20240827000000000"
SECOND = "/article/soctrang/1/20240828060000000"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("pages") / "kho lưu.db"
    with new_archive(path) as archive:
        fill(archive)
    return Site(path)


def page(site: Site, path: str, language: str = "vi", status: int = 200) -> str:
    answer = site.page(path, "kho lưu", headers={"accept-language": language})
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


def test_the_overview_tells_what_is_there_and_what_is_wrong(site: Site) -> None:
    said = words(page(site, ""))
    assert "2 bài viết" in said
    assert "3 phiên bản" in said
    assert "Từ 27/8/2024 đến 29/8/2024" in said
    assert "có cảnh báo" in said
    assert "Cảnh báo chưa xử lý: 1 Danh sách có thể còn trang sau : 1 địa chỉ" in said
    assert "bài cũ trong danh sách có thể thiếu" in said
    assert "đã gỡ Tin" in said
    assert "Văn phòng UBND : tổng 1.561.200 vào 28/8/2024" in said


def test_no_two_texts_of_the_pages_have_one_name() -> None:
    names = [name for part in texts.PARTS for name in part.TEXTS]
    assert len(names) == len(set(names)) == len(TEXTS)


def test_every_alarm_is_told_in_both_languages() -> None:
    assert ALARMS.keys() == MEANINGS.keys()
    assert all(text.strip() for pairs in ALARMS.values() for pair in pairs for text in pair)


@pytest.mark.parametrize(
    ("alarm", "vi", "en"),
    [
        (
            Alarm("fall", "department", 0.95, 0.1),
            "đơn vị: từ 95,0 % còn 10,0 %",
            "department: from 95.0 % to 10.0 %",
        ),
        (Alarm("fall", "date", 0.95, 0.1), "ngày đăng: từ 95,0 %", "date: from 95.0 %"),
        (
            Alarm("fall", "accounted", 0.95, 0.1),
            "bài được đọc trọn vẹn: từ",
            "articles read to the last line: from",
        ),
        (
            Alarm("fall", "entries", 20, 4),
            "bài trong danh sách: từ 20 còn 4",
            "articles in lists: from 20 to 4",
        ),
        (
            Alarm("counter", "total of vpubnd", 1561138, 12),
            "Văn phòng UBND: từ 1.561.138 còn 12",
            "Văn phòng UBND: from 1,561,138 to 12",
        ),
        (
            Alarm("vanished", None, 400, 37),
            "37 trên 400 bài được hỏi không còn",
            "37 of 400 articles asked for were gone",
        ),
        (Alarm("edited", None, 400, 250), "250 trên 400 bài bị sửa", "250 of 400 articles were changed"),
        (
            Alarm("overlaid", "+ Bản quyền", 400, 395),
            "395 trên 400 bài: + Bản quyền",
            "395 of 400 articles: + Bản quyền",
        ),
        (
            Alarm("slow", None, 0.4, 6.25),
            "chờ 6,25 giây, trước đây 0,40 giây",
            "6.25 s to wait, 0.40 s before",
        ),
        (
            Alarm("short-list", HOST, 120, 96),
            "danh sách ghi 120 bài, chỉ thấy 96",
            "it says 120, and 96 were found",
        ),
        (Alarm("identity", "392", None, None, (HOST,)), "mã số 392, 1 địa chỉ", "id 392, addresses: 1"),
        (Alarm("unreadable", None, None, 3, (HOST,)), "3 địa chỉ", "addresses: 3"),
    ],
    ids=lambda value: f"{value.kind} {value.field}" if isinstance(value, Alarm) else "",
)
def test_what_an_alarm_counted_is_told_in_words(tmp_path: Path, alarm: Alarm, vi: str, en: str) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says(), 0))
        note(archive.db, "soctrang", None, at(1), alarm)
        archive.db.commit()
    site = Site(tmp_path / "a.db")
    for language, told in (("vi", vi), ("en", en)):
        said = words(site.page("", "a", headers={"accept-language": language}).text)
        assert f"{ALARMS[alarm.kind][0][language == 'en']} : {told}" in said, (
            "an import alone raises alarms, too"
        )


def test_sites_bear_their_full_names_everywhere(site: Site) -> None:
    for path in ("", "/search", "/changes", "/visits", "/day/2024-08-27"):
        assert "Văn phòng UBND" in page(site, path), path


def test_where_a_text_is_from_narrows_a_search(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for number, source in enumerate(("Báo Sóc Trăng", "Báo Sóc Trăng", "TTXVN", None)):
            address = article_address(str(number))
            put(archive, capture(says(f"Bài {number}", source=source), 0, address), address)
    site = Site(tmp_path / "a.db")
    vi = {"accept-language": "vi"}
    assert "Nguồn Báo Sóc Trăng 2 TTXVN 1" in words(site.page("/search", "a", headers=vi).text)
    for query in ("source=Báo Sóc Trăng", "source=Báo Sóc Trăng&q=Bài&all=1"):
        assert "Tìm thấy 2" in words(site.page(f"/search?{query}", "a", headers=vi).text)
    assert "source=TTXVN" in site.page("/article/soctrang/2", "a", headers=vi).text


def test_days_without_a_capture_stand_empty_in_the_chart(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        for day in (0, 9):
            put(archive, capture(says(), 24 * day))
    first, last = re.findall(
        r'<rect class="bar" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', page(Site(path), "")
    )
    assert float(last[0]) - float(first[0]) > 8 * float(first[1])


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("vi", "Tìm kiếm"),
        ("en-GB,en;q=0.9", "Search"),
        ("fr", "Tìm kiếm"),
        ("en;q=0.3, vi-VN;q=0.8", "Tìm kiếm"),
        ("*;q=nonsense", "Tìm kiếm"),
        ("", "Tìm kiếm"),
    ],
)
def test_pages_speak_the_reader_s_language(site: Site, header: str, word: str) -> None:
    assert word in page(site, "", header)


def test_the_language_switch_is_remembered(site: Site) -> None:
    answer = site.page("?lang=en", "kho lưu", headers={"accept-language": "vi"})
    assert 'lang="en"' in answer.text
    cookie = answer.headers["set-cookie"].split(";")[0]
    again = site.page("/changes", "kho lưu", headers={"accept-language": "vi", "cookie": cookie})
    assert '<html lang="en">' in again.text


def test_an_article_stands_as_published(site: Site) -> None:
    text = page(site, "/article/1")
    said = words(text)
    for part in (
        "Họp Đảng uỷ xã", "Chiều nay có 5 đại biểu.", "Quang cảnh", "Phòng Nội chính", "Lê Vũ", "27/8/2024",
        "Kế hoạch (chưa lưu)", "Mỹ Thanh", "Phiên bản 2 trong 2", "Đã đổi: tiêu đề, nội dung",
        "Ảnh chưa được lưu",
    ):  # fmt: skip
        assert part in said
    assert (
        f"Bản lưu {at(30)} (UTC): http://localhost/-/luutru/kho+l~C6~B0u/article/soctrang/1/20240828060000000."
        in said
    )
    assert re.search(r"SHA-256 của trang nhận được: [0-9a-f]{64}\.", said)
    assert "Họp Đảng uỷ xã. Lê Vũ. Phòng Nội chính. 27/8/2024. https://vpub" in said


@pytest.mark.parametrize(
    ("query", "title", "notice"),
    [
        ("v=1", "Họp Đảng ủy", None),
        ("at=2024-08-27", "Họp Đảng ủy", "Như cổng hiển thị vào 27/8/2024."),
        ("at=2024-08-28", "Họp Đảng uỷ xã", "Như cổng hiển thị vào 28/8/2024."),
        ("at=2024-08-26", "Họp Đảng uỷ xã", "Kho chưa thấy bài này vào ngày đó."),
        ("at=yesterday", "Họp Đảng uỷ xã", "Ngày không hợp lệ"),
        (f"at={at(29)}", "Họp Đảng ủy", "Như cổng hiển thị"),
    ],
)
def test_an_article_as_of_any_date(site: Site, query: str, title: str, notice: str | None) -> None:
    text = page(site, f"/article/1?{query}")
    assert re.search(r"<h1>(.*?) ?</h1>", text)[1] == title
    assert notice is None or notice in text


def test_as_of_tells_that_an_article_was_gone(site: Site) -> None:
    assert "Tình trạng: đã gỡ." in page(site, "/article/2?at=2024-08-29")
    assert "Tình trạng: tạm không thấy." in page(site, "/article/2?at=2024-08-28")
    assert "Tình trạng" not in page(site, "/article/2?at=2024-08-27")


def test_the_line_of_an_article_tells_when_it_went(site: Site) -> None:
    said = words(page(site, "/article/2"))
    assert "Hiện nay đã gỡ từ 29/8/2024 19:00 (máy chủ báo không tìm thấy)" in said
    went = said.index("đã gỡ 29/8/2024 19:00 · máy chủ báo không tìm thấy")
    missing = said.index("tạm không thấy 28/8/2024 13:00")
    assert went < missing < said.index("Phiên bản 1 27/8/2024 08:00 · 1 lần lưu · bản đầu tiên")
    assert "Hiện nay" not in page(site, "/article/1")


def test_one_steps_from_version_to_version(site: Site) -> None:
    assert re.search(rf'rel="prev" href="[^"]*{FIRST}"', page(site, "/article/soctrang/1"))
    first = page(site, FIRST)
    assert re.search(rf'rel="next" href="[^"]*{SECOND}"', first)
    assert 'rel="prev"' not in first


def test_merged_cells_stay_merged(tmp_path: Path) -> None:
    rows = [["TT", "Chỉ tiêu", "Ghi chú"], ["pH", "Độ mặn"], ["1", "7,5", "11,2", ""]]
    markup = (
        '<tr><td><table><tr><th rowspan="2">TT</th><td colspan="2">Chỉ\u00a0 tiêu</td>'
        '<td rowspan="2">Ghi chú</td></tr>'
        "<tr><td><p>pH</p></td><td>Độ mặn</td></tr><tr><td>1</td><td>7,5</td><td>11,2</td><td> </td></tr></table>"
    )
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        put(archive, capture(says(tables=[rows, [["khác", "bảng"]]], body_html=markup), 0))
    text = page(Site(path), "/article/1").split("<details")[0]
    assert '<th rowspan="2">TT</th><td colspan="2">Chỉ tiêu</td><td rowspan="2">Ghi chú</td>' in text
    assert "<td>khác</td><td>bảng</td>" in text


def test_a_summary_that_begins_the_body_is_shown_once(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        put(archive, capture(says(body="Sáng nay họp.\n\nChiều nay họp.", summary="Sáng nay họp."), 0))
    said = words(page(Site(path), "/article/1"))
    assert said.count("Sáng nay họp.") == 1
    assert said.index("Sáng nay họp.") < said.index("Chiều nay họp.")


def test_pictures_come_from_the_archive(site: Site) -> None:
    (source,) = re.findall(r'<img src="([^"]+)"', page(site, "/article/1"))
    answer = site.get(source)
    assert answer.headers["content-type"] == "image/png"
    assert answer.content == PNG


def test_a_capture_tells_what_it_shows(site: Site) -> None:
    said = words(page(site, "/capture/4"))
    assert "Bài viết Họp Đảng uỷ xã (Phiên bản 2)" in said
    assert "Kết quả đọc được" in said
    assert "Bài viết Họp Đảng ủy (Phiên bản 1)" in words(page(site, "/capture/1"))
    assert "Kết quả máy chủ báo không tìm thấy" in words(page(site, "/capture/5"))


def test_two_versions_compared_word_by_word(site: Site) -> None:
    text = page(site, "/article/1/compare")
    assert "Chiều nay có <del>3</del><ins>5</ins> đại biểu." in text.replace("\n", "")
    assert "Họp Đảng <del>ủy</del><ins>uỷ xã</ins>" in text
    columns = page(site, "/article/1/compare?a=1&b=2&view=columns").replace("\n", "")
    assert (
        "<td>Chiều nay có <del>3</del> đại biểu.</td><td>Chiều nay có <ins>5</ins> đại biểu.</td>" in columns
    )
    assert "Không đổi: chú thích ảnh, ảnh, đơn vị, tác giả" in words(text)
    assert "Hai phiên bản giống nhau." in page(site, "/article/1/compare?a=2&b=2")


@pytest.mark.parametrize("view", ["line", "columns"])
def test_what_stands_far_from_a_change_is_folded(tmp_path: Path, view: str) -> None:
    path = tmp_path / "kho lưu.db"
    paragraphs = [f"Đoạn {n}." for n in range(9)]
    with new_archive(path) as archive:
        for hours, first in enumerate(("Mở đầu.", "Mở đầu khác.")):
            put(archive, capture(says(body="\n\n".join([first, *paragraphs])), hours))
    text = page(Site(path), f"/article/1/compare?view={view}")
    near, folded = text.split("<details>", 1)
    assert "Đoạn 0." in near
    assert "8 đoạn không đổi" in folded
    assert all(paragraph in folded and paragraph not in near for paragraph in paragraphs[1:])


@pytest.mark.parametrize("path", ["/article/99", "/article/1?v=9", "/article/1/compare?a=1&b=9", "/capture/99",
    "/department?name=x", f"/payload/{'0' * 64}", "/article/9999999999999999999"])  # fmt: skip
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert "Không tìm thấy" in page(site, path, status=404)


@pytest.mark.parametrize("path", ["/search?since=yesterday", "/search?until=2024-02-31", "/search.csv?since=2024",
    "/changes?since=8/27/2024"])  # fmt: skip
def test_a_date_that_is_none_is_said_to_be(site: Site, path: str) -> None:
    assert "hãy viết như 2024-08-27" in page(site, path, status=400)


def test_dates_are_taken_as_people_here_write_them(site: Site) -> None:
    for since, found in (("27/8/2024", 1), ("28-08-2024", 0)):
        text = page(site, f"/search?department=Phòng Nội chính&since={since}")
        assert f"Tìm thấy {found}" in text
    assert "Họp Đảng ủy" in page(site, "/article/1?at=27/8/2024")
    assert formats.month_end("2024-02") == "2024-02-29"


def test_the_overview_leads_to_the_feed(site: Site) -> None:
    (feed,) = re.findall(r'href="([^"]+)"', re.findall(r"<link[^>]+atom[^>]+>", page(site, ""))[0])
    assert site.get(feed).status_code == 200


def test_search_finds_marks_counts_and_filters(site: Site) -> None:
    text = page(site, "/search?q=dang+uy")
    assert "Tìm thấy 1" in text
    assert "Họp <mark>Đảng uỷ</mark> xã" in text
    assert "Tìm thấy 2" in page(site, "/search?q=dang+uy&all=1")
    assert "Tìm thấy 2" in page(site, "/search")
    assert "Tìm thấy 1" in page(site, "/search?changed=1")
    assert "Tìm thấy 1" in page(site, "/search?state=gone")
    assert "Tìm thấy 0" in page(site, "/search?since=2024-09-01")
    assert "Tìm thấy 1" in page(site, "/search?department=Phòng Nội chính&since=2024-08-27&until=2024-08-27")
    nothing = page(site, '/search?q="dang+hop"')
    assert "Tìm thấy 0" in nothing
    assert "Hãy bớt từ hoặc bộ lọc" in nothing


def test_search_says_where_it_does_not_rank_or_count(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Quá nhiều để xếp hạng" not in page(site, "/search?q=dang+uy")
    monkeypatch.setattr("archive.search.ranking.RANKED", 0)
    broad = page(site, "/search?q=dang+uy")
    assert "Quá nhiều để xếp hạng: bài mới nhất ở trên." in broad
    assert "Tìm thấy 1" in broad
    assert "Quá nhiều để xếp hạng" not in page(site, "/search?q=dang+uy&sort=newest")
    monkeypatch.setattr("archive.web.pages.search._COUNTING", 0)
    uncounted = page(site, "/search?q=dang+uy")
    assert "Rất nhiều kết quả" in uncounted
    assert "Họp <mark>Đảng uỷ</mark> xã" in uncounted


def test_a_result_in_order_of_time(tmp_path: Path) -> None:
    with new_archive(tmp_path / "kho lưu.db") as archive:
        for number, (title, body) in enumerate((("Lũ lụt", "Mưa."), ("Tin", "Phòng chống lũ lụt."))):
            address = article_address(str(number))
            put(
                archive,
                capture(says(title, body, published_at=f"2024-08-0{number + 1}"), number, address),
                address,
            )
        with archive.writing():
            index.catch_up(archive.db)
    site = Site(tmp_path / "kho lưu.db")
    for sort, titles in (("", ["Lũ lụt", "Tin"]), ("newest", ["Tin", "Lũ lụt"])):
        found = rows(site.page(f"/search.csv?q=lu+lut&sort={sort}", "kho lưu"))
        assert [row["title"] for row in found] == titles
    assert '<option value="newest" selected>' in page(site, "/search?q=lu+lut&sort=newest")


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_result_as_csv_and_feed(site: Site) -> None:
    (row,) = rows(site.page("/search.csv?q=dang+uy", "kho lưu"))
    assert (row["title"], row["department"], row["versions"]) == ("Họp Đảng uỷ xã", "Phòng Nội chính", "2")
    root = ET.fromstring(site.page("/search.atom?q=dang+uy", "kho lưu").text)
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["Họp Đảng uỷ xã"]


def test_a_feed_names_an_article_alike_in_whichever_archive_it_stands(site: Site, tmp_path: Path) -> None:
    with new_archive(tmp_path / "kho lưu.db") as archive:
        put(archive, capture(says("Bài khác"), 0, article_address("7")), article_address("7"))
        fill(archive)

    def ids(where: Site, path: str) -> set[str | None]:
        root = ET.fromstring(where.page(path, "kho lưu").text)
        return {entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")}

    for path in ("/search.atom?q=dang+uy&all=1", "/changes.atom?site=stn"):
        assert ids(site, path) == ids(Site(tmp_path / "kho lưu.db"), path) != set()


def test_a_department_by_month_with_who_signs(site: Site) -> None:
    assert "Phòng Nội chính" in page(site, "/departments")
    said = words(page(site, "/department?name=phong noi chinh"))
    assert "8/2024 1" in said
    assert "Lê Vũ 1" in said


def test_visits_show_growth_gaps_and_resets(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        address = article_address()
        for day, total in ((0, 1561138), (1, 1561200), (3, 1561260), (4, 12)):
            box = {"total": total, "online": 9, "raw": str(total)}
            put(archive, capture(says(visits=box), 24 * day, address), address)
    site = Site(path)
    said = words(page(site, "/visits"))
    assert "31/8/2024 – 12 bộ đếm đặt lại" in said
    assert "30/8/2024 – 1.561.260 60 28/8/2024 – 30/8/2024 – 9 1" in said
    assert "29/8/2024 không có số liệu" in said
    assert "28/8/2024 62 1.561.200 62" in said
    assert "Ngày nhiều lượt nhất: 28/8/2024, 62 lượt" in said
    assert "1,561,200" in words(page(site, "/visits", "en"))
    days = rows(site.page("/visits.csv", "kho lưu"))
    assert [(row["day"], row["total"], row["growth"], row["reset"]) for row in days] == [
        ("2024-08-27", "1561138", "", "0"), ("2024-08-28", "1561200", "62", "0"), ("2024-08-29", "", "", "0"),
        ("2024-08-30", "1561260", "60", "0"), ("2024-08-31", "12", "", "1"),
    ]  # fmt: skip
    assert [row["week_from"] for row in rows(site.page("/visits.csv?by=week", "kho lưu"))] == ["2024-08-26"]


def test_growth_over_a_gap_is_drawn_over_the_gap(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    totals = {0: 1000, 1: 1010, 8: 1080, 9: 1100}
    with new_archive(path) as archive:
        for day, total in totals.items():
            put(archive, capture(says(visits={"total": total, "raw": str(total)}), 24 * day))
    text = page(Site(path), "/visits")
    bars = re.findall(
        r'<rect class="(bar[^"]*)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"><title>([^<]*)',
        text,
    )
    first, gap, last = bars[0], bars[1], bars[2]
    assert [bar[0] for bar in bars] == ["bar", "bar over", "bar"]
    assert gap[4] == "29/8/2024 – 4/9/2024: 70"
    assert float(gap[2]) > 6 * float(last[2])
    assert float(gap[3]) == pytest.approx(float(first[3]))  # 70 in 7 days, 10 in one
    assert sum(int(bar[4].split(": ")[1]) for bar in bars) == 100


def test_what_the_portal_says_of_a_day_is_preferred(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        for day, total, yesterday, week in (
            (0, 1000, 7, 9),
            (1, 1010, 25, 20),
            (5, 1100, 40, 90),
            (6, 1130, 33, 5),
        ):
            box = {"total": total, "yesterday": yesterday, "this_week": week, "raw": str(total)}
            put(archive, capture(says(visits=box), 24 * day))
    site = Site(path)
    days = {
        row["day"]: (row["visits"], row["visits_from"]) for row in rows(site.page("/visits.csv", "kho lưu"))
    }
    assert days["2024-08-27"] == ("25", "portal")
    assert days["2024-08-28"] == ("10", "growth")
    assert days["2024-08-30"] == ("", "")
    assert days["2024-08-31"] == ("40", "portal")
    asked = site.rows("visits_per_day?site=vpubnd", "kho lưu")
    assert {row["day"]: row["visits"] for row in asked} == {
        "2024-08-27": 25, "2024-08-28": 10, "2024-09-01": 33, "2024-09-02": 30,
    }  # fmt: skip
    weeks = rows(site.page("/visits.csv?by=week", "kho lưu"))
    assert [(row["week_from"], row["visits"], row["growth"]) for row in weeks] == [
        ("2024-08-26", "90", ""), ("2024-09-02", "", "30"),
    ]  # fmt: skip


def test_figures_go_on_while_a_crawl_writes(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    address = article_address()
    with new_archive(path) as archive:
        site = Site(path)
        for day in range(3):
            box = {"total": 100 + day, "raw": str(100 + day)}
            put(archive, capture(says(visits=box), 24 * day, address), address)
            newest = rows(site.page("/visits.csv", "kho lưu"))[-1]
            assert (newest["total"], newest["growth"]) == (str(100 + day), "1" if day else "")
            assert f"{day + 1} lần lưu" in words(page(site, ""))


def test_changes_by_day_with_filters(site: Site) -> None:
    said = words(page(site, "/changes"))
    assert said.index("29/8/2024") < said.index("28/8/2024") < said.index("27/8/2024")
    assert "đã sửa Họp Đảng uỷ xã" in said
    assert "tạm không thấy Tin" in said
    only = words(page(site, "/changes?event=gone"))
    assert "đã gỡ Tin" in only
    assert "Họp Đảng" not in only
    assert "Tin" not in words(page(site, "/changes?site=vpubnd&since=2024-08-28")).replace("Tiếng", "")


def test_feeds_have_what_readers_need(site: Site) -> None:
    answer = site.page("/changes.atom", "kho lưu")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    entries = list(root.iter(f"{ATOM}entry"))
    assert len(entries) == 5
    for node in [root, *entries]:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", node.findtext(f"{ATOM}id"))
        assert node.findtext(f"{ATOM}title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", node.findtext(f"{ATOM}updated"))
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 5
    plain = site.page("/changes.json", "kho lưu")
    assert plain.headers["content-type"].startswith("application/feed+json")
    feed = plain.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
    assert site.get(feed["items"][0]["url"].replace("http://localhost", "")).status_code == 200


def test_ids_in_feeds_are_the_same_in_every_archive(tmp_path: Path) -> None:
    ids = []
    for name, first in (("kho lưu", "1"), ("other", "7")):
        with new_archive(tmp_path / f"{name}.db") as archive:
            for cms_id in (first, "42"):
                put(archive, capture(says(), 0, article_address(cms_id)), article_address(cms_id))
        items = Site(tmp_path / f"{name}.db").page("/changes.json", name).json()["items"]
        ids.append({item["id"] for item in items})
    assert len(ids[0] & ids[1]) == 1


def test_feeds_without_entries_and_with_control_characters_are_well_formed() -> None:
    entry = FeedEntry("k", "http://x/", "\x00a\x0b<b>&\ud800", NOW, "\x1b]", tags=("\x01t",))
    for entries in ([], [entry]):
        feed = Feed("t\x00", "http://x/f", "http://x/", "vi", entries)
        root = ET.fromstring(feed.atom().encode())
        assert root.findtext(f"{ATOM}updated")
        assert len(json.loads(feed.json())["items"]) == len(entries)


def test_a_capture_tells_its_facts(site: Site) -> None:
    said = words(page(site, "/capture/1"))
    assert f"{HOST}/vpubnd/1292/1/2/1/tin/bai.aspx" in said
    assert "27/8/2024 07:00" in said
    assert "text/html; charset=utf-8" in said


def test_a_version_tells_where_it_was_taken_from(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        put(archive, capture(says("Một"), 0, source="memento:web.archive.org"))
        put(archive, capture(says("Hai"), 1, source="warc:soctrang.warc.gz"))
        put(archive, capture(says("Ba"), 2))
    site = Site(path)
    said = ("kho lưu trữ web web.archive.org", "tệp soctrang.warc.gz", "cổng thông tin")
    for number, source in enumerate(said, 1):
        assert source in words(page(site, f"/article/1?v={number}"))
        assert f"Lấy từ {source}" in words(page(site, f"/capture/{number}"))


def test_one_archive_needs_no_choice_and_several_do(site: Site, tmp_path: Path) -> None:
    assert site.get("/-/luutru", follow_redirects=False).status_code in (301, 302)
    with new_archive(tmp_path / "a.db"), new_archive(tmp_path / "b.db"):
        pass
    text = Site(tmp_path / "a.db", tmp_path / "b.db").get("/-/luutru").text
    assert "/-/luutru/a" in text
    assert "/-/luutru/b" in text
    assert text.count("Sóc Trăng") == 2


def test_an_empty_archive_has_pages_too(tmp_path: Path) -> None:
    with new_archive(tmp_path / "kho lưu.db"):
        pass
    site = Site(tmp_path / "kho lưu.db")
    for path in (
        "",
        "/search",
        "/search?q=a",
        "/departments",
        "/visits",
        "/visits.csv",
        "/changes",
        "/changes.atom",
    ):
        assert site.page(path, "kho lưu").status_code == 200


def test_a_published_snapshot_opens_as_immutable(tmp_path: Path) -> None:
    with new_archive(tmp_path / "live.db") as archive:
        fill(archive)
    with sqlite3.connect(tmp_path / "live.db") as db:
        db.execute("vacuum into ?", (str(tmp_path / "kho lưu.db"),))
    site = Site(immutables=[tmp_path / "kho lưu.db"])
    assert "Họp Đảng uỷ xã" in words(page(site, "/search?q=dang+uy"))
    assert "Tìm thấy 2" in page(site, "/search")
    assert "Họp Đảng ủy" in page(site, "/article/1?v=1")
    assert len(site.rows("articles?_search=dang+uy", "kho lưu")) == 1


def test_a_payload_that_was_left_out_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "kho lưu.db"
    with new_archive(path) as archive:
        fill(archive)
    with sqlite3.connect(path) as db:
        db.execute("insert into setting values ('maintenance', '1')")
        db.execute("update payload set codec = ?, base_id = null", (LEFT_OUT,))
    assert "Dữ liệu không có trong bản này." in page(Site(path), "/capture/1/raw", status=404)


def test_every_text_is_there_in_both_languages_and_used() -> None:
    sources = [
        *Path(archive.web.__file__).parent.rglob("*.html"),
        *Path(archive.web.__file__).parent.rglob("*.py"),
    ]
    everything = "\n".join(source.read_text("utf-8") for source in sources if source.name != "texts.py")
    asked = set(re.findall(r"""\bt\(\s*['"]([\w.]+)['"]\s*[,)]""", everything))
    assert asked <= set(TEXTS)
    quoted = set(re.findall(r"""['"](\w+)['"]""", everything))
    assert {name for name in TEXTS if "." not in name} <= quoted
    assert all(vi.strip() and en.strip() for vi, en in TEXTS.values())


@pytest.mark.parametrize("stripped", [False, True], ids=["kept by the proxy", "stripped by the proxy"])
def test_pages_below_a_base_address(tmp_path: Path, stripped: bool) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        fill(archive)
    site = Site(tmp_path / "a.db", base_url="/kho/")
    for path in ("/-/luutru/a/changes", "/-/luutru/a/article/soctrang/1", "/-/luutru/a/search?q=dang"):
        answer = asyncio.run(below(site, path if stripped else f"/kho{path}"))
        assert answer.status_code == 200
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
        assert links
        assert all(link.startswith("/kho/") and not link.startswith("/kho/kho/") for link in links)


async def below(site: Site, path: str) -> httpx.Response:
    """Asks as a proxy does; Datasette's own client would add the base address."""
    await site.datasette.invoke_startup()
    transport = httpx.ASGITransport(app=site.datasette.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(path)


@pytest.mark.parametrize("path", ["/-/luutru/nowhere/at/all", "/a/b/c/d/e"])
def test_an_address_that_leads_nowhere_is_not_found(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404
