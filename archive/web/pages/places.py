"""Places in articles, and what became of them when units were merged."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.entities.keys import place_label
from archive.entities.language import gazetteer
from archive.entities.language.gazetteer import Unit
from archive.search.entities import entity_key
from archive.search.filters import Filters
from archive.search.query import search_articles
from archive.web.data import names
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page

_WHICH = "e.kind = 'place' and e.entity"


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All places, those in most articles first; those with a part of a name, `?q=`."""
    current, part = ask.count("page", 1, names.MOST_PAGES), ask.arg("q") or ""
    rows = names.listed(db, "place", part, names.start_of(current))
    return page(ask, "entities/names", kind="place", part=part, silent=(), **names.page_of(rows, current))


def build_one(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The place `?name=`: its name with that of the unit above ("phường 2, thị xã Ngã Năm")."""
    asked = ask.arg("name") or ""
    key = entity_key(asked)
    summary = names.in_articles(db, "mention", _WHICH, key)
    units = [unit for unit in gazetteer.units() if key in _keys(unit)]
    if summary["first"] is None and not units:
        raise Missing
    (label,) = db.execute(
        "select max(name || coalesce(', ' || within, '')) from mention where kind = 'place' and entity = ?",
        (key,),
    ).fetchone()
    return page(
        ask,
        "entities/place",
        name=label or asked,
        summary=summary,
        units=[_unit(unit) for unit in units],
        along=names.along(db, "mention", _WHICH, key),
        newest=search_articles(db, "", Filters(place=label or asked), limit=10),
    )


def _label(unit: Unit) -> str:
    return place_label(f"{unit.type} {unit.name}", _above(unit) if unit.district else None)


def _above(unit: Unit) -> str:
    """The unit above: a commune's district, where it has one, else the province."""
    if not unit.district:
        return f"{gazetteer.provinces().get(unit.province, 'tỉnh')} {unit.province}"
    district = next(
        each for each in gazetteer.units()
        if (each.level, each.name, each.province) == ("district", unit.district, unit.province)
    )  # fmt: skip
    return f"{district.type} {district.name}"


def _keys(unit: Unit) -> set[str]:
    """What a unit is asked for by: its name with the unit above it, and alone if that has no unit above."""
    name = f"{unit.type} {unit.name}"
    labels = {place_label(name, _above(unit))} | (set() if unit.district else {name})
    return {entity_key(label) for label in labels}


def _unit(unit: Unit) -> dict[str, Any]:
    name = f"{unit.type} {unit.name}"
    return {
        "within": _above(unit),
        "since": unit.valid_from,
        "until": unit.valid_to,
        "merged_into": unit.merged_into,
        "merged_from": [_label(old) for old in gazetteer.units() if old.merged_into == name]
        if not unit.valid_to
        else [],
    }
