"""Pages of documents, people and places, and the ways to them."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.web.data import names as data_names
from tests.support.facts import HOST, article_address, capture, new_archive, put, says
from tests.support.web import EVIL, Site

FIRST = (
    "Ông Lê Văn Tám, Phó Bí thư Huyện ủy và bà Sơn Thị Ni nêu khoản 2 Điều 5 Quyết định số 05/QĐ-UBND"
    " ngày 02/01/2024 của UBND tỉnh về quỹ đất tại phường 2, thị xã Ngã Năm."
)
LATER = (
    "Ông Lê Văn Tám, Bí thư Huyện ủy nhắc Quyết định 5/QÐ-UBND và Luật Đất đai năm 2024"
    " ở phường 2 của thị xã Ngã Năm."
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("names") / "kho.db"
    texts = [
        says("Hội nghị", FIRST, published_at="2024-03-01"),
        says("Họp", LATER, published_at="2024-08-01"),
        says(
            "Quyết định số 05/QĐ-UBND về quỹ đất",
            f"Toàn văn. {EVIL}",
            published_at="2024-01-03",
            attachments=[(f"{HOST}/a.pdf", "05/QĐ-UBND.pdf")],
        ),
    ]
    with new_archive(path) as archive:
        for number, text in enumerate(texts, 1):
            address = article_address(str(number))
            put(archive, capture(text, number, address), address)
        gone = article_address("9")
        put(archive, capture(says("Cũ", "Ông Lê Văn Tám nói."), 5, gone), gone)
        put(archive, capture(says("Cũ", "Nay đã sửa."), 6, gone), gone)
    return Site(path)


def said(site: Site, path: str, language: str = "vi", status: int = 200) -> str:
    answer = site.page(path, "kho", headers={"accept-language": language})
    assert answer.status_code == status, answer.text
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


@pytest.mark.parametrize("asked", ["05/QĐ-UBND", "5/QÐ-UBND", "quyết định số 05/QĐ–UBND"])
def test_a_document_is_one_in_all_spellings(site: Site, asked: str) -> None:
    text = said(site, f"/document?name={quote(asked)}")
    for part in (
        "Số, ký hiệu 05/QĐ-UBND", "Loại văn bản Quyết định", "Ngày ban hành 2/1/2024", "Cơ quan ban hành UBND tỉnh",
        "Trích yếu về quỹ đất", "Được dẫn trong 3 bài viết", "Lần đầu 3/1/2024", "Lần cuối 1/8/2024",
        "Văn bản này trong kho Quyết định số 05/QĐ-UBND về quỹ đất", "05/QĐ-UBND.pdf", "khoản 2 Điều 5",
        "Luật Đất đai năm 2024 1", "Lê Văn Tám 2",
    ):  # fmt: skip
        assert part in text


def test_a_document_without_its_text_is_said_to_be(site: Site) -> None:
    assert "Kho lưu trữ không có bài đăng" in said(site, f"/document?name={quote('Luật Đất đai năm 2024')}")


def test_a_person_s_offices_stand_in_order_of_time(site: Site) -> None:
    text = said(site, f"/person?name={quote('lê văn tám')}")
    assert "Được nhắc trong 2 bài viết , và 1 bài chỉ trong phiên bản cũ" in text
    assert text.index("Phó Bí thư Huyện ủy 1/3/2024 1/3/2024 1") < text.index(
        "Bí thư Huyện ủy 1/8/2024 1/8/2024 1"
    )
    assert "Sơn Thị Ni 1" in text
    assert "Những người trùng họ tên được tính chung." in text


def test_a_place_tells_what_became_of_it(site: Site) -> None:
    text = said(site, f"/place?name={quote('phường 2, thị xã Ngã Năm')}")
    assert "Thuộc thị xã Ngã Năm Đến ngày 1/7/2025 Sáp nhập vào phường Ngã Năm" in text
    assert "Được nhắc trong 2 bài viết" in text
    assert "phường 1, thị xã Ngã Năm" in said(site, f"/place?name={quote('phường Ngã Năm')}")


@pytest.mark.parametrize("path", ["/document?name=9/QĐ-X", "/person?name=Ai", "/place?name=Đâu", "/person"])
def test_who_is_not_named_has_no_page(site: Site, path: str) -> None:
    said(site, path, status=404)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/documents", "05/QĐ-UBND Quyết định 2/1/2024 UBND tỉnh 3 3/1/2024 – 1/8/2024"),
        ("/documents?kind=Luật", "Luật Đất đai năm 2024"),
        ("/people", "Lê Văn Tám 2 1/3/2024 – 1/8/2024"),
        ("/people?q=sơn", "Sơn Thị Ni 1"),
        ("/places?q=phường", "phường 2, thị xã Ngã Năm 2"),
    ],
)
def test_lists_begin_with_what_most_articles_name(site: Site, path: str, words: str) -> None:
    assert words in said(site, path)


def test_an_article_counts_once_in_lists_however_often_it_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_names, "A_LIST", 1)
    often, twice = "Ông Lê Văn Tám nêu Quyết định số 05/QĐ-UBND", "Bà Sơn Thị Ni nêu Quyết định số 06/QĐ-UBND"
    with new_archive(tmp_path / "kho.db") as archive:
        for number, texts in enumerate(
            ([f"{often}, lần {i}." for i in range(4)], [f"{twice}."], [f"{twice} nữa."])
        ):
            for hour, text in enumerate(texts):
                address = article_address(str(number))
                put(archive, capture(says(f"Bài {number}", text), hour, address), address)
    site = Site(tmp_path / "kho.db")
    for path, first_to_last in (
        ("/documents", ["06/QĐ-UBND", "05/QĐ-UBND"]),
        ("/people", ["Sơn Thị Ni", "Lê Văn Tám"]),
    ):
        names = "|".join(first_to_last)
        shown = [re.findall(names, said(site, f"{path}?page={number}")) for number in (1, 2)]
        assert shown == [[name] for name in first_to_last]


def test_an_article_links_to_what_it_names(site: Site) -> None:
    page = site.page("/article/1", "kho").text
    for path in (
        f"/document?{'name=05%2FQ%C4%90-UBND'}",
        "/person?name=L%C3%AA+V%C4%83n+T%C3%A1m",
        "/place?name=ph%C6%B0%E1%BB%9Dng+2%2C+th%E1%BB%8B+x%C3%A3+Ng%C3%A3+N%C4%83m",
    ):
        assert f'href="/-/luutru/kho{path}"' in page
        assert site.get(f"/-/luutru/kho{path}").status_code == 200
    assert "Phó Bí thư Huyện ủy" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("document=5/QĐ-UBND", 3),
        ("document=Luật Đất đai 2024", 1),
        ("person=LÊ VĂN TÁM", 2),
        ("person=Lê Văn Tám&all=1", 3),
        ("place=phường 2, thị xã Ngã Năm&person=Sơn Thị Ni", 1),
        ("q=nhắc&person=Sơn Thị Ni", 0),
    ],
)
def test_searches_are_narrowed_by_what_is_named(site: Site, query: str, found: int) -> None:
    assert f"Tìm thấy {found} " in said(site, f"/search?{query}")
    assert len(site.page(f"/search.csv?{query}", "kho").text.splitlines()) == found + 1


def test_searches_count_what_is_named(site: Site) -> None:
    text = said(site, "/search", "en")
    assert "Document 05/QĐ-UBND 3 Luật Đất đai năm 2024 1" in text
    assert "Person Lê Văn Tám 2 Sơn Thị Ni 1" in text


def test_one_number_of_several_years_is_not_taken_for_one_document(tmp_path: Path) -> None:
    with new_archive(tmp_path / "kho.db") as archive:
        for year in (2023, 2024):
            address = article_address(str(year))
            text = f"Kế hoạch số 7/KH-UBND ngày 03/01/{year} của UBND huyện Mỹ Tú."
            put(
                archive,
                capture(says("Tin", text, published_at=f"{year}-02-01"), year - 2020, address),
                address,
            )
    site = Site(tmp_path / "kho.db")
    assert "7/KH-UBND Kế hoạch 2 ngày khác nhau" in said(site, "/documents")
    text = said(site, "/document?name=7/KH-UBND")
    assert "Số được đánh lại từ đầu mỗi năm" in text
    assert "3/1/2024 UBND huyện Mỹ Tú 1 3/1/2023 UBND huyện Mỹ Tú 1" in text


def test_an_archive_of_an_older_edition_says_what_to_do(tmp_path: Path) -> None:
    with new_archive(tmp_path / "kho.db") as archive:
        put(archive, capture(says(), 0))
    with sqlite3.connect(tmp_path / "kho.db") as db:
        db.executescript("drop view mentions; drop view citations; drop table mention; drop table citation")
    assert "luutru extract" in said(Site(tmp_path / "kho.db"), "/article/1", status=503)
