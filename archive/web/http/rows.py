"""Loads rows without which a page cannot be shown."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.names import find_article
from archive.web.data.stories import dicts
from archive.web.http.request import Missing, PageRequest


def one(db: sqlite3.Connection, sql: str, *values: object) -> dict[str, Any]:
    """The only row that a query gives. Raises Missing where it gives none."""
    rows = dicts(db.execute(sql, values))
    if not rows:
        raise Missing
    return rows[0]


def article_of(db: sqlite3.Connection, ask: PageRequest) -> int:
    """The row of the article that `portal` and `name` in the path name. Raises Missing."""
    article_id = find_article(db, ask.parts["portal"], ask.parts["name"])
    if article_id is None:
        raise Missing("not_this_article")
    return article_id
