"""Writes times in one form: UTC, ISO 8601, milliseconds, `Z`.

All stamps have the same length, so sorting them as text sorts them by time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

EARLIEST = "2025-07-01T00:00:00.000Z"
"""A clock that shows less is wrong: luutru did not exist then. Machines without a battery begin in 1970."""


def stamp(moment: datetime) -> str:
    """The stamp of `moment`, which must be aware: ``2024-08-27T07:05:00.000Z``.

    Raises ValueError for a naive datetime.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be kept: {moment.isoformat()}")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now() -> str:
    """The stamp of this moment. Only the outermost code calls it; everything else receives the time."""
    return stamp(datetime.now(UTC))


def moment(text: str) -> datetime:
    """The aware UTC datetime that a stamp (or any ISO 8601 time with an offset) names.

    Raises ValueError for a text that is no time.
    """
    return datetime.fromisoformat(text).astimezone(UTC)


def later(text: str, span: timedelta) -> str:
    """The stamp `span` after the stamp `text`."""
    return stamp(moment(text) + span)


@lru_cache(64)
def millis(text: str) -> int:
    """The stamp (or any ISO 8601 time with an offset) as whole milliseconds since 1970, for compact rows."""
    return (moment(text) - _EPOCH) // timedelta(milliseconds=1)


@lru_cache(64)
def at_millis(count: int) -> str:
    """The stamp of `count` milliseconds since 1970; the inverse of `millis`."""
    return stamp(_EPOCH + timedelta(milliseconds=count))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
