"""What the reader leaves out of pages without end: the limits are lowered, so that a small page is beyond them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from archive.model import Page
from crawler.extract import read_page
from crawler.extract.blocks import tables
from crawler.extract.boilerplate import contact, visit_counter
from crawler.extract.document import tree
from crawler.extract.listing import script_links
from crawler.extract.main_text import votes
from crawler.extract.rows import Row, total
from tests.extract.article import test_cold_region as unknown
from tests.extract.small.test_articles import DAY, TEXT, TITLE, TWO
from tests.support.facts import HOST
from tests.support.skins import path

ARTICLE, LIST = HOST + path(392001), f"{HOST}/vpubnd/1292/32237/63645/"
APART = "<p>Xin chào</p>" * 15
WIDE = "<table><tr><td colspan='3'>Gạo</td><td>5 tấn</td></tr><tr><td>Muối</td><td>7 tấn</td></tr></table>"
MENU = "{name:'Tin tức',url:'/vpubnd/1292/1/2/tin/'},{name:'Văn bản',url:'/vpubnd/1292/1/3/van-ban/'}"


def office(name: str) -> str:
    return f"<p>Cơ quan chủ quản: {name}</p><p>Địa chỉ: 01 Hùng Vương</p><p>Điện thoại: 0299</p>"


def box(count: int) -> str:
    return f"<p>Hôm nay: {count}</p><p>Đang online: {count}</p>"


def article(below: str) -> tuple[str, str]:
    """An article with `below` under its text, and its address."""
    return f"<html><body><h1>{TITLE}</h1>{DAY}<div>{TEXT}</div>{below}</body></html>", ARTICLE


def table(page: Page) -> object:
    assert page.article is not None
    return page.article.tables


Case = tuple[ModuleType, str, int, tuple[str, str], Callable[[Page], Any], Any, Any]
LIMITS: dict[str, Case] = {
    "bytes": (
        tree, "LARGEST", 2000, article(f"<p>{TWO}</p>" * 20),
        lambda page: "markup: only the first 2000 bytes were read" in page.problems, False, True,
    ),
    "cells of a table": (
        tables, "_MOST_CELLS", 3, article(WIDE), table,
        ((("Gạo", "Gạo", "Gạo", "5 tấn"), ("Muối", "7 tấn", "", "")),), (),
    ),
    "cells that others span": (
        tables, "_MOST_CELLS", 5, article(WIDE), table,
        ((("Gạo", "Gạo", "Gạo", "5 tấn"), ("Muối", "7 tấn", "", "")),), ((("Gạo", "5 tấn"), ("Muối", "7 tấn")),),
    ),
    "offices": (
        contact, "_MOST_BLOCKS", 2, article(f"{office('Sở A')}{APART}{office('Sở B')}<p>Email: a@b.vn</p>"),
        lambda page: page.contact and page.contact.agency, "Sở B", "Sở A",
    ),
    "boxes of counters": (
        visit_counter, "_MOST_BOXES", 1, article(f"{box(5)}{APART}{box(9)}<p>Tất cả: 77</p>"),
        lambda page: page.visits and page.visits.today, 9, 5,
    ),
    "links in scripts": (
        script_links, "MOST", 1, (f"<html><body><h1>Tin</h1><script>var m=[{MENU}];</script></body></html>", LIST),
        lambda page: len(page.links), 2, 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_beyond_a_limit_is_left_out(name, monkeypatch):
    module, limit, lowered, (html, url), read, whole, part = LIMITS[name]
    assert read(read_page(html.encode(), url, portal="soctrang")) == whole
    monkeypatch.setattr(module, limit, lowered)
    assert read(read_page(html.encode(), url, portal="soctrang")) == part


def test_libraries_are_not_asked_about_a_text_beyond_all_limits(monkeypatch):
    html = unknown.page(unknown.BESIDE, f"<div>{unknown.paragraphs(*unknown.TEXT)}</div>")
    monkeypatch.setattr(votes, "_MOST_LETTERS", 10)
    monkeypatch.setattr(votes, "ask", lambda *_: pytest.fail("asked"))
    assert read_page(html, unknown.ARTICLE).kind == "article"


def test_rows_behind_a_hopeless_one_are_not_asked():
    rows = (Row("hopeless", -5.0, lambda _: True), Row("asked", 1.0, lambda _: pytest.fail("asked")))
    assert total(rows, None, hopeless=-3.0) == -5.0


def test_a_flood_of_attributes_is_left_out_and_said_and_nothing_else_is():
    flood = " ".join(f"a{n}=1" for n in range(900))
    html, url = article(f"<p {flood}>{TWO}</p>")
    picture = f"<p><img title='{'x' * 5000}' src='/a.jpg'></p></div>"
    page = read_page(html.replace("</div>", picture, 1).encode(), url, portal="soctrang")
    assert "markup: floods of attributes or nested tags were left out" in page.problems
    assert page.article is not None and len(page.article.images) == 1
