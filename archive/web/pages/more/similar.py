"""Articles with nearly the same text as one, and the first of them."""

from __future__ import annotations

import sqlite3

from archive.search.similar import similar_articles
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.rows import article_of, one
from archive.web.http.templates import page


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The article of the path among those like it."""
    portal, name = ask.parts["portal"], ask.parts["name"]
    article_id = article_of(db, ask)
    found = similar_articles(db, article_id)
    return page(
        ask,
        "article/similar",
        portal=portal,
        name=name,
        title=one(db, "select title from articles where id = ?", article_id)["title"],
        article_id=article_id,
        found=found if len(found) > 1 else [],
    )
