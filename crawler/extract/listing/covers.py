"""Gives the links that cover entries of lists to the headings of these entries."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from lxml import etree

from crawler.extract.document.links import absolute
from crawler.extract.document.styles import HEADINGS
from crawler.extract.document.text import storable
from crawler.extract.document.tree import elements
from crawler.extract.vocabulary.paging import DETAILS

Element = etree._Element

_hrefs = elements("//a[@href]")
_SHORT_LABEL = 30
_COVERED, _ENTRY = 3, 60
"""Boxes around a link that may be the entry that it covers, and elements of an entry that are looked at."""


def name_covers(root: Element, base: str, is_page: Callable[[str], bool]) -> None:
    """Gives links that lie without a text over a whole entry, or say "Xem chi tiết" below it, to the heading of it.

    `is_page` tests whether an absolute address is wanted.
    """
    for link in _hrefs(root):
        label = "".join(map(str, link.itertext())).strip()
        if (label and not (len(label) <= _SHORT_LABEL and DETAILS.fullmatch(label))) or (
            not label and len(link)
        ):
            continue
        leads = absolute(link.get("href") or "", base)
        heading = _only_heading(link) if leads and is_page(leads) else None
        if heading is None or leads is None:
            continue
        named = etree.Element("a", href=storable(leads))
        named.text, heading.text = heading.text, None
        named.extend(list(heading))
        heading.append(named)


def _only_heading(link: Element) -> Element | None:
    """The one heading of the nearest box around a link that has any, if it leads nowhere itself."""
    for box in islice(link.iterancestors(), _COVERED):
        found = [each for each in islice(box.iter(), _ENTRY) if each.tag in HEADINGS]
        if found:
            return found[0] if len(found) == 1 and next(found[0].iter("a"), None) is None else None
    return None
