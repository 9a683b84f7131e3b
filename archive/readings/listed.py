"""What lists say about articles: their titles, and dates for pages without one.

Each statement is a row of `listed`, with the time of the first list that made it. `listing` names, for each capture
of a list, its statements. Both depend on the captures alone, not on the order in which they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from archive.contents.url_keys import url_key
from archive.database.json_text import compact
from archive.model import Listed

_DATE = "select published_at from listed where portal = ?1 and article in (select value from json_each(?2))"
_FIRST = "and published_at is not null order by first_ms, published_at, title limit 1"


def keep_listed(
    db: sqlite3.Connection, portal: str, capture_id: int, ms: int, entries: Sequence[Listed]
) -> None:
    """Stores the statements of a capture about articles, and dates articles whose own pages show no date."""
    if not entries:
        return
    ids, dated = [], []
    for each in entries:
        if _is_taken_down(db, portal, each.article):
            each = replace(each, title="")
        row = db.execute(
            "select id, first_ms from listed where portal = ? and article = ? and title = ? and published_at is ?",
            (portal, each.article, each.title, each.published_at),
        ).fetchone()
        if row is None:
            listed_id = db.execute(
                "insert into listed (portal, article, title, published_at, first_ms) values (?, ?, ?, ?, ?)",
                (portal, each.article, each.title, each.published_at, ms),
            ).lastrowid
        else:
            listed_id, first_ms = row
            if first_ms > ms:
                db.execute("update listed set first_ms = ? where id = ?", (ms, listed_id))
        if each.published_at and (row is None or row[1] > ms):
            dated.append(each.article)
        ids.append(listed_id)
    db.execute(
        "insert into listing (capture_id, entries) values (?, ?)",
        (capture_id, compact(list(dict.fromkeys(ids)))),
    )
    for article in dated:
        _date(db, portal, article)


def load_listed(db: sqlite3.Connection, capture_id: int) -> tuple[Listed, ...]:
    """What a capture says of articles."""
    rows = db.execute(
        "select t.article, t.title, t.published_at from listing l cross join json_each(l.entries) j"
        " join listed t on t.id = j.value where l.capture_id = ? order by j.key",
        (capture_id,),
    )
    return tuple(Listed(*row) for row in rows)


def drop_listed(db: sqlite3.Connection, capture_id: int) -> bool:
    """Deletes what a capture said of articles, for it is read anew; whether it said something."""
    return db.execute("delete from listing where capture_id = ?", (capture_id,)).rowcount > 0


def renew_listed(db: sqlite3.Connection) -> None:
    """Brings `listed` in line with what captures say, after some were read anew."""
    stored = dict(db.execute("select id, first_ms from listed"))
    expected = first_listed(db)
    changed = []
    for listed_id, first_ms in stored.items():
        if (known := expected.get(listed_id)) != first_ms:
            changed += db.execute("select portal, article from listed where id = ?", (listed_id,)).fetchall()
            if known is None:
                db.execute("delete from listed where id = ?", (listed_id,))
            else:
                db.execute("update listed set first_ms = ? where id = ?", (known, listed_id))
    for portal, article in dict.fromkeys(changed):
        _date(db, portal, article)


def forget_titles(db: sqlite3.Connection, among: Collection[int] | None = None) -> set[int]:
    """Deletes titles in lists of articles that were taken down: of all, or of those `among`. The captures with such a
    title.
    """
    taken_down = db.execute(
        "select a.id from article a join content o on o.id = a.content_id where o.removed"
        " and (?1 is null or a.id in (select value from json_each(?1)))",
        (None if among is None else json.dumps(list(among)),),
    ).fetchall()
    rows = [
        listed_id
        for (article_id,) in taken_down
        for portal, names in [names_of(db, article_id)]
        for (listed_id,) in db.execute(
            "select id from listed where portal = ?1 and article in (select value from json_each(?2))"
            " and title <> ''",
            (portal, json.dumps(names)),
        )
    ]
    db.executemany("update listed set title = '' where id = ?", [(row,) for row in rows])
    captures = db.execute(
        "select distinct l.capture_id from listing l cross join json_each(l.entries) j"
        " where j.value in (select value from json_each(?))",
        (json.dumps(rows),),
    )
    return {capture_id for (capture_id,) in captures}


def first_listed(db: sqlite3.Connection) -> dict[int, int]:
    """The time of the first statement of each row of `listed`, in ms, derived from the captures."""
    return dict(
        db.execute(
            "select j.value, min(c.captured_ms) from listing l join capture c on c.id = l.capture_id"
            " cross join json_each(l.entries) j group by j.value"
        )
    )


def date_of_lists(db: sqlite3.Connection, portal: str, names: Iterable[str | None]) -> str | None:
    """The date that lists gave first to the article of any of these names; None where they give none."""
    row = db.execute(f"{_DATE} {_FIRST}", (portal, json.dumps(list(filter(None, names))))).fetchone()
    return row[0] if row else None


def names_of(db: sqlite3.Connection, article_id: int) -> tuple[str, list[str]]:
    """The portal of an article, and all names by which lists may call it."""
    portal, cms_id = db.execute("select portal, cms_id from article where id = ?", (article_id,)).fetchone()
    urls = [url for (url,) in db.execute("select url from address where article_id = ?", (article_id,))]
    return portal, [name for name in (cms_id, *urls) if name]


def _is_taken_down(db: sqlite3.Connection, portal: str, article: str) -> bool:
    return any(
        db.execute("select removed from content where id = ?", (content_id,)).fetchone()[0]
        for content_id in _of_articles(db, "content_id", portal, article)
    )


def _of_articles(db: sqlite3.Connection, column: str, portal: str, article: str) -> list[int]:
    """A column of the articles that lists call so: one at most, but where its addresses are not joined yet."""
    rows = db.execute(
        f"select {column} from article where (portal = ?1 and cms_id = ?2) or id in (select article_id from address"
        " where portal = ?1 and url_key = ?3 and url = ?2)",
        (portal, article, url_key(article)),
    )
    return [value for (value,) in rows]


def _date(db: sqlite3.Connection, portal: str, article: str) -> None:
    """Dates the article that lists call so, where there is one."""
    for article_id in _of_articles(db, "id", portal, article):
        listed_at = date_of_lists(db, *names_of(db, article_id))
        db.execute(
            "update article set listed_at = ?1, published_at ="
            " coalesce((select published_at from content where id = content_id), ?1) where id = ?2",
            (listed_at, article_id),
        )
