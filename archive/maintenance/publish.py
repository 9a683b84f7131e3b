"""Makes a consistent, compact copy of an archive to serve read-only, also while a crawl writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.database.atomic_file import replacing
from archive.database.schema import MAINTENANCE
from archive.database.transaction import plain_words
from archive.errors import ArchiveError
from archive.payloads.payloads import LEFT_OUT, TAKEN_DOWN
from archive.search import index
from archive.store import Archive
from archive.wording import t


def publish(source: Path, target: Path, *, payloads: bool = True) -> None:
    """Writes a copy of the archive at `source` to `target`. It appears whole or not at all.

    Without `payloads` the bytes of pages, pictures and documents are left out; their hashes and readings stay.
    The same archive gives the same bytes. The copy needs no write-ahead log, so it can be served from a
    read-only folder.
    """
    if target.exists():
        raise ArchiveError(
            t("{target} is there already; name another file, or delete it first", target=target)
        )
    with replacing(target) as part:
        with Archive.open(source, create=False, write=False) as archive, plain_words():
            archive.db.execute("vacuum into ?", (str(part),))
        with plain_words():
            _finish(part, payloads)


def _finish(part: Path, payloads: bool) -> None:
    db = sqlite3.connect(part, isolation_level=None)
    try:
        # A file in WAL mode cannot be read from a folder that is not writable.
        db.execute("pragma journal_mode = delete")
        db.execute("begin")
        index.catch_up(db)
        index.optimize(db)
        if not payloads:
            db.execute("insert into setting values (?, '')", (MAINTENANCE,))
            db.execute("delete from payload_data")
            db.execute(f"update payload set codec = {LEFT_OUT}, base_id = null where codec <> {TAKEN_DOWN}")
            db.execute("delete from setting where key = ?", (MAINTENANCE,))
            db.execute("replace into setting values ('payloads', 'left out')")
        db.execute("commit")
        db.execute("vacuum")
    finally:
        db.close()
