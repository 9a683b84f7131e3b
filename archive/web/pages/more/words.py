"""Words over time: up to three questions side by side, as counts and as shares of all articles."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.search.filters import Filters
from archive.web.figures import charts
from archive.web.figures.trend import FILTERS, SCALE, Trend, drawn, months_of, share, trend_of
from archive.web.http import csv_sheets
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats

_PLACES = ("a", "b", "c")


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Charts and table."""
    everything, trends, months = _asked(db, ask)

    def percent(value: int) -> str:
        return formats.percent(value / SCALE, ask.language)

    counts = [(trend.words, [trend.months.get(month, 0) if month in everything.months else None for month in months])
              for trend in trends]  # fmt: skip
    shares = [
        (trend.words, [drawn(share(trend.months, everything.months, month)) for month in months])
        for trend in trends
    ]
    return page(
        ask,
        "search/words",
        places=_PLACES,
        everything=everything,
        trends=trends,
        months=months,
        share=lambda trend, month: _percent(ask, share(trend.months, everything.months, month)),
        counted=charts.lines(
            months, counts, ask.t("hits_by_month"), lambda value: formats.number(value, ask.language),
            lambda month: formats.day(month, ask.language),
        ),
        shared=charts.lines(
            months, shares, ask.t("share_by_month"), percent, lambda month: formats.day(month, ask.language)
        ),
        filters={name: ask.arg(name) for name in FILTERS if ask.arg(name)},
    )  # fmt: skip


def build_csv(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """A row a month and question; the last rows of each give what bears no month."""
    everything, trends, months = _asked(db, ask)
    rows: list[tuple[Any, ...]] = []
    for trend in trends or [everything]:
        for month in months:
            part = share(trend.months, everything.months, month)
            rows.append((trend.words, month, "published", trend.months.get(month, 0), everything.months.get(month, 0),
                         "" if part is None else f"{part:.6f}"))  # fmt: skip
        for month in sorted(trend.estimated):
            rows.append(
                (
                    trend.words,
                    month,
                    "estimated",
                    trend.estimated[month],
                    everything.estimated.get(month, 0),
                    "",
                )
            )
        rows.append((trend.words, "", "undated", trend.undated, everything.undated, ""))
    columns = ("words", "month", "dated", "articles", "all_articles", "share")
    return PageResponse(
        csv_sheets.sheet(columns, rows),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="words.csv"'},
    )


def _asked(db: sqlite3.Connection, ask: PageRequest) -> tuple[Trend, list[Trend], list[str]]:
    chosen: dict[str, Any] = {name: ask.arg(name) for name in FILTERS}
    filters = Filters(**chosen)
    everything = trend_of(db, "", filters)
    trends = [trend_of(db, words, filters) for place in _PLACES if (words := ask.arg(place))]
    return everything, trends, months_of(everything)


def _percent(ask: PageRequest, value: float | None) -> str:
    return "–" if value is None else formats.percent(value, ask.language)
