"""Each row of what the place of a text adds to its caption score has a page that is read otherwise without it."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from crawler.extract.article.captions import pairing, place
from tests.support.facts import HOST
from tests.support.skins import path

STALL = "Gian hàng nông sản sạch"
DELEGATES = "Đại biểu trong gian hàng."
PROSE = f"<p>{'Sáng nay tại trung tâm xã, nhiều hộ đã bày bán hàng của mình và thăm hỏi nhau. ' * 3}</p>"
PICTURE = "<p><img src='/a.jpg' width='500' height='300'></p>"
OPEN = "<p>Hàng thủ công của các ấp</p>"
"""Text without a stop: a line below a picture that has none is not told by that."""
ABOVE = f"{PICTURE}<p align='center'><i>Quang cảnh hội chợ</i></p>{PROSE}"

CASES = {
    "in the picture's block": f"<p><img src='/b.jpg' width='500'><br>{DELEGATES}</p>{PROSE}",
    "alone with the picture in a box": f"<div><p><img src='/b.jpg'></p><div>{STALL}.</div></div>{PROSE}",
    "between two pictures": f"{PICTURE}<p>{DELEGATES}</p>{PICTURE}{PROSE}",
    "between two pictures, captions below": f"{ABOVE}{PICTURE}<p>{STALL}.</p>{PICTURE}{PROSE}",
    "alone in italics": f"{PICTURE}<p><i>{STALL}. Khách rất đông.</i></p>{PROSE}",
    "below a picture as captions are": f"{ABOVE}{PICTURE}<p>{STALL}</p>{PROSE}{OPEN}",
    "short below a picture as captions are": f"{ABOVE}{PICTURE}<p>{STALL}</p>{PROSE}{OPEN}",
    "named as caption": f"{PICTURE}<figcaption>{STALL};</figcaption>{PROSE}",
}


def captions(body: str) -> int:
    """How many captions the page of an article has."""
    html = f"<html><body><h1>Hội chợ làng nghề của tỉnh</h1><p>05/09/2024 08:15</p>{PROSE}{body}{PROSE}</body></html>"
    article = read_page(html.encode(), HOST + path(392001), portal="soctrang").article
    assert article is not None
    return len(article.captions)


@pytest.mark.parametrize("name", CASES)
def test_each_row_has_a_page_that_is_read_otherwise_without_it(name, monkeypatch):
    expected = 1 + CASES[name].startswith(ABOVE)
    assert captions(CASES[name]) == expected
    monkeypatch.setattr(pairing, "PLACES", [row for row in place.PLACES if row.name != name])
    assert captions(CASES[name]) == expected - 1


def test_no_row_is_without_a_page():
    assert {row.name for row in place.PLACES} == CASES.keys()
