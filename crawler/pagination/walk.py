"""Walks a list from its first page to its last, or to the page that is unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice

from archive import clock
from archive.frontier.list_memory import Cut, Memory
from archive.model import Address, Capture, ListItem, Page, PagerLink
from crawler.cms import Cms, paging
from crawler.extract.listing.fragments import is_fragment

_ENCODER = json.JSONEncoder(ensure_ascii=False)

REMEMBERED = 2000
"""Entries from the top of a list whose wording is remembered."""


WALK_PAGES = 20
"""A list of this many pages may go one day without being read to its end, one of twice as many two days, and so on:
removals and late entries may be anywhere.
"""
WALK_LONGEST = timedelta(days=7)
WALK_LEAST = 3
"""Pages of a list that are read in any case: a removal further up moves the entries of these."""
WALK_MOST = 5000
"""Pages of a list after which it is taken for one without an end; the longest seen has 1,880."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a list was walked: the number of the page last read, and all articles met so far.

    `seen` is what the entries said, see `entries_of`; `entries` their number. `thorough`: the walk goes on to
    the list's end, whatever it meets. `cut` is where an earlier walk broke off, which this one takes up when
    all above is known; `began_at` the stamp of that walk's beginning. `resumes`: the next page is the first
    after that. `told`: the page last read showed its number, as not all do. `guessed`: nothing led to the next page
    but the number in the address of this one, so that an answer without entries is the list's end.
    """

    number: int = 0
    met: frozenset[str] = field(default=frozenset())
    seen: Mapping[str, str] = field(default_factory=dict)
    entries: int = 0
    thorough: bool = True
    cut: Cut | None = None
    began_at: str | None = None
    resumes: bool = False
    told: bool = False
    guessed: bool = False

    def step(
        self, listed: Iterable[Address], by_name: Mapping[str, str] | None = None, shown: int | None = None
    ) -> Walk:
        """The walk after one more page: its addresses, digests of its entries by name, its number `shown`."""
        articles = {each.cms_id or each.url for each in listed if each.kind == "article"}
        # What is beside the list on a later page must not pass for a new wording of an entry above.
        fresh = {name: digest for name, digest in (by_name or {}).items() if name not in self.seen}
        room = max(REMEMBERED - len(self.seen), 0)
        return replace(
            self,
            number=self.number + 1,
            met=self.met | articles,
            seen={**self.seen, **dict(islice(fresh.items(), room))},
            entries=self.entries + len(fresh),
            resumes=False,
            guessed=False,
            told=shown == self.number + 1 > 1,
        )

    def taken_up(self) -> Walk:
        """The walk as if it had read all pages up to where the earlier one broke off."""
        assert self.cut is not None
        below = {name: digest for name, digest in self.cut.seen.items() if name not in self.seen}
        return replace(
            self,
            number=self.cut.page,
            seen=dict(islice({**self.seen, **below}.items(), REMEMBERED)),
            entries=self.cut.entries + len(self.seen) - (len(self.cut.seen) - len(below)),
            thorough=self.cut.thorough,
            cut=None,
            began_at=self.cut.began_at,
            resumes=True,
        )

    def in_order(self) -> Walk:
        """The walk without the help of the earlier one, which it has caught up with or cannot take up."""
        assert self.cut is not None
        return replace(self, thorough=self.cut.thorough or self.number < self.cut.page, cut=None)

    def strayed(self, before: Walk, page: Page) -> bool:
        """True if `page`, the last one read, is not the requested one.

        Then the server forgot the state of the walk, began the list anew, or answers something else.
        """
        shown = page.pager.current if page.pager else None
        if before.resumes:
            return self.met == before.met or shown not in (None, self.number)
        if before.number and not page.links:
            return True
        return before.told and self.met == before.met and shown is not None and shown < before.number

    def onward(self, before: Walk, cms: Cms, page: Page) -> PagerLink | None:
        """The link to the next page; None at the end of the list.

        The last page may repeat without end. So a page without an article that was not on the pages `before`
        ends the walk.
        """
        if page.kind != "list" or self.met == before.met or self.number >= WALK_MOST:
            return None
        return cms.next_page(page, self.number + 1)

    def memory(self, walked_at: str | None) -> Memory:
        """What to remember of a list that was read to its end at the stamp `walked_at`."""
        return Memory(self.seen, self.entries, self.number, walked_at and (self.began_at or walked_at))


def continued(capture: Capture, number: int) -> PagerLink | None:
    """The link to the page behind one that a script fetches, page `number` of the list, by the number in its address;
    None for a whole page."""
    if not capture.payload or not is_fragment(capture.payload):
        return None
    url = paging.continued(capture.url, number)
    return PagerLink("+", url) if url else None


def entries_of(items: Iterable[ListItem], address: Callable[[str], Address]) -> dict[str, str]:
    """A digest of the entry of each article in a list or front page, in order. `address` classifies an address."""
    digests: dict[str, str] = {}
    for item in items:
        target = address(item.url)
        text = _ENCODER.encode((item.title, item.published_at, item.summary))
        digest = hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        digests.setdefault(target.cms_id or target.url, digest)
    return digests


def touched(before: Mapping[str, str], now: Mapping[str, str], whole: bool) -> set[str]:
    """The articles whose entries an editor changed: new, gone, or worded differently.

    `whole`: both are complete. Else an entry can be known to be gone only above the last old entry of `now`.
    """
    reworded = {name for name, digest in now.items() if before.get(name) != digest}
    depth = len(before) if whole else max((n + 1 for n, name in enumerate(before) if name in now), default=0)
    return reworded | {name for name in islice(before, depth) if name not in now}


def all_older(items: tuple[ListItem, ...], since: str) -> bool:
    """True if every entry has a date and all dates lie before `since`.

    An entry without a date may be anything, and a list may pin an old entry to its top.
    """
    return bool(items) and all(item.published_at and item.published_at < since for item in items)


def walk_is_owed(walked_at: str | None, pages: int, at: str) -> bool:
    """True if a list of so many pages, last read to its end at the stamp `walked_at` (None: never), has to be
    again at `at`."""
    if walked_at is None:
        return True
    days = timedelta(days=-(-pages // WALK_PAGES))
    return at >= clock.later(walked_at, min(days, WALK_LONGEST))
