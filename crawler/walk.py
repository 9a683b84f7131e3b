"""Walking a list from its first page to its last, or to where it is as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from archive.model import Address, ListItem, Page, PagerLink
from archive.walks import Memory
from crawler.cms import Cms
from crawler.revisit import WALK_MOST


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a list was walked: the number of the page last read, and all articles met so far.

    `first` is the digest of the entries of the first page, `whole` of those of all pages so far, `entries`
    their number. `thorough`: it goes on to the list's end, whatever it meets.
    """

    number: int = 0
    met: frozenset[str] = field(default=frozenset())
    first: bytes = b""
    whole: bytes = b""
    entries: int = 0
    thorough: bool = True

    def step(self, listed: Iterable[Address], entries: bytes = b"", count: int = 0) -> Walk:
        """The walk with one more page read, which listed these addresses in `count` entries with the digest
        `entries`."""
        articles = {each.cms_id or each.url for each in listed if each.kind == "article"}
        return replace(
            self,
            number=self.number + 1,
            met=self.met | articles,
            first=self.first or entries,
            whole=_digest(self.whole + entries),
            entries=self.entries + count,
        )

    def onward(self, before: Walk, cms: Cms, page: Page) -> PagerLink | None:
        """The link to the next page, or None at the list's end.

        The last page can repeat without end: a page that brought no article that was not met on the
        pages `before` it ends the walk.
        """
        if page.kind != "list" or self.met == before.met or self.number >= WALK_MOST:
            return None
        return cms.next_page(page, self.number + 1)

    def memory(self, walked_at: str | None) -> Memory:
        """What to remember of a list that was read to its end at the stamp `walked_at`."""
        return Memory(self.first, self.whole, self.number, self.entries, walked_at)


def entries_digest(items: Iterable[ListItem], address: Callable[[str], Address]) -> bytes:
    """A digest of what a list or front page says of each article, in order. `address` tells what the form
    of an address means."""
    said = []
    for item in items:
        told = address(item.url)
        said.append((told.cms_id or told.url, item.title, item.published_at, item.summary))
    return _digest(json.dumps(said, ensure_ascii=False).encode())


def all_older(items: tuple[ListItem, ...], since: str) -> bool:
    """True if every entry has a date and all dates lie before `since`.

    An entry without a date may be anything, and a list may pin an old entry to its top.
    """
    return bool(items) and all(item.published_at and item.published_at < since for item in items)


def _digest(said: bytes) -> bytes:
    return hashlib.blake2b(said, digest_size=8).digest()
