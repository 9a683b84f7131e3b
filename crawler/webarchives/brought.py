"""The progress of an import, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.model import Capture, Page
from crawler.monitoring.list_totals import announced_total, largest


@dataclass
class Brought:
    """The progress of an import.

    `known` counts captures that were there before. `foreign` counts, by host, those of no known portal.
    `unread` counts, by kind and address, those kept of addresses that are no page, picture or document.
    `beside` counts those left out, because only pages were requested or for their method (HEAD, PUT). `bare`
    counts revisits without their page. `lists` has by portal and address how long lists say that they are, with the
    stamp of the newest capture that says so. `alarms` are those raised, in words. `first` and `last` are stamps of
    the oldest and newest imported capture.
    """

    captures: int = 0
    known: int = 0
    beside: int = 0
    bare: int = 0
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    lists: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    alarms: list[str] = field(default_factory=list)
    portals: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    @property
    def changed(self) -> int:
        """How often an article said something else than before, or was there again."""
        return self.changes["changed"] + self.changes["returned"]

    @property
    def list_totals(self) -> dict[str, Any]:
        """For the archive's ledger: by portal, what its lists say of their length, by address."""
        totals = {
            portal: largest({url: total for url, (_, total) in lists.items()})
            for portal, lists in self.lists.items()
        }
        return {"list_totals": totals} if totals else {}

    def note_list(self, url: str, capture: Capture, page: Page | None) -> None:
        """Takes in how long the list at `url` says that it is."""
        total = announced_total(capture, page) if page is not None and page.items else None
        if total is not None:
            totals = self.lists.setdefault(capture.portal, {})
            totals[url] = max(totals.get(url, ("", 0)), (capture.captured_at, total))

    def add(self, other: Brought) -> None:
        """Adds what another import brought."""
        self.captures += other.captures
        self.known += other.known
        self.beside += other.beside
        self.bare += other.bare
        self.unread += other.unread
        self.foreign += other.foreign
        self.outcomes += other.outcomes
        self.changes += other.changes
        self.alarms += [alarm for alarm in other.alarms if alarm not in self.alarms]
        self.portals |= other.portals
        self.first = min(filter(None, (self.first, other.first)), default=None)
        self.last = max(filter(None, (self.last, other.last)), default=None)

    def as_dict(self) -> dict[str, Any]:
        """What became of the captures that were taken over: plain values."""
        return {
            "captures": self.captures,
            "first": self.first,
            "last": self.last,
            "articles": dict(self.changes),
            "outcomes": dict(self.outcomes),
            "alarms": self.alarms,
            "unread": [
                {"url": url, "kind": kind, "captures": count}
                for (kind, url), count in self.unread.items()
                if count
            ],
        }
