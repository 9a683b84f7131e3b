"""How far a portal's pages are understood: what articles have, and what of the pages was not read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.database.views import FACTS
from archive.readings.outcome import UNREAD_TEXT

_FIELDS = {
    "title": "a.title",
    "text": "a.body",
    "date": "a.published_at",
    "summary": "a.summary",
    **{name: f"a.{name}" for name in FACTS if name != "published_at"},
    "captions": "(select group_concat(x.text, '; ') from captions x where x.content_id = a.content_id)",
    "tables": "(select json_extract(x.rows, '$[0]') from article_tables x where x.content_id = a.content_id limit 1)",
    "attachments": "(select x.title from attachments x where x.content_id = a.content_id limit 1)",
}
_NEEDED = ("title", "date")
"""What next to every article of a portal has, beside something to read or see."""
_EMPTY = """coalesce(a.body, '') = '' and not exists (select 1 from picture x where x.content_id = a.content_id)
  and not exists (select 1 from attachment x where x.content_id = a.content_id)
  and not exists (select 1 from grid x where x.content_id = a.content_id)"""
_NEARLY_ALL = 0.95
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class FieldFound:
    """On how many articles a field was read, and what it is on the newest of them."""

    name: str
    articles: int
    example: str | None


@dataclass(frozen=True, slots=True)
class Lack:
    """What too few of `all` articles have: a field by its name. Or what too many articles or pages are: ``empty``,
    ``unread`` or ``lost``."""

    what: str
    count: int
    all: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What is known of a portal's articles, of which `empty` have neither text nor picture, table or document.

    Pages are captures of their addresses that came whole; `cold` are those read without a template, `unread` those with
    text that nothing accounts for, `lost` those that are no article though they should be. The last two each with
    some addresses."""

    articles: int
    empty: int
    fields: tuple[FieldFound, ...]
    pages: int
    cold: int
    unread: int
    lost: int
    unread_at: tuple[str, ...]
    lost_at: tuple[str, ...]

    @property
    def lacking(self) -> list[Lack]:
        """What keeps the portal from being understood; nothing where it is."""
        found = [
            Lack(each.name, each.articles, self.articles)
            for each in self.fields
            if each.name in _NEEDED and each.articles < _NEARLY_ALL * self.articles
        ]
        for what, count, of in (
            ("empty", self.empty, self.articles),
            ("unread", self.unread, self.pages),
            ("lost", self.lost, self.pages),
        ):
            if count > (1 - _NEARLY_ALL) * of:
                found.append(Lack(what, count, of))
        return found


def understood(db: sqlite3.Connection, portal: str) -> Understood:
    """How far a portal's pages are understood."""
    counts = ", ".join(f"count(nullif({value}, ''))" for value in _FIELDS.values())
    total, empty, *found = db.execute(
        f"select count(*), count(case when {_EMPTY} then 1 end), {counts} from articles a where portal = ?",
        (portal,),
    ).fetchone()
    fields = tuple(
        FieldFound(name, number, _example(db, portal, _FIELDS[name]) if number else None)
        for name, number in zip(_FIELDS, found, strict=True)
    )
    pages, cold = db.execute(
        f"select count(*), coalesce(sum(d.extractor like '% cold'), 0) {_PAGES}", (portal,)
    ).fetchone()
    unread, unread_at = _with(db, portal, "instr(coalesce(d.problems, ''), ?2) > 0")
    lost, lost_at = _with(db, portal, "d.outcome in ('unreadable', 'no-text') and ?2 <> ''")
    return Understood(total, empty, fields, pages, cold, unread, lost, unread_at, lost_at)


_PAGES = """from capture c join address a on a.id = c.address_id join verdict d on d.id = c.verdict_id
  join reply r on r.id = c.reply_id
  where a.portal = ?1 and a.kind = 'article' and r.status between 200 and 299 and c.payload_id is not null"""


def _example(db: sqlite3.Connection, portal: str, value: str) -> str | None:
    row = db.execute(
        f"select {value} from articles a where portal = ? and nullif({value}, '') is not null"
        " order by published_at desc, id desc limit 1",
        (portal,),
    ).fetchone()
    return None if row is None else str(row[0])


def _with(db: sqlite3.Connection, portal: str, condition: str) -> tuple[int, tuple[str, ...]]:
    """How many pages are so, and the addresses of the newest."""
    rows = db.execute(
        f"select coalesce(c.url, a.url) {_PAGES} and {condition} order by c.captured_ms desc, c.id desc",
        (portal, UNREAD_TEXT),
    ).fetchall()
    return len(rows), tuple(dict.fromkeys(url for (url,) in rows))[:_EXAMPLES]
