"""Pictures and documents in the frontier: which of those that were fetched are to be asked for again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from archive.model import AddressKind

_UNASKABLE = "('too-large')"
"""What was answered where asking again can bring nothing."""


def known(
    db: sqlite3.Connection, portal: str, article_id: int, kinds: Collection[AddressKind], since: str
) -> list[int]:
    """The ids of the addresses, of these kinds, at which the files of an article were last fetched: one for each file,
    none for a file that was asked for since the stamp `since` or is about to be."""
    rows = db.execute(
        "with file as materialized ("
        " select media_key from picture where content_id = (select content_id from article where id = ?1)"
        " union select media_key from caption where content_id = (select content_id from article where id = ?1)"
        " union select media_key from attachment where content_id = (select content_id from article where id = ?1)),"
        " last as materialized (select (select b.id from address b where b.media_key = file.media_key"
        " and b.portal = ?2 and b.state not in ('alias', 'excluded') order by b.state in ('pending', 'leased') desc,"
        " b.last_captured_at desc, b.id desc limit 1) as id from file)"
        " select distinct a.id from last cross join address a using (id)"
        " where a.state = 'done' and a.last_captured_at < ?3 and a.kind in (select value from json_each(?4))"
        f" and coalesce(a.note, '') not in {_UNASKABLE} order by a.id",
        (article_id, portal, since, json.dumps(list(kinds))),
    )
    return [address_id for (address_id,) in rows]


def take_waiting(db: sqlite3.Connection, portal: str, kinds: Collection[AddressKind], at: str) -> list[int]:
    """The ids of the addresses of fetched files that are due at the stamp `at`, due longest first; they are not any
    more."""
    rows = db.execute(
        "select id from address where portal = ? and state = 'done' and next_due_at <= ?"
        " and kind in (select value from json_each(?)) order by next_due_at, id",
        (portal, at, json.dumps(list(kinds))),
    )
    ids = [address_id for (address_id,) in rows]
    db.execute(
        "update address set next_due_at = null where id in (select value from json_each(?))",
        (json.dumps(ids),),
    )
    return ids


def key_of(db: sqlite3.Connection, address_id: int) -> int | None:
    """The `media_key` of an address."""
    row = db.execute("select media_key from address where id = ?", (address_id,)).fetchone()
    return row[0] if row else None


def replaced_documents(db: sqlite3.Connection, portal: str, since: str) -> list[int]:
    """The payloads of the documents that were captured since the stamp `since` and had other bytes before, and the
    payloads that these had."""
    rows = db.execute(
        "with file as (select distinct media_key from address where portal = ?1 and kind = 'file'"
        " and last_captured_at >= ?2 and media_key is not null),"
        " had as (select distinct a.media_key, c.payload_id from file join address a using (media_key)"
        " join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id"
        " where a.portal = ?1 and d.outcome = 'ok' and c.payload_id is not null)"
        " select distinct payload_id from had where media_key in"
        " (select media_key from had group by media_key having count(*) > 1)",
        (portal, since),
    )
    return [payload_id for (payload_id,) in rows]
