"""How a line looks and what it says, in the ways in which markup may say so."""

from __future__ import annotations

import pytest

from crawler.extract.document.lines import read_lines
from crawler.extract.document.styles import is_large, style_of
from crawler.extract.document.tree import drop, parsed

WORDS = "Gian hàng nông sản"


def lines(body: str):
    """The lines of a page."""
    root, _, _ = parsed(f"<html><body>{body}</body></html>".encode())
    assert root is not None
    return read_lines(root).lines


def style(body: str):
    """The look of the first line of a page."""
    return style_of(lines(body)[0])


@pytest.mark.parametrize(
    ("markup", "align"),
    [
        ("<center>{}</center>", "center"),
        ("<p align='CENTER'>{}</p>", "center"),
        ("<div align='right'><p>{}</p></div>", "right"),
        ("<p style='text-align: -webkit-center'>{}</p>", "center"),
        ("<p style='text-align:end'>{}</p>", "right"),
        ("<p class='text-center'>{}</p>", "center"),
        ("<p class='ql-align-justify'>{}</p>", "justify"),
        ("<p style='text-align:left' class='text-center'>{}</p>", "left"),
        ("<table align='center'><tr><td>{}</td></tr></table>", ""),
        ("<p><span align='center'>{}</span></p>", ""),
    ],
)
def test_where_a_line_stands(markup, align):
    assert style(markup.format(WORDS)).align == align


@pytest.mark.parametrize(
    ("markup", "is_bold"),
    [
        ("<p><b>{}</b></p>", True),
        ("<p><strong>{}</strong> </p>", True),
        ("<p style='font-weight:bold'>{}</p>", True),
        ("<p><b style='font-weight:normal'>{}</b></p>", False),
        ("<p><b><span style='font-weight:400'>{}</span></b></p>", False),
        ("<p style='font-weight:bold'><span style='color:red'>{}</span></p>", True),
        ("<p class='fw-bold'>{}</p>", True),
        ("<p><b>{}</b> và rất nhiều thứ khác của xã</p>", False),
        ("<p>&nbsp;<b>{}</b>   </p>", True),
    ],
)
def test_what_is_bold(markup, is_bold):
    assert style(markup.format(WORDS)).bold is is_bold


@pytest.mark.parametrize(
    ("markup", "is_italic"),
    [
        ("<p><i>{}</i></p>", True),
        ("<p><i><span style='font-style:normal'>{}</span></i></p>", False),
        ("<p><em><span style='font-weight:bold'>{}</span></em></p>", True),
        ("<p style='font: italic 12px serif'>{}</p>", True),
    ],
)
def test_what_is_in_italics(markup, is_italic):
    assert style(markup.format(WORDS)).italic is is_italic


@pytest.mark.parametrize(
    ("markup", "is_colored"),
    [
        ("<p style='color:#a00'>{}</p>", True),
        ("<p style='color:#000000'>{}</p>", False),
        ("<p><font color='red'>{}</font></p>", True),
        ("<p><font color='black'>{}</font></p>", False),
        ("<p style='color:red'><span style='color:black'>{}</span></p>", False),
        ("<p style='background-color:red'>{}</p>", False),
    ],
)
def test_what_is_coloured(markup, is_colored):
    assert style(markup.format(WORDS)).colored is is_colored


@pytest.mark.parametrize(
    ("markup", "large"),
    [
        ("<p><font size='5'>{}</font></p>", True),
        ("<p><font size='2'>{}</font></p>", False),
        ("<p style='font-size:20px'>{}</p>", True),
        ("<p style='font-size:12px'>{}</p>", False),
        ("<p> <span> </span><span style='font-size:x-large'>{}</span></p>", True),
        ("<div style='font-size:20px'><div><div><div>{}</div></div></div></div>", False),
    ],
)
def test_what_is_large(markup, large):
    assert is_large(lines(markup.format(WORDS))[0]) is large


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>Một<br>hai</p>", ["Một", "hai"]),
        ("<pre>Một\nhai</pre>", ["Một", "hai"]),
        ("<p>Một\nhai</p>", ["Một hai"]),
        ("Một<p>hai</p>ba", ["Một", "hai", "ba"]),
        ("<div>Một<div>hai</div>ba</div>", ["Một", "hai", "ba"]),
        ("<p> </p><p>&nbsp;</p><p>hai</p>", ["hai"]),
        ("<p>Một <b>hai</b> ba</p>", ["Một hai ba"]),
        ("<p>Một<!-- x -->hai</p>", ["Mộthai"]),
        ("<p hidden>Một</p><p style='display:none'>hai</p><p>ba</p>", ["ba"]),
        ("<p>Một<script>hai</script> ba</p>", ["Một ba"]),
        ("<p>một </p>hai</p>ba</p>", ["một", "hai", "ba"]),
    ],
)
def test_where_lines_end(markup, texts):
    assert [line.text for line in lines(markup)] == texts


@pytest.mark.parametrize(
    ("markup", "text", "left"),
    [
        ("<p>Một <i>hai</i> ba</p>", "i", "Một  ba"),
        ("<p><i>hai</i> ba</p>", "i", " ba"),
        ("<p><b>Một</b> <i>hai</i> ba</p>", "i", "Một  ba"),
        ("<p>Một<i>hai</i></p>", "i", "Một"),
        ("<p>Một</p>", "html", "Một"),
    ],
)
def test_what_is_dropped_leaves_the_text_behind_it(markup, text, left):
    root, _, _ = parsed(f"<html><body>{markup}</body></html>".encode())
    assert root is not None
    drop(next(root.iter(text)))
    assert "".join(map(str, root.itertext())) == left


def test_a_link_of_words_and_marks_is_told_from_a_line_with_a_link():
    (all_link,) = lines("<p>» <a href='/a'>Gian hàng nông sản sạch</a></p>")
    (some_link,) = lines("<p>Hôm nay có <a href='/a'>gian hàng</a> của xã</p>")
    (place,) = lines("<p><a name='x'>Gian hàng</a></p>")
    assert all_link.is_link and not some_link.is_link and some_link.links and not place.links
