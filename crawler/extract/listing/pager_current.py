"""Finds the number of the current page: selected, marked, or without a link."""

from __future__ import annotations

import re
from itertools import pairwise

from lxml import etree

from archive.model import PagerLink
from crawler.extract.document.lines import Fragment, Line, Lines
from crawler.extract.document.tree import around
from crawler.extract.vocabulary.names import CURRENT, is_called
from crawler.extract.vocabulary.numbers import whole_number

Element = etree._Element
LinkRow = list[tuple[Line, Element, PagerLink]]
"""Links of one pager, each with the line and the element that it is."""
WORD = re.compile(r"[^\s\x00|\[\]()]+")


def current_page(page: Lines, run: LinkRow) -> int | None:
    """The number that is chosen; else the one without a link among the numbers, or that is marked; else the gap
    in them."""
    links = {element for _, element, _ in run}
    for _, element, link in run:
        if element.tag == "option" and element.get("selected") is not None:
            return int(link.label)
    first, last = run[0][0].index, run[-1][0].index
    for line in page.lines[max(0, first - 2) : last + 3]:
        marked = _unlinked_number(line, links)
        if marked is not None and (first <= line.index <= last or line.text.strip("[]() ").isdigit()):
            return marked
    for _, element, link in run:
        parent = element.getparent()
        names = f"{element.get('class') or ''} {(parent.get('class') or '') if parent is not None else ''}"
        if link.label.isdecimal() and is_called(names, CURRENT):
            return int(link.label)
    numbers = sorted({int(link.label) for _, _, link in run if link.label.isdecimal()})
    gaps = [number + 1 for number, after in pairwise(numbers) if after == number + 2]
    if len(gaps) == 1:
        return gaps[0]
    return 1 if numbers and numbers[0] == 2 else None


def _unlinked_number(line: Line, links: set[Element]) -> int | None:
    text = "".join([" \x00 " if _is_of(fragment, links) else fragment.text for fragment in line.fragments])
    for word in WORD.findall(text):
        number = whole_number(word) if word[0].isdigit() else None
        if number is not None and 0 < number < 100_000:
            return number
    return None


def _is_of(fragment: Fragment, links: set[Element]) -> bool:
    return fragment.link in links or any(element in links for element in around(fragment.element, None, 3))
