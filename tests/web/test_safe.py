"""Archived text is text, on every page, in every feed and sheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from archive.web.data.sanitize import clean
from archive.web.datasette.csv_guard import Guard
from archive.web.http.csv_sheets import safe
from archive.web.pages.capture import picture_type
from tests.support.facts import new_archive
from tests.support.web import EVIL, Site, fill_with_evil

PAGES = (
    "", "/search", "/search?q=script&all=1", "/search?changed=1", "/departments",
    "/department?name=" + "=HYPERLINK(<script>alert(\"x\")</script><img src=x onerror=alert(1)>)",
    "/changes", "/article/1", "/article/1?v=1", "/article/1?at=<script>", "/article/1/compare",
    "/article/1/compare?a=1&b=2&view=columns", "/capture/1", "/visits", "/search?q=<script>alert(1)</script>",
    '/search?q="onfocus=alert(1)&site="><script>', "/visits?site=<script>", "/changes?event=<script>",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("evil") / "evil.db"
    with new_archive(path) as archive:
        fill_with_evil(archive)
    return Site(path)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_archived_or_asked_becomes_markup(site: Site, path: str) -> None:
    answer = site.page(path, "evil")
    assert answer.status_code == 200
    tree = html.fromstring(answer.text)
    assert not tree.xpath("//script | //iframe | //object | //style | //base | //embed")
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "src", "action"):
                assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
                assert name == "href" or value.startswith("/"), "nothing is loaded from elsewhere"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_evil_titles_are_shown_as_written(site: Site) -> None:
    tree = html.fromstring(site.page("/article/1?v=1", "evil").text)
    assert tree.xpath("//h1")[0].text_content().strip() == EVIL


def test_links_never_run_what_was_archived(site: Site) -> None:
    tree = html.fromstring(site.page("/article/1", "evil").text)
    for link in tree.xpath("//a/@href"):
        assert link.startswith(("/", "#", "http://", "https://")), link


@pytest.mark.parametrize("path", ["/search.csv", "/search.csv?q=script"])
def test_no_cell_is_a_formula(site: Site, path: str) -> None:
    text = site.page(path, "evil").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("=HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@pytest.mark.parametrize(
    "path",
    [
        "/evil/articles.csv",
        "/evil/articles.csv?_stream=on&_labels=on",
        "/evil/articles.csv?_dl=1",
        "/evil.csv?sql=select+title,+-1,+'-2x',+'+84',+'%3D1%2B1'||char(10)||'%3D2',+'a''b\"c,=d'+from+articles",
    ],
)
def test_no_cell_of_datasettes_own_sheets_is_a_formula(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    cells = [cell for row in csv.reader(io.StringIO(answer.content.decode())) for cell in row]
    assert any("=HYPERLINK" in cell or cell.startswith("'") for cell in cells)
    starts = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell != "-1"]
    assert not starts


def test_a_sheet_that_comes_in_pieces_is_the_same() -> None:
    text = 'a,b\r\n=1,"-x ""y"",\r\n=2"\r\n-5,1e-5\r\n"","＝ữ"\r\n'.encode()
    whole = Guard().passed(text, last=True)
    assert whole.decode() == 'a,b\r\n\'=1,"\'-x ""y"",\r\n=2"\r\n-5,1e-5\r\n"","\'＝ữ"\r\n'
    for size in (1, 2, 3, 7):
        guard = Guard()
        pieces = [guard.passed(text[at : at + size], last=False) for at in range(0, len(text), size)]
        assert b"".join([*pieces, guard.passed(b"", last=True)]) == whole


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1", "'=1"),
        ("-1", "'-1"),
        (-1, -1),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (None, None),
    ],
)
def test_cells(cell: object, shown: object) -> None:
    assert safe(cell) == shown


def test_feeds_stay_well_formed(site: Site) -> None:
    for path in ("/changes.atom", "/search.atom?q=script"):
        root = ET.fromstring(site.page(path, "evil").content)
        assert any(EVIL in (node.text or "") for node in root.iter())
    items = json.loads(site.page("/changes.json", "evil").text)["items"]
    assert items[0]["title"].startswith("\x1b") or EVIL in items[0]["title"]


@pytest.mark.parametrize("path", ["/capture/1/raw", "/capture/3/raw"])
def test_raw_payloads_are_saved_not_shown(site: Site, path: str) -> None:
    answer = site.page(path, "evil")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "\n" not in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_vector_picture_is_not_shown(site: Site) -> None:
    (row,) = site.rows("images?url__endswith=.svg&content_id=1", "evil")
    answer = site.page(f"/payload/{row['sha256']}", "evil")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert picture_type(b"<svg onload=alert(1)>") is None


def test_a_file_name_cannot_leave_its_folder(site: Site) -> None:
    header = site.page("/capture/1/raw", "evil").headers["content-disposition"]
    assert not re.search(r"[<>'/\\]", header.replace("UTF-8''", "").replace("%", ""))


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=' java\nscript:alert(1)'>x</a>", "<a href='data:text/html,<script>'>x</a>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>", "<svg><a href='javascript:alert(1)'>x</a></svg>",
        "<p style='background:url(//evil)'>x", "<img srcset='//evil/x.png 2x' src='//evil/x.png'>",
        "<form action='//evil'><button formaction='javascript:alert(1)'>x</button></form>", "<base href='//evil/'>",
        "<meta http-equiv=refresh content='0;url=//evil'>", "<link rel=stylesheet href='//evil'>",
        "<a href='//[bad'>x</a>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)  # fmt: skip
def test_cleaned_markup_loads_and_runs_nothing(markup: str) -> None:
    cleaned = clean(markup, "https://vpub.soctrang.gov.vn/a/", lambda url: None)
    assert not re.search(r"(src|srcset|style|action|formaction|on\w+|http-equiv)\s*=", cleaned)
    assert "javascript:" not in cleaned
    assert "data:" not in cleaned


def test_cleaned_markup_keeps_what_it_means() -> None:
    markup = '<p><b>Số</b> <a href="/van ban.aspx">12</a></p><table><tr><td colspan="2">pH</td></tr></table>'
    cleaned = clean(markup, "https://vpub.soctrang.gov.vn/a/", lambda url: None)
    assert "<b>Số</b>" in cleaned
    assert 'href="https://vpub.soctrang.gov.vn/van ban.aspx"' in cleaned
    assert '<td colspan="2">pH</td>' in cleaned


def deny(site: Site, table: str) -> None:
    """Let nobody see `table` in Datasette."""
    denied = {"databases": {"evil": {"tables": {table: {"allow": False}}}}}
    if hasattr(site.datasette, "metadata"):
        site.datasette._metadata_local = denied
    else:
        site.datasette.config = denied


def test_who_may_not_see_a_table_in_datasette_may_not_see_it_here(tmp_path: Path) -> None:
    path = tmp_path / "evil.db"
    with new_archive(path) as archive:
        fill_with_evil(archive)
    site = Site(path)
    deny(site, "payloads")
    assert site.page("/capture/1/raw", "evil").status_code == 403
    assert site.page("/article/1", "evil").status_code == 200


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("captions", "/article/1"),
        ("images", "/article/1/compare"),
        ("events", "/article/1"),
        ("contents", "/search?q=script"),
        ("captions", "/search.csv"),
        ("versions", "/capture/1"),
        ("portals", ""),
    ],
)
def test_a_page_needs_every_table_that_it_shows(tmp_path: Path, table: str, path: str) -> None:
    with new_archive(tmp_path / "evil.db") as archive:
        fill_with_evil(archive)
    site = Site(tmp_path / "evil.db")
    deny(site, table)
    assert site.page(path, "evil").status_code == 403
    assert site.page("/visits", "evil").status_code == 200
