"""Lists changes by amount and kind, and articles by what became of them."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.contents.fields import field_names
from archive.names import ARTICLE_NAME
from archive.web.data.stories import dicts

KINDS = ("numbers", "names", "dates", "phones", "signs", "silent")
"""What changes can be restricted to. `silent`: made more than `SILENT_DAYS` after publication."""
SORTS = ("newest", "amount", "added", "removed")
LISTS = ("most_edited", "shortest", "removed")
SILENT_DAYS = 30

_ORDERS = {
    "newest": "v.first_captured_at desc",
    "amount": "words_added + words_removed desc",
    "added": "words_added desc",
    "removed": "words_removed desc",
}
_SILENT = f"""a.published_at is not null
    and julianday(v.first_captured_at, '+7 hours') - julianday(substr(a.published_at, 1, 10)) > {SILENT_DAYS + 1}"""
_NAMED = f"""a.portal, {ARTICLE_NAME.format("a")} as name, a.site, a.department, a.published_at, a.state, a.versions,
    (select title from content where id = a.content_id) as title"""


def changes_of(
    db: sqlite3.Connection, kind: str | None, sort: str, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Changes with their articles: `at`, `before_at`, the `fields` that differ, and their amounts."""
    where = "" if kind is None else f"and {_SILENT}" if kind == "silent" else f"and m.{kind}"
    # Names and titles are looked up for those that are shown: for all of them it took four times as long.
    found = dicts(
        db.execute(
            "with chosen as materialized (select m.*, v.id, v.article_id, v.number, v.changed, v.first_captured_at"
            " from change_amount m join version v on v.content_id = m.after_id and v.previous_id = m.before_id"
            f" join article a on a.id = v.article_id where v.changed is not null {where}"
            f" order by {_ORDERS[sort]}, v.id desc limit ? offset ?)"
            " select v.article_id, v.number, v.changed, v.first_captured_at as at, b.first_captured_at as before_at,"
            f" v.words_added, v.words_removed, v.numbers, v.dates, v.phones, v.signs, v.names, {_NAMED}"
            " from chosen v join version b on b.article_id = v.article_id and b.number = v.number - 1"
            f" join article a on a.id = v.article_id order by {_ORDERS[sort]}, v.id desc",
            (limit, offset),
        )
    )
    return [{**row, "fields": field_names(row["changed"])} for row in found]


def articles_of(db: sqlite3.Connection, which: str, limit: int) -> list[dict[str, Any]]:
    """Articles with `first_at`, `gone_at` and `days`: the most edited, the shortest-lived, or the last removed."""
    gone = (
        "(select max(at) from events where article_id = a.id and event = 'gone'"
        " and not exists (select 1 from events r where r.article_id = a.id and r.event = 'returned'"
        " and r.at > events.at))"
    )
    select = f"select {_NAMED}, a.first_captured_at as first_at, {gone} as gone_at from article a"
    sql = {
        "most_edited": f"{select} where a.versions > 1 order by a.versions desc, a.id desc limit ?",
        "shortest": f"select *, julianday(gone_at) - julianday(coalesce(published_at, first_at)) as days"
        f" from ({select} where a.state = 'gone') where gone_at is not null order by days, first_at limit ?",
        "removed": f"{select} where a.state = 'gone' order by gone_at desc limit ?",
    }[which]
    return dicts(db.execute(sql, (limit,)))
