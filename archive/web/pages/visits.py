"""Visit counters as time series."""

from __future__ import annotations

import sqlite3

from archive.web.figures import charts
from archive.web.figures.daily_counts import Site, readings_by_day, sites
from archive.web.figures.series import Step, steps
from archive.web.http import csv_sheets
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats

_A_PAGE = 120


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Charts and table of one site, by day or with `?by=week` by week."""
    series, known, chosen, weekly = _series(db, ask)
    number = ask.count("page", 1)
    end = max(0, len(series) - (number - 1) * _A_PAGE)
    shown = series[max(0, end - _A_PAGE) : end]
    resets = [step.start for step in shown if step.reset]

    def count(value: int) -> str:
        return formats.number(value, ask.language)

    def day(value: str) -> str:
        return formats.day(value, ask.language)

    return page(
        ask,
        "overview/visits",
        known=known,
        chosen=chosen,
        weekly=weekly,
        rows=_rows(shown),
        growth=charts.bars(
            [(step.start, step.growth) for step in shown],
            ask.t("growth_chart"),
            count,
            day,
            {step.start: step.periods for step in shown},
        ),
        best=max((step for step in series if step.visits), key=lambda step: step.visits or 0, default=None),
        has_gaps=any(step.periods > 1 for step in shown),
        totals=charts.line(
            [(step.start, step.total) for step in shown], ask.t("total_chart"), count, day, resets
        ),
        current=number,
        more=end > _A_PAGE,
    )


def _rows(shown: list[Step]) -> list[tuple[Step, Step]]:
    """The steps, newest first, each with the first that it stands for: those in a row that say nothing are one."""
    rows: list[tuple[Step, Step]] = []
    for step in reversed(shown):
        if rows and _says_nothing(step) and _says_nothing(rows[-1][0]):
            rows[-1] = (rows[-1][0], step)
        else:
            rows.append((step, step))
    return rows


def _says_nothing(step: Step) -> bool:
    return not step.readings and step.visits is None


def build_csv(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The whole series as CSV, oldest first."""
    series, _, chosen, weekly = _series(db, ask)
    portal, site = chosen or ("", None)
    columns = (
        "portal",
        "site",
        "week_from" if weekly else "day",
        "total",
        "growth",
        "growth_since",
        "growth_until",
        "visits",
        "visits_from",
        "highest_today",
        "most_online",
    )
    rows = (
        (
            portal,
            site,
            step.start,
            step.total,
            step.growth,
            step.since,
            step.until,
            step.visits,
            step.source,
            step.today,
            step.online,
            step.readings,
            int(step.reset),
        )
        for step in series
    )
    name = 'attachment; filename="visits.csv"'
    text = csv_sheets.sheet((*columns, "readings", "reset"), rows)
    return PageResponse(text, "text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _series(db: sqlite3.Connection, ask: PageRequest) -> tuple[list[Step], list[Site], Site | None, bool]:
    """The series asked for, all sites that have one, the chosen one, and whether by week."""
    known = sites(db)
    wanted = (ask.arg("portal"), ask.arg("site"))
    chosen = next(
        (
            key
            for key in known
            if wanted[0] in (None, key[0]) and ("site" not in ask.args or wanted[1] == key[1])
        ),
        known[0] if known else None,
    )
    weekly = ask.arg("by") == "week"
    return (steps(readings_by_day(db, chosen), weekly) if chosen else []), known, chosen, weekly
