"""The search tables for the texts of attached documents."""

from __future__ import annotations

import sqlite3

from archive.search.folding import classic, key

TABLES = {"file_index": key, "file_exact": classic}
"""The tables, and how texts are spelled there; see `archive.search.index`. Their rows are those of `file_text`."""


def create(db: sqlite3.Connection) -> None:
    """Create the search tables for texts of files."""
    for table in TABLES:
        db.execute(
            f"create virtual table {table} using fts5(text, content = '',"
            " tokenize = 'unicode61 remove_diacritics 0')"
        )
