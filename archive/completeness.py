"""Of about how many articles an archive has how many, by what addresses, lists and ids tell of the others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.integrity import hash_chain

RUNS = 50
"""So many of the last crawls of a portal, and of the last imports, are asked what lists said."""
DENSE, FEWEST = 0.9, 50
"""Ids tell of articles between them where so many, and this share of all between the first and the last, are known."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many `articles` of a portal are there, of about how many, and what tells so: `addresses` that lists, sitemaps
    and links lead to; a `list` that says how long it is, whose address is `where`; or `ids`, whose first and last
    `where` names."""

    portal: str
    articles: int
    about: int
    by: Literal["addresses", "list", "ids"]
    where: str | None = None


def completeness(db: sqlite3.Connection) -> list[Completeness]:
    """For each portal what tells of the most articles, of portals where anything tells of more than there are."""
    held = dict(db.execute("select portal, count(*) from article group by portal").fetchall())
    imported = [detail.get("list_totals", {}) for _, detail in hash_chain.noted(db, "import", RUNS)]
    found = []
    for (portal,) in db.execute("select id from portals order by id").fetchall():
        articles = held.get(portal, 0)
        (waiting,) = db.execute(_WAITING, (portal,)).fetchone()
        known = articles + waiting
        counts = [
            Completeness(portal, articles, known, "addresses"),
            *_of_lists(db, portal, articles, [totals.get(portal, {}) for totals in imported]),
            *_of_ids(db, portal, articles),
        ]
        most = max(counts, key=lambda each: each.about)
        if most.about > articles:
            found.append(most)
    return found


def not_held(db: sqlite3.Connection, portal: str) -> tuple[int, int]:
    """Of the articles known by their addresses alone, how many wait to be fetched and how many could not be."""
    counts = dict(
        db.execute(
            "select d.state = 'failed', count(distinct coalesce(d.cms_id, d.url)) from address d"
            " where d.portal = ? and d.kind = 'article' and d.state in ('pending', 'leased', 'failed')"
            " and d.article_id is null and (d.state = 'failed' or d.last_captured_at is null) and (d.cms_id is null"
            " or not exists (select 1 from article a where a.portal = d.portal and a.cms_id = d.cms_id)) group by 1",
            (portal,),
        ).fetchall()
    )
    return counts.get(0, 0), counts.get(1, 0)


# Its first conditions are those of the index of what is due, which has no more of an address than that.
_WAITING = """select count(distinct coalesce(d.cms_id, d.url)) from address d
    where d.portal = ? and d.state in ('pending', 'done', 'failed') and d.next_due_at is not null
    and d.kind = 'article' and d.article_id is null and d.last_captured_at is null
    and (d.cms_id is null or not exists (select 1 from article a where a.portal = d.portal and a.cms_id = d.cms_id))"""


def _of_lists(
    db: sqlite3.Connection, portal: str, articles: int, imported: Sequence[Mapping[str, int]]
) -> list[Completeness]:
    totals: dict[str, int] = {}
    # what a crawl was told is newer than what files say that others captured
    for (stats,) in db.execute(
        "select json_extract(stats, '$.list_totals') from (select * from crawls where portal = ?"
        " order by id desc limit ?) where json_extract(stats, '$.list_totals') is not null order by id desc",
        (portal, RUNS),
    ):
        for url, total in json.loads(stats).items():
            totals.setdefault(url, total)
    for each in imported:
        for url, total in each.items():
            totals.setdefault(url, total)
    return [Completeness(portal, articles, total, "list", url) for url, total in totals.items()]


def _of_ids(db: sqlite3.Connection, portal: str, articles: int) -> list[Completeness]:
    known, first, last = db.execute(
        "select count(*), min(id), max(id) from (select cast(cms_id as integer) as id from article"
        " where portal = ? and cms_id <> '' and cms_id not glob '*[^0-9]*' and length(cms_id) < 16)",
        (portal,),
    ).fetchone()
    if known < FEWEST or known < DENSE * (there := last - first + 1):
        return []
    return [Completeness(portal, articles, articles + there - known, "ids", f"{first}–{last}")]
