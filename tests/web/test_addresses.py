"""What the archive shows has an address that holds in every archive, and can be cited, compared and taken away."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from archive.maintenance.merge import merge
from tests.support.commands import luutru
from tests.support.facts import HOST, article_address, capture, new_archive, put, says
from tests.support.portal import rows
from tests.support.web import PNG, Site, article_picture, fill

FIRST = "/article/soctrang/1/20240827000000000"
SECOND = "/article/soctrang/1/20240828060000000"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive, and the one made of it and another whose articles come before."""
    folder = tmp_path_factory.mktemp("addresses")
    with new_archive(folder / "one.db") as archive:
        fill(archive)
    with new_archive(folder / "other.db") as archive:
        address = article_address("99")
        put(archive, capture(says("Bài khác"), -5, address), address)
    merge([folder / "other.db", folder / "one.db"], folder / "both.db")
    return Site(folder / "one.db", folder / "both.db")


def title(text: str) -> str:
    found = re.search(r"<h1>(.*?) ?</h1>", html.unescape(text))
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["one", "both"])
def test_an_address_leads_to_the_same_version_in_every_archive(site: Site, name: str) -> None:
    assert title(site.page(FIRST, name).text) == "Họp Đảng ủy"
    assert title(site.page(SECOND, name).text) == "Họp Đảng uỷ xã"
    assert title(site.page("/article/soctrang/1", name).text) == "Họp Đảng uỷ xã"
    assert title(site.page("/article/soctrang/1/20240827120000", name).text) == "Họp Đảng ủy"
    assert site.page("/article/soctrang/1/20240826000000", name).status_code == 404
    assert site.page("/article/soctrang/77", name).status_code == 404
    assert site.page("/article/hanoi/1", name).status_code == 404


def test_an_old_address_is_led_on_where_it_is_certain_and_else_withdrawn(site: Site) -> None:
    answer = site.page("/article/1?v=1", "one", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"].endswith(FIRST)
    assert site.page("/article/1/compare?a=1&b=2", "one").status_code == 200
    assert site.page("/article/9", "one").status_code == 404
    for path in ("/article/1", "/article/1?v=1", "/article/1/compare", "/capture/1", "/capture/1/raw"):
        answer = site.page(path, "both", headers={"accept-language": "vi"})
        assert answer.status_code == 410
        assert "kho đã được gộp" in answer.text


def test_no_page_links_by_row_number(site: Site) -> None:
    for path in (
        "",
        "/search",
        "/search?q=dang",
        "/changes",
        "/article/soctrang/1",
        "/changes.json",
        "/search.csv",
    ):
        assert not re.search(r"/(article|capture)/\d+\b(?!/)", site.page(path, "one").text), path


def test_an_article_without_an_id_is_named_by_its_address(tmp_path: Path) -> None:
    from archive.model import Address

    address = Address(f"{HOST}/trang/gioi-thieu", "article")
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Giới thiệu"), 0, address), address)
    site = Site(tmp_path / "a.db")
    (link,) = re.findall(
        r'href="([^"]*/article/soctrang/url-[0-9a-f]{8})', site.page("/search?q=gioi", "a").text
    )
    assert title(site.get(link).text) == "Giới thiệu"


def test_comparisons_are_cited_by_their_times(site: Site) -> None:
    for name in ("one", "both"):
        text = site.page("/compare/soctrang/1/20240827000000000/20240828060000000", name).text
        assert "<del>3</del><ins>5</ins>" in text
    chosen = site.page("/compare/soctrang/1?a=20240828060000000&b=20240827000000000&view=columns", "one")
    assert chosen.url.path.endswith("/compare/soctrang/1/20240828060000000/20240827000000000")


def test_citations_for_reference_managers(site: Site) -> None:
    bib = site.page(f"{SECOND}.bib", "one").text
    assert bib.startswith("@misc{soctrang-1-20240828060000000,\n")
    assert "  title = {{Họp Đảng uỷ xã}}," in bib
    assert "  author = {{Lê Vũ} and {Phòng Nội chính}}," in bib
    assert "  date = {2024-08-27}," in bib
    assert "  urldate = {2024-08-28}," in bib
    ris = site.page(f"{SECOND}.ris", "one").text.split("\r\n")
    assert ris[0] == "TY  - ELEC"
    assert "TI  - Họp Đảng uỷ xã" in ris
    assert "AU  - Phòng Nội chính" in ris
    assert f"UR  - http://localhost/-/luutru/one{SECOND}" in ris
    (item,) = json.loads(site.page(f"{SECOND}.csl", "one").text)
    assert item["issued"] == {"date-parts": [[2024, 8, 27]]}
    assert item["accessed"] == {"date-parts": [[2024, 8, 28]]}
    assert item["URL"] == f"http://localhost/-/luutru/one{SECOND}"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("444", "/article/soctrang/444"),
        ("id:444", "/article/soctrang/444"),
        (f"{HOST}/vpubnd/1292/1/2/444/tin/bai.aspx", "/article/soctrang/444"),
        ("kho-khac.gov.vn/?ArticleId=444", "/article/soctrang/444"),
        ("/vpubnd/1292/1/2/444/tin/bai.aspx", "/article/soctrang/444"),
        ("vpubnd/1292/1/2/444/tin/ten-khac.aspx", "/article/soctrang/444"),
        ("Default.aspx?sname=vpubnd&catid=1&id=444&title=ten", "/article/soctrang/444"),
        ("12/2024", "/search"),
        ("12-NQ/ĐUCA", "/search"),
        ("555", "/search"),
        ("444 bài", "/search"),
    ],
)
def test_ids_and_addresses_lead_to_their_article(tmp_path: Path, typed: str, path: str) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for cms_id in ("444", "1"):
            address = article_address(cms_id)
            put(archive, capture(says(f"Bài {cms_id}"), 1, address), address)
    answer = Site(tmp_path / "a.db").page("/search", "a", params={"q": typed})
    assert answer.url.path == f"/-/luutru/a{path}"


