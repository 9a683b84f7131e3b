"""What is remembered from page to page changes nothing but the time that reading takes."""

import json

import pytest

from crawler.extract import read_page
from crawler.extract.document import memo
from tests.support.places import PAGES

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/khai-giang-lop-boi-duong.aspx"


@pytest.fixture
def counted(monkeypatch):
    """A function with a small memory, and what it was asked."""
    monkeypatch.setattr(memo, "LONGEST", 5)
    monkeypatch.setattr(memo, "MOST", 10)
    asked = []

    @memo.remembered
    def length(text):
        asked.append(text)
        return len(text)

    return length, asked


def test_a_short_text_is_asked_once(counted):
    length, asked = counted
    assert [length("menu"), length("menu")] == [4, 4]
    assert asked == ["menu"]


def test_a_long_text_is_not_kept(counted):
    length, asked = counted
    assert [length("article"), length("article")] == [7, 7]
    assert asked == ["article"] * 2


def test_many_texts_do_not_fill_the_memory(counted):
    length, asked = counted
    assert [length(str(number)) for number in range(95)] == [1] * 10 + [2] * 85
    assert length("0") == 1 and asked.count("0") == 2


def test_a_page_reads_the_same_whatever_was_read_before():
    pages = [
        (path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8"))["url"])
        for path in sorted(PAGES.glob("*.html"))
    ]
    alone = [read_page(payload, url, portal="soctrang") for payload, url in pages]
    rows = "".join(
        f'<tr><td class="c{n}" style="color:#{n:06x}"><a href="/a/{n}/">Mục {n}</a> ngày {n}</td></tr>'
        for n in range(9000)
    )
    read_page(f"<html><body><table>{rows}</table></body></html>".encode(), URL, portal="soctrang")
    assert [read_page(payload, url, portal="soctrang") for payload, url in reversed(pages)] == alone[::-1]
