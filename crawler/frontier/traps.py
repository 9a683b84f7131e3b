"""Detects addresses without end: paths that grow, endless calendars."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.captures.record import Recorded
from archive.model import Address, AddressKind
from crawler.items import Reply

MOST = 500
"""Lists and home pages of one pattern; no site has been seen with more than some hundred categories."""
MOST_NEWS: dict[AddressKind, int] = {"home": 1000, "list": 5000}
"""Addresses that one page may make known; any other page `MOST_OF_PAGE`."""
MOST_OF_PAGE = 500
FEW_OF_TRAP = 100
"""Of a page that names more than that, which no real one does, so many are taken."""
MOST_OF_TRAPS = 1000
"""Addresses that all such pages of a crawl make known together."""
SAME = 24
"""Lists of one pattern that name the same articles, those of a box beside them or none; further ones lead to no more of
their kind. Calendars have pages for days to come and for years before the portal.
"""
_NUMBER = re.compile(r"\d+")
_LANGUAGES = frozenset(("vi", "en", "vn", "eng"))


def grows(path: str) -> bool:
    """True of a path that a link to itself made longer: ``/en/en/vi/``, ``/tin/tin/tin/``."""
    segments = [segment.lower() for segment in path.split("/") if segment]
    languages = sum(segment in _LANGUAGES for segment in segments)
    # The numbers of an address may well agree; its words do not come three times.
    return languages > 1 or any(segments.count(name) > 2 and not name.isdigit() for name in segments)


def pattern(url: str) -> str:
    """The address with its numbers left out."""
    parts = urlsplit(url)
    return f"{parts.netloc}{_NUMBER.sub('0', parts.path)}?{_NUMBER.sub('0', parts.query)}"


class Traps:
    """Counts lists and home pages by pattern. `known` are the addresses of those of earlier crawls."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._met = set(known)
        self._room = MOST_OF_TRAPS
        self._alike: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._counts = Counter(pattern(url) for url in self._met)

    def sift(
        self, found: Iterable[Address], kind: AddressKind, url: str
    ) -> tuple[list[Address], list[Address]]:
        """Sorts the addresses that a reply names into new ones and trapped ones. `kind` and `url` are those of the
        reply's address.
        """
        news: list[Address] = []
        trapped: list[Address] = []
        for address in self._leading(list(found), kind, url):
            if address.url not in self._known:
                (trapped if self.caught(address) else news).append(address)
        most = MOST_NEWS.get(kind, MOST_OF_PAGE)
        if len(news) > most:
            most = min(FEW_OF_TRAP, self._room)
            self._room -= most
        return news[:most], [*trapped, *news[most:]]

    def _leading(self, found: list[Address], kind: AddressKind, url: str) -> list[Address]:
        """`found`, without lists of the pattern of a list that is one more of those that name the same."""
        if kind != "list":
            return found
        shape = pattern(url).partition("?")[0]
        if "0" not in shape:
            return found
        # The hash stands for the articles: kept for every list, their addresses would fill the memory.
        alike = self._alike[shape, hash(frozenset(each.url for each in found if each.kind == "article"))]
        alike.add(url)
        if len(alike) <= SAME:
            return found
        return [each for each in found if each.kind != "list" or not pattern(each.url).startswith(shape)]

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Keeps in mind what a reply made known."""
        self._known.update(address.url for address in reply.found)

    def caught(self, address: Address) -> bool:
        """True if the address is one too many of its pattern."""
        name = address.cms_id or address.url  # the pages of one list are one
        if address.kind not in ("home", "list") or address.url in self._met or name in self._met:
            return False
        shape = pattern(address.url)
        if self._counts[shape] >= MOST:
            return True
        self._met |= {address.url, name}
        self._counts[shape] += 1
        return False
