"""What a search says of what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.files.read import FileText
from archive.files.texts import keep
from archive.frontier.addresses import discover
from archive.model import Address
from tests.support.facts import HOST, article_address, at, capture, new_archive, put, says
from tests.support.web import BROWSER, Site, read, words

OLD, PDF = "51990", b"%PDF-1.4 so lieu"
FILE = f"{HOST}/SiteFolders/bao cao.pdf"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive with an old article whose id is also that of a list, and a document that nobody read yet."""
    path = tmp_path_factory.mktemp("search") / "a.db"
    with new_archive(path) as archive:
        for cms_id, body in ((OLD, "Công an xã họp."), ("392000", "Xã có 1.561.138 lượt, công an an toàn.")):
            address = article_address(cms_id)
            said = says(f"Bài {cms_id}", body, attachments=[(FILE, "Báo cáo")])
            put(archive, capture(said, 1, address), address)
        file = Address(FILE, "file")
        kind = (("Content-Type", "application/pdf"),)
        put(archive, capture(PDF, 2, file, headers=kind), file)
    return Site(path)


def asked(site: Site, typed: str) -> str:
    answer = site.page("/search", "a", params={"q": typed}, headers=BROWSER)
    assert answer.status_code == 200
    return words(answer.text)


@pytest.mark.parametrize(
    "typed",
    [
        f"https://soctrang.gov.vn/Default.aspx?sname=x&catid={OLD}&id=777777&title=khac",
        f"/tpsoctrang/1279/29910/{OLD}/777777/kinh-te/khac.aspx",
    ],
)
def test_the_list_in_an_address_is_not_taken_for_its_article(site: Site, typed: str) -> None:
    answer = site.page("/search", "a", params={"q": typed}, headers=BROWSER)
    assert answer.url.path == "/-/luutru/a/search"
    assert "Kho không có bài nào ở địa chỉ này" in answer.text


@pytest.mark.parametrize(("typed", "bare"), [("cong an", True), ("1.561.138", False), ("công an", False)])
def test_only_words_that_may_have_marks_are_said_to_lack_them(site: Site, typed: str, bare: bool) -> None:
    text = asked(site, typed)
    assert "Tìm thấy" in text
    assert ("không gõ dấu nên" in text) is bare


def test_what_was_quoted_is_counted_as_a_phrase(site: Site) -> None:
    assert "nguyên cụm 1 · bỏ dấu 1" in asked(site, '"Công an xã"')
    assert "nguyên cụm 1 · đủ các từ 2 · bỏ dấu 2" in asked(site, "công an xã")


def test_a_comparison_keeps_the_view_that_was_asked_for(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for hours, title in ((1, "Bài"), (2, "Bài mới")):
            put(archive, capture(says(title), hours))
    text = read(Site(tmp_path / "a.db"), "/-/luutru/a/compare/soctrang/392000?view=columns")
    assert '<option value="columns" selected>' in text and 'class="columns"' in text


def test_what_was_edited_away_is_said_to_stand_in_old_versions(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for hours, body in ((1, "Bà Trần Thị Hoa chủ trì."), (2, "Bà Hoa chủ trì, ông Trần Thị nói.")):
            put(archive, capture(says("Họp", body), hours))
    site = Site(tmp_path / "a.db")
    notice = "Đúng như đã gõ chỉ còn trong các phiên bản cũ: 1 phiên bản"
    assert notice in asked(site, "Trần Thị Hoa") and notice in asked(site, '"Trần Thị Hoa"')
    assert "chỉ còn trong" not in asked(site, "chủ trì") + asked(site, "không đâu có")
    assert "chỉ còn trong" not in words(read(site, "/-/luutru/a/search?q=Trần Thị Hoa&all=1"))


def test_a_scan_is_listed_with_the_article_that_it_is_attached_to(tmp_path: Path) -> None:
    url = f"{HOST}/SiteFolders/quyet dinh.pdf"
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Ban hành quy chế", attachments=[(url, "Quyết định")]), 1))
        file = Address(url, "file")
        put(archive, capture(PDF, 2, file, headers=(("Content-Type", "application/pdf"),)), file)
        with archive.writing():
            (payload,) = archive.db.execute("select max(payload_id) from capture").fetchone()
            keep(archive.db, payload, "application/pdf", FileText("application/pdf", "", 3, True))
    (row,) = Site(tmp_path / "a.db").rows("scans", "a")
    assert (row["title"], row["document"], row["pages"]) == ("Ban hành quy chế", "Quyết định", 3)


def test_what_was_captured_does_not_wait_to_be_fetched(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Bài"), 1))
        with archive.writing():
            archive.db.execute("update address set state = 'pending'")
            discover(archive.db, "soctrang", [article_address("392777")], at(1))
    assert "1 bài đã biết địa chỉ còn chờ tải, 0 không tải được" in read(
        Site(tmp_path / "a.db"), "/-/luutru/a/about"
    )


def test_documents_that_nobody_read_are_said_not_to_be_searched(site: Site, tmp_path: Path) -> None:
    assert "Chữ trong tệp đính kèm chưa được đọc" in asked(site, "số liệu")
    assert "Chưa đọc chữ trong 1 tệp đính kèm" in words(read(site, "/-/luutru/a/about"))
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says(attachments=[(FILE, "Báo cáo")]), 1))
        file = Address(FILE, "file")
        put(archive, capture(PDF, 2, file, headers=(("Content-Type", "application/pdf"),)), file)
        with archive.writing():
            (payload,) = archive.db.execute("select max(payload_id) from capture").fetchone()
            keep(archive.db, payload, "application/pdf", FileText("application/pdf", "Số liệu", 1, False))
    site = Site(tmp_path / "a.db")
    assert "chưa được đọc" not in asked(site, "số liệu")
    assert "Chưa đọc chữ" not in words(read(site, "/-/luutru/a/about"))
