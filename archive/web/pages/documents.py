"""Documents that articles cite: by whom, since when, and the document itself where the archive has it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from archive.entities.keys import asked_document
from archive.search.entities import NOW
from archive.search.filters import Filters
from archive.search.query import search_articles
from archive.web.data import names
from archive.web.data.stories import dicts
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page

_WHICH = "e.document"


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All documents, the most cited first; of one kind (`?kind=`), or with part of a number (`?q=`)."""
    current, kind, part = ask.count("page", 1, names.MOST_PAGES), ask.arg("kind") or "", ask.arg("q") or ""
    rows = names.listed_documents(db, kind, part, names.start_of(current))
    shown = names.page_of(rows, current)
    return page(ask, "entities/documents", kinds=names.kinds(db), kind=kind, part=part, silent=(), **shown)


def build_one(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The document of `?name=`, a number in any spelling or the name of a law."""
    key = asked_document(ask.arg("name") or "")
    citations = dicts(db.execute("select * from citation where document = ? order by content_id", (key,)))
    if not citations:
        raise Missing
    number = next((row["number"] for row in citations if row["number"]), None)
    return page(
        ask,
        "entities/document",
        name=number or _most(citations, "text")[0][0],
        title=_most(citations, "text")[0][0],
        symbol=number,
        facts={name: _most(citations, name) for name in ("kind", "issuer", "title")},
        dated=_dated(db, key),
        spellings=_most(citations, "text"),
        provisions=Counter(
            part for row in citations if row["provisions"] for part in row["provisions"].split("; ")
        ).most_common(30),
        summary=names.in_articles(db, "citation", _WHICH, key),
        along=names.along(db, "citation", _WHICH, key),
        own=_own_articles(db, key),
        files=_own_files(db, key, number) if number else [],
        newest=search_articles(db, "", Filters(document=number or ask.arg("name")), limit=10),
    )


def _most(rows: list[dict[str, Any]], column: str) -> list[tuple[str, int]]:
    """What the rows say in a column, the most frequent first; in one of upper and lower case the latter."""
    found = Counter(row[column] for row in rows if row[column])
    return sorted(found.items(), key=lambda item: (-item[1], item[0].isupper(), item[0]))


def _dated(db: sqlite3.Connection, key: str) -> list[dict[str, Any]]:
    """The days that texts give the number: several where numbers begin anew each year, or at each office."""
    return dicts(
        db.execute(
            "select e.date, max(e.issuer) as issuer, max(e.title) as title, count(distinct a.id) as articles"
            f" from citation e {NOW} where e.document = ? and e.date is not null group by e.date"
            " order by e.date desc",
            (key,),
        )
    )


def _own_articles(db: sqlite3.Connection, key: str) -> list[dict[str, Any]]:
    """Articles whose title begins with the document: they publish it."""
    return dicts(
        db.execute(
            f"select a.id, o.title, {names.DAY} as day from citation e {NOW}"
            " join content o on o.id = e.content_id"
            " where e.document = ? and substr(o.title, 1, length(e.text)) = e.text order by day, a.id limit 10",
            (key,),
        )
    )


def _own_files(db: sqlite3.Connection, key: str, number: str) -> list[dict[str, Any]]:
    """Files whose name, as linked, has the number of the document."""
    return dicts(
        db.execute(
            "select distinct f.title, f.url, f.sha256 from citation c join attachments f on f.content_id = c.content_id"
            " where c.document = ? and instr(replace(f.title, ' ', ''), ?) order by f.title limit 10",
            (key, number),
        )
    )
