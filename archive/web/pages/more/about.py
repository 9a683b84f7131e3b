"""About the archive: who keeps it, on what terms, how to cite it, how complete it is."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.about import load_about
from archive.completeness import completeness, not_held
from archive.files.texts import unread
from archive.web.data.stories import dicts
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The page."""
    portals = dicts(db.execute("select * from portals order by id"))
    about = {each.portal: each for each in completeness(db)}
    return page(
        ask,
        "overview/about",
        about=load_about(db),
        portals=[{**row, **_complete(db, row["id"]), "about": about.get(row["id"])} for row in portals],
        unread=unread(db),
        cited=ask.url(ask.path()),
    )


def _complete(db: sqlite3.Connection, portal: str) -> dict[str, Any]:
    """Counts of a portal that say how complete its archive is."""
    (row,) = dicts(
        db.execute(
            "select count(*) as articles, sum(published_at is not null) as dated, min(published_at) as first_published,"
            " max(published_at) as last_published, min(first_captured_at) as since,"
            " sum(published_at is null and id in (select article_id from date_estimate)) as estimated"
            " from article where portal = ?",
            (portal,),
        )
    )
    last = db.execute(
        "select max(finished_at) from crawls where portal = ? and state in ('finished', 'alarm')", (portal,)
    ).fetchone()[0]
    waiting, failed = not_held(db, portal)
    return {**row, "waiting": waiting, "failed": failed, "last": last}
