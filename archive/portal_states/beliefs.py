"""What somebody declared of a portal's state: that it means what it shows. Kept in the chain."""

from __future__ import annotations

import sqlite3

from archive.integrity import hash_chain

BELIEF = "belief"
"""The kind of ledger entry for "the portal means what it shows since then"."""


def beliefs(db: sqlite3.Connection, portal: str) -> list[tuple[str | None, str, str]]:
    """Periods, as part, first and last stamp, in which somebody declared that the portal, or a part of it, meant what
    it showed."""
    return [
        (each.get("part"), each["from"], each["to"])
        for _, each in hash_chain.noted(db, BELIEF, -1)
        if each["portal"] == portal
    ]
