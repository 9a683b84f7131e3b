"""Writes marks that change a text's meaning as plain characters: exponents, indices, struck words.

``10<sup>4</sup>`` is 10⁴, ``H<sub>2</sub>O`` H₂O, ``x<sup>ab</sup>`` x^ab, ``<s>old</s>`` ~~old~~.
"""

from __future__ import annotations

import re

from lxml import etree

from crawler.extract.document.memo import remembered

Element = etree._Element

STRUCK = "~~"
_RAISED = str.maketrans("0123456789+-−=()noº", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ°°")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_TABLES = {"sup": (_RAISED, "^"), "sub": (_LOWERED, "_")}
_STRIKES = frozenset(("s", "strike", "del"))
TAGS = _STRIKES | _TABLES.keys()
"""The elements that change what the text in them means; a style may, too."""
_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_ONLY_SET_SO = re.compile(r"[\[(*†].*|(?:h|g|p|ph|st|nd|rd|th|er|e)\.?|.{13,}", re.IGNORECASE | re.DOTALL)
"""What is raised by its look alone: a note's mark, hours, ordinals, a text set small."""


def plainly(text: str, element: Element) -> str:
    """`text` with the meaning of its element, or of the one around, as plain characters."""
    parent = element.getparent()
    for each in (element,) if parent is None else (element, parent):
        if each.tag in _TABLES:
            text = _shifted(text, each.tag)
        elif each.tag in _STRIKES or ((look := each.get("style")) and strikes(look)):
            text = _struck(text)
    return text


def joined(text: str) -> str:
    """A text whose struck parts follow each other, as one struck part."""
    return text.replace(STRUCK + STRUCK, "") if STRUCK in text else text


@remembered
def strikes(look: str) -> bool:
    """Whether a style strikes text through."""
    return _THROUGH.search(look) is not None


def _shifted(text: str, tag: str) -> str:
    stripped = text.strip()
    if not stripped or _ONLY_SET_SO.fullmatch(stripped):
        return text
    table, mark = _TABLES[tag]
    shifted = stripped.translate(table)
    return text.replace(stripped, mark + stripped if any(map(str.isascii, shifted)) else shifted)


def _struck(text: str) -> str:
    stripped = text.strip()
    return text.replace(stripped, f"{STRUCK}{stripped}{STRUCK}") if stripped and STRUCK not in text else text
