"""Content management systems, one file each: addresses, paging, hints to where things stand.

Each module offers one instance of its class as `CMS`; `SYSTEMS` lists them.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from archive.model import Address, Page, PagerLink

SYSTEMS = ("vnportal", "liferay")


@dataclass(frozen=True, slots=True)
class Hints:
    """Classes of elements, tried in order, that say where a thing may stand. All are optional.

    ``content > text`` is an element of class ``text`` right inside of one of class ``content``.
    `noise` is removed before reading: lines and boxes that look like text of the article but are not.
    """

    title: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()

    def paths(self) -> tuple[str, ...]:
        """All hints."""
        return (*self.title, *self.content, *self.summary, *self.date, *self.author, *self.noise)


class Cms(Protocol):
    """What the crawler has to know of a content management system."""

    name: str
    hints: Hints

    def __hash__(self) -> int:
        """One instance is one CMS."""
        ...

    def address(self, url: str) -> Address:
        """What the form of an absolute address tells; kind ``other`` where it tells nothing.

        The address comes back normalised: one spelling for all spellings of one request.
        """
        ...

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The link of a list page's pager that leads to page `number`, or None where there is none."""
        ...


@cache
def system(name: str) -> Cms:
    """The CMS of that name. Raises ModuleNotFoundError for one that is not known."""
    cms: Cms = importlib.import_module(f"crawler.cms.{name}").CMS
    return cms


def address_of(url: str, cms: Cms | None = None) -> Address:
    """What the form of an address tells; without a CMS every one is asked in turn.

    The first that recognises an article or a list is believed.
    """
    if cms is not None:
        return cms.address(url)
    answers = [system(name).address(url) for name in SYSTEMS]
    told = [answer for answer in answers if answer.kind in ("article", "list")]
    return (told or answers)[0]
