"""Walking a list from its first page to its last, or to where it is as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from archive.model import Address, ListItem, Page, PagerLink
from archive.walks import Memory
from crawler.cms import Cms
from crawler.revisit import WALK_MOST

REMEMBERED = 2000
"""Entries of a list, from its top, of which it is remembered what they said."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a list was walked: the number of the page last read, and all articles met so far.

    `seen` is what the entries said, see `entries_of`; `entries` their number. `thorough`: the walk goes on to
    the list's end, whatever it meets.
    """

    number: int = 0
    met: frozenset[str] = field(default=frozenset())
    seen: Mapping[str, str] = field(default_factory=dict)
    entries: int = 0
    thorough: bool = True

    def step(self, listed: Iterable[Address], said: Mapping[str, str] | None = None) -> Walk:
        """The walk with one more page read, which listed these addresses in entries that said `said`."""
        articles = {each.cms_id or each.url for each in listed if each.kind == "article"}
        # What stands beside the list on a later page must not pass for a new wording of an entry above.
        fresh = {name: digest for name, digest in (said or {}).items() if name not in self.seen}
        room = max(REMEMBERED - len(self.seen), 0)
        return replace(
            self,
            number=self.number + 1,
            met=self.met | articles,
            seen={**self.seen, **dict(islice(fresh.items(), room))},
            entries=self.entries + len(fresh),
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
        return Memory(self.seen, self.entries, self.number, walked_at)


def entries_of(items: Iterable[ListItem], address: Callable[[str], Address]) -> dict[str, str]:
    """For each article that a list or front page names a digest of what it says of it, in order.

    `address` tells what the form of an address means.
    """
    said: dict[str, str] = {}
    for item in items:
        told = address(item.url)
        text = json.dumps((item.title, item.published_at, item.summary), ensure_ascii=False)
        digest = hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        said.setdefault(told.cms_id or told.url, digest)
    return said


def touched(before: Mapping[str, str], now: Mapping[str, str], whole: bool) -> set[str]:
    """The articles whose entries an editor touched: new, gone or worded differently.

    `whole`: both are all that there is. Else only those above the last entry of `now` that was there
    before can be told to be gone.
    """
    reworded = {name for name, digest in now.items() if before.get(name) != digest}
    depth = len(before) if whole else max((n + 1 for n, name in enumerate(before) if name in now), default=0)
    return reworded | {name for name in islice(before, depth) if name not in now}


def all_older(items: tuple[ListItem, ...], since: str) -> bool:
    """True if every entry has a date and all dates lie before `since`.

    An entry without a date may be anything, and a list may pin an old entry to its top.
    """
    return bool(items) and all(item.published_at and item.published_at < since for item in items)
