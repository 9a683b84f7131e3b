"""Recognises an address of the portal, or a CMS id, typed into the search box."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.contents.url_keys import url_key
from archive.names import name_of

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.gov\.vn/\S*", re.IGNORECASE)
_ID = re.compile(r"(?:id:\s*)?(\d{3,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was typed is an address, or, with `is_id`, an id. `portal` and `name` are those of its article, None where
    the archive does not hold it."""

    is_id: bool
    portal: str | None = None
    name: str | None = None


def find_pasted(db: sqlite3.Connection, text: str) -> Pasted | None:
    """The article whose address or CMS id is the whole of `text`; None for words.

    A number without an article counts as words, unless ``id:`` precedes it. Of the numbers in an unknown
    address, the longest that is the id of a single article counts.
    """
    text = text.strip()
    if match := _ID.fullmatch(text):
        found = _with_id(db, match[1])
        return _pasted(db, found, True) if found or text != match[1] else None
    if not _ADDRESS.fullmatch(text):
        return None
    for url in (text, f"https://{text}"):
        row = db.execute(
            "select article_id from address where url_key = ? and url = ? and article_id is not null",
            (url_key(url), url),
        ).fetchone()
        if row:
            return _pasted(db, row[0], False)
    parts = urlsplit(text if "//" in text else f"https://{text}")
    numbers = set(re.findall(r"(?<![\w])\d{3,18}(?![\w])", f"{parts.path} {parts.query}"))
    for number in sorted(numbers, key=lambda number: (-len(number), number)):
        if (found := _with_id(db, number)) is not None:
            return _pasted(db, found, False)
    return Pasted(False)


def is_id(text: str) -> bool:
    """Whether `text` could be the CMS id of an article."""
    return bool(_ID.fullmatch(text.strip()))


def _with_id(db: sqlite3.Connection, cms_id: str) -> int | None:
    """The only article with this id in any portal."""
    portals = [portal for (portal,) in db.execute("select id from portals")]
    rows = [
        row[0]
        for portal in portals
        for row in db.execute("select id from article where portal = ? and cms_id = ?", (portal, cms_id))
    ]
    return rows[0] if len(rows) == 1 else None


def _pasted(db: sqlite3.Connection, article_id: int | None, is_id: bool) -> Pasted:
    named = name_of(db, article_id) if article_id else None
    return Pasted(is_id, *named) if named else Pasted(is_id)
