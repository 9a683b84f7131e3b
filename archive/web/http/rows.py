"""Loads rows without which a page cannot be shown."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.web.data.stories import dicts
from archive.web.http.request import Missing


def one(db: sqlite3.Connection, sql: str, *values: object) -> dict[str, Any]:
    """The only row that a query gives. Raises Missing where it gives none."""
    rows = dicts(db.execute(sql, values))
    if not rows:
        raise Missing
    return rows[0]
