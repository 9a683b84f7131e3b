"""Limits that the archivist sets for a crawl: hours of the day, requests, bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The hours of a window are those of the portals."""
_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_SPAN = re.compile(r"(\d+)\s*(m|min|h|d)")
_SPANS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?B?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the day, from `start` to before `end`; over midnight where `end` is the earlier."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def length(self) -> timedelta:
        """How long the hours last."""
        first = datetime.combine(date.min, self.start)
        last = datetime.combine(date.min, self.end)
        return (last - first) % timedelta(days=1)

    def holds(self, moment: datetime) -> bool:
        """True if `moment` (aware) lies within the hours."""
        now = moment.astimezone(ZONE).time()
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


def window(text: str) -> Window:
    """The hours that a text like ``22:00-06:00`` names. Raises ValueError."""
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f"no hours: {text!r}")
    hours = Window(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
    if hours.start == hours.end or hours.start.tzinfo or hours.end.tzinfo:
        raise ValueError(f"no hours: {text!r}")
    return hours


def byte_count(text: str) -> int:
    """The number of bytes that a text like ``500MB``, ``1.5 GB`` or ``20000`` names. Raises ValueError."""
    match = _SIZE.fullmatch(text.strip())
    unit = match[2].upper() if match else ""
    if unit and not unit.endswith("B"):
        unit += "B"
    if match is None or unit not in (*_UNITS, "B"):
        raise ValueError(f"no size: {text!r}")
    return int(float(match[1]) * _UNITS.get(unit, 1))


def span(text: str) -> timedelta:
    """The span that a text like ``90m``, ``6h`` or ``2d`` names. Raises ValueError."""
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None or int(match[1]) == 0:
        raise ValueError(f"no span: {text!r}")
    return timedelta(**{_SPANS[match[2]]: int(match[1])})
