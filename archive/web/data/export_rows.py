"""Articles as rows to download: one row for each hit, with its full text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from archive.search.query import Hit

COLUMNS = (
    "portal", "cms_id", "title", "department", "author", "source", "category", "site", "state", "published_at",
    "published_on", "date_estimated", "first_captured_at", "last_captured_at", "version", "versions", "summary", "body",
    "captions", "tables", "url", "archived_url", "content_sha256",
)  # fmt: skip
DATES = frozenset({"published_on", "date_estimated"})
TIMES = frozenset({"first_captured_at", "last_captured_at"})
NUMBERS = frozenset({"version", "versions"})
"""Columns that are dates (``2024-08-27``), UTC stamps and whole numbers; all others are texts."""

_TEXTS = """select v.title, v.source, v.summary, v.body, v.content_sha256, v.last_captured_at, v.first_captured_at,
    (select coalesce(c.url, d.url) from version i join capture c on c.id = i.capture_id
      join address d on d.id = c.address_id where i.id = v.id),
    (select json_group_array(text) from (select text from captions where content_id = v.content_id order by position)),
    (select json_group_array(json(rows)) from
      (select rows from article_tables where content_id = v.content_id order by position))
    from versions v where v.article_id = ? and v.number = ?"""


def article_rows(
    db: sqlite3.Connection, hits: Sequence[Hit], address: Callable[[str, str, str], str]
) -> Iterator[dict[str, Any]]:
    """The rows of `COLUMNS` for hits, in their order. Captions and tables are JSON, null where there are none.

    `address` gives the permanent address of an article, by portal and name, at a stamp.
    """
    for hit in hits:
        title, source, summary, body, sha256, last, first, url, captions, tables = db.execute(
            _TEXTS, (hit.article_id, hit.number)
        ).fetchone()
        values = {
            "portal": hit.portal,
            "cms_id": None if hit.name.startswith("url-") else hit.name,
            "title": title,
            "department": hit.department,
            "author": hit.author,
            "source": source,
            "category": hit.category,
            "site": hit.site,
            "state": hit.state,
            "published_at": hit.published_at,
            "published_on": hit.published_at[:10] if hit.published_at else None,
            "date_estimated": None if hit.published_at else hit.date_estimated,
            "first_captured_at": first,
            "last_captured_at": last,
            "version": hit.number,
            "versions": hit.versions,
            "summary": summary,
            "body": body,
            "captions": captions if json.loads(captions) else None,
            "tables": tables if json.loads(tables) else None,
            "url": url,
            "archived_url": address(hit.portal, hit.name, first),
            "content_sha256": sha256,
        }
        yield {name: values[name] for name in COLUMNS}
