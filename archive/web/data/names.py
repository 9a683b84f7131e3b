"""Documents, people and places named in articles: how often, since when, and together with what.

Counts are of articles whose newest version has the name.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.entities.keys import document_key
from archive.search.entities import LABEL, entity_key
from archive.web.data.stories import dicts

DAY = (
    "coalesce(substr(a.published_at, 1, 10), (select date from date_estimate where article_id = a.id),"
    " date(a.first_captured_at, '+7 hours'))"
)
"""The local day on which an article counts: the one it bears, else the estimate, else when it was first archived."""

NOW = (
    "join version v on v.content_id = e.content_id"
    " join article a on a.id = v.article_id and v.number = a.versions"
)
"""From rows `e` to the articles that say it now: by the index of versions, for articles have none by content."""

_A_LIST = 100


def listed(db: sqlite3.Connection, kind: str, part: str, start: int) -> list[dict[str, Any]]:
    """The persons or places from the `start`-th on, the most frequent first; one more than a page shows.

    `part` is contained in their names.
    """
    shown = LABEL if kind == "place" else "e.name"
    return dicts(
        db.execute(
            "with most as materialized (select entity from mention where kind = ?1 and instr(entity, ?2)"
            " group by entity order by count(distinct content_id) desc, entity limit ?3 offset ?4)"
            f" select max({shown}) as label, count(distinct a.id) as articles, min({DAY}) as first,"
            f" max({DAY}) as last from most cross join mention e on e.kind = ?1 and e.entity = most.entity {NOW}"
            " group by e.entity order by articles desc, label",
            (kind, entity_key(part), _A_LIST + 1, start),
        )
    )


def listed_documents(db: sqlite3.Connection, kind: str, part: str, start: int) -> list[dict[str, Any]]:
    """The same of documents of a kind (all, where it is empty), for `part` of a number or of the name of a law."""
    return dicts(
        db.execute(
            "with most as materialized (select document from citation where (?1 = '' or kind = ?1)"
            " and instr(document, ?2) group by document order by count(*) desc, document limit ?3 offset ?4)"
            " select coalesce(min(e.number), min(e.text)) as label, max(e.kind) as kind, max(e.date) as date,"
            " max(e.issuer) as issuer, count(distinct e.date) as dates, count(distinct a.id) as articles,"
            f" min({DAY}) as first, max({DAY}) as last"
            f" from most cross join citation e on e.document = most.document {NOW}"
            " group by e.document order by articles desc, label",
            (kind, document_key(None, part), _A_LIST + 1, start),
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
            f" where e.content_id in {own} and {kind}{besides}"
            f" group by e.{column} order by n desc, label limit 15",
            {"key": key},
        ).fetchall()
    return found


def page_of(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    """The rows that one page shows, and whether there are more."""
    return rows[:_A_LIST], len(rows) > _A_LIST


def start_of(page: int) -> int:
    """How many rows are on the pages before."""
    return (page - 1) * _A_LIST
