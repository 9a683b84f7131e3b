"""Finds the newest matching articles where too many match to sort them all.

It walks the articles newest first and asks the index of each whether it matches. So a page of results costs the
same, however many articles hold a common word.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from archive.names import ARTICLE_NAME
from archive.search.filters import ALL, Filters, columns
from archive.search.ranking import Hits, Tier

_FEW, _MANY = 64, 1024
"""Articles that are asked about at once: first few, then ever more."""

_DATED = """select published_at, first_captured_at, content_id, id from article where published_at is not null
  order by published_at desc, first_captured_at desc, content_id desc"""
_ESTIMATED = """select e.date, a.first_captured_at, a.content_id, a.id from date_estimate e
  cross join article a on a.id = e.article_id where a.published_at is null
  order by e.date desc, a.first_captured_at desc, a.content_id desc"""
_UNDATED = """select published_at, first_captured_at, content_id, id from article
  where published_at is null and not exists (select 1 from date_estimate e where e.article_id = article.id)
  order by first_captured_at desc, content_id desc"""


def newest_page(
    db: sqlite3.Connection, hits: Hits, tiers: Sequence[Tier], wanted: Filters, limit: int, offset: int
) -> list[Mapping[str, Any]]:
    """A page of the articles that match the last of `tiers` and none before it, newest first; without tiers, of all.

    Rows are as in `archive.search.query`.
    """
    conditions, values = wanted.where(db, all_versions=False)
    among, asked = hits.among(tiers, "a.content_id")
    conditions += among
    where = " and ".join(("true", *conditions))
    sql = f"select a.id from json_each(:walked) j cross join {ALL.replace('article a', 'article a on a.id = j.value')}"
    sql += f" where {where} order by j.key"
    walk, size = _walk(db), _FEW
    found: list[int] = []
    while len(found) < offset + limit and (walked := list(islice(walk, size))):
        size = min(2 * size, _MANY)
        rows = db.execute(sql, {**values, **asked, "walked": json.dumps(walked)})
        found += [article_id for (article_id,) in rows]
    return _rows(db, found[offset : offset + limit])


def _walk(db: sqlite3.Connection) -> Iterator[int]:
    """The ids of all articles, newest first: those without any date at the end."""
    dated = heapq.merge(db.execute(_DATED), db.execute(_ESTIMATED), key=lambda row: row[:3], reverse=True)
    return (row[3] for row in chain(dated, db.execute(_UNDATED)))


def _rows(db: sqlite3.Connection, ids: list[int]) -> list[Mapping[str, Any]]:
    read = ", ".join(f"{sql} as {name}" for name, sql in columns(all_versions=False).items())
    tables = ALL.replace("article a", "article a on a.id = j.value")
    cursor = db.execute(
        f"with page as (select j.key as place, {read}, a.id as id from json_each(?) j cross join {tables})"
        f" select page.*, {ARTICLE_NAME.format('page')} as name from page order by place",
        (json.dumps(ids),),
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
