"""Each row of the score of lists has a page with another main list without it."""

from __future__ import annotations

import pytest

from crawler.extract.listing import groups
from crawler.extract.listing.groups import entry_scores, main_list
from crawler.extract.pages.prepare import prepare
from crawler.portals.registry import portal_named
from tests.support.facts import HOST
from tests.support.skins import path

SUMMARY = "<p>Sáng nay nhiều hộ trong xã đã nhận quà tại trung tâm</p>"


def entries(first: int, count: int, beside: str = "") -> str:
    """A list of so many articles, their numbers from `first` on."""
    links = (
        f"<li><p><a href='{path(n)}'>Tin số {n}</a></p>{beside}</li>" for n in range(first, first + count)
    )
    return f"<ul>{''.join(links)}</ul>"


APART = "<div><p>Một</p><p>Hai</p><p>Ba</p><p>Bốn</p></div>"
DATED, FULL = "<p>(05/09/2024)</p>", f"<p>(05/09/2024)</p>{SUMMARY}"
CASES = {
    "links an article": entries(1, 9) + APART + entries(101, 2, DATED),
    "dated": entries(101, 5) + APART + entries(1, 2, DATED),
    "has a summary": entries(101, 5) + APART + entries(1, 2, SUMMARY),
    "in a list of other articles": f"{entries(1, 5)}<h3>Các tin khác</h3>{entries(101, 3, DATED)}",
}


def context_of(html: str):
    """A page whose address promises a list."""
    url = f"{HOST}/vpubnd/1292/32237/63645/"
    return prepare(html.encode(), url, portal_named("soctrang").system(), "text/html; charset=utf-8")


def begins(html: str) -> str:
    """The first entry of the main list of a page."""
    context = context_of(html)
    return main_list(context.page, context.entries)[0].title


@pytest.mark.parametrize("name", CASES)
def test_each_row_has_a_page_with_another_main_list_without_it(name, monkeypatch):
    assert begins(CASES[name]) == "Tin số 1"
    monkeypatch.setattr(groups, "ROWS", [row for row in groups.ROWS if row.name != name])
    assert begins(CASES[name]) == "Tin số 101"


def test_no_row_is_without_a_page():
    assert {row.name for row in groups.ROWS} == CASES.keys()


def test_a_list_of_other_articles_with_titles_alone_is_the_largest_of_its_kind():
    small, large = f"<h3>Các tin khác</h3>{entries(101, 2)}", f"<h3>Tin liên quan</h3>{entries(1, 7)}"
    assert begins(f"<div>{small}</div><div>{large}</div>") == "Tin số 1"


def test_an_entry_is_told_row_by_row():
    context = context_of(entries(1, 2, FULL))
    told = entry_scores(context.page, context.entries)
    assert set(told.values()) == {"as an entry 7: links an article +1, dated +3, has a summary +3"}
