"""Stores the documents, people and places that contents name. They are found again when the rules change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.entities.citations import citations
from archive.entities.edition import EDITION
from archive.entities.keys import document_key, place_label
from archive.entities.language.tokens import prepare
from archive.entities.mentions import mentions
from archive.model import Article
from archive.search.entities import entity_key

_CITATION = "position, text, number, kind, date, issuer, title, provisions, document"
_MENTION = "position, name, kind, office, within, entity"

Rows = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]
"""The rows of a content in `citation` and in `mention`, without its id."""


def text_of(article: Article) -> str:
    """All that an article says, as one text: title, summary, body, captions, tables, titles of attachments."""
    parts = (
        article.title,
        article.summary,
        *article.body,
        *(caption.text for caption in article.captions),
        *(" | ".join(row) for table in article.tables for row in table),
        *(attachment.title for attachment in article.attachments),
    )
    return "\n\n".join(part for part in parts if part)


def named_in(article: Article) -> Rows:
    """The rows that the present rules give for an article."""
    text = prepare(text_of(article))
    cited = [
        (
            position, c.text, c.number, c.kind, c.date, c.issuer, c.title, "; ".join(c.provisions) or None,
            document_key(c.number, c.text),
        )
        for position, c in enumerate(citations(text), 1)
    ]  # fmt: skip
    named = [
        (position, m.name, m.kind, m.office, m.within, entity_key(place_label(m.name, m.within)))
        for position, m in enumerate(mentions(text), 1)
    ]
    return cited, named


def keep(db: sqlite3.Connection, content_id: int, article: Article, found: Rows | None = None) -> None:
    """Stores what a content names, in the caller's transaction; `found` where that is known."""
    store(db, content_id, named_in(article) if found is None else found)


def store(db: sqlite3.Connection, content_id: int, rows: Rows) -> None:
    """Replaces the rows of a content by those of the present edition."""
    drop(db, content_id)
    cited, named = rows
    db.executemany(
        f"insert into citation (content_id, {_CITATION}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(content_id, *row) for row in cited],
    )
    db.executemany(
        f"insert into mention (content_id, {_MENTION}) values (?, ?, ?, ?, ?, ?, ?)",
        [(content_id, *row) for row in named],
    )
    db.execute("insert into entity_edition (content_id, edition) values (?, ?)", (content_id, EDITION))


def stored(db: sqlite3.Connection, content_id: int) -> Rows:
    """The rows that a content has."""
    return (
        db.execute(
            f"select {_CITATION} from citation where content_id = ? order by 1", (content_id,)
        ).fetchall(),
        db.execute(
            f"select {_MENTION} from mention where content_id = ? order by 1", (content_id,)
        ).fetchall(),
    )


def known(db: sqlite3.Connection, content_id: int) -> Rows | None:
    """The rows that the present edition found in a content; None where another edition searched it."""
    row = db.execute("select edition from entity_edition where content_id = ?", (content_id,)).fetchone()
    return stored(db, content_id) if row == (EDITION,) else None


def drop(db: sqlite3.Connection, content_id: int) -> None:
    """Deletes the documents and names of a content, and the measures that depend on them."""
    db.execute("delete from change_amount where before_id = ?1 or after_id = ?1", (content_id,))
    for table in ("citation", "mention", "entity_edition"):
        db.execute(f"delete from {table} where content_id = ?", (content_id,))


def outdated(db: sqlite3.Connection) -> list[int]:
    """The contents that the present edition of the rules has not read."""
    rows = db.execute(
        "select id from content where not removed and id not in"
        " (select content_id from entity_edition where edition = ?) order by id",
        (EDITION,),
    )
    return [content_id for (content_id,) in rows]


def current(db: sqlite3.Connection) -> Iterator[int]:
    """The contents that the present edition has read."""
    rows = db.execute("select content_id from entity_edition where edition = ? order by 1", (EDITION,))
    return (content_id for (content_id,) in rows.fetchall())
