"""Overview of all archives: what each holds, how its last crawls ended, what is new in any."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.web.data.stories import dicts, events
from archive.web.folder.archives import Archives
from archive.web.folder.changes import merged
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.pages.home import crawls, held, open_alarms

_NEWEST = 15


@dataclass(frozen=True, slots=True)
class Overview:
    """What one archive holds: numbers by name, portals, first and last day with captures, the last crawl of each
    portal, the number of open alarms, the newest events."""

    held: Mapping[str, int]
    portals: Sequence[Mapping[str, Any]]
    first: str | None
    last: str | None
    crawls: Sequence[Mapping[str, Any]]
    alarms: int
    events: Sequence[dict[str, Any]]


async def build(ask: PageRequest, archives: Archives) -> PageResponse:
    """The overview, a row for each archive."""
    answered = await archives.ask(_overview)
    total: Counter[str] = Counter()
    for _, found in answered.answers:
        total.update(found.held)
    portals = Counter(portal["id"] for _, found in answered.answers for portal in found.portals)
    return page(
        ask,
        "overview/archives",
        answers=answered.answers,
        silent=answered.silent,
        total=total,
        held_twice=any(number > 1 for number in portals.values()),
        events=merged([(own, found.events) for own, found in answered.answers])[:_NEWEST],
    )


def _overview(db: sqlite3.Connection, ask: PageRequest) -> Overview:
    first, last = db.execute("select min(day), max(day) from capture_day").fetchone()
    return Overview(
        held(db),
        dicts(db.execute("select id, name from portals order by id")),
        first,
        last,
        crawls(db),
        len(open_alarms(db)),
        events(db, [], {}, _NEWEST),
    )
