"""What every page's readings add up to by day, counted once and carried on from there.

Facts are only ever added, so what was counted up to a capture stays true, and a page on an archive of
a million captures need not read them all again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

_DAY = "date(c.captured_ms / 1000 + 7 * 3600, 'unixepoch')"
_NEW = "c.id > :seen and c.id <= :newest"


@dataclass(frozen=True, slots=True)
class CounterReading:
    """What one site's statistics box said on one local day.

    `total` and `this_week` are those of the last page of the day, taken at `last_ms`; `today` and `online` the highest
    seen. `yesterday` is what the box said of the day before.
    """

    last_ms: int
    total: int | None
    today: int | None
    online: int | None
    readings: int
    yesterday: int | None = None
    this_week: int | None = None


Key = tuple[str, str | None, str]
"""Portal, site and local day."""


@dataclass
class DailyCounts:
    """Captures by local day, and readings by portal, site and local day, up to the capture `seen`."""

    seen: int = 0
    captures: Counter[str] = field(default_factory=Counter)
    visits: dict[Key, CounterReading] = field(default_factory=dict)


_tallies: WeakKeyDictionary[Any, DailyCounts] = WeakKeyDictionary()
_lock = threading.Lock()


def count_days(database: Any, db: sqlite3.Connection) -> DailyCounts:
    """The daily counts of one of Datasette's databases, brought up to date over its connection `db`."""
    with _lock:
        known = _tallies.get(database) or DailyCounts()
        newest = db.execute("select coalesce(max(id), 0) from capture").fetchone()[0]
        if newest < known.seen:
            known = DailyCounts()
        if newest > known.seen:
            known = _carried_on(db, known, newest)
            _tallies[database] = known
        return known


def _carried_on(db: sqlite3.Connection, known: DailyCounts, newest: int) -> DailyCounts:
    span = {"seen": known.seen, "newest": newest}
    captures = known.captures.copy()
    for day, count in db.execute(f"select {_DAY}, count(*) from capture c where {_NEW} group by 1", span):
        captures[day] += count
    visits = dict(known.visits)
    # SQLite takes the columns beside the only max() from the row that has it.
    for *key, last_ms, total, week in db.execute(
        f"select a.portal, a.site, {_DAY}, max(c.captured_ms), g.total, g.this_week {_READINGS} group by 1, 2, 3",
        span,
    ):
        where = (key[0], key[1], key[2])
        before = visits.get(where) or CounterReading(-1, None, None, None, 0)
        if last_ms >= before.last_ms:
            before = replace(before, last_ms=last_ms, total=total, this_week=week)
        visits[where] = before
    highest = "max(g.today), max(g.online), max(g.yesterday), count(*)"
    for *key, today, online, yesterday, count in db.execute(
        f"select a.portal, a.site, {_DAY}, {highest} {_READINGS} group by 1, 2, 3", span
    ):
        where = (key[0], key[1], key[2])
        before = visits[where]
        visits[where] = replace(
            before,
            today=_most(before.today, today),
            online=_most(before.online, online),
            yesterday=_most(before.yesterday, yesterday),
            readings=before.readings + count,
        )
    return DailyCounts(newest, captures, visits)


_READINGS = f"""from reading g join capture c on c.id = g.capture_id join address a on a.id = c.address_id
    where {_NEW} and g.box_id is not null
    and not exists (select 1 from disregarded x where x.capture_id = c.id)"""


def _most(one: int | None, other: int | None) -> int | None:
    known = [value for value in (one, other) if value is not None]
    return max(known, default=None)
