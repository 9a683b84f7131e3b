"""Runs a change as one transaction, and translates SQLite's errors into plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveFull, NotAnArchive
from archive.wording import t


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Runs the block as one transaction; inside another it is a savepoint of that one.

    IMMEDIATE, because a reader that turns writer half-way fails when someone else wrote in between.
    """
    nested = db.in_transaction
    with plain_words():
        db.execute("savepoint step" if nested else "begin immediate")
        try:
            yield
        except BaseException:
            # A full disk may have rolled everything back already.
            if db.in_transaction:
                db.execute("rollback to step" if nested else "rollback")
                if nested:
                    db.execute("release step")
            raise
        db.execute("release step" if nested else "commit")


@contextmanager
def plain_words() -> Iterator[None]:
    """Converts errors of SQLite into ArchiveError with advice."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error) from error


def translated(error: sqlite3.Error) -> ArchiveError:
    """The ArchiveError for an error of SQLite, with advice."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return ArchiveBusy(
            t("another program is writing to the archive ({text}); wait for it, or end it", text=text)
        )
    if "full" in text:
        return ArchiveFull(
            t(
                "no room left for the archive ({text}); nothing is half written: make room, then run the "
                "same again",
                text=text,
            )
        )
    if "not a database" in text or "unsupported file format" in text:
        return NotAnArchive(t("this file is no SQLite file ({text}); name another with --archive", text=text))
    if "disk I/O" in text:
        return ArchiveError(
            t(
                "the disk does not read or write as it should ({text}); look at its health, its quota "
                "and the largest file it takes, then run the same again",
                text=text,
            )
        )
    if "malformed" in text or "corrupt" in text:
        return ArchiveDamaged(
            t("the archive is damaged ({text}); run `luutru verify`, and work on with a copy", text=text)
        )
    if "readonly" in text or "unable to open" in text:
        return ArchiveError(
            t(
                "the archive cannot be opened or written here ({text}); check the rights of file and folder",
                text=text,
            )
        )
    return ArchiveError(text)
