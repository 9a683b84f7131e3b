"""Finds and counts articles by the documents, persons and places that they name."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Any

from archive.entities.keys import asked_document
from archive.entities.language.tokens import prepare
from archive.search.folding import classic

LABEL = "e.name || coalesce(', ' || e.within, '')"
"""How a person or a place of the table `e` is called: a place with the unit above it."""

NOW = "cross join article a on a.content_id = e.content_id"
"""From rows of the table `e` to the articles that say it now."""

_COUNTED = {
    "document": ("citation", "document", "coalesce(min(e.number), min(e.text))", "true"),
    "person": ("mention", "entity", "max(e.name)", "e.kind = 'person'"),
    "place": ("mention", "entity", f"max({LABEL})", "e.kind = 'place'"),
}
"""For each filter its table, its key, how it is shown and which rows count."""


@lru_cache(4096)
def entity_key(label: str) -> str:
    """What all spellings of a person, an organisation or a place (its label) have in common: case and the place
    of tone marks are forgotten."""
    return classic(prepare(label).settled.strip())


def condition(name: str, asked: str, content: str) -> tuple[str, dict[str, Any]]:
    """The SQL condition on `content`, a column of contents' ids, that a filter of this name stands for, and its
    parameter."""
    table, column, _, which = _COUNTED[name]
    key = asked_document(asked) if name == "document" else entity_key(asked)
    sql = f"{content} in (select e.content_id from {table} e where {which} and e.{column} = :{name})"
    return sql, {name: key}


def counted(
    db: sqlite3.Connection, source: str, values: dict[str, Any], limit: int
) -> dict[str, list[tuple[str, int]]]:
    """For each filter its most frequent values among the contents in `found`, which `source` ends in."""
    # The few contents come first, and what each names by its id: all that is of a kind grows with the archive.
    selects = [
        f"select * from (select '{name}', {shown} as value, count(distinct found.content_id) as n from found"
        f" cross join {table} e on e.content_id = found.content_id where +{which} group by e.{column}"
        f" order by n desc, value limit :limit)"
        for name, (table, column, shown, which) in _COUNTED.items()
    ]
    counts: dict[str, list[tuple[str, int]]] = {name: [] for name in _COUNTED}
    for name, value, n in db.execute(f"{source} {' union all '.join(selects)}", {**values, "limit": limit}):
        counts[name].append((value, n))
    return counts
