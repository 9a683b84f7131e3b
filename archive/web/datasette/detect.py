"""Finds the databases of Datasette that are archives, whatever their file names."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from archive.database.schema import views
from archive.web.tables import TABLES

_TELLING = {"articles", "captures", "contents", "payloads", "search_index", "versions"}
"""A database that has all of these is an archive."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an archive holds beside its public tables: `inner` ones, which only serve those, and the names of
    `foreign_views`, which somebody added."""

    inner: frozenset[str]
    foreign_views: frozenset[str]


_Stand = tuple[int, ...]
_checked: WeakKeyDictionary[Any, tuple[Held | None, _Stand]] = WeakKeyDictionary()


def holds_archive(db: sqlite3.Connection) -> bool:
    """Whether the database behind a connection is an archive."""
    return _held(db) is not None


def held(database: Any) -> Held | None:
    """What an archive holds beside its public tables; None where it is no archive.

    `database` is one of Datasette's. The answer is cached; a None only until the file changes, because a first
    crawl may be creating the archive. It uses a short connection of its own, because this is called where
    nothing may wait for Datasette's.
    """
    if database.path is None:
        return None
    known, stood = _checked.get(database, (None, ()))
    if known is not None or stood == (stands := _stand(Path(database.path))):
        return known
    flags = "mode=ro" if database.is_mutable else "mode=ro&immutable=1"
    try:
        db = sqlite3.connect(f"{Path(database.path).resolve().as_uri()}?{flags}", uri=True)
        try:
            known = _held(db)
        finally:
            db.close()
    except sqlite3.Error:
        known = None
    _checked[database] = (known, stands)
    return known


def names(datasette: Any) -> list[str]:
    """The names of the archives that `datasette` serves."""
    return [name for name, database in datasette.databases.items() if held(database) is not None]


def _held(db: sqlite3.Connection) -> Held | None:
    kinds = dict(db.execute("select name, type from sqlite_master where type in ('table', 'view')"))
    if not _TELLING.issubset(kinds):
        return None
    tables, found = (
        frozenset(name for name, kind in kinds.items() if kind == wanted) for wanted in ("table", "view")
    )
    return Held(tables - TABLES.keys(), found - views())


def _stand(path: Path) -> _Stand:
    files = (path, path.with_name(path.name + "-wal"))
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)
