"""Stores values that many captures share once each: value → id of its row."""

from __future__ import annotations

import sqlite3
from typing import Any

_MOST = 20_000
"""Values remembered at a time; they come again soon or not at all."""


class Interned:
    """The rows of one table whose columns together are the value. `None` is a value as any other."""

    def __init__(self, db: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
        self._db = db
        self._ids: dict[tuple[Any, ...], int] = {}
        names = ", ".join(columns)
        self._find = f"select id from {table} where {' and '.join(f'{c} is ?' for c in columns)}"
        self._add = f"insert into {table} ({names}) values ({', '.join('?' * len(columns))})"

    def id_of(self, *value: Any) -> int:
        """The id of the row of `value`. The row is added where there is none."""
        known = self._ids.get(value)
        if known is None:
            row = self._db.execute(self._find, value).fetchone()
            known = row[0] if row else self._db.execute(self._add, value).lastrowid
            assert known is not None
            if len(self._ids) >= _MOST:
                self._ids.clear()
            self._ids[value] = known
        return known

    def forget(self) -> None:
        """Drops what is remembered, for rows may have been rolled back or written by someone else."""
        self._ids.clear()
