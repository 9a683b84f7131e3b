"""Names of articles and captures that are the same in every archive: by portal and CMS id, by address and time."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime

from archive import clock

ARTICLE_NAME = (
    "coalesce({0}.cms_id, 'url-' ||"
    " (select printf('%08x', min(url_key)) from address where article_id = {0}.id))"
)
"""SQL for the name of the row {0} of `article` within its portal: its id in the CMS, or ``url-`` and the key of its
address where the CMS gives none."""

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?")


def find_article(db: sqlite3.Connection, portal: str, name: str) -> int | None:
    """The row of the article of this name; None where the archive holds none."""
    row = db.execute("select id from article where portal = ? and cms_id = ?", (portal, name)).fetchone()
    if row is None and re.fullmatch(r"url-[0-9a-f]{8}", name):
        row = db.execute(
            "select a.id from address d join article a on a.id = d.article_id"
            " where d.url_key = ? and d.portal = ? and a.cms_id is null order by d.url limit 1",
            (int(name[4:], 16), portal),
        ).fetchone()
    return int(row[0]) if row else None


def name_of(db: sqlite3.Connection, article_id: int) -> tuple[str, str] | None:
    """Portal and name of the article in this row; None where there is no such row."""
    row = db.execute(
        f"select a.portal, {ARTICLE_NAME.format('a')} from article a where a.id = ?", (article_id,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def compact(stamp: str) -> str:
    """``2024-08-27T07:05:00.000Z`` as in addresses: ``20240827070500000``."""
    return re.sub(r"\D", "", stamp)


def stamp_of(text: str) -> str | None:
    """The stamp of a time as `compact` writes it; of one in whole seconds, its last millisecond. None for what is
    none."""
    if not (match := _COMPACT.fullmatch(text)):
        return None
    year, month, day, hour, minute, second, millis = match.groups()
    try:
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    except ValueError:
        return None
    return clock.stamp(at.replace(microsecond=int(millis or "999") * 1000))


def is_merged(db: sqlite3.Connection) -> bool:
    """Whether the archive was merged from several, so that its row numbers differ from theirs."""
    return db.execute("select 1 from ledger where kind = 'merge' limit 1").fetchone() is not None
