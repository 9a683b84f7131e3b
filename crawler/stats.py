"""Counts what a crawl has done so far."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.captures.record import Recorded
from archive.readings.outcome import TRANSIENT
from crawler.items import Reply


@dataclass
class CrawlStats:
    """Counts of one crawl. `started` is a reading of the monotonic clock, in seconds.

    `asked` counts requests sent, those for robots.txt included; `bytes` those of payloads; `excluded` the
    addresses that robots.txt forbids; `missing` articles that are at none of their addresses any more. Of the pictures
    and documents that were known before, `files_again` were asked for again, `files_changed` had other bytes, and for
    `files_left` there was no room.
    """

    started: float = field(default_factory=time.monotonic)
    asked: int = 0
    captures: int = 0
    bytes: int = 0
    articles: int = 0
    new: int = 0
    changed: int = 0
    returned: int = 0
    missing: int = 0
    unmodified: int = 0
    failed: int = 0
    excluded: int = 0
    files_again: int = 0
    files_changed: int = 0
    files_left: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    absent: set[int | str] = field(default_factory=set)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Counts one recorded reply."""
        self.captures += 1
        self.bytes += len(reply.capture.payload or b"")
        self.outcomes[recorded.outcome] += 1
        if reply.lease.kind == "article" and recorded.outcome == "ok" and not reply.lease.again:
            self.articles += 1
        self.new += recorded.change == "new"
        self.changed += recorded.change == "changed"
        self.returned += recorded.change == "returned"
        article = recorded.article_id or reply.lease.url
        if recorded.absent:
            self.absent.add(article)
        elif recorded.change is not None or recorded.outcome == "not-modified":
            self.absent.discard(article)
        self.missing = len(self.absent)
        self.unmodified += recorded.outcome == "not-modified"
        self.failed += recorded.outcome in TRANSIENT

    def settle(self, changes: Counter[str]) -> None:
        """Replaces what was counted under way by the events of the history once it is settled: what two pages
        together showed, and what a template learned at the end reads otherwise, is told no sooner."""
        self.new, self.changed, self.returned, self.missing = (
            changes[event] for event in ("published", "changed", "returned", "missing")
        )

    @property
    def answered(self) -> bool:
        """True if anything that was asked for came, or was said to be as before."""
        return any(self.outcomes[outcome] for outcome in ("ok", "not-modified"))

    def as_dict(self) -> dict[str, Any]:
        """For the crawl's row: all counts, with the seconds it took."""
        plain = {name: value for name, value in vars(self).items() if name not in ("started", "absent")}
        return {**plain, "seconds": round(time.monotonic() - self.started, 3)}
