"""Exports an archive for research past SQLite: Parquet files, their schema, and views and queries for DuckDB."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from archive.web.parquet import duckdb, tables
from archive.web.tables import TABLES


def export_tables(
    db: sqlite3.Connection, folder: Path, tell: Callable[[str], None] = lambda table: None
) -> dict[str, int]:
    """Writes all tables, ``schema.json``, ``views.sql`` and ``queries.sql`` into `folder`; the rows of each table.

    The tables are those of one moment. `tell` is called before each.
    """
    folder.mkdir(parents=True)
    db.execute("begin")
    try:
        described, counts = {}, {}
        for table in tables.names(db):
            tell(table)
            described[table] = tables.columns(db, table)
            counts[table] = tables.write_table(db, table, described[table], folder / table)
    finally:
        db.rollback()
    empty = frozenset(table for table, count in counts.items() if not count)
    schema = {table: _schema(table, columns) for table, columns in described.items()}
    (folder / "schema.json").write_text(json.dumps(schema, ensure_ascii=False, indent=1), "utf-8")
    (folder / "views.sql").write_text(duckdb.script(described, empty), "utf-8")
    (folder / "queries.sql").write_text(duckdb.queries(), "utf-8")
    return counts


def _schema(table: str, columns: dict[str, str]) -> dict[str, object]:
    described = TABLES.get(table)
    return {
        "title": described.title if described else table,
        "description": described.description if described else "",
        "files": f"{table}/portal=*/year=*/rows.parquet",
        "columns": {
            name: {
                "type": kind,
                "description": described.columns.get(name, "") if described else "",
                **({"unit": described.units[name]} if described and name in described.units else {}),
            }
            for name, kind in columns.items()
        },
    }
