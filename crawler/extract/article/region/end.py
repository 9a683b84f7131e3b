"""Cuts off what follows the text without a mark: lists of other articles, headings, forms."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from crawler.extract.blocks.attachments import announces_files, are_beside, is_file
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.controls import LONGEST_LABEL
from crawler.extract.document.lines import Line, Lines
from crawler.extract.document.tree import around
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

LONGEST_HEADING = 60
_TYPED = frozenset(("text", "email", "tel", "number"))
_FIELDS = ("input", "textarea")
_LIST = 2
"""Fewest links that are a list."""


def part_others(boilerplate: Boilerplate, lines: list[Line]) -> list[Line]:
    """The lines of an article without a list of others below them, which is apart from the text."""
    end = len(lines)
    while end and boilerplate.is_navigation(lines[end - 1]):
        end -= 1
    if len(lines) - end < _LIST:
        return lines
    text = part_heading(lines[:end], lines[end].element.getparent())
    return text if _stand_apart(lines[end:], text) else lines


def part_heading(lines: list[Line], frame: Element | None) -> list[Line]:
    """The lines of an article without the heading of the box that follows in `frame`.

    Such a heading is short, no sentence and no signature, and in the frame apart from all other lines.
    """
    if len(lines) < 2 or frame is None:
        return lines
    *others, last = lines
    if len(last.text) > LONGEST_HEADING or last.text[-1:] in '.!?;,…”"' or last.pictures or last.link_length:
        return lines
    if others[-1].pictures or frame not in around(last.element, None, 3):
        return lines
    beside = [line for line in others[len(others) > 1 :] if are_beside(line, last)]
    if not all(is_file(line) or announces_files(line) for line in beside):
        return lines  # but the first may be a summary, which is in the frame, too
    return others if read_signature(last.text, marked=True) is None else lines


def _stand_apart(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether none of the lines is in the same block as one of the others, or in one like it beside it."""
    return not any(are_beside(line, other) for line in lines for other in others)


def asks(page: Lines, line: Line) -> bool:
    """Whether a line is the label of a field that readers fill in."""
    if len(line.text) > LONGEST_LABEL:
        return False
    return _is_field(page, line.element) or _is_field(page, line.element.getnext())


def _is_field(page: Lines, element: Element | None) -> bool:
    """Whether an element holds a field, and no more than one line of text."""
    if element is None or element not in page.spans:
        return False
    start, end = page.spans[element]
    if end - start > 1 or not (len(element) or element.tag in _FIELDS):
        return False
    return any(
        field.tag == "textarea" or (field.get("type") or "text").lower() in _TYPED
        for field in element.iter(*_FIELDS)
    )
