"""Detects a portal that answers more and more slowly."""

from __future__ import annotations

import sqlite3
from statistics import median
from typing import Any

from archive.alarms import Alarm
from archive.captures.record import Recorded
from crawler.frontier.queue import PARTS
from crawler.items import Reply
from crawler.monitoring import baseline
from crawler.monitoring.watch import Watch

SLOW = 2.0
"""Seconds below which an answer is quick enough for everybody."""
TIMES = 5
"""So many times as long as in the quickest of the earlier crawls is slow: one that slows down little by little has no
crawl that was much slower than the one before."""


class Slowness:
    """Measures how long the server of a portal takes to begin its answers for pages."""

    def __init__(self, db: sqlite3.Connection, portal: str, crawl_id: int, watch: Watch) -> None:
        self._of = db, portal, crawl_id
        self._watch = watch
        self.seconds: list[float] = []

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in how long a page took."""
        if reply.seconds is not None and reply.lease.kind not in PARTS:
            self.seconds.append(reply.seconds)

    def judge(self, at: str) -> None:
        """Raises the alarm, inside a transaction, where half of the pages took much longer than they used to."""
        now = self.as_dict()["latency"]
        if now is None or now < SLOW:
            return
        before = min(baseline.measured(*self._of, "latency", "slow").values(), default=None)
        if before is not None and now >= TIMES * before:
            self._watch.sound(Alarm("slow", None, before, now), at)

    def as_dict(self) -> dict[str, Any]:
        """For the crawl's row: the median in seconds; None where there were too few pages for one."""
        enough = len(self.seconds) >= baseline.LEAST
        return {"latency": round(median(self.seconds), 3) if enough else None}
