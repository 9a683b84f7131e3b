"""Derives what depends on all histories together, not on one article."""

from __future__ import annotations

import sqlite3

from archive.history.amounts import measure_changes
from archive.history.date_estimates import estimate_dates


def settle(db: sqlite3.Connection) -> None:
    """Estimates dates and measures changes, in the caller's transaction.

    Called when all is in that a crawl, an import or a merge brings, and when captures were read anew or taken down.
    """
    estimate_dates(db)
    measure_changes(db)


def is_settled(db: sqlite3.Connection) -> bool:
    """Whether nothing came after what closed the chain last: else estimates may wait for the end of a crawl."""
    (running,) = db.execute("select exists (select 1 from crawls where state = 'running')").fetchone()
    (newest,) = db.execute("select coalesce(max(id), 0) from capture").fetchone()
    (closed,) = db.execute("select coalesce(max(after), -1) from ledger").fetchone()
    return not running and bool(closed >= newest)
