"""Remembers how lists and front pages looked at the last reading, so that editors' work is noticed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from archive.database.json_text import compact


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of a list or front page.

    `seen` maps each article (its CMS id, else its address) to a digest of its entry, in order; of a very long
    list only the beginning. `entries` and `pages` are the length of the list. `walked_at` is the stamp of its
    last reading to the end; None where it must be read to the end again.
    """

    seen: Mapping[str, str]
    entries: int = 0
    pages: int = 1
    walked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a walk broke off: after page number `page`, which is the capture `capture_id`.

    `began_at` is the stamp of the walk's beginning; `thorough`: it was to go on to the list's end, whatever it
    met. `seen` and `entries` are as in `Memory`.
    """

    capture_id: int
    page: int
    began_at: str
    thorough: bool
    seen: Mapping[str, str]
    entries: int


def recall(db: sqlite3.Connection, address_id: int) -> Memory | None:
    """What is remembered of an address, None where it was never read."""
    row = db.execute(
        "select seen, entries, pages, walked_at from walk where address_id = ?", (address_id,)
    ).fetchone()
    return Memory(json.loads(row[0]), *row[1:]) if row else None


def remember(db: sqlite3.Connection, address_id: int, memory: Memory) -> None:
    """Replaces the memory of a list by `memory`."""
    db.execute(
        "insert into walk (address_id, seen, entries, pages, walked_at) values (?, ?, ?, ?, ?)"
        " on conflict (address_id) do update set seen = excluded.seen, entries = excluded.entries,"
        " pages = excluded.pages, walked_at = excluded.walked_at",
        (address_id, compact(memory.seen), memory.entries, memory.pages, memory.walked_at),
    )


def distrust(db: sqlite3.Connection, address_id: int) -> None:
    """A walk of the list broke off: it has to be read to its end."""
    db.execute("update walk set walked_at = null where address_id = ?", (address_id,))


def cut_of(db: sqlite3.Connection, address_id: int) -> Cut | None:
    """Where the last walk of a list broke off, None where it did not."""
    row = db.execute(
        "select capture_id, page, began_at, thorough, entries, seen from cut where address_id = ?",
        (address_id,),
    ).fetchone()
    if row is None:
        return None
    capture_id, page, began_at, thorough, entries, seen = row
    return Cut(capture_id, page, began_at, bool(thorough), json.loads(seen), entries)


def cut_off(db: sqlite3.Connection, address_id: int, cut: Cut) -> None:
    """Notes where the walk of a list broke off."""
    db.execute(
        "replace into cut (address_id, capture_id, page, began_at, thorough, seen, entries)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        (
            address_id,
            cut.capture_id,
            cut.page,
            cut.began_at,
            cut.thorough,
            compact(cut.seen),
            cut.entries,
        ),
    )


def mend(db: sqlite3.Connection, address_id: int) -> None:
    """Forgets where a walk broke off: it was taken up, or cannot be."""
    db.execute("delete from cut where address_id = ?", (address_id,))
