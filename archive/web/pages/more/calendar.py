"""A calendar of editors' work, and the portal as it was on any day."""

from __future__ import annotations

import sqlite3
from calendar import Calendar
from datetime import date

from archive.web.data.days import captured_days, days_of, standing, years
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats

_A_PAGE = 50


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """A year, the last one unless `?year=` tells another."""
    known = years(db)
    year = ask.count("year", known[-1] if known else 1, 9999)
    done = days_of(db, year) if known else {}
    captured = captured_days(db, year) if known else set()
    most = max((sum(counts.values()) for counts in done.values()), default=1)
    months = [
        (f"{year:04}-{month:02}", Calendar().monthdatescalendar(year, month)) for month in range(1, 13)
    ] if known else []  # fmt: skip
    return page(
        ask,
        "captures/calendar",
        years=known,
        year=year,
        months=months,
        done=done,
        captured=captured,
        level=lambda day: _level(sum(done.get(day, {}).values()), most),
        label=lambda day: ", ".join(
            f"{ask.t('event.' + event)} {number}" for event, number in done[day].items()
        ),
    )


def build_day(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """A portal as it was at the end of the day in the path."""
    day = ask.parts["day"]
    at = formats.end_of_day(day)
    if at is None:
        raise Missing("bad_date")
    portals = list(db.execute("select id, name from portals order by id"))
    portal = ask.arg("portal") or (portals[0][0] if portals else "")
    wanted = {name: value for name in ("site", "department") if (value := ask.arg(name))}
    number = ask.count("page", 1, 10_000)
    shown = standing(db, portal, at, wanted, _A_PAGE, (number - 1) * _A_PAGE)
    first = db.execute("select min(first_captured_at) from version where portal = ?", (portal,)).fetchone()[0]
    looked = db.execute(
        "select max(day) from capture_day where portal = ? and day <= ?", (portal, day)
    ).fetchone()[0]
    return page(
        ask,
        "overview/day",
        asked=day,
        portals=portals,
        portal=portal,
        wanted=wanted,
        kept=wanted | ({"portal": portal} if len(portals) > 1 else {}),
        looked=looked if looked != day else None,
        shown=shown,
        before=first is None or at < first,
        first=first,
        earlier=date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat(),
        later=date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat(),
        current=number,
        more=shown.count > number * _A_PAGE,
    )


def _level(number: int, most: int) -> int:
    """0 for nothing, else 1 to 4 as much of the most, by its square root: a crawl's first day outdoes all others."""
    return 0 if not number else min(4, 1 + int(4 * (number / most) ** 0.5))
