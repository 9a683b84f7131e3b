"""Walking a list from its first page to its last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from archive.model import Address, ListItem, Page, PagerLink
from crawler.cms import Cms


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a list was walked: the number of the page last read, and all articles met so far."""

    number: int = 0
    met: frozenset[str] = field(default=frozenset())

    def step(self, listed: Iterable[Address]) -> Walk:
        """The walk with one more page read, which listed these addresses."""
        articles = {each.cms_id or each.url for each in listed if each.kind == "article"}
        return replace(self, number=self.number + 1, met=self.met | articles)

    def onward(self, before: Walk, cms: Cms, page: Page) -> PagerLink | None:
        """The link to the next page, or None at the list's end.

        The last page can repeat without end: a page that brought no article that was not met on the
        pages `before` it ends the walk.
        """
        if page.kind != "list" or self.met == before.met:
            return None
        return cms.next_page(page, self.number + 1)


def all_older(items: tuple[ListItem, ...], since: str) -> bool:
    """True if every entry has a date and all dates lie before `since`.

    An entry without a date may be anything, and a list may pin an old entry to its top.
    """
    return bool(items) and all(item.published_at and item.published_at < since for item in items)
