"""Detects what a crawl does not see: addresses of no known form, and lists without entries."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from archive.alarms import SHOWN, Alarm
from archive.captures.record import Recorded
from archive.model import Capture
from crawler.cms.declared import Declared
from crawler.extract.listing.numbered_links import is_day_of_calendar
from crawler.frontier.scope import Scope
from crawler.frontier.traps import pattern
from crawler.items import Reply
from crawler.monitoring.watch import Watch
from crawler.politeness.http_client import HttpResponse
from crawler.portals.visited import VisitedPage, visited_page

MANY = 8
"""Addresses of one kind without a form, from which they are no accident."""
LISTS = 2
"""Lists without an entry, from which they are none, ..."""
FRAME = 5
"""Links of a page without entries from which it is shown in the portal's frame: a window for printing is no list."""
SHARE = 0.5
"""... if they are so many of all."""
CUT, FEWEST = 3, 8
"""Lists without a pager that end after the same number of entries, from which something may cut them off there; and
that number at least. Scripts that wait for readers to scroll leave no other trace."""


class UnknownForms:
    """Gathers them over one crawl."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._cms = scope.cms if isinstance(scope.cms, Declared) else None
        self._seen: set[str] = set()
        self._told: set[str] = set()
        self._unknown: dict[tuple[object, ...], list[str]] = defaultdict(list)
        self._lists: dict[bool, list[str]] = {True: [], False: []}
        self._homes: list[str] = []
        self._lengths: dict[str, int] = {}
        self._untitled: dict[str, set[str]] = {}

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in where a page leads, and whether a list shows anything."""
        page = reply.page
        if page is None or self._cms is None or recorded.outcome != "ok":
            return
        if reply.lease.kind == "home":
            self._homes.append(reply.lease.url)
        if reply.lease.kind == "list" and reply.first:
            is_filled = bool(page.items or (page.links and not page.problems))
            if is_filled or len(page.links) >= FRAME:
                self._lists[is_filled].append(reply.lease.url)
            if not is_filled:
                self._untitled[reply.lease.url] = set(
                    map(self._article, _visited(reply.capture).untitled)
                ) - {""}
            is_page = b"<html" in (reply.capture.payload or b"")[:4000].lower()
            if page.items and page.pager is None and is_page and not is_day_of_calendar(reply.lease.url):
                self._lengths[reply.lease.url] = len(page.items)
        if any(map(self._is_new, page.links)):
            for url in _titled(reply.capture):
                if url not in self._told and self._is_unknown(url):
                    self._told.add(url)
                    self._unknown[_shape(url)].append(url)

    def _is_new(self, url: str) -> bool:
        """Whether an address that was not met before in this crawl is one of no form."""
        if url in self._seen:
            return False
        self._seen.add(url)
        return self._is_unknown(url)

    def _article(self, url: str) -> str:
        address = self._scope.address(url)
        return address.url if address.kind == "article" else ""

    def _is_unknown(self, url: str) -> bool:
        is_own = self._scope.allows_host(urlsplit(url).netloc)
        return is_own and self._cms is not None and not self._cms.knows(url)

    def judge(self, watch: Watch, at: str, any_lists: bool) -> None:
        """Raises the alarms that the whole crawl shows, inside a transaction. `any_lists` tells whether any list of the
        portal is known: where scripts alone make them, none may be."""
        if self._homes and not any_lists:
            watch.sound(Alarm("empty-lists", addresses=(self._homes[0],)), at)
        for urls in self._unknown.values():
            if len(urls) >= MANY:
                watch.sound(Alarm("forms", None, None, len(urls), tuple(urls[:SHOWN])), at)
        longest = max(self._lengths.values(), default=0)
        cut = [url for url, length in self._lengths.items() if length == longest]
        if longest >= FEWEST and len(cut) >= max(CUT, SHARE * len(self._lengths)):
            watch.sound(Alarm("pager", addresses=tuple(cut[:SHOWN])), at)
        # pictures and scripts that lead to articles make no entries; those in the frame are on all pages
        framed = set.intersection(*self._untitled.values()) if len(self._untitled) > 1 else set()
        for url in [url for url in self._lists[False] if self._untitled[url] - framed]:
            self._lists[False].remove(url)
            self._lists[True].append(url)
        # of a calendar most days have nothing to show
        shown = {pattern(url) for url in self._lists[True]}
        filled = self._lists[True]
        empty = [url for url in self._lists[False] if pattern(url) not in shown]
        if len(empty) >= LISTS and len(empty) > SHARE * (len(empty) + len(filled)):
            watch.sound(Alarm("empty-lists", None, None, len(empty), tuple(empty[:SHOWN])), at)


def _titled(capture: Capture) -> list[str]:
    """The targets of links whose texts could be titles. Links to languages, print views and days have shorter texts."""
    return [url for url, count in _visited(capture).titled.items() if count]


def _visited(capture: Capture) -> VisitedPage:
    return visited_page(
        HttpResponse(capture.url, capture.status or 0, capture.headers, capture.payload or b"")
    )


def _shape(url: str) -> tuple[object, ...]:
    parts = urlsplit(url)
    ending = parts.path.rpartition("/")[2].partition(".")[2]
    names = tuple(sorted(piece.partition("=")[0] for piece in parts.query.split("&")))
    return parts.path.count("/"), ending, names
