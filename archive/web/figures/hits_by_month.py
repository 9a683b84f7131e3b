"""Charts above the results of a search: hits by month of publication, as count and as share."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from archive.search.counts import published_by_month
from archive.search.filters import NO_FILTERS, Filters
from archive.web.figures import charts
from archive.web.figures.months import every_month
from archive.web.figures.trend import SCALE, drawn, share
from archive.web.http.asked import Asked
from archive.web.http.request import PageRequest
from archive.web.wording import formats

Chart = tuple[str, Markup]
"""What it shows, and the drawing."""


@dataclass(frozen=True, slots=True)
class Months:
    """The hits by month, and all that they are a share of; that is empty where all is asked for."""

    found: dict[str, int]
    whole: dict[str, int]


def count_months(db: sqlite3.Connection, asked: Asked) -> Months:
    """The hits by month of publication, and what the same filters give without the words, or the whole portal where
    there are only filters."""
    found = published_by_month(db, asked.words, asked.filters, **asked.options)
    whole = _whole(asked)
    return Months(found, published_by_month(db, "", whole, all_versions=asked.every) if whole else {})


def draw_months(ask: PageRequest, asked: Asked, counted: Sequence[Months]) -> list[Chart]:
    """The charts of what one archive, or several together, counted; nothing where no hit is dated."""
    found = dict(sum((Counter(each.found) for each in counted), Counter()))
    everything = dict(sum((Counter(each.whole) for each in counted), Counter()))
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
    if not everything:
        return [(of, counts)]
    part = ask.t(
        "share_by_month" if _whole(asked) == _span(asked) and not asked.every else "share_of_filtered"
    )
    shares = charts.bars(
        [(month, drawn(share(found, everything, month))) for month, _ in months],
        part,
        lambda value: formats.percent(value / SCALE, ask.language),
        lambda month: formats.day(month, ask.language),
    )
    return [(of, counts), (part, shares)]


def _span(asked: Asked) -> Filters:
    """The filters that choose a portal and a time, and no kind of article."""
    return replace(
        NO_FILTERS, portal=asked.filters.portal, since=asked.filters.since, until=asked.filters.until
    )


def _whole(asked: Asked) -> Filters | None:
    """What the hits are a share of; None where they are all there is."""
    if asked.question.any_of or asked.question.none_of:
        return asked.filters
    return None if asked.filters == _span(asked) else _span(asked)
