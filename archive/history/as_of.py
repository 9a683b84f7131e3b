"""What the portal said at a past time."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any


def as_of(db: sqlite3.Connection, article_id: int, at: str) -> Mapping[str, Any] | None:
    """The version of an article that the portal showed at the time `at` (a stamp).

    The result has the columns of `versions`, with the article's `state` at that time; None where the article
    had not been captured yet.
    """
    row = db.execute(
        "select v.id, v.article_id from version v where v.article_id = ? and v.first_captured_at <= ?"
        " order by v.number desc limit 1",
        (article_id, at),
    ).fetchone()
    return _shown(db, row[0], article_id, at) if row else None


def site_as_of(
    db: sqlite3.Connection, portal: str, at: str, limit: int = 50, after: tuple[str, int] | None = None
) -> list[Mapping[str, Any]]:
    """One page of the portal's articles at the time `at` (a stamp), newest first.

    `after` is (first_captured_at, id) of the last row of the page before. Rows are as in `as_of`. Articles that
    were missing or gone then are included, with that state.
    """
    first, last_id = after or (at, 1 << 62)
    rows = db.execute(
        "select id, article_id from version where portal = ?1 and first_captured_at <= ?2"
        " and (first_captured_at, id) < (?2, ?3) and (until is null or until > ?4)"
        " order by first_captured_at desc, id desc limit ?5",
        (portal, first, last_id, at, limit),
    ).fetchall()
    return [_shown(db, version_id, article_id, at) for version_id, article_id in rows]


def _shown(db: sqlite3.Connection, version_id: int, article_id: int, at: str) -> Mapping[str, Any]:
    cursor = db.execute(
        "select v.*, coalesce((select case event when 'returned' then 'live' else event end from events"
        " where article_id = ?1 and at <= ?2 and event in ('missing', 'gone', 'returned')"
        " order by at desc, id desc limit 1), 'live') as state from versions v where v.id = ?3",
        (article_id, at, version_id),
    )
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))
