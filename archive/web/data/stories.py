"""Events with their titles, and versions with their changes, for the pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from archive.names import ARTICLE_NAME

EVENTS = ("published", "changed", "missing", "gone", "returned", "moved", "file-missing", "file-returned")

# Titles are asked for one by one: joined, the versions would all be read before the newest are taken.
_EVENTS = f"""
    select e.id, e.at, e.event, e.detail, e.article_id, a.portal, {ARTICLE_NAME.format("a")} as name, a.site,
           a.department, a.state, v.number, v.first_captured_at as shown_at,
           (select first_captured_at from version where article_id = a.id and number = v.number - 1) as before_at,
           (select title from content where id = coalesce(v.content_id, a.content_id)) as title
    from events e join article a on a.id = e.article_id left join version v on v.id = e.version_id
"""


def events(
    db: sqlite3.Connection, conditions: Sequence[str], values: Mapping[str, Any], limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Events with their articles, newest first. `conditions` may name columns of `e` and `a`."""
    where = f"where {' and '.join(conditions)}" if conditions else ""
    found = db.execute(
        f"{_EVENTS} {where} order by e.at desc, e.id desc limit :limit offset :offset",
        {**values, "limit": limit, "offset": offset},
    )
    rows = []
    for row in dicts(found):
        fields = row["detail"].split(", ") if row["event"] == "changed" and row["detail"] else []
        rows.append({**row, "fields": fields, "detail": None if fields else row["detail"]})
    return rows


def dicts(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    """The rows of a cursor by the names of their columns."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def versions(db: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """The versions of an article, oldest first, without their bodies, each with its changed `fields`."""
    line = dicts(
        db.execute(
            "select id, number, content_id, title, first_captured_at, last_captured_at, until, captures"
            " from versions where article_id = ? order by number",
            (article_id,),
        )
    )
    changed: dict[int, list[str]] = {}
    for version_id, field in db.execute(
        "select version_id, field from changes where article_id = ?", (article_id,)
    ):
        changed.setdefault(version_id, []).append(field)
    return [{**version, "fields": changed.get(version["id"], [])} for version in line]


def line(
    db: sqlite3.Connection, article_id: int, versions: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """What became of an article, newest first: its versions as `versions` tells them, and between them
    when it went, came back or moved, as `at`, `event` and `detail`."""
    seen = dicts(
        db.execute(
            "select at, event, detail from events where article_id = ?"
            " and event not in ('published', 'changed') order by at, id",
            (article_id,),
        )
    )
    steps = [{**version, "at": version["first_captured_at"], "event": None} for version in versions]
    return sorted([*steps, *seen], key=lambda step: step["at"])[::-1]


def site_names(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The full names of sites, by portal and short name."""
    named = db.execute("select portal, sname, name from sites where name is not null")
    return {(portal, sname): name for portal, sname, name in named}
