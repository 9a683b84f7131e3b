"""Small documents: what bytes, heads, links and tables say before anyone asks what an article is."""

from __future__ import annotations

import pytest
from lxml import etree

from crawler.cms import Hints
from crawler.extract.blocks.tables import grid_of
from crawler.extract.document.cms_hints import find_places
from crawler.extract.document.encoding import as_utf8
from crawler.extract.document.head import read_head
from crawler.extract.document.legacy_fonts import convert
from crawler.extract.document.lines import read_lines
from crawler.extract.document.links import absolute, page_links, reveal
from crawler.extract.document.tree import parsed
from tests.extract.document.test_legacy_fonts import SENTENCE, TCVN3, written

HOST = "https://a.gov.vn"
WORDS = "Hội nghị sơ kết"
MANY = "Hôi nghi nhân dân, dê và bê " * 9


def root_of(markup: str):
    root, _, _ = parsed(markup.encode())
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("payload", "content_type"),
    [
        (WORDS.encode(), None),
        (b"\xef\xbb\xbf" + WORDS.encode(), None),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "text/html; charset=utf-8"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), None),
        (WORDS.encode(), "text/html; charset=windows-1258"),
        (MANY.encode("windows-1258"), "text/html; charset=windows-1258"),
        (b"<meta charset=windows-1258>" + MANY.encode("windows-1258"), None),
    ],
)
def test_letters_whatever_their_code(payload, content_type):
    markup, problem = as_utf8(payload, content_type)
    assert markup.decode().rpartition("charset=windows-1258>")[2] in (WORDS, MANY) and problem is None


@pytest.mark.parametrize("payload", [b"<p>caf\xe9 \xe0 la cr\xe8me</p>" * 3, b"\xff\xff\xff\xe9"])
def test_letters_of_a_code_that_nothing_names_are_a_problem(payload):
    assert "encoding" in (as_utf8(payload)[1] or "")


HEAD = (
    "<html><head><title>Một &amp;amp; hai</title><base href='/x/'><base href='/y/'>"
    "<meta property='og:title' content='Ba'><meta property='og:title' content='Bốn'>"
    "<meta name='description' content='Năm'><meta property='og:description' content='Sáu'>{}</head></html>"
)


def test_of_several_the_first_counts():
    head = read_head(root_of(HEAD.format("")))
    assert (head.title, head.base, head.open_graph, head.description) == ("Một & hai", "/x/", "Ba", "Năm")
    assert not head.is_article and head.published == ""


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("<meta property='article:published_time' content='2024-09-05T08:15:00+07:00'>", "2024-09-05T08:15"),
        ("<meta property='article:published_time' content='2024-09-05T01:15:00Z'>", "2024-09-05T08:15"),
        ("<meta property='article:published_time' content='2024-09-05'>", "2024-09-05"),
        ("<meta property='article:published_time' content='hôm nay'>", ""),
        ("<meta property='article:published_time' content='2024-09-05T08:15:01.123+07:00'>", ""),
        (
            "<meta property='article:published_time' content='2024-09-05'>"
            "<meta itemprop='datePublished' content='2024-09-06'>",
            "",
        ),
        (
            '<script type=\'application/ld+json\'>{"datePublished": "2024-09-05T08:15:00+07:00"}</script>',
            "2024-09-05T08:15",
        ),
    ],
)
def test_the_date_that_a_head_names(meta, published):
    assert read_head(root_of(HEAD.format(meta))).published == published


@pytest.mark.parametrize(
    "kind", ["<meta property='og:type' content='article'>", "<meta property='og:type' content=' Article '>"]
)
def test_a_page_that_calls_itself_an_article(kind):
    assert read_head(root_of(HEAD.format(kind))).is_article


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("/a/b.html#c", f"{HOST}/a/b.html"),
        ("b.html", f"{HOST}/muc/b.html"),
        ("?p=2", f"{HOST}/muc/tin?p=2"),
        ("../b.html", f"{HOST}/b.html"),
        ("//b.gov.vn/c", "https://b.gov.vn/c"),
        ("http://b.gov.vn/c", "http://b.gov.vn/c"),
        ("\\\\b.gov.vn\\c", "https://b.gov.vn/c"),
        ("/a b", f"{HOST}/a b"),
        ("#c", None),
        ("", None),
        ("javascript:void(0)", None),
        ("mailto:a@b.vn", None),
        ("https://[", None),
        ("/" + "a" * 9000, None),
    ],
)
def test_where_a_link_leads(href, leads):
    assert absolute(href, f"{HOST}/muc/tin?x=1") == leads


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ("<a href='/a'>Một</a><a href='/a'>Hai</a><iframe src='/b'></iframe>", ["/a", "/b"]),
        ("<div onclick=\"location.href='/tin/1'\">Một</div>", ["/tin/1"]),
        ("<span onclick=\"location.href='/tin/1'\">Một</span>", ["/tin/1"]),
        ("<a href='/b' onclick=\"location.href='/tin/1'\">Một</a>", ["/b"]),
        ("<a href='#' onclick=\"location.href='/tin/1'\">Một</a>", ["/tin/1"]),
        ("<a href='#' onclick='in(1)'>Một</a>", []),
        ("<a href='#' onclick=\"location.href='/khac/1'\">Một</a>", []),
    ],
)
def test_links_of_a_page(markup, links):
    root = root_of(f"<html><body>{markup}</body></html>")
    reveal(root, f"{HOST}/", lambda url: "/tin/" in url)
    assert list(page_links(root, f"{HOST}/")) == [f"{HOST}{link}" for link in links]


