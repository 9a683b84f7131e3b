"""What a content management system is: how addresses are classified, paging, hints where parts of a page are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from archive.model import Address, Page, PagerLink


@dataclass(frozen=True, slots=True)
class Hints:
    """Class names of elements where a part of the page may be, tried in order. All are optional.

    ``content > text`` is an element of class ``text`` directly inside one of class ``content``. Elements of
    `noise` are removed before reading: they look like text of the article but are not.
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

    @property
    def name(self) -> str:
        """Its short name."""
        ...

    @property
    def hints(self) -> Hints:
        """Where things may be on its pages."""
        ...

    def __hash__(self) -> int:
        """One instance is one CMS."""
        ...

    def address(self, url: str) -> Address:
        """What the form of an absolute address tells; kind ``other`` where it tells nothing.

        The address comes back normalised: one spelling for all spellings of one request.
        """
        ...

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The link of a pager that leads to page `number`; None where there is none."""
        ...
