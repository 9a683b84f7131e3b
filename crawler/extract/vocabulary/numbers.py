"""Reads whole numbers as Vietnamese pages write them."""

from __future__ import annotations

import re

_SPACES = " \u00a0\u2009\u202f\u2007"
NUMBER = rf"\d{{1,3}}(?:[.,'{_SPACES}]\d{{3}})+(?![\d])|\d+"
"""A pattern for ``1561138``, ``4 755``, ``4.755``, ``4,755``; spaces may be no-break or thin."""

WHOLE = re.compile(rf"(?:{NUMBER})")
DIGIT = re.compile(r"\d")


def whole_number(text: str) -> int | None:
    """The number that `text` is, or None where it is anything else (also ``4,75`` and ``12:30``)."""
    text = text.strip(_SPACES + "\t\r\n")
    return digits(text) if WHOLE.fullmatch(text) else None


def digits(text: str) -> int:
    """The digits of `text`, whatever parts them, as a number. Raises ValueError where there are none."""
    return int("".join(character for character in text if character in "0123456789"))
