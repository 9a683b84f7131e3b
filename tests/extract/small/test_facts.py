"""Small pages with facts beside the title, each in one of the ways in which skins write them."""

from __future__ import annotations

import pytest

from tests.extract.small.test_articles import ONE, TWO, article

TEXT = f"<div><p>{ONE}</p><p>{TWO}</p></div>"
NOON, DAY = "2024-09-05T08:15", "2024-09-05"

FACTS = {
    "alone": ("<p>05/09/2024 08:15</p>", {"published_at": NOON}),
    "behind a label": ("<p>Ngày đăng: 05/09/2024 08:15</p>", {"published_at": NOON}),
    "in cells": (
        "<table><tr><td>Ngày đăng</td><td>05/09/2024 08:15</td></tr><tr><td>Lượt xem</td><td>1.137</td></tr></table>",
        {"published_at": NOON, "views": 1137},
    ),
    "a term and its description": (
        "<dl><dt>Ngày đăng</dt><dd>05/09/2024</dd><dt>Tác giả</dt><dd>Hải Yến</dd></dl>",
        {"published_at": DAY, "author": "Hải Yến"},
    ),
    "a label and a value in boxes of their own": (
        "<div>Ngày đăng:</div><div>05/09/2024</div>",
        {"published_at": DAY},
    ),
    "parted by bars": (
        "<p>05/09/2024 08:15 | Lượt xem: 1.137 | Tác giả: Hải Yến</p>",
        {"published_at": NOON, "views": 1137, "author": "Hải Yến"},
    ),
    "parted by elements alone": (
        "<p><span>05/09/2024 08:15</span><span>Lượt xem: 1.137</span></p>",
        {"published_at": NOON, "views": 1137},
    ),
    "in brackets": ("<p>[05/09/2024] [Hải Yến]</p>", {"published_at": DAY, "author": "Hải Yến"}),
    "beside buttons": ("<p>05/09/2024 08:15 <a href='#'>In trang</a></p>", {"published_at": NOON}),
    "a relative date": (
        "<p><time datetime='2024-09-05T08:15:00+07:00'>3 ngày trước</time></p>",
        {"published_at": NOON},
    ),
    "a relative date elsewhere on the globe": (
        "<p><time datetime='2024-09-05T01:15:00Z'>3 ngày trước</time></p>",
        {"published_at": NOON},
    ),
    "a day with its hour in the markup": (
        "<p><time datetime='2024-09-05T08:15:00'>05/09/2024</time></p>",
        {"published_at": NOON},
    ),
    "a day with another in the markup": (
        "<p><time datetime='2024-09-07T08:15:00'>05/09/2024</time></p>",
        {"published_at": DAY},
    ),
    "a name and a day": ("<p>Hải Yến | 05/09/2024</p>", {"published_at": DAY, "author": "Hải Yến"}),
    "a name and a day beside a button": (
        "<p>Hải Yến | 05/09/2024 <a href='#'>In trang</a></p>",
        {"published_at": DAY, "author": "Hải Yến"},
    ),
    "a unit and a day": (
        "<p>Phòng Nội chính | 05/09/2024</p>",
        {"published_at": DAY, "department": "Phòng Nội chính"},
    ),
    "who typed it in, in words": (
        "<p>Đăng bởi admin vào 05/09/2024</p>",
        {"published_at": DAY, "author": None},
    ),
    "the hour behind a dash": (
        "<p>Ngày đăng: 05/09/2024 - 08:15</p>",
        {"published_at": NOON, "author": None},
    ),
    "who typed it in, and a day": (
        "<p>Người đăng: admin | 05/09/2024</p>",
        {"published_at": DAY, "author": None},
    ),
    "a label of views and their number": ("<p>05/09/2024</p><p>Lượt xem:</p><p>1.137</p>", {"views": 1137}),
    "an eye and its number": ("<p>👁</p><p>137</p>", {"views": 137}),
    "views before their label": ("<p>05/09/2024</p><p>1.137 lượt xem</p>", {"views": 1137}),
    "views beside an eye": ("<p>05/09/2024</p><p><i class='fa fa-eye'></i> 137</p>", {"views": 137}),
    "views beside the picture of an eye": (
        "<p>05/09/2024</p><p><img alt='Lượt xem:' src='/e.gif'> 137</p>",
        {"views": 137},
    ),
    "a number beside no eye": ("<p>05/09/2024</p><p><i class='fa fa-star'></i> 137</p>", {"views": None}),
    "a source": ("<p>05/09/2024 | Nguồn: Báo Nhân Dân</p>", {"source": "Báo Nhân Dân", "published_at": DAY}),
    "who wrote and which unit": (
        "<p>05/09/2024</p><p>Tác giả: Hải Yến</p><p>Đơn vị: Phòng Nội chính</p>",
        {"author": "Hải Yến", "department": "Phòng Nội chính"},
    ),
}


BELOW_ALONE = ("in cells", "a term and its description", "who typed it in, in words")
"""What is known for facts below a title alone."""


@pytest.mark.parametrize("name", FACTS)
def test_facts_are_read_and_are_no_text(name):
    facts, expected = FACTS[name]
    found = article(facts + TEXT)
    assert {field: getattr(found, field) for field in expected} == expected
    assert found.body == (ONE, TWO)


@pytest.mark.parametrize("name", [name for name in FACTS if name not in BELOW_ALONE])
def test_facts_above_the_title_are_read_too(name):
    facts, expected = FACTS[name]
    found = article(TEXT, f"<div>{facts}</div>")
    assert found.body == (ONE, TWO)
    if "published_at" in expected:
        assert found.published_at == expected["published_at"]


BELOW = {
    "views": ("<p>Lượt xem: 1.137</p>", {"views": 1137}, (ONE, TWO)),
    "the day of publication with its label": (
        "<p>Ngày đăng: 06/09/2024 09:00</p>",
        {"published_at": "2024-09-06T09:00"},
        (ONE, TWO),
    ),
    "a time that belongs to the text": (
        "<p>Thời gian: 06/09/2024</p>",
        {"published_at": None},
        (ONE, TWO, "Thời gian: 06/09/2024"),
    ),
    "a source": ("<p>Nguồn: Báo Nhân Dân</p>", {"source": "Báo Nhân Dân"}, (ONE, TWO)),
    "the category with its label": (
        "<p>Chuyên mục: <a href='/vpubnd/1292/32237/63645/'>Tin huyện</a></p>",
        {"category": "Tin huyện"},
        (ONE, TWO),
    ),
    "a number that counts nothing": ("<p>1.137</p>", {"views": None}, (ONE, TWO, "1.137")),
}


@pytest.mark.parametrize("name", BELOW)
def test_facts_below_the_text(name):
    below, expected, body = BELOW[name]
    found = article(f"<div><p>{ONE}</p><p>{TWO}</p>{below}</div>")
    assert {field: getattr(found, field) for field in expected} == expected
    assert found.body == body
