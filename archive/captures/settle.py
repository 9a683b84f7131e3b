"""Derives what depends on all histories together, not on one article."""

from __future__ import annotations

import sqlite3

from archive.captures.moved import join_moved
from archive.history.amounts import measure_changes
from archive.history.date_estimates import estimate_dates
from archive.readings import stale
from archive.store import Archive


def settle(archive: Archive) -> None:
    """Joins articles that moved, estimates dates and measures changes, in the caller's transaction.

    Called when all is in that a crawl, an import or a merge brings, and when captures were read anew or taken down.
    """
    join_moved(archive)
    estimate_dates(archive.db)
    measure_changes(archive.db)


def is_settled(db: sqlite3.Connection) -> bool:
    """Whether nothing came after what closed the chain last, and what imports brought is settled: else estimates may
    wait for the end of a crawl or import."""
    (running,) = db.execute("select exists (select 1 from crawls where state = 'running')").fetchone()
    (newest,) = db.execute("select coalesce(max(id), 0) from capture").fetchone()
    (closed,) = db.execute("select coalesce(max(after), -1) from ledger").fetchone()
    return not running and bool(closed >= newest) and not stale.doubted(db, "portals")
