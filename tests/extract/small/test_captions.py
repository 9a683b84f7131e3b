"""Small pages with pictures, each with a text that is easily taken for a caption, or a caption for text."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from crawler.extract.read import explain_page
from crawler.portals.registry import portal_named
from tests.support.facts import HOST
from tests.support.skins import path

STALL = "Gian hàng nông sản sạch"
MARKET = "Chợ phiên xã vùng cao"
VIEW = "Quang cảnh gian hàng nông sản"
PROSE = f"<p>{'Sáng nay tại trung tâm xã, nhiều hộ đã bày bán hàng của mình và thăm hỏi nhau. ' * 3}</p>"


def picture(name: str) -> str:
    return f"<img src='/{name}.jpg' width='500' height='300'>"


def cells(*rows: str) -> str:
    """A table; the cells of a row are parted by bars."""
    parted = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in parted)}</table>"


def article(body: str):
    """The article whose text has `body` in its middle."""
    html = f"<html><body><h1>Hội chợ làng nghề của tỉnh</h1><p>05/09/2024 08:15</p>{PROSE}{body}{PROSE}</body></html>"
    found = read_page(html.encode(), HOST + path(392001), portal="soctrang").article
    assert found is not None
    return found


A, B = picture("a"), picture("b")
CAPTIONS = {
    "a caption in the cell of its picture": (cells(f"{A}<p>{STALL}</p>|{B}<p>{MARKET}</p>"), {"a": STALL, "b": MARKET}),
    "one caption below a row of pictures is the last one's": (cells(f"{A}|{B}", STALL), {"b": STALL}),
    "a caption below each picture of a row": (cells(f"{A}|{B}", f"{STALL}|{MARKET}"), {"a": STALL, "b": MARKET}),
    "a caption beside the only picture of a row": (cells(f"{A}|{STALL}", f"{B}|{MARKET}"), {"a": STALL, "b": MARKET}),
    "a caption above its picture": (cells(STALL, A), {"a": STALL}),
    "a caption of two lines, the second of which signs the picture": (
        f"<p>{A}</p><p align='center'><i>{STALL}</i></p><p align='center'><i>Ảnh: Văn Bình</i></p>",
        {"a": f"{STALL} Ảnh: Văn Bình"},
    ),
    "what is said of pictures that stand as terms": (
        f"<dl><dt>{A}</dt><dd>{STALL}</dd></dl><dl><dt>{B}</dt><dd>{MARKET}</dd></dl>", {"a": STALL, "b": MARKET},
    ),
    "what is said of a term beside a picture": (f"<p>{A}</p><dl><dt>{STALL}</dt><dd>{MARKET}</dd></dl>", {}),
    "lines between pictures that look as the caption does": (
        f"<p>{A}</p><p><i>{STALL}.</i></p><p><i>{MARKET}</i></p><p>{B}</p>", {"a": f"{STALL}. {MARKET}"},
    ),
    "a line between pictures that looks as the text does": (
        f"<p>{A}</p><p>{STALL}</p><p>{MARKET}</p><p>{B}</p>", {"a": STALL}
    ),
    "a longer line between pictures that looks as the text does": (
        f"<p>{A}</p><p>{VIEW} sạch của xã</p><p>{MARKET}</p><p>{B}</p>",
        {"a": f"{VIEW} sạch của xã"},
    ),
    "a text above a picture that looks as the text does": (f"<p>{VIEW}</p><p>{A}</p>", {}),
    "a caption above a picture, set apart": (f"<p align='center'><i>{VIEW}</i></p><p>{A}</p>", {"a": VIEW}),
    "a long text above a picture, set apart": (
        f"<p align='center'><i>{VIEW} {'của nhiều hộ ' * 14}</i></p><p>{A}</p>", {}
    ),
    "what introduces pictures": (f"<p align='center'><i>Một số hình ảnh quang cảnh hội chợ</i></p><p>{A}</p>", {}),
    "what refers to documents, below a picture": (
        f"<p>{A}</p><p align='center'><i>Các đại biểu tham dự (đính kèm danh sách)</i></p>", {}
    ),
    "a point of the text below a picture": (f"<p>{A}</p><p align='center'><i>1. {VIEW}</i></p>", {}),
    "a list below a caption": (f"<p>{A}</p><p><i>{STALL}</i></p><ul><li><i>(một món)</i></li></ul>", {"a": STALL}),
    "a line in italics below a caption that ends": (
        f"<p>{A}</p><p><i>{VIEW} của nhiều hộ.</i></p><p><i>{MARKET}</i></p>", {"a": f"{VIEW} của nhiều hộ."}
    ),
    "a line in italics goes on with the caption": (
        f"<p>{A}</p><p><i>{VIEW} của nhiều hộ</i></p><p><i>{MARKET}</i></p>", {"a": f"{VIEW} của nhiều hộ {MARKET}"}
    ),
    "what a colon introduces, set the same": (f"<p>Hội chợ có:</p><p>{MARKET}</p><p>{A}</p><p>{STALL}</p>", {}),
    "a caption below what a colon introduces": (
        f"<p>Hội chợ có:</p><p><i>{MARKET}</i></p><p>{A}</p><p>{STALL}</p>", {"a": STALL}
    ),
    "a caption in the middle below what a colon introduces": (
        f"<p>Hội chợ có:</p><p align='center'>{MARKET}</p><p>{A}</p><p align='center'>{STALL}</p>", {"a": STALL}
    ),
    "a line below what the markup calls a caption": (
        f"<figure>{A}<figcaption>{VIEW} của nhiều hộ</figcaption></figure><p>(chợ họp mỗi tháng hai phiên)</p>",
        {"a": f"{VIEW} của nhiều hộ"},
    ),
    "a caption in bold above text": (f"<p>{A}</p><p align='center'><b>{STALL}</b></p>", {"a": STALL}),
    "a sentence that is spread around a picture": (
        f"<p>Nhiều hộ đã đến hội chợ {A} từ sáng sớm</p>", {}
    ),
    "pictures in a table with rows that are left empty": (
        cells(f"{A}|{B}", f"{STALL}|{MARKET}", "|", "|", f"{picture('c')}|{picture('d')}", f"{VIEW}|Đua ghe"),
        {"a": STALL, "b": MARKET, "c": VIEW, "d": "Đua ghe"},
    ),
    "who typed it in, below a caption": (
        f"<p>{A}</p><p align='center'><i>{STALL}</i></p><p align='center'><i>Người đăng: admin</i></p>", {"a": STALL}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CAPTIONS)
def test_captions_are_found_and_nothing_else(name):
    body, expected = CAPTIONS[name]
    captions = article(body).captions
    assert {caption.image_url.rpartition("/")[2][0]: caption.text for caption in captions} == expected


def test_a_picture_within_its_own_address_has_a_caption_however_that_ends():
    found = article(
        f"<p><img src='data:image/png;base64,AAAA/new.png'></p><p align='center'><i>{VIEW}</i></p>"
    )
    assert [caption.text for caption in found.captions] == [VIEW]


def test_a_line_says_why_it_is_no_caption():
    body = f"<p>{picture('a')}</p><p align='center'><i>1. {VIEW}</i></p>"
    html = f"<html><body><h1>Hội chợ làng nghề của tỉnh</h1><p>05/09/2024 08:15</p>{PROSE}{body}{PROSE}</body></html>"
    _, lines = explain_page(html.encode(), HOST + path(392001), portal_named("soctrang").system())
    scores = [line.score for line in lines if line.text == f"1. {VIEW}"]
    assert len(scores) == 1 and "listed, or refers to a document" in scores[0]
