"""Searches for words inside attached documents."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.files.read import PAGE_END
from archive.names import ARTICLE_NAME
from archive.search.snippet import Marked, Wanted, coverage, snippet
from archive.search.syntax import Spelling, read_question


@dataclass(frozen=True, slots=True)
class FileHit:
    """A document that was found, and the newest article that attaches it. `page` is the first page that holds most of
    the words, of `pages`; None for DOCX."""

    sha256: str
    title: str
    url: str
    portal: str
    name: str
    article_title: str
    page: int | None
    pages: int | None
    snippet: Marked


def search_files(
    db: sqlite3.Connection, text: str, *, loose: bool = False, limit: int = 5
) -> tuple[list[FileHit], int]:
    """The documents that match `text`, best first, and their total number.

    Fields such as title: belong to articles. A question with one matches no document.
    """
    question = read_question(text)
    if not question.any_of or any(term.field for term in question.terms):
        return [], 0
    exact = question.has_marks and not loose
    table = "file_exact" if exact else "file_index"
    spelling: Spelling = "exact" if exact else "folded"
    match = question.match(spelling)
    if question.none_of:
        match = f"({match}) NOT ({question.excluded(spelling)})"
    rows = db.execute(
        f"select rowid from {table} where {table} match ? order by bm25({table})", (match,)
    ).fetchall()
    wanted = Wanted.of(question, loose)
    hits = [hit for (payload_id,) in rows[:limit] if (hit := _hit(db, payload_id, wanted))]
    return hits, len(rows)


def _hit(db: sqlite3.Connection, payload_id: int, wanted: Wanted) -> FileHit | None:
    row = db.execute(
        f"select lower(hex(p.sha256)), m.title, m.url, a.portal, {ARTICLE_NAME.format('a')}, o.title, f.text, f.pages"
        " from file_text f join payload p on p.id = f.payload_id join capture c on c.payload_id = p.id"
        " join address d on d.id = c.address_id join attachment m on m.media_key = d.media_key"
        " join version v on v.content_id = m.content_id join article a on a.id = v.article_id"
        " join content o on o.id = a.content_id where f.payload_id = ? order by v.first_captured_at desc limit 1",
        (payload_id,),
    ).fetchone()
    if row is None:
        return None
    sha256, title, url, portal, name, article_title, text, pages = row
    parts = text.split(PAGE_END)
    best = max(range(len(parts)), key=lambda number: (coverage(parts[number], wanted), -number))
    return FileHit(
        sha256,
        title,
        url,
        portal,
        name,
        article_title,
        best + 1 if pages else None,
        pages,
        snippet(parts[best], wanted),
    )
