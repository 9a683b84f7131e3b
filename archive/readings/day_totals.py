"""Sums of captures and visit counters by local day, stored so that no page has to count them all.

`record` adds each capture to the sums. Where a reading is withdrawn or changed, its days are noted as stale, and
`sum_up` counts them again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from archive.clock import at_millis
from archive.database.json_text import compact
from archive.model import Visits
from archive.readings.stale import doubt, doubted

_ZONE = 7 * 3_600_000
_DAY = f"date((c.captured_ms + {_ZONE}) / 1000, 'unixepoch')"
_PLACE = "coalesce(a.site, a.host, '')"
"""Where an address names no site its host stands for it: each host shows a counter of its own."""
_HIGHEST = ("online", "today", "yesterday")
_LAST = ("capture_id", "total", "this_week", "last_ms")
_LATER = (
    "(excluded.last_ms, coalesce(excluded.total, -1), excluded.capture_id)"
    " > (last_ms, coalesce(total, -1), capture_id)"
)
"""Of two readings at the same time the greater total counts, so that the order of arrival does not."""
_ADD = f"""insert into visit_day (portal, site, day, readings, {", ".join((*_HIGHEST, *_LAST))})
  values (?, ?, ?, 1{", ?" * len((*_HIGHEST, *_LAST))}) on conflict (portal, site, day) do update
  set readings = readings + 1,
  {", ".join(f"{n} = coalesce(max({n}, excluded.{n}), {n}, excluded.{n})" for n in _HIGHEST)},
  {", ".join(f"{n} = case when {_LATER} then excluded.{n} else {n} end" for n in _LAST)}"""
_READINGS = f"""select a.portal, {_PLACE}, {_DAY} as day, g.online, g.today, g.yesterday, c.id, g.total,
  g.this_week, c.captured_ms from reading g join capture c on c.id = g.capture_id join address a on a.id = c.address_id
  where g.box_id is not null and not exists (select 1 from disregarded x where x.capture_id = c.id)"""

Key = tuple[str, str, str]
"""Portal, site (the host where an address names none) and local day."""
Row = tuple[Any, ...]
"""readings, online, today, yesterday, capture_id, total, this_week, last_ms."""


def day_of(ms: int) -> str:
    """The local day of a time in ms, as ``2024-08-27``."""
    return at_millis(ms + _ZONE)[:10]


def count_capture(db: sqlite3.Connection, portal: str, ms: int) -> None:
    """Adds a capture to its day."""
    db.execute(
        "insert into capture_day values (?, ?, 1) on conflict (portal, day) do update set captures = captures + 1",
        (portal, day_of(ms)),
    )


def add_visits(
    db: sqlite3.Connection, capture_id: int, portal: str, site: str, ms: int, visits: Visits
) -> None:
    """Adds the visit counters of a capture to the day of its site; where no site is named, of its host."""
    highest = (visits.online, visits.today, visits.yesterday)
    last = (capture_id, visits.total, visits.this_week, ms)
    db.execute(_ADD, (portal, site, day_of(ms), *highest, *last))


def doubt_visits(db: sqlite3.Connection, capture_ids: Iterable[int]) -> None:
    """Marks the days of these captures as stale, by the site that they belong to now."""
    for capture_id in capture_ids:
        rows = db.execute(
            f"select a.portal, {_PLACE}, {_DAY} from capture c join address a on a.id = c.address_id"
            " where c.id = ?",
            (capture_id,),
        )
        doubt(db, "visits", *(compact(row) for row in rows))


def renew_visits(db: sqlite3.Connection) -> None:
    """Sums up the stale days again, in one pass over all readings."""
    keys: set[Key] = {(key[0], key[1], key[2]) for key in map(json.loads, doubted(db, "visits"))}
    if not keys:
        return
    db.executemany("delete from visit_day where portal = ? and site = ? and day = ?", keys)
    db.executemany(
        f"insert into visit_day (portal, site, day, readings, {', '.join((*_HIGHEST, *_LAST))})"
        f" values (?, ?, ?, ?{', ?' * len((*_HIGHEST, *_LAST))})",
        [(*key, *row) for key, row in expected_visits(db, keys).items()],
    )


def expected_visits(db: sqlite3.Connection, among: Collection[Key] | None = None) -> dict[Key, Row]:
    """The rows of `visit_day` as the readings give them, all or those `among`."""
    found: dict[Key, Row] = {}
    for portal, site, day, *row in db.execute(_READINGS):
        key = (portal, site, day)
        if among is None or key in among:
            found[key] = (1, *row) if key not in found else _both(found[key], (1, *row))
    return found


def stored_visits(db: sqlite3.Connection) -> dict[Key, Row]:
    """The rows of `visit_day`, by portal, site and day."""
    names = ", ".join((*_HIGHEST, *_LAST))
    rows = db.execute(f"select portal, site, day, readings, {names} from visit_day")
    return {(portal, site, day): tuple(row) for portal, site, day, *row in rows}


def expected_captures(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """How many captures each portal has of each day."""
    rows = db.execute(
        f"select a.portal, {_DAY}, count(*) from capture c join address a on a.id = c.address_id group by 1, 2"
    )
    return {(portal, day): number for portal, day, number in rows}


def stored_captures(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """The rows of `capture_day`, by portal and day."""
    return {
        (portal, day): n for portal, day, n in db.execute("select portal, day, captures from capture_day")
    }


def _both(one: Row, other: Row) -> Row:
    highest = tuple(
        max(pair, key=lambda n: -1 if n is None else n) for pair in zip(one[1:4], other[1:4], strict=True)
    )
    last = max((one[4:], other[4:]), key=lambda row: (row[3], -1 if row[1] is None else row[1], row[0]))
    return (one[0] + other[0], *highest, *last)
