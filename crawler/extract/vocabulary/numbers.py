"""Reads whole numbers as Vietnamese pages write them, and the numbering of points and headings."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.words import Words

_SPACES = " \u00a0\u2009\u202f\u2007"
NUMBER = rf"\d{{1,3}}(?:[.,'{_SPACES}]\d{{3}})+(?![\d])|\d+"
"""A pattern for ``1561138``, ``4 755``, ``4.755``, ``4,755``; spaces may be no-break or thin."""

WHOLE = re.compile(rf"(?:{NUMBER})")
DIGIT = re.compile(r"\d")
BULLET = Words(
    {
        r"[-–—*+•●▪►]\s*\S": "- Chợ phiên",
        r"\(?\d{1,2}[.)/]\s": "1. Chợ phiên",
        r"[a-zđ][.)]\s": "a) Chợ phiên",
        r"[IVX]{1,5}[.)]\s": "II. Chợ phiên",
        r"Điều\s+\d": "Điều 5",
        r"Chương\s+[IVX\d]": "Chương II",
        r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\b": "Một là",
        r"Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|\d)\b": "Thứ nhất",
        r"(?:Bước|Đợt|Bài|Câu) \d": "Bước 1",
        r"Phụ lục (?:\d|[IVX])": "Phụ lục I",
    },
    ignore_case=False,
)
"""How points begin, in a text or a list."""
HEADING = Words(
    {
        r"[*•+–-]\s": "- Chợ phiên",
        r"(?:[IVX]{1,5}|\d{1,2}|[A-Za-zĐđ])[.)/]\s": "II. Chợ phiên",
        r"(?:Điều|Chương|Mục|Phần)\s+[IVX\d]": "Phần I",
    },
    ignore_case=False,
)
"""How headings within a text begin."""


def whole_number(text: str) -> int | None:
    """The number that `text` is, or None where it is anything else (also ``4,75`` and ``12:30``)."""
    text = text.strip(_SPACES + "\t\r\n")
    return digits(text) if WHOLE.fullmatch(text) else None


def digits(text: str) -> int:
    """The digits of `text`, whatever parts them, as a number. Raises ValueError where there are none."""
    return int("".join(character for character in text if character in "0123456789"))
