"""The states of portals, and of parts of them, that go on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.portal_states.rules import FEW, LEAST

COLUMNS = "portal, part, state, target, began_at, last_seen_at, ended_at, whole, detail"


def open_states(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The states that go on, one of each portal and of each part of it at most: the columns of `portal_states`,
    `detail` as a dict.

    A robots.txt that forbids the articles is one, too; its times are None, for it is no capture. What changed in all
    articles in the same way is none: an alarm has told it.
    """
    cursor = db.execute(f"select {COLUMNS} from portal_states where ended_at is null order by portal, part")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, values, strict=True)) for values in cursor]
    for row in rows:
        row["detail"] = json.loads(row["detail"])
    rows = [row for row in rows if "common" not in row["detail"]]
    listed = {(row["portal"], row["part"]) for row in rows}
    return [
        *rows,
        *(
            row
            for row in _forbidden(db)
            if not {(row["portal"], None), (row["portal"], row["part"])} & listed
        ),
    ]


def _forbidden(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The portals, and the hosts of others, whose robots.txt forbids nearly all known articles."""
    excluded = db.execute(
        "select portal, host, count(*) from address where state = 'excluded' and kind = 'article'"
        " and note = 'robots.txt' and article_id is not null group by portal, host"
    ).fetchall()
    for portal in sorted({portal for portal, _, _ in excluded}):
        hosts = {host: count for name, host, count in excluded if name == portal}
        (known,) = db.execute("select count(*) from article where portal = ?", (portal,)).fetchone()
        if known - sum(hosts.values()) <= FEW * known:
            yield _refusing(portal, None, known, sum(hosts.values()))
            continue
        for host, count in sorted(hosts.items()):
            (at_host,) = db.execute(
                "select count(distinct article_id) from address where portal = ? and host = ? and kind = 'article'",
                (portal, host),
            ).fetchone()
            if count >= LEAST and at_host - count <= FEW * at_host:
                yield _refusing(portal, host, at_host, count)


def _refusing(portal: str, host: str | None, known: int, forbidden: int) -> dict[str, Any]:
    detail = {"asked": known, "shown": 0, "outcomes": {"robots.txt": forbidden}}
    values = (portal, host, "refusing", None, None, None, None, 0, detail)
    return dict(zip(COLUMNS.split(", "), values, strict=True))
