"""Counts by local day: captures, and readings of visit counters."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CounterReading:
    """What one site's statistics box said on one local day.

    `total` and `this_week` are those of the last page of the day; `today` and `online` the highest seen. `yesterday` is
    what the box said of the day before.
    """

    total: int | None
    today: int | None
    online: int | None
    readings: int
    yesterday: int | None = None
    this_week: int | None = None


Site = tuple[str, str]
"""Portal and site, or the host where pages name none."""


def captures_by_day(db: sqlite3.Connection) -> dict[str, int]:
    """How many captures were made on each day that has any."""
    return dict(db.execute("select day, sum(captures) from captures_by_day group by day"))


def sites(db: sqlite3.Connection) -> list[Site]:
    """The portals and sites with readings, those with most first."""
    rows = db.execute(
        "select portal, site from visit_day group by portal, site order by sum(readings) desc, portal, site"
    )
    return [(portal, site) for portal, site in rows]


def readings_by_day(db: sqlite3.Connection, site: Site, last: int = -1) -> dict[str, CounterReading]:
    """What the box of one site said on each day that has a reading, or on so many of the `last` of them."""
    rows = db.execute(
        "select day, total, today, online, readings, yesterday, this_week from visit_day where portal = ? and site = ?"
        " order by day desc limit ?",
        (*site, last),
    )
    return {day: CounterReading(*values) for day, *values in rows}
