"""Charts above the results of a search: hits by month of publication, as count and as share."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from markupsafe import Markup

from archive.search.counts import published_by_month
from archive.search.filters import NO_FILTERS
from archive.web.figures import charts
from archive.web.figures.months import every_month
from archive.web.figures.trend import SCALE, drawn, share
from archive.web.http.asked import Asked
from archive.web.http.request import PageRequest
from archive.web.wording import formats

Chart = tuple[str, Markup]
"""What it shows, and the drawing."""


def by_month(db: sqlite3.Connection, ask: PageRequest, asked: Asked) -> list[Chart]:
    """The hits by month of publication, and their share of what the same filters give without the words, or of the
    whole portal where there are only filters. No share where all is asked for; nothing where no hit is dated."""
    found = published_by_month(db, asked.words, asked.filters, **asked.options)
    months = every_month(found)
    of = ask.t("versions_by_month" if asked.every else "hits_by_month")
    counts = charts.bars(
        [(month, value or 0) for month, value in months],
        of,
        lambda value: formats.number(value, ask.language),
        lambda month: formats.day(month, ask.language),
    )
    if not counts:
        return []
    span = replace(
        NO_FILTERS, portal=asked.filters.portal, since=asked.filters.since, until=asked.filters.until
    )
    has_words = bool(asked.question.any_of or asked.question.none_of)
    whole = asked.filters if has_words else span
    if not has_words and asked.filters == span:
        return [(of, counts)]
    everything = published_by_month(db, "", whole, all_versions=asked.every)
    part = ask.t("share_by_month" if whole == span and not asked.every else "share_of_filtered")
    shares = charts.bars(
        [(month, drawn(share(found, everything, month))) for month, _ in months],
        part,
        lambda value: formats.percent(value / SCALE, ask.language),
        lambda month: formats.day(month, ask.language),
    )
    return [(of, counts), (part, shares)]
