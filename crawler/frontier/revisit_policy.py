"""Decides when an address is due again: often where news appears, ever more rarely where nothing changes."""

from __future__ import annotations

import math
from datetime import date, timedelta

from archive import clock
from archive.frontier.leases import Settled
from archive.model import AddressKind

FRONT = timedelta(hours=6)
"""Home pages and lists, where new articles show first. A crawl that begins asks for them in any case."""
FIRST = timedelta(days=1)
"""A new or changed article: editors correct in the first days. Doubles with each look that finds nothing new."""
RAREST = timedelta(days=90)
"""The longest that an unchanged article is left alone."""
AGED = 20
"""Days since publication after which a new article counts as unchanged once; twice at twice as many, and so on."""
AGED_MOST = 5
AFTER_ABSENCE = timedelta(days=1)
"""An article that was not there: a second answer a day later makes it gone."""
GONE = timedelta(days=30)
EXCLUDED = timedelta(days=7)
"""The time until robots.txt is read again for a forbidden page. For a front page it is read at each crawl."""
VANISHED = timedelta(days=2)
"""A host that has not answered for so long is taken for gone: what it had is asked for at other hosts."""
WALL = timedelta(days=1)
SET_ASIDE = timedelta(days=7)
"""A page that an earlier run did not read to its end."""
FAILED = timedelta(hours=1)
"""After a failed request; doubles with each further one, up to `FAILED_LONGEST`."""
FAILED_LONGEST = timedelta(days=7)


SAMPLE = 10
"""Of so many pages that a validator (ETag, Last-Modified) promises to be unchanged, one is fetched in full."""


def next_due(settled: Settled, head_start: int = 0) -> str | None:
    """The stamp of the time from which the address is due again; None for never.

    `head_start` is how often a new article counts as unchanged already, see `head_start_of`.
    """
    span = _span(settled, head_start)
    return clock.later(settled.at, span) if span is not None else None


def excluded_until(kind: AddressKind, at: str) -> str:
    """The stamp at which an address that robots.txt forbids at `at` is tried again."""
    return at if kind in ("home", "list") else clock.later(at, EXCLUDED)


def head_start_of(published_at: str | None, at: str) -> int:
    """How often an article that is new to the archive at the stamp `at` counts as unchanged, by its age."""
    if published_at is None:
        return 0
    try:
        days = (clock.moment(at).date() - date.fromisoformat(published_at[:10])).days
    except ValueError:
        return 0
    return min(int(math.log2(days / AGED)) + 1, AGED_MOST) if days >= AGED else 0


def _span(settled: Settled, head_start: int) -> timedelta | None:
    is_front = settled.kind in ("home", "list")
    if settled.failures:
        longest = FRONT if is_front else FAILED_LONGEST
        return min(FAILED * 2 ** min(settled.failures - 1, 10), longest)
    if is_front:
        return FRONT
    if settled.kind != "article":
        return None
    if settled.absent:
        return GONE if settled.gone else AFTER_ABSENCE
    if settled.outcome not in ("ok", "not-modified"):
        return WALL
    return min(FIRST * 2 ** min(settled.unchanged + head_start, 10), RAREST)
