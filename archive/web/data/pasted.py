"""Recognises an address of the portal, or a CMS id, typed into the search box."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from archive.contents.url_keys import url_key
from archive.names import name_of

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.-]+\.gov\.vn/\S*|/\S*\d\S*|[^\s?]+\.(?:aspx|html?|php|jsp)(?:\?\S*)?",
    re.IGNORECASE,
)
"""With a host or, as footnotes have it, without."""
_STEP = re.compile(r"(?!(?:19|20)\d\d$)\d{3,18}")
"""A step of a path that is a number and no year."""
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

    A number without an article counts as words, unless ``id:`` precedes it. In an unknown address the number that is
    given as ``id``, else the last step of its path that is a number, is the article's; only where there is neither the
    longest that is the id of a single article.
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
    for number in _numbers(text):
        if (found := _with_id(db, number)) is not None:
            return _pasted(db, found, False)
    return Pasted(False)


def is_id(text: str) -> bool:
    """Whether `text` could be the CMS id of an article."""
    return bool(_ID.fullmatch(text.strip()))


def _numbers(url: str) -> list[str]:
    """The numbers of an address that may be its article's id, the likeliest first.

    Those of its list and its site are ids of other things, and may be those of old articles, too.
    """
    parts = urlsplit(url if "//" in url else f"https://{url}")
    given = [value for name, value in parse_qsl(parts.query) if name.lower() == "id" and value.isdigit()]
    steps = [step for step in parts.path.split("/") if _STEP.fullmatch(step)]
    if given or steps:
        return given[-1:] or steps[-1:]
    numbers = set(re.findall(r"(?<![\w])\d{3,18}(?![\w])", f"{parts.path} {parts.query}"))
    return sorted(numbers, key=lambda number: (-len(number), number))


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
