"""A map of the districts that articles name, of all or of those a search finds."""

from __future__ import annotations

import sqlite3

from archive.districts.named import articles_by_district
from archive.districts.places import District, districts
from archive.search.filters import NO_FILTERS
from archive.search.query import search_articles
from archive.web.figures.maps import district_map
from archive.web.http import csv_sheets
from archive.web.http.asked import Asked, asked_of
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats

_COLUMNS = ("district", "province", "latitude", "longitude", "articles")


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The districts of `?province=`, else of the province that most articles name."""
    asked = asked_of(ask)
    rows = _district_counts(db, asked)
    sums: dict[str, int] = {}
    for district, number in rows:
        sums[district.province] = sums.get(district.province, 0) + number
    provinces = sorted(sums, key=lambda name: (-sums[name], name))
    province = ask.arg("province") or (provinces[0] if provinces else "")
    counts = dict(rows)
    own = [(each, counts.get(each, 0)) for each in districts() if each.province == province]

    def found(district: District) -> str:
        return ask.path(
            "search",
            q=asked.words,
            district=district.label,
            since=asked.filters.since,
            until=asked.filters.until,
        )

    return page(
        ask,
        "entities/map",
        asked=asked,
        province=province,
        provinces=provinces,
        rows=sorted(own, key=lambda each: (-each[1], each[0].name)),
        found=found,
        drawn=district_map(
            own, f"{ask.t('map')}: {province}", lambda value: formats.number(value, ask.language), found
        ),
    )


def build_csv(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All districts that are named, of whichever province."""
    rows = (
        (f"{each.type} {each.name}", each.province, each.latitude, each.longitude, number)
        for each, number in _district_counts(db, asked_of(ask))
    )
    return PageResponse(
        csv_sheets.sheet(_COLUMNS, rows),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="districts.csv"'},
    )


def _district_counts(db: sqlite3.Connection, asked: Asked) -> list[tuple[District, int]]:
    among = None
    if asked.words or asked.filters != NO_FILTERS:
        hits = search_articles(db, asked.words, asked.filters, limit=-1, snippets=False, loose=asked.loose)
        among = [hit.article_id for hit in hits]
    return articles_by_district(db, among)
