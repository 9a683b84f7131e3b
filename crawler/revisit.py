"""When an address is due again: often where news appears, ever more rarely where nothing changes."""

from __future__ import annotations

from datetime import timedelta

from archive import clock
from archive.addresses import Settled

FRONT = timedelta(hours=6)
"""Home pages and lists: where new articles show first."""
FIRST = timedelta(days=1)
"""A new or changed article: editors correct in the first days."""
RAREST = timedelta(days=90)
"""The longest that an unchanged article is left alone."""
ABSENT = timedelta(days=1)
"""An article that was not there: a second answer a day later makes it gone."""
GONE = timedelta(days=30)
WALL = timedelta(days=1)
FAILED = timedelta(hours=1)
"""After a failed request; doubles with each further one, up to `FAILED_LONGEST`."""
FAILED_LONGEST = timedelta(days=7)


def next_due(settled: Settled) -> str | None:
    """The stamp of the time from which the address is due again; None for never."""
    span = _span(settled)
    return clock.later(settled.at, span) if span is not None else None


def _span(settled: Settled) -> timedelta | None:
    if settled.failures:
        return min(FAILED * 2 ** min(settled.failures - 1, 10), FAILED_LONGEST)
    if settled.kind in ("home", "list"):
        return FRONT
    if settled.kind != "article":
        return None
    if settled.absent:
        return GONE if settled.gone else ABSENT
    if settled.outcome not in ("ok", "not-modified"):
        return WALL
    return min(FIRST * 2 ** min(settled.unchanged, 10), RAREST)
