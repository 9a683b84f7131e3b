"""How lists and front pages looked when they were last read, so that the editors' work is noticed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a list or front page.

    `first` is the digest of the entries of its first page, `whole` of those of all `pages` pages, which
    had `entries` entries together. `walked_at` is the stamp of when it was last read to its end; None
    where it has to be.
    """

    first: bytes
    whole: bytes | None = None
    pages: int = 1
    entries: int = 0
    walked_at: str | None = None


def recall(db: sqlite3.Connection, address_id: int) -> Memory | None:
    """What is remembered of an address, None where it was never read."""
    row = db.execute(
        "select first, whole, pages, entries, walked_at from walk where address_id = ?", (address_id,)
    ).fetchone()
    return Memory(*row) if row else None


def remember(db: sqlite3.Connection, address_id: int, memory: Memory) -> None:
    """Puts `memory` in the place of what was remembered."""
    db.execute(
        "insert into walk (address_id, first, whole, pages, entries, walked_at) values (?, ?, ?, ?, ?, ?)"
        " on conflict (address_id) do update set first = excluded.first, whole = excluded.whole,"
        " pages = excluded.pages, entries = excluded.entries, walked_at = excluded.walked_at",
        (address_id, memory.first, memory.whole, memory.pages, memory.entries, memory.walked_at),
    )


def distrust(db: sqlite3.Connection, address_id: int) -> None:
    """A walk of the list broke off: it has to be read to its end."""
    db.execute("update walk set walked_at = null where address_id = ?", (address_id,))
