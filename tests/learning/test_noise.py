"""What differs between two replies of one page, told line by line."""

from __future__ import annotations

import pytest

from crawler.learning.noise import noise_between
from crawler.portals.registry import portal_named
from tests.support.facts import HOST
from tests.support.skins import article_page, page, path


def changed(before: str, after: str) -> list[tuple[str, str | None, str | None]]:
    """What differs where two pages have these words below the text."""
    pages = (article_page("old", 392001).replace("Vlim sorp", words) for words in (before, after))
    one, other = (page(HOST + path(392001), hours, html) for hours, html in enumerate(pages))
    found = noise_between(one, other, portal_named("soctrang").system(), [])
    return [(each.kind, each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("counter", "Grum 17 lượt", "Grum 18 lượt"),
        ("clock", "Bây giờ là 09:15:01", "Bây giờ là 09:15:02"),
        ("clock", "Thứ Ba, 27/08/2024", "Thứ Ba, 28/08/2024"),
        ("text", "Chào buổi sáng", "Chào buổi chiều"),
        ("token", "<img src='/a.gif?t=1' alt=''>", "<img src='/a.gif?t=2' alt=''>"),
        ("link", "<a href='/a.htm'>Xem thêm</a>", "<a href='/b.htm'>Xem thêm</a>"),
    ],
)
def test_each_kind_of_noise_is_named(kind, before, after):
    [(told, *_)] = changed(before, after)
    assert told == kind


def test_a_line_that_comes_or_goes_is_shown_alone():
    assert changed("Vlim", "<p>Vlim</p><p>Tin nóng</p>") == [("text", None, "Tin nóng")]
    assert changed("<p>Tin nóng</p><p>Vlim</p>", "Vlim") == [("text", "Tin nóng", None)]


def test_what_no_line_shows_is_no_noise():
    assert changed("<input type='hidden' value='x1'>Vlim", "<input type='hidden' value='x2'>Vlim") == []