def test_what_is_not_in_the_archive_is_said(site: Site) -> None:
    answer = site.page(
        "/search",
        "one",
        params={"q": "https://soctrang.gov.vn/x/99999.aspx"},
        headers={"accept-language": "vi"},
    )
    assert "Kho không có bài nào ở địa chỉ này" in answer.text
    answer = site.page("/search", "one", params={"q": 'title:( AND "'}, headers={"accept-language": "vi"})
    assert answer.status_code == 200
    assert 'Không hiểu phần: title:(  "' in html.unescape(answer.text)


def test_the_words_are_marked_in_the_opened_article(site: Site) -> None:
    text = site.page("/search?q=dai+bieu", "one").text
    (link,) = {
        html.unescape(found) for found in re.findall(r'href="([^"]*/article/soctrang/1\?[^"]*)"', text)
    }
    assert "<mark>đại biểu</mark>" in site.get(link).text


def test_all_forms_hold_the_same_hits(site: Site) -> None:
    query = "?q=dang&department=Phòng Nội chính"
    rows = list(
        csv.DictReader(io.StringIO(site.page(f"/search.csv{query}", "one").content.decode("utf-8-sig")))
    )
    lines = [json.loads(line) for line in site.page(f"/search.jsonl{query}", "one").text.splitlines()]
    assert lines == site.page(f"/search.json{query}", "one").json()
    assert [row["cms_id"] for row in rows] == [line["cms_id"] for line in lines] == ["1"]
    assert lines[0]["body"] == "Sáng nay.\n\nChiều nay có 5 đại biểu."
    assert lines[0]["archived_url"].endswith(SECOND)
    assert site.page(f"/search.atom{query}", "one").text.count("<entry>") == 1


def test_a_workbook_keeps_texts_and_dates_apart(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    body = "=1+1 " + "chữ " * 20_000
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("=SUM(1)", body, published_at="2024-08-27T14:05"), 0))
    answer = Site(tmp_path / "a.db").page("/search.xlsx", "a")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    said = dict(zip(head, row, strict=True))
    assert said["title"] == "=SUM(1)"
    assert sheet.cell(2, head.index("title") + 1).data_type == "s"
    assert str(said["published_on"])[:10] == "2024-08-27"
    assert "".join(said[name] for name in head if name.startswith("body")) == body


