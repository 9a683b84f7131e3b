"""Persons in articles: their offices over time, and the people named with them."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.search.entities import entity_key
from archive.search.filters import Filters
from archive.search.query import search_articles
from archive.web.data import names
from archive.web.data.stories import dicts
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page

_WHICH = "e.kind = 'person' and e.entity"


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All persons, those in most articles first; those with a part of a name, `?q=`."""
    current, part = ask.count("page", 1, names.MOST_PAGES), ask.arg("q") or ""
    rows = names.listed(db, "person", part, names.start_of(current))
    return page(ask, "entities/names", kind="person", part=part, silent=(), **names.page_of(rows, current))


def build_one(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The person of `?name=`."""
    key = entity_key(ask.arg("name") or "")
    summary = names.in_articles(db, "mention", _WHICH, key)
    if summary["first"] is None:
        raise Missing
    (name,) = db.execute(
        "select max(name) from mention where kind = 'person' and entity = ?", (key,)
    ).fetchone()
    return page(
        ask,
        "entities/person",
        name=name,
        summary=summary,
        offices=_offices(db, key),
        along=names.along(db, "mention", _WHICH, key),
        newest=search_articles(db, "", Filters(person=name), limit=10),
    )


def _offices(db: sqlite3.Connection, key: str) -> list[dict[str, Any]]:
    """Each office with the first and the last article that names the person with it, in order of time."""
    return dicts(
        db.execute(
            f"select max(m.office) as office, count(distinct a.id) as articles, min({names.DAY}) as first,"
            f" max({names.DAY}) as last from mention m join version v on v.content_id = m.content_id"
            " join article a on a.id = v.article_id where m.kind = 'person' and m.entity = ?"
            " group by lower(m.office) order by m.office is null, first, last, office",
            (key,),
        )
    )
