"""Documents, people and places named in articles: how often, since when, and together with what.

Counts are of articles whose newest version has the name.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from archive.entities.keys import document_key
from archive.search.entities import LABEL, NOW, entity_key
from archive.web.data.stories import dicts

DAY = (
    "coalesce(substr(a.published_at, 1, 10), (select date from date_estimate where article_id = a.id),"
    " date(a.first_captured_at, '+7 hours'))"
)
"""The local day on which an article counts: the one it bears, else the estimate, else when it was first archived."""

A_LIST = 100
MOST_PAGES = 500


def listed(db: sqlite3.Connection, kind: str, part: str, start: int) -> list[dict[str, Any]]:
    """The persons or places from the `start`-th on, the most frequent first; one more than a page shows.

    `part` is contained in their names.
    """
    return described(db, kind, [key for key, _ in ranked(db, kind, part, A_LIST + 1, start=start)])


def listed_documents(db: sqlite3.Connection, kind: str, part: str, start: int) -> list[dict[str, Any]]:
    """The same of documents of a kind (all, where it is empty), for `part` of a number or of the name of a law."""
    keys = [key for key, _ in ranked_documents(db, kind, part, A_LIST + 1, start=start)]
    return described_documents(db, keys)


def ranked(
    db: sqlite3.Connection,
    kind: str,
    part: str,
    limit: int,
    *,
    start: int = 0,
    least: int = 1,
    among: Collection[str] | None = None,
) -> list[tuple[str, int]]:
    """The keys of persons or places, of all or `among` some, and how many articles name each, if `least` do; the
    most frequent first."""
    columns = ("mention", "entity", "e.kind = ?1")
    return _ranked(db, columns, (kind, entity_key(part), least, limit, start, _json(among)))


def ranked_documents(
    db: sqlite3.Connection,
    kind: str,
    part: str,
    limit: int,
    *,
    start: int = 0,
    least: int = 1,
    among: Collection[str] | None = None,
) -> list[tuple[str, int]]:
    """The same of documents, by how often they are cited."""
    columns = ("citation", "document", "(?1 = '' or e.kind = ?1)")
    return _ranked(db, columns, (kind, document_key(None, part), least, limit, start, _json(among)))


def _ranked(
    db: sqlite3.Connection, columns: tuple[str, str, str], values: tuple[object, ...]
) -> list[tuple[str, int]]:
    """The keys of a table with their numbers; `columns` are the table, its key, and the kind asked for."""
    table, key, is_kind = columns
    return db.execute(
        f"select e.{key}, count(distinct a.id) as n from {table} e {NOW} where {is_kind} and instr(e.{key}, ?2)"
        f" and (?6 is null or e.{key} in (select value from json_each(?6)))"
        f" group by e.{key} having n >= ?3 order by n desc, e.{key} limit ?4 offset ?5",
        values,
    ).fetchall()


def described(db: sqlite3.Connection, kind: str, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The persons or places of these keys: label, number of articles, first and last day; the most frequent first."""
    shown = LABEL if kind == "place" else "e.name"
    return dicts(
        db.execute(
            "with most as materialized (select value as entity from json_each(?2))"
            f" select e.entity as key, max({shown}) as label, count(distinct a.id) as articles, min({DAY}) as first,"
            f" max({DAY}) as last from most cross join mention e on e.kind = ?1 and e.entity = most.entity {NOW}"
            " group by e.entity order by articles desc, label",
            (kind, json.dumps(keys)),
        )
    )


def described_documents(db: sqlite3.Connection, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The documents of these keys, with kind, issuer and all `dates` that texts give each."""
    rows = dicts(
        db.execute(
            "with most as materialized (select value as document from json_each(?))"
            " select e.document as key, coalesce(min(e.number), min(e.text)) as label, max(e.kind) as kind,"
            " max(e.issuer) as issuer, group_concat(distinct e.date) as dates, count(distinct a.id) as articles,"
            f" min({DAY}) as first, max({DAY}) as last"
            f" from most cross join citation e on e.document = most.document {NOW}"
            " group by e.document order by articles desc, label",
            (json.dumps(keys),),
        )
    )
    return [{**row, "dates": sorted((row["dates"] or "").split(",")) if row["dates"] else []} for row in rows]


def kinds(db: sqlite3.Connection) -> dict[str, int]:
    """How many documents of each kind are cited, the most frequent kind first."""
    return dict(
        db.execute(
            "select kind, count(distinct document) from citation where kind is not null group by 1 order by 2 desc, 1"
        )
    )


def in_articles(db: sqlite3.Connection, table: str, which: str, key: str) -> dict[str, Any]:
    """In how many articles it is, in how many only of old versions, and the first and the last of them."""
    rows = dicts(
        db.execute(
            f"select a.id, {DAY} as day, max(v.content_id = a.content_id) as now from {table} e"
            " join version v on v.content_id = e.content_id join article a on a.id = v.article_id"
            f" where {which} = ? group by a.id order by day, a.id",
            (key,),
        )
    )
    now = [row for row in rows if row["now"]] or rows
    return {
        "articles": sum(row["now"] for row in rows),
        "old": sum(not row["now"] for row in rows),
        "first": now[0] if now else None,
        "last": now[-1] if now else None,
    }


def along(db: sqlite3.Connection, table: str, which: str, key: str) -> dict[str, list[tuple[str, int]]]:
    """The documents and the people that most articles name along with it."""
    own = f"(select distinct content_id from {table} e where {which} = :key)"
    found: dict[str, list[tuple[str, int]]] = {}
    for name, inner, column, shown, kind in (
        ("documents", "citation", "document", "coalesce(min(e.number), min(e.text))", "true"),
        ("people", "mention", "entity", "max(e.name)", "e.kind = 'person'"),
    ):
        besides = f" and e.{column} <> :key" if inner == table else ""
        found[name] = db.execute(
            f"select {shown} as label, count(distinct a.id) as n from {inner} e {NOW}"
            f" where e.content_id in {own} and +{kind}{besides}"
            f" group by e.{column} order by n desc, label limit 15",
            {"key": key},
        ).fetchall()
    return found


def page_of(rows: list[dict[str, Any]], current: int) -> dict[str, Any]:
    """What the page `current` shows of the rows from its first on: so many, whether there are more, and pages at
    most."""
    return {"rows": rows[:A_LIST], "more": len(rows) > A_LIST, "current": current, "most": MOST_PAGES}


def start_of(page: int) -> int:
    """How many rows are on the pages before."""
    return (page - 1) * A_LIST


def _json(keys: Collection[str] | None) -> str | None:
    return None if keys is None else json.dumps(list(keys))
