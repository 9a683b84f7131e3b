"""Reads from one moment of a file, within a time limit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from datasette.utils import sqlite_timelimit

_Read = TypeVar("_Read")


def at_once(db: sqlite3.Connection, limit: int, work: Callable[[], _Read]) -> _Read:
    """What `work` reads from one moment of the file, whatever a crawl writes meanwhile, within `limit` ms."""
    with sqlite_timelimit(db, limit):
        db.execute("begin")
        try:
            return work()
        finally:
            db.rollback()
