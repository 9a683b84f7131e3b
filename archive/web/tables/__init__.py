"""Descriptions of the tables: titles, meanings of columns, units, how to sort and filter."""

from __future__ import annotations

from typing import Any

from archive.web.tables.articles import ARTICLES
from archive.web.tables.captures import CAPTURES
from archive.web.tables.entities import ENTITIES
from archive.web.tables.portals import PORTALS
from archive.web.tables.readings import READINGS
from archive.web.tables.table import Table

TABLES: dict[str, Table] = {**ARTICLES, **ENTITIES, **READINGS, **CAPTURES, **PORTALS}
"""All tables and views that readers may rely on."""


def settings(name: str) -> dict[str, Any]:
    """How Datasette sorts, filters and searches the table `name`."""
    table = TABLES[name]
    chosen: dict[str, Any] = {
        "sort_desc": table.sort_desc,
        "facets": list(table.facets),
        "label_column": table.label,
        "size": table.size,
        "units": table.units,
    }
    if table.search:
        chosen |= {"fts_table": "search_index", "fts_pk": table.search}
    return {key: value for key, value in chosen.items() if value}
