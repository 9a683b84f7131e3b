"""Stores the texts of attached documents by the hash of their bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from archive.errors import PayloadRemoved
from archive.files.read import FileText, Unreadable, can_read, kind_of, read_file
from archive.history.derive import derive_with
from archive.search.file_index import TABLES
from archive.store import Archive

_ARE_FILES = """from address a cross join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
    where a.kind = 'file' and d.outcome = 'ok' and c.payload_id is not null"""
LOOKED_AT = 1000
"""Attachments that are looked up to tell whether there is a document: a page of a search must not ask for all."""
_FILES = f"""select c.payload_id, json_group_array(distinct a.portal || ' ' || a.media_key)
    {_ARE_FILES} group by 1 order by 1"""
"""The payloads of documents, each with the files that had it: ``portal key``, as a JSON list."""


def read_files(
    archive: Archive, among: Collection[int] | None = None
) -> Iterator[tuple[int, FileText | Unreadable]]:
    """Reads all documents that were not read yet, each in a transaction of its own; of `among` these payloads where
    given.

    The histories in which they take part are told anew. Gives the row of each payload with what was read, or why not.
    Documents of other types, and those whose library is not installed, are left for later.
    """
    were_read = {payload_id for (payload_id,) in archive.db.execute("select payload_id from file_text")}
    for payload_id, files in archive.db.execute(_FILES).fetchall():
        if payload_id in were_read or (among is not None and payload_id not in among):
            continue
        try:
            data = archive.payloads.read(payload_id)
        except PayloadRemoved:
            continue
        kind = kind_of(data)
        if kind is None or not can_read(kind):
            continue
        try:
            found: FileText | Unreadable = read_file(data)
        except Unreadable as error:
            found = error
        except OSError:  # no process could be started: the fault of this machine, not of the file
            continue
        with archive.writing():
            keep(archive.db, payload_id, kind, found)
            _derive(archive, files)
        yield payload_id, found


def unread(db: sqlite3.Connection) -> int:
    """How many documents there are whose text was not looked for yet."""
    sql = f"select count(distinct c.payload_id) {_ARE_FILES} and c.payload_id not in (select payload_id from file_text)"
    return int(db.execute(sql).fetchone()[0])


def any_read(db: sqlite3.Connection) -> bool:
    """Whether the text of any document was looked for, or none of the first `LOOKED_AT` attachments was captured."""
    sql = f"""select exists (select 1 from file_text) or not exists (
      select 1 from (select distinct media_key from attachment indexed by attachment_media limit {LOOKED_AT}) t
      join address a on a.media_key = t.media_key join capture c on c.address_id = a.id
      join verdict d on d.id = c.verdict_id
      where a.kind = 'file' and d.outcome = 'ok' and c.payload_id is not null)"""
    return bool(db.execute(sql).fetchone()[0])


def renew_histories(archive: Archive, payload_ids: Collection[int] | None = None) -> None:
    """Tells, in the caller's transaction, the histories anew in which documents that had these payloads (None: any)
    take part: what is known of their texts is not what it was."""
    for payload_id, files in archive.db.execute(_FILES).fetchall():
        if payload_ids is None or payload_id in payload_ids:
            _derive(archive, files)


def _derive(archive: Archive, files: str) -> None:
    for file in json.loads(files):
        portal, _, key = file.rpartition(" ")
        derive_with(archive.db, portal, [int(key)], archive.removal)


def keep(db: sqlite3.Connection, payload_id: int, kind: str, found: FileText | Unreadable) -> None:
    """Stores what was read of a payload, in the caller's transaction."""
    values: tuple[object, ...]
    if isinstance(found, Unreadable):
        values = (payload_id, kind, "", None, 0, str(found))
    else:
        values = (payload_id, found.media_type, found.text, found.pages, int(found.scanned), None)
        for table, spell in TABLES.items():
            db.execute(f"insert into {table}(rowid, text) values (?, ?)", (payload_id, spell(found.text)))
    db.execute("insert into file_text values (?, ?, ?, ?, ?, ?)", values)


def copy_texts(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copies texts of attached documents that `target` holds, too, in the caller's transaction.

    Of two readings of one file the one that succeeded counts; of two that succeeded, the longer text.
    """
    rows = source.execute(
        "select p.sha256, f.media_type, f.text, f.pages, f.scanned, f.problem"
        " from file_text f join payload p on p.id = f.payload_id"
    )
    for sha256, *read in rows:
        row = target.execute(
            "select p.id, f.media_type, f.text, f.pages, f.scanned, f.problem from payload p"
            " join payload_data d on d.payload_id = p.id left join file_text f on f.payload_id = p.id"
            " where p.sha256 = ?",
            (sha256,),
        ).fetchone()
        if row is None or (row[1] is not None and _worth(row[1:]) >= _worth(read)):
            continue
        media_type, text, pages, scanned, problem = read
        forget(target, row[0])
        found = FileText(media_type, text, pages, bool(scanned)) if problem is None else Unreadable(problem)
        keep(target, row[0], media_type, found)


def _worth(read: Sequence[Any]) -> tuple[Any, ...]:
    media_type, text, pages, scanned, problem = read
    return problem is None, len(text), text, media_type, pages or 0, scanned, problem or ""


def forget(db: sqlite3.Connection, payload_id: int) -> None:
    """Deletes what a payload said, in the caller's transaction."""
    row = db.execute(
        "select text from file_text where payload_id = ? and problem is null", (payload_id,)
    ).fetchone()
    if row:
        for table, spell in TABLES.items():
            db.execute(
                f"insert into {table}({table}, rowid, text) values ('delete', ?, ?)",
                (payload_id, spell(row[0])),
            )
    db.execute("delete from file_text where payload_id = ?", (payload_id,))
