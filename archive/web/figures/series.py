"""Series of visits over days or weeks: growth, gaps and resets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from archive.web.figures.daily_counts import CounterReading

VisitsSource = Literal["portal", "growth"]


@dataclass(frozen=True, slots=True)
class Step:
    """A day, or a week named by its Monday. Without readings all but `start` and `visits` is None or 0.

    `growth` is since the last step with a total: `periods` days or weeks before, read on day `since`, up to day
    `until`; None where there is none, or where the counter was reset meanwhile. `visits` are those of this day
    or week: as the portal itself gives them later ("yesterday", or "this week" on a Sunday), else the growth
    where both ends were read, else None. `source` names which.
    """

    start: str
    total: int | None = None
    growth: int | None = None
    periods: int = 1
    since: str | None = None
    until: str | None = None
    visits: int | None = None
    source: VisitsSource | None = None
    today: int | None = None
    online: int | None = None
    readings: int = 0
    reset: bool = False


def steps(readings: Mapping[str, CounterReading], weekly: bool) -> list[Step]:
    """The series of one site's readings by day, from the first to the last, oldest first, gaps included."""
    days = {date.fromisoformat(day): reading for day, reading in readings.items()}
    if not days:
        return []
    read: dict[str, list[date]] = {}
    for day in sorted(days):
        read.setdefault(_start(day, weekly).isoformat(), []).append(day)
    series: list[Step] = []
    last: tuple[int, date, date] | None = None
    for start in span(read, 7 if weekly else 1):
        begin = date.fromisoformat(start)
        own_count = _portal_count(days, begin, weekly)
        here = [days[day] for day in read.get(start, ())]
        if not here:
            series.append(Step(start, visits=own_count, source="portal" if own_count is not None else None))
            continue
        counted = [(reading.total, day) for day in read[start] if (reading := days[day]).total is not None]
        path = [total for total, _ in counted if total is not None]
        path = [last[0], *path] if last else path
        reset = any(after < before for before, after in pairwise(path))
        step = Step(
            start,
            today=_highest(reading.today for reading in here),
            online=_highest(reading.online for reading in here),
            readings=sum(reading.readings for reading in here),
            reset=reset,
            visits=own_count,
            source="portal" if own_count is not None else None,
        )
        if counted:
            total, until = counted[-1][0] or 0, counted[-1][1]
            step = replace(step, total=total, until=until.isoformat())
            if last and not reset:
                growth, periods = total - last[0], (begin - last[2]).days // (7 if weekly else 1)
                step = replace(step, growth=growth, periods=periods, since=last[1].isoformat())
                whole = periods == 1 and (not weekly or (until.weekday() == last[1].weekday() == 6))
                if own_count is None and whole:
                    step = replace(step, visits=growth, source="growth")
            last = (total, until, begin)
        series.append(step)
    return series


def _portal_count(days: Mapping[date, CounterReading], begin: date, weekly: bool) -> int | None:
    """What the portal's own box says afterwards of the visits of a day, or at its end of a week."""
    if weekly:
        sunday = days.get(begin + timedelta(days=6))
        return sunday.this_week if sunday else None
    after = days.get(begin + timedelta(days=1))
    return after.yesterday if after else None


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
