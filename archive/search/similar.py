"""Finds articles with nearly the same text: copies on other sites, and the first to have it."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from archive.names import ARTICLE_NAME
from archive.search import index
from archive.search.folding import classic

SIMILAR = 0.5
"""From this share of common word sequences on (Jaccard of `_SIZE` words), two texts are similar; from .8, copies."""

_SIZE = 5
_PROBES = 12
"""Sequences of an article that are looked for elsewhere, taken evenly from its text."""
_PROBE_SIZE = 6
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Similar:
    """An article with a similar text; `share` is the part of word sequences in common, 1 for the article itself."""

    article_id: int
    portal: str
    name: str
    title: str
    site: str | None
    department: str | None
    published_at: str | None
    first_captured_at: str
    share: float


def similar_articles(db: sqlite3.Connection, article_id: int) -> list[Similar]:
    """The article and those with similar newest texts, first published first; undated ones last, by first capture.

    Empty where the article has hardly any text.
    """
    (content_id,) = db.execute("select content_id from article where id = ?", (article_id,)).fetchone()
    words = _words(db, content_id)
    if len(words) < 2 * _SIZE:
        return []
    own = _sequences(words)
    step = max(1, (len(words) - _PROBE_SIZE) // _PROBES)
    seen: dict[int, int] = {}
    for start in range(0, max(1, len(words) - _PROBE_SIZE), step):
        phrase = " ".join(words[start : start + _PROBE_SIZE])
        for (found,) in db.execute(
            "select rowid from search_exact where search_exact match ? limit 200", (f'body : "{phrase}"',)
        ):
            seen[found] = seen.get(found, 0) + 1
    for found, _ in index.waiting(db):
        seen.setdefault(found, 1)
    best = sorted(seen, key=lambda found: (-seen[found], found))[:_CANDIDATES]
    shares = {content_id: 1.0}
    for found in best:
        if found != content_id:
            other = _sequences(_words(db, found))
            share = len(own & other) / len(own | other) if other else 0.0
            if share >= SIMILAR:
                shares[found] = share
    rows = [
        Similar(article, portal, name, title, site, department, published, captured, shares[found])
        for found in shares
        for article, portal, name, title, site, department, published, captured in db.execute(
            f"select a.id, a.portal, {ARTICLE_NAME.format('a')}, o.title, a.site, a.department, a.published_at,"
            " a.first_captured_at from article a join content o on o.id = a.content_id where a.content_id = ?",
            (found,),
        )
    ]
    return sorted(
        rows, key=lambda row: (row.published_at is None, row.published_at or "", row.first_captured_at)
    )


def _words(db: sqlite3.Connection, content_id: int) -> list[str]:
    row = db.execute("select text from body where content_id = ?", (content_id,)).fetchone()
    return re.findall(r"[^\W_]+", classic(row[0])) if row else []


def _sequences(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + _SIZE]) for start in range(len(words) - _SIZE + 1)}
