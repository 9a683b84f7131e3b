"""Visits as a series over days or weeks: growth, gaps and resets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from archive.web.data.daily_counts import CounterReading, Key


@dataclass(frozen=True, slots=True)
class Step:
    """A day, or a week named by its Monday. Without readings all but `start` is None or 0.

    `growth` is since the last step that has a total; None where there is none, or where the counter
    was reset meanwhile.
    """

    start: str
    total: int | None = None
    growth: int | None = None
    today: int | None = None
    online: int | None = None
    readings: int = 0
    reset: bool = False


def sites(visits: Mapping[Key, CounterReading]) -> list[tuple[str, str | None]]:
    """Portals and sites that have readings, those with most first."""
    counts: dict[tuple[str, str | None], int] = {}
    for (portal, site, _), reading in visits.items():
        counts[portal, site] = counts.get((portal, site), 0) + reading.readings
    return sorted(counts, key=lambda key: (-counts[key], key[0], key[1] or ""))


def steps(visits: Mapping[Key, CounterReading], portal: str, site: str | None, weekly: bool) -> list[Step]:
    """The series of one site from its first reading to its last, oldest first, gaps included."""
    days = {day: reading for (p, s, day), reading in visits.items() if (p, s) == (portal, site)}
    if not days:
        return []
    read: dict[str, list[CounterReading]] = {}
    for day in sorted(days):
        read.setdefault(_start(date.fromisoformat(day), weekly).isoformat(), []).append(days[day])
    series: list[Step] = []
    last: int | None = None
    for start in span(read, 7 if weekly else 1):
        here = read.get(start)
        if here is None:
            series.append(Step(start))
            continue
        totals = [reading.total for reading in here if reading.total is not None]
        path = [total for total in [last, *totals] if total is not None]
        reset = any(after < before for before, after in pairwise(path))
        total = totals[-1] if totals else None
        growth = total - last if total is not None and last is not None and not reset else None
        today = _highest(reading.today for reading in here)
        online = _highest(reading.online for reading in here)
        readings = sum(reading.readings for reading in here)
        series.append(Step(start, total, growth, today, online, readings, reset))
        last = total if total is not None else last
    return series


def _start(day: date, weekly: bool) -> date:
    return day - timedelta(days=day.weekday()) if weekly else day


def span(read: Collection[str], days: int) -> Iterable[str]:
    """The dates from the first of `read` to the last, every so many days."""
    at, end = date.fromisoformat(min(read)), date.fromisoformat(max(read))
    while at <= end:
        yield at.isoformat()
        at += timedelta(days=days)


def _highest(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)
