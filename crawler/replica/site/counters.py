"""Numbers that tick: the statistics boxes of the sites and the view counts of the articles."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from archive.model import Visits
from crawler.replica.site.sites import SITES, Counter, ReplicaSite

_RISING = ("today", "this_week", "this_month", "total")


class Counters:
    """All counters of one portal. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sites = {site.sname: {line.field: line.start for line in site.box} for site in SITES}
        self._replies = dict.fromkeys(self._sites, 0)
        self._views: dict[int, int] = {}

    def visit(self, site: ReplicaSite) -> Visits:
        """What the box of `site` shows in the reply that is being made; the next one shows more."""
        with self._lock:
            box = self._sites[site.sname]
            shown = Visits(
                online=box.get("online"),
                today=box.get("today"),
                yesterday=box.get("yesterday"),
                this_week=box.get("this_week"),
                this_month=box.get("this_month"),
                total=box.get("total"),
            )
            self._replies[site.sname] += 1
            for field in _RISING:
                if field in box:
                    box[field] += 1
            if "online" in box:
                box["online"] = max(3, box["online"] + (2, -1, 1, -2)[self._replies[site.sname] % 4])
            return shown

    def view(self, cms_id: int) -> int:
        """How often the article was opened, this time included."""
        with self._lock:
            self._views[cms_id] = self._views.get(cms_id, cms_id % 900) + 1
            return self._views[cms_id]

    def next_day(self) -> None:
        """Midnight: today becomes yesterday, and the sums have grown by the visits of other people."""
        with self._lock:
            for box in self._sites.values():
                if "yesterday" in box:
                    box["yesterday"] = box["today"] + 380
                if "today" in box:
                    box["today"] = 25
                for field in _RISING[1:]:
                    if field in box:
                        box[field] += 405


def grouped(number: int, thousands: str) -> str:
    """`number` with its thousands parted by `thousands`, which may be empty."""
    return f"{number:,}".replace(",", thousands)


def lines(box: tuple[Counter, ...], visits: Visits) -> tuple[tuple[str, str], ...]:
    """The labels of the box and the numbers as it writes them."""
    shown: Mapping[str, int] = {line.field: getattr(visits, line.field) for line in box}
    return tuple((line.label, grouped(shown[line.field], line.thousands)) for line in box)
