"""Derives what depends on all histories together, not on one article."""

from __future__ import annotations

import sqlite3

from archive.captures.moved import join_moved
from archive.captures.sum_up import sum_up
from archive.history.amounts import measure_changes
from archive.history.date_estimates import estimate_dates
from archive.portal_states.store import renew
from archive.readings import stale
from archive.search import index
from archive.store import Archive


def settle(archive: Archive) -> None:
    """Joins articles that moved, estimates dates and measures changes, in the caller's transaction.

    Called when all is in that a crawl, an import or a merge brings, and when captures were read anew or taken down.
    """
    join_moved(archive)
    estimate_dates(archive.db)
    measure_changes(archive.db)


def settle_whole(archive: Archive) -> None:
    """Derives, as one transaction, all that depends on more than one article: states of portals, the search, what
    `settle` does, and sums.

    For captures that came late, from elsewhere, or were read anew.
    """
    with archive.writing():
        renew(archive)
        index.catch_up(archive.db)
        settle(archive)
        sum_up(archive)


def is_settled(db: sqlite3.Connection) -> bool:
    """Whether nothing came after what closed the chain last, and what imports brought is settled: else estimates may
    wait for the end of a crawl or import."""
    (running,) = db.execute("select exists (select 1 from crawls where state = 'running')").fetchone()
    (newest,) = db.execute("select coalesce(max(id), 0) from capture").fetchone()
    (closed,) = db.execute("select coalesce(max(after), -1) from ledger").fetchone()
    return not running and bool(closed >= newest) and not stale.doubted(db, "portals")
