"""Writes the tables of an archive as Parquet files by portal and year: ``TABLE/portal=P/year=Y/rows.parquet``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from archive.web.tables import TABLES

LEFT_OUT = frozenset({"payloads", "templates"})
"""Bytes, and what only a reader of pages needs."""
_ROWS = 5_000
"""Rows that are written together."""

_OF_ARTICLE = "(select portal from article where id = t.article_id)"
_OF_CONTENT = "(select {} from version v where v.content_id = t.{} order by v.id limit 1)"
_FIRST_YEAR = "substr(v.first_captured_at, 1, 4)"
_YEARS = {
    "articles": "published_at", "versions": "first_captured_at", "changes": "changed_at", "events": "at",
    "change_amounts": "changed_at", "date_estimates": "date", "visit_stats": "captured_at", "visits_by_day": "day",
    "captures_by_day": "day", "view_counts": "captured_at", "captures": "captured_at", "crawls": "started_at",
    "addresses": "first_seen_at", "portal_states": "began_at", "alarms": "raised_at",
}  # fmt: skip
"""The column of a table whose year a row goes by."""
_CONTENTS = {
    "contents": "id", "captions": "content_id", "images": "content_id", "attachments": "content_id",
    "article_tables": "content_id", "citations": "content_id", "mentions": "content_id",
}  # fmt: skip
"""Tables of what articles say, with the column that has the content: a row goes by the first version that says it."""


def names(db: sqlite3.Connection) -> list[str]:
    """The tables that are written."""
    there = {name for (name,) in db.execute("select name from sqlite_master where type in ('table', 'view')")}
    return [name for name in (*TABLES, "alarms") if name in there - LEFT_OUT]


def columns(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table with their types in Parquet: ``int64``, ``float64``, ``binary`` or ``string``."""
    found = {}
    for row in db.execute(f"pragma table_xinfo({table})").fetchall():
        name, declared = row[1], row[2].upper()
        if not declared:
            declared_types = db.execute(
                f'select typeof("{name}") from {table} where "{name}" is not null limit 1'
            ).fetchone()
            declared = declared_types[0].upper() if declared_types else ""
        found[name] = {"INTEGER": "int64", "REAL": "float64", "BLOB": "binary"}.get(declared, "string")
    return found


def write_table(db: sqlite3.Connection, table: str, types: Mapping[str, str], folder: Path) -> int:
    """Writes a table, whose columns have these `types`, into `folder`, which is made; how many rows it has. None of it
    is held in memory whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = [name for name in types if name != "portal"]
    schema = pa.schema(
        [pa.field(name, getattr(pa, types[name])(), metadata=_meaning(table, name)) for name in kept]
    )
    waiting: dict[tuple[str, str], list[dict[str, Any]]] = {}
    writers: dict[tuple[str, str], Any] = {}
    count = 0
    with ExitStack() as stack:

        def flush(place: tuple[str, str]) -> None:
            if place not in writers:
                at = folder / f"portal={place[0]}" / f"year={place[1]}"
                at.mkdir(parents=True, exist_ok=True)
                writer = pq.ParquetWriter(at / "rows.parquet", schema, compression="zstd")
                writers[place] = stack.enter_context(writer)
            writers[place].write_table(pa.Table.from_pylist(waiting.pop(place), schema=schema))

        for portal, year, row in _placed(db, table, list(types)):
            count += 1
            rows = waiting.setdefault((portal, year), [])
            rows.append({name: _as(types[name], row[name]) for name in kept})
            if len(rows) == _ROWS:
                flush((portal, year))
        for place in list(waiting):
            flush(place)
    return count


def _placed(
    db: sqlite3.Connection, table: str, all_columns: list[str]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The rows of a table with the portal and the year that each goes by, ``none`` where there is none."""
    if table in _CONTENTS:
        portal, year = (_OF_CONTENT.format(what, _CONTENTS[table]) for what in ("v.portal", _FIRST_YEAR))
    else:
        own = "portal" in all_columns
        portal = "t.portal" if own else _OF_ARTICLE if "article_id" in all_columns else "null"
        if table == "portals":
            portal = "t.id"
        if table == "captures":
            portal = "(select portal from address where id = t.address_id)"
        year = f"substr(t.{_YEARS[table]}, 1, 4)" if table in _YEARS else "null"
    wanted = ", ".join(f't."{name}"' for name in all_columns)
    for row in db.execute(f"select {portal}, {year}, {wanted} from {table} t"):
        yield row[0] or "none", row[1] or "none", dict(zip(all_columns, row[2:], strict=True))


def _as(kind: str, value: Any) -> Any:
    return str(value) if kind == "string" and value is not None else value


def _meaning(table: str, column: str) -> dict[str, str]:
    meaning = TABLES[table].columns.get(column) if table in TABLES else None
    return {"description": meaning} if meaning else {}
