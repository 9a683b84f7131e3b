"""Notes what is out of date until the end of a run: sums after a reading changed, portals of which captures were
brought. It is told again once, at that end.

Notes of an interrupted run stay, and the next run works them off.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

Sum = Literal["visits", "contacts", "lists", "contents"]
Doubt = Literal[Sum, "portals"]
"""A sum, or, by its name, a portal of which an import or a merge brought captures: its templates are not learned from
these, nor were they looked over."""


def doubt(db: sqlite3.Connection, what: Doubt, *keys: str) -> None:
    """Notes that something is out of date: all of it, or the parts that are named."""
    db.executemany(
        "insert or ignore into stale (what, key) values (?, ?)", [(what, key) for key in keys or ("",)]
    )


def doubted(db: sqlite3.Connection, what: Doubt) -> set[str]:
    """The keys under which something no longer holds."""
    return {key for (key,) in db.execute("select key from stale where what = ?", (what,))}


def believe(db: sqlite3.Connection, *what: Doubt) -> None:
    """Forgets all notes of these kinds, for they were told again."""
    db.executemany("delete from stale where what = ?", [(each,) for each in what])
