"""Removes what must not be shown any more, and records who did it, when and why.

Payload bytes and texts are deleted. Hashes, times and addresses stay, and so does the chain: the takedown is an
entry in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.captures.settle import settle
from archive.contents import rows as contents_rows
from archive.database.schema import MAINTENANCE
from archive.errors import ArchiveError
from archive.files import texts as file_texts
from archive.history.derive import derive
from archive.integrity import seals
from archive.payloads.payloads import TAKEN_DOWN
from archive.readings.listed import forget_titles
from archive.wording import t

if TYPE_CHECKING:
    from archive.store import Archive


@dataclass(frozen=True, slots=True)
class Takedown:
    """What was removed: hashes in hex of payloads and contents, and the articles these were of."""

    payloads: tuple[str, ...]
    contents: tuple[str, ...]
    articles: tuple[int, ...]


def take_down(archive: Archive, target: int | str, *, who: str, why: str, at: str) -> Takedown:
    """Removes all versions of an article (by its id), or a payload (by its sha256 in hex) with its texts.

    Whatever says the same goes too, in whichever capture. Pages that quote it, lists among them, stay.
    Raises ArchiveError where there is no such article or payload, or nothing is left of it to remove.
    """
    if not who.strip() or not why.strip():
        raise ArchiveError(t("a takedown needs a name and a reason; both are kept in the chain"))
    db = archive.db
    db.execute("pragma secure_delete = on")
    with archive.writing():
        payload_ids, content_ids = _concerned(db, target)
        articles = _ids(
            db, "select distinct article_id from version where content_id in (select value from json_each(?))",
            content_ids,
        )  # fmt: skip
        done = Takedown(
            tuple(sorted(_hashes(db, "payload", payload_ids))),
            tuple(sorted(_hashes(db, "content", content_ids))),
            tuple(sorted(articles)),
        )
        db.execute("insert into setting values (?, '')", (MAINTENANCE,))
        _remove(archive, payload_ids, content_ids)
        db.execute("delete from setting where key = ?", (MAINTENANCE,))
        for article_id in articles:
            derive(db, article_id, archive.removal)
        file_texts.renew_histories(archive, payload_ids)
        seals.lift(db, *forget_titles(db, articles))
        settle(archive)
        hashes = (bytes.fromhex(sha256) for sha256 in done.contents)
        held = (bytes.fromhex(sha256) for sha256 in done.payloads)
        archive.enter("takedown", at, detail(who, why, held, hashes))
        seals.close(db)
    # What was removed must not linger in the log, either.
    db.execute("pragma wal_checkpoint(truncate)")
    return done


def detail(who: str, why: str, payloads: Iterable[bytes], contents: Iterable[bytes]) -> dict[str, Any]:
    """What the ledger says of a takedown; payloads and contents by their hashes."""
    return {
        "who": who,
        "why": why,
        "payloads": sorted(sha256.hex() for sha256 in payloads),
        "contents": sorted(sha256.hex() for sha256 in contents),
    }


def payloads_taken(db: sqlite3.Connection) -> set[bytes]:
    """The hashes of all payloads that were taken down, by the ledger."""
    return _named(db, "payloads")


def contents_taken(db: sqlite3.Connection) -> set[bytes]:
    """The hashes of all contents that were taken down, by the ledger."""
    return _named(db, "contents")


def _named(db: sqlite3.Connection, what: str) -> set[bytes]:
    details = db.execute("select detail from ledger where kind = 'takedown'")
    return {bytes.fromhex(sha256) for (text,) in details for sha256 in json.loads(text)[what]}


def _concerned(db: sqlite3.Connection, target: int | str) -> tuple[set[int], set[int]]:
    """The payloads and contents to remove: with each content all payloads that say it, and the other way about."""
    if isinstance(target, int):
        payload_ids: set[int] = set()
        content_ids = _ids(
            db,
            "select content_id from version where article_id in (select value from json_each(?))",
            {target},
        )
    else:
        payload_ids = {
            i for (i,) in db.execute("select id from payload where lower(hex(sha256)) = ?", (target.lower(),))
        }
        content_ids = set()
    if not payload_ids and not content_ids:
        raise ArchiveError(t("there is no article or payload {target} in this archive", target=target))
    while True:
        more = content_ids | _ids(
            db, "select content_id from capture where content_id is not null and payload_id in"
            " (select value from json_each(?))", payload_ids,
        )  # fmt: skip
        payloads = payload_ids | _ids(
            db, "select payload_id from capture where payload_id is not null and content_id in"
            " (select value from json_each(?))", more,
        )  # fmt: skip
        if (payloads, more) == (payload_ids, content_ids):
            break
        payload_ids, content_ids = payloads, more
    left = _ids(
        db,
        f"select id from payload where codec <> {TAKEN_DOWN} and id in (select value from json_each(?))",
        payload_ids,
    )
    if not left:
        raise ArchiveError(t("{target} was taken down already", target=target))
    return payload_ids, content_ids


def _remove(archive: Archive, payload_ids: set[int], content_ids: set[int]) -> None:
    db = archive.db
    concerned = json.dumps(list(payload_ids))
    based = _ids(db, "select id from payload where base_id in (select value from json_each(?))", payload_ids)
    founder = None
    for payload_id in sorted(based - payload_ids):
        archive.payloads.pack_anew(payload_id, founder)
        founder = founder or payload_id
    for statement in (
        "delete from payload_data where payload_id in (select value from json_each(?))",
        f"update payload set codec = {TAKEN_DOWN}, base_id = null where id in (select value from json_each(?))",
        "update address set base_id = null where base_id in (select value from json_each(?))",
        "delete from payload_base where payload_id in (select value from json_each(?))",
    ):
        db.execute(statement, (concerned,))
    seals.lift(
        db,
        *_ids(db, "select id from capture where content_id in (select value from json_each(?))", content_ids),
    )
    for payload_id in payload_ids:
        file_texts.forget(db, payload_id)
    for content_id in content_ids:
        contents_rows.remove(db, content_id)
    archive.payloads.forget()


def _ids(db: sqlite3.Connection, sql: str, among: set[int]) -> set[int]:
    return {found for (found,) in db.execute(sql, (json.dumps(list(among)),))}


def _hashes(db: sqlite3.Connection, table: str, ids: set[int]) -> list[str]:
    rows = db.execute(
        f"select lower(hex(sha256)) from {table} where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [sha256 for (sha256,) in rows]
