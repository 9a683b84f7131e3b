"""Pictures and documents that differ between two versions of an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from archive.contents.diff import Comparison, compare


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that both versions have, with the hashes of the bytes it had in each. `texts`: what it said in each,
    paragraph by paragraph, where both could be read."""

    kind: Literal["image", "attachment"]
    url: str
    title: str | None
    before: str
    after: str
    texts: tuple[Sequence[str], Sequence[str]] | None = None

    def compared(self) -> Comparison | None:
        """What changed in its text, word by word."""
        return compare(*self.texts) if self.texts else None


def replaced(db: sqlite3.Connection, article_id: int, first: int, second: int) -> list[Replaced]:
    """The files of an article whose bytes differ between two versions, by their numbers, in page order."""
    rows = db.execute(
        "select n.kind, n.url, n.title, o.sha256, n.sha256 from version_files n join version_files o"
        " on o.article_id = n.article_id and o.file = n.file and o.sha256 <> n.sha256"
        " where n.article_id = ? and o.number = ? and n.number = ? group by n.file order by n.kind desc, n.position",
        (article_id, first, second),
    ).fetchall()
    return [
        Replaced(kind, url, title, before, after, _texts(db, before, after))
        for kind, url, title, before, after in rows
    ]


def _texts(db: sqlite3.Connection, before: str, after: str) -> tuple[list[str], list[str]] | None:
    texts = [_paragraphs(db, sha256) for sha256 in (before, after)]
    return (texts[0], texts[1]) if texts[0] and texts[1] and texts[0] != texts[1] else None


def _paragraphs(db: sqlite3.Connection, sha256: str) -> list[str]:
    row = db.execute(
        "select t.text from payload p join file_text t on t.payload_id = p.id"
        " where substr(p.sha256, 1, 4) = substr(?1, 1, 4) and p.sha256 = ?1",
        (bytes.fromhex(sha256),),
    ).fetchone()
    return [line.strip() for line in row[0].splitlines() if line.strip()] if row else []
