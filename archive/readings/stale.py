"""Notes sums that are out of date after a reading changed. They are computed once, at the end of the run.

Notes of an interrupted run stay, and the next run works them off.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

Sum = Literal["visits", "contacts", "lists", "contents"]


def doubt(db: sqlite3.Connection, what: Sum, *keys: str) -> None:
    """Notes that a sum is out of date: all of it, or the parts that are named."""
    db.executemany(
        "insert or ignore into stale (what, key) values (?, ?)", [(what, key) for key in keys or ("",)]
    )


def doubted(db: sqlite3.Connection, what: Sum) -> set[str]:
    """The keys under which a sum no longer holds."""
    return {key for (key,) in db.execute("select key from stale where what = ?", (what,))}


def believe_all(db: sqlite3.Connection) -> None:
    """Forgets all notes, for all sums were told again."""
    db.execute("delete from stale")
