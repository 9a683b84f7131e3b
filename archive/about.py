"""Facts about the archive that its keeper writes: institution, contact, terms, how to cite it."""

from __future__ import annotations

import sqlite3

from archive.store import Archive

FIELDS = ("institution", "contact", "terms", "citation", "note")
"""What a keeper can say; each is a setting ``about.NAME``."""


def load_about(db: sqlite3.Connection) -> dict[str, str]:
    """What was said, by field; fields left open are not there."""
    found = dict(db.execute("select key, value from setting where key like 'about.%'").fetchall())
    return {name: found[f"about.{name}"] for name in FIELDS if f"about.{name}" in found}


def set_about(archive: Archive, **texts: str) -> None:
    """Keeps what is said of some of `FIELDS`; an empty text takes a field back. Raises ValueError for any other."""
    with archive.writing():
        for name, text in texts.items():
            if name not in FIELDS:
                raise ValueError(f"no such field: {name}")
            if text:
                archive.db.execute("replace into setting (key, value) values (?, ?)", (f"about.{name}", text))
            else:
                archive.db.execute("delete from setting where key = ?", (f"about.{name}",))
