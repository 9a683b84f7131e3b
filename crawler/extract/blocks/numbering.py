"""Numbers ordered lists that a reader could not count: lists that continue, start elsewhere, or count in letters."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(none|(?:lower|upper)-(?:alpha|latin|roman))", re.IGNORECASE
)
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
}  # fmt: skip
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[a-zđ]|[ivx]{1,5})[.)/]|[-–+*•])", re.IGNORECASE)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 3


def number_of(element: Element, text: str) -> str:
    """The number before `text`, the first text of an item in an ordered list ("3. ", "b. "); else nothing.

    The numbers of a list that counts from 1 in digits are left out: the order of its items says the same.
    """
    item = element
    for _ in range(_DEEPEST):
        if item.tag == "li":
            break
        parent = item.getparent()
        if parent is None:
            return ""
        item = parent
    numbered = item.getparent()
    if item.tag != "li" or numbered is None or numbered.tag != "ol" or _NUMBERED.match(text):
        return ""
    kind, start = _kind(numbered), _int(numbered.get("start"), 1)
    items = [each for each in numbered if each.tag == "li"]
    is_plain = kind == "1" and start == 1 and not any(each.get("value") for each in items)
    if kind == "none" or is_plain or numbered.get("reversed") is not None:
        return ""
    number = start - 1
    for each in items:
        number = _int(each.get("value"), number + 1)
        if each is item:
            break
    return f"{_written(number, kind)}. "


def _kind(numbered: Element) -> str:
    style = _STYLE.search(numbered.get("style") or "")
    named = style.group(1).lower() if style else ""
    return "none" if named == "none" else _STYLES.get(named) or numbered.get("type") or "1"


def _int(digits: str | None, other: int) -> int:
    return int(digits) if digits is not None and re.fullmatch(r"\s*\d{1,5}\s*", digits) else other


def _written(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        numeral, rest = "", number
        for value, letters in _ROMAN:
            while rest >= value:
                numeral, rest = numeral + letters, rest - value
        return numeral if kind == "i" else numeral.upper()
    return str(number)
