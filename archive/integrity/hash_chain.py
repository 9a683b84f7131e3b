"""The chain: every capture has a hash over its own facts and the hash before it.

Ledger entries are links between captures: the end of a crawl, an import, a takedown, a merge. Keep the head of the
chain elsewhere, and it proves later that nothing before it was changed, added or removed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from archive.database.json_text import compact

GENESIS = bytes(32)

_FACTS = """select c.id, c.hash, a.portal, a.url, coalesce(c.url, a.url), r.method, c.request, r.source,
  r.status, r.error, r.media_type, r.headers, c.varying, c.captured_ms, c.lag_ms, c.crawl_id, p.sha256
  from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id
  left join payload p on p.id = c.payload_id"""


def link(before: bytes, *facts: Any) -> bytes:
    """The hash of an entry: sha256 over the hash before it and the canonical JSON of its facts."""
    plain = [fact.hex() if isinstance(fact, bytes) else fact for fact in facts]
    text = compact(plain)
    return hashlib.sha256(before + text.encode("utf-8", "surrogatepass")).digest()


def head(db: sqlite3.Connection) -> tuple[int, bytes]:
    """The id of the newest capture, 0 before the first, and the hash of the newest entry."""
    last = db.execute("select id, hash from capture order by id desc limit 1").fetchone() or (0, GENESIS)
    entry = db.execute("select after, hash from ledger order by id desc limit 1").fetchone()
    return last[0], bytes(entry[1] if entry and entry[0] >= last[0] else last[1])


def enter(
    db: sqlite3.Connection, before: bytes, kind: str, at: str, detail: dict[str, Any]
) -> tuple[int, bytes]:
    """Adds a ledger entry after all captures so far; its id and hash, the new head."""
    (after,) = db.execute("select coalesce(max(id), 0) from capture").fetchone()
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
    digest = link(before, kind, at, text)
    entry_id = db.execute(
        "insert into ledger (after, kind, at, detail, hash) values (?, ?, ?, ?, ?)",
        (after, kind, at, text, digest),
    ).lastrowid
    assert entry_id is not None
    return entry_id, digest


def noted(db: sqlite3.Connection, kind: str, most: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The newest ledger entries of a kind, all where `most` is -1: when each was made, and what it says."""
    rows = db.execute("select at, detail from ledger where kind = ? order by id desc limit ?", (kind, most))
    for at, detail in rows:
        yield at, json.loads(detail)


def entries(db: sqlite3.Connection, after: int = 0) -> Iterator[tuple[str, int, bytes, tuple[Any, ...]]]:
    """All entries in order, captures from the one after id `after` on: "capture" or "ledger", id, the hash
    stored, and the facts it is over."""
    notes = db.execute(
        "select id, after, hash, kind, at, detail from ledger where after >= ? order by id", (after,)
    )
    note = notes.fetchone()
    for capture_id, digest, *facts in db.execute(f"{_FACTS} where c.id > ? order by c.id", (after,)):
        while note and note[1] < capture_id:
            yield "ledger", note[0], note[2], note[3:]
            note = notes.fetchone()
        yield "capture", capture_id, digest, tuple(facts)
    while note:
        yield "ledger", note[0], note[2], note[3:]
        note = notes.fetchone()