def test_parquet_has_types(site: Site) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(site.page("/search.parquet", "one").content))
    assert str(table.schema.field("published_on").type) == "timestamp[ms]"
    assert b"day of publication" in table.schema.field("published_on").metadata[b"description"]
    assert str(table.schema.field("first_captured_at").type) == "timestamp[ms, tz=UTC]"
    assert table.num_rows == 2


def test_a_feed_shows_the_difference_and_is_sent_once(site: Site) -> None:
    answer = site.page("/changes.json?event=changed", "one")
    (item,) = answer.json()["items"]
    assert "<del>3</del><ins>5</ins>" in item["content_html"]
    (found,) = site.page("/search.feed?q=dai+bieu", "one").json()["items"]
    assert "<del>3</del><ins>5</ins>" in found["content_html"]
    assert found["url"].endswith(SECOND)
    for path in ("/changes.atom", "/changes.json", "/search.atom?q=dang", "/search.feed?q=dang"):
        answer = site.page(path, "one")
        headers = {"if-none-match": answer.headers["etag"]}
        assert site.page(path, "one", headers=headers).status_code == 304
        since = {"if-modified-since": answer.headers["last-modified"]}
        assert site.page(path, "one", headers=since).status_code == 304
        assert site.page(path, "one", headers={"if-none-match": '"x"'}).status_code == 200


def test_pictures_and_documents_are_found_however_their_address_is_spelled(tmp_path: Path) -> None:
    from archive.model import Address

    picture = f"{HOST}/SiteFolders/vp/Hình ảnh (1).JPG"
    file = Address(f"{HOST}/SiteFolders/vp/Kế hoạch 38.pdf", "file")
    with new_archive(tmp_path / "a.db") as archive:
        said = says(
            images=[picture],
            attachments=[(file.url, "Kế hoạch")],
            body_html='<p><img src="/SiteFolders/vp/H%C3%ACnh%20%E1%BA%A3nh%20(1).JPG">'
            '<a href="/SiteFolders/vp/K%E1%BA%BF%20ho%E1%BA%A1ch%2038.pdf">tải</a></p>',
        )
        put(archive, capture(said, 0))
        shown = article_picture("vp/Hình ảnh (1).JPG")
        put(archive, capture(PNG, 1, shown, headers=(("Content-Type", "image/png"),)), shown)
        put(archive, capture(b"%PDF-1.4", 1, file, headers=(("Content-Type", "application/pdf"),)), file)
    site = Site(tmp_path / "a.db")
    text = site.page("/article/soctrang/392000", "a").text
    laid_out = text[text.index('class="laid-out"') :]
    (source,) = re.findall(r'<img src="([^"]+)"', laid_out)
    assert site.get(source).content == PNG
    (link,) = re.findall(r'<a href="(/-/luutru/a/payload/[^"]+)"', laid_out)
    saved = site.get(link)
    assert saved.headers["content-type"] == "application/pdf"
    assert "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%2038.pdf" in saved.headers["content-disposition"]


def test_an_article_is_taken_away_as_a_package_that_can_be_imported(site, tmp_path):
    reply = site.page("/article/soctrang/1.wacz", "one")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/wacz"
    package = tmp_path / "article.wacz"
    package.write_bytes(reply.content)
    with zipfile.ZipFile(package) as inside:
        described = json.loads(inside.read("datapackage.json"))
        listed = [json.loads(line) for line in inside.read("pages/pages.jsonl").splitlines()[1:]]
    assert described["title"] == listed[-1]["title"] and described["mainPageUrl"] == listed[-1]["url"]
    luutru("import", "--archive", tmp_path / "again.db", package, code=3)  # no whole pages, which is told
    assert {row["url"] for row in rows(tmp_path / "again.db", "select url from captures")} > {
        page["url"] for page in listed
    }
    assert '/article/soctrang/1.wacz"' in site.page(FIRST, "one").text


def test_a_package_of_nothing_is_not_found(site):
    for path in ("/article/soctrang/777.wacz", "/site/soctrang/khong-co.wacz"):
        assert site.page(path, "one").status_code == 404
