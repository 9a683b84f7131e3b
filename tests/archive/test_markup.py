"""The markup of a body is kept without keeping its words twice."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.contents import markup
from archive.contents import rows as contents_rows
from tests.support.facts import capture, new_archive, put, rows, says


class Pieces(list):
    """Numbers pieces, and gives them back."""

    def number(self, text: str) -> int:
        self.append(text)
        return len(self) - 1


def again(text: str, body: str) -> str:
    pieces = Pieces()
    return markup.unpack(markup.pack(text, body, pieces.number), body, pieces.__getitem__)


BODY = "Ngày 27/8/2024, Đảng ủy tổ chức hội nghị.\n\nNhân dịp này, A & B < C trao thưởng."
CASES = {
    "<p>Ngày 27/8/2024, Đảng ủy tổ chức hội nghị.</p><p>Nhân dịp này, A &amp; B &lt; C trao thưởng.</p>": 4,
    "<p>\u00a0\u00a0 Ngày 27/8/2024, <b>Đảng ủy tổ chức</b> hội nghị.</p>": 3,
    "<p>Nhân dịp này, A &amp; B &lt; C trao thưởng.<br>Ngày 27/8/2024, Đảng ủy tổ chức hội nghị.": 3,
    "<p>không có trong bài</p>": 1,
    '<img alt="Ngày 27/8/2024, Đảng ủy tổ chức hội nghị." src="/a.jpg">': 1,
    "<p>Nhân dịp này, A & B < C trao thưởng.</p>": 1,
    "": 0,
}


@pytest.mark.parametrize("text", CASES)
def test_markup_comes_back(text, tmp_path):
    assert again(text, BODY) == text
    with new_archive(tmp_path / "archive.db") as archive:
        put(archive, capture(says(body=BODY, body_html=text), 0))
        assert rows(archive, "select body_html from contents") == [(text,)]


def test_words_of_the_body_are_pointed_at():
    text = "<table><tr><td>Ngày 27/8/2024, Đảng ủy tổ chức hội nghị.</td></tr>"
    pieces = Pieces()
    assert json.loads(markup.pack(text, BODY, pieces.number)) == [0, [0, 41], 1]
    assert pieces == ["<table><tr><td>", "</td></tr>"]


def test_whatever_a_content_says_elsewhere_is_pointed_at(tmp_path):
    picture, caption = "https://vpub.soctrang.gov.vn/ảnh & chữ.jpg", "Quang cảnh hội nghị tại huyện Trần Đề"
    document, cell = "https://vpub.soctrang.gov.vn/a.pdf", "Cống cấp nước huyện Kế Sách"
    text = (
        f'<p>{BODY[:41]}</p><p><img alt="ảnh" src="/ảnh &amp; chữ.jpg"></p><p>{caption}</p><p>Phòng Nội chính</p>'
        f'<table><tr><td>{cell}</td></tr></table><a href="{document}">tải về</a>'
    )
    article = says(
        body=BODY, body_html=text, captions=[(caption, picture)], images=[picture], department="Phòng Nội chính",
        attachments=[(document, "tải về")], tables=[[[cell, "1"]]],
    )  # fmt: skip
    with new_archive(tmp_path / "archive.db") as archive:
        put(archive, capture(article, 0))
        ((packed,),) = rows(archive, "select markup from content")
        assert rows(archive, "select body_html from contents") == [(text,)]
        assert contents_rows.load_content(archive.db, 1).body_html == text
        assert rows(archive, "select text, image_url from captions") == [(caption, picture)]
    assert [part for part in json.loads(packed) if isinstance(part, str)] == ["<p>", "ảnh", '">tải về']


@pytest.mark.parametrize(
    "text, shown",
    [
        ("<p>\n  a \t b</p>", "<p> a b</p>"),
        ("<pre>\n  a \t b</pre>", "<pre>\n  a \t b</pre>"),
        ("<p>\u00a0\u00a0 thu\u00a0hút</p>", "<p>\u00a0\u00a0 thu hút</p>"),
        ("<p>ho\u0323\u0302i\u200b nghi\u0323</p>", "<p>hội nghị</p>"),
        ('<img src="/a\u0300.jpg">', '<img src="/a\u0300.jpg">'),
        ('<P Class="MsoNormal"><o:p>a</o:p> <font size="2">b</FONT></P>', "<p>a b</p>"),
        ('<td rowspan="2" width="9"><img width="9" src="data:image/png;base64,AA" alt="b"></td>', None),
        ("<p>a<!-- b --><script>c</script><style>d</style></p>", "<p>a</p>"),
    ],
)
def test_what_no_reader_sees_is_made_uniform(text, shown):
    assert again(text, "") == (shown or '<td rowspan="2"><img alt="b"></td>')


PIECES = ["<p>", "</p>", "<br>", "một hai ba bốn năm", "&amp;", "&", "<", "&#x1F600;", "😀 sáu bảy tám", " "]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_markup_comes_back(pieces):
    text = "".join(pieces)
    body = "một hai ba bốn năm & 😀 sáu bảy tám\n\nmột hai ba bốn năm"
    assert again(text, body) == markup.uniform(text)