def test_a_block_that_a_script_makes_a_link_stays_a_block():
    root = root_of("<html><body><div onclick=\"location.href='/tin/1'\">Một</div></body></html>")
    reveal(root, f"{HOST}/", lambda url: True)
    assert root.find(".//div/a") is not None


def test_letters_of_a_font_are_converted_wherever_they_stand():
    meant = SENTENCE.lower()
    shown = written(meant, TCVN3)
    root = root_of(f"<html><body><p>{shown} <b>{shown}</b> {shown}</p></body></html>")
    assert convert(root, read_lines(root)) == "TCVN3"
    assert "".join(map(str, root.itertext())) == f"{meant} {meant} {meant}"


def test_signs_in_a_text_of_another_language_are_no_font():
    shown = "tølger og ³ ² ¹ pâté, crêpe brûlée, ¸µ¶·¹ straße weiß groß fußball naïve "
    root = root_of(f"<html><body><p>{shown * 3}</p></body></html>")
    assert convert(root, read_lines(root)) is None


def table(*rows: str) -> str:
    """A table; the cells of a row are parted by bars."""
    parted = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in parted)}</table>"


P, LONG = "<img src='/a.jpg'>", "Một câu dài. " * 60


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (table("Điểm|pH", "Cầu|7,8"), "data"),
        (table("Điểm", "Cầu"), None),
        (table("Điểm|pH"), None),
        (table(f"{LONG}|Menu", "Một|"), None),
        (table(f"{LONG}|Một", "Hai|Ba", "Bốn|Năm"), "data"),
        (table(f"{P}|{P}", "Chợ|Sông"), "pictures"),
        (table(P, "Chợ"), "pictures"),
        (table("Chợ", P), "pictures"),
        (table(f"{P}|Chợ"), "pictures"),
        (table(f"{P}|Chợ|Giá", f"{P}|Sông|Nước"), "data"),
        (table(f"{P}|Chợ", "Một|Hai", "Ba|Bốn"), "data"),
        (table(P, LONG), None),
        (table(f"{P}<p>Chợ</p><p>Sông</p><p>Núi</p>|{P}", "Một|Hai"), "data"),
        (table(f"{P}<p>Chợ</p>|{P}<p>Sông</p>"), "pictures"),
        (table("|", "|"), None),
    ],
)
def test_what_a_table_holds(markup, kind):
    root = root_of(f"<html><body>{markup}</body></html>")
    grid = grid_of(read_lines(root), root.find(".//table"))
    assert (grid and ("data" if grid.is_data else "pictures")) == kind


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        (
            "<tr><td colspan=2>A</td></tr><tr><td>B</td><td>C</td></tr><tr><td>D</td><td>E</td></tr>",
            (("A", "A"), ("B", "C"), ("D", "E")),
        ),
        (
            "<tr><td rowspan=2>A</td><td>B</td></tr><tr><td>C</td></tr><tr><td>D</td><td>E</td></tr>",
            (("A", "B"), ("A", "C"), ("D", "E")),
        ),
        (
            "<tr><td>A</td><td>B</td></tr><tr><td>C</td></tr><tr><td>D</td><td>E</td></tr>",
            (("A", "B"), ("C", ""), ("D", "E")),
        ),
        (
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>C</td><td>D</td></tr></tbody>",
            (("A", "B"), ("C", "D")),
        ),
        ("<tr><td>A</td><td>B</td></tr><tr></tr><tr><td>C</td><td>D</td></tr>", (("A", "B"), ("C", "D"))),
        ("<tr><td colspan=x>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr>", (("A", "B"), ("C", "D"))),
    ],
)
def test_all_rows_of_a_table_are_equally_long(markup, rows):
    root = etree.HTML(f"<html><body><table>{markup}</table></body></html>")
    grid = grid_of(read_lines(root), root.find(".//table"))
    assert grid is not None and grid.rows == rows


def test_a_table_whose_cells_span_more_than_any_table_has_keeps_each_text_once():
    spans = "".join(f"<td colspan=900 rowspan=900>{n}</td>" for n in range(30))
    rows = f"<tr>{spans}</tr>" + "<tr><td>A</td><td>B</td></tr>" * 60
    root = etree.HTML(f"<html><body><table>{rows}</table></body></html>")
    grid = grid_of(read_lines(root), root.find(".//table"))
    assert grid is not None and grid.rows[0] == tuple(map(str, range(30)))
    assert all(row == ("A", "B", *[""] * 28) for row in grid.rows[1:])


def test_a_place_within_another_is_no_place_of_its_name_elsewhere():
    root = root_of("<div class='a b'><p class='t'>Một</p></div><div class='c'><p class='t'>Hai</p></div>")
    places = find_places(root, Hints(content=("a > t", "c > t > t")))
    assert {path: [each.text for each in found] for path, found in places.items()} == {
        "a > t": ["Một"],
        "c > t > t": [],
    }
