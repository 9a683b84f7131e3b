"""Text as it is kept: NFC, no zero-width characters, white space collapsed; and keys to compare by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")
_INDENTED = re.compile("[ \t\r\n]*\u00a0[\u00a0 \t]{2,}")
_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_ALNUM = re.compile(r"[^0-9a-z]+")
_D = str.maketrans("đĐðÐ", "dddd")


def clean(raw: str) -> str:
    """`raw` in the one form that is stored. Zero-width characters go first, for they part letter and mark."""
    if not raw.isascii():
        raw = _ZERO_WIDTH.sub("", raw)
        if not unicodedata.is_normalized("NFC", raw):
            raw = unicodedata.normalize("NFC", raw)
    return " ".join(raw.split())


def indented(raw: str) -> bool:
    """Whether a line begins with typed indentation: three or more spaces, a no-break space first.

    Plain spaces alone are the indentation of the markup, which no reader sees.
    """
    return _INDENTED.match(raw) is not None


def folded(text: str) -> str:
    """`text` in lower case without diacritics, đ as d."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_D))).lower()


@lru_cache(maxsize=8192)
def slug_key(text: str) -> str:
    """Letters and digits of `text` alone, folded: what a title and its slug in an address share."""
    return _NOT_ALNUM.sub("", folded(text))
