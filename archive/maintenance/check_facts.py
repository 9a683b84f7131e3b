"""Checks the recorded facts: the file, its schema, the chain, payloads, crawls."""

from __future__ import annotations

import json
import sqlite3

from archive.database import schema
from archive.errors import ArchiveError, PayloadRemoved
from archive.integrity import hash_chain
from archive.maintenance import takedown
from archive.maintenance.finding import Finding, Findings
from archive.payloads.payloads import LEFT_OUT, TAKEN_DOWN
from archive.store import Archive
from archive.wording import t


def check_structure(archive: Archive) -> Findings:
    """Findings of SQLite about the file, and rows that refer to missing rows."""
    for (message,) in archive.db.execute("pragma integrity_check"):
        if message != "ok":
            yield Finding("file", None, None, message)
    for table, row, parent, _ in archive.db.execute("pragma foreign_key_check"):
        yield Finding(table, row, None, t("refers to a row of {parent} that is not there", parent=parent))


def check_schema(archive: Archive) -> Findings:
    """Findings where tables, indexes, views or triggers are not those of the archive's schema."""
    for name in schema.misfits(archive.db):
        yield Finding("schema", None, None, t("{name} is not as this program makes it", name=name))


def check_age(archive: Archive) -> Findings:
    """A finding where what is derived cannot be checked, because the schema is an older one."""
    if schema.is_older(archive.db):
        yield Finding("file", None, None, t(schema.OLDER, path=archive.path))


def check_chain(archive: Archive, start: int | None, head: str | None) -> Findings:
    """Findings where an entry behind the capture `start` does not fit the one before it, or the chain lacks `head`."""
    start = start or 0
    row = archive.db.execute("select hash from capture where id = ?", (start,)).fetchone()
    before = row[0] if row else hash_chain.GENESIS
    seen = {before.hex()}
    for kind, row, digest, facts in hash_chain.entries(archive.db, start):
        if hash_chain.link(before, *facts) != digest:
            address = facts[2] if kind == "capture" else None
            yield Finding(kind, row, address, t("is not what was recorded, or an entry before it is missing"))
        before = digest
        seen.add(digest.hex())
    if head is not None and head.lower() not in seen:
        yield Finding(
            "ledger", None, None, t("the chain does not hold the head {head}: entries are missing", head=head)
        )


def start_of(db: sqlite3.Connection, crawl_id: int) -> int:
    """The id of the last capture before a crawl, 0 for none."""
    if not db.execute("select 1 from crawls where id = ?", (crawl_id,)).fetchone():
        raise ArchiveError(
            t(
                "there is no crawl {crawl_id} in this archive; `luutru status` names those there are",
                crawl_id=crawl_id,
            )
        )
    (start,) = db.execute(
        "select coalesce((select min(id) - 1 from capture where crawl_id >= ?), (select max(id) from capture), 0)",
        (crawl_id,),
    ).fetchone()
    return int(start)


def check_payloads(archive: Archive, start: int | None) -> Findings:
    """Findings where a payload does not unpack to its sha256 and size; only those of captures behind `start`."""
    first = 0
    if start is not None:
        first = (
            archive.db.execute("select min(payload_id) from capture where id > ?", (start,)).fetchone()[0]
            or 0
        )
    rows = archive.db.execute(
        "select id, sha256, codec, d.payload_id is not null from payload"
        " left join payload_data d on d.payload_id = id where id >= ? order by id",
        (first,),
    ).fetchall()
    taken_down = takedown.payloads_taken(archive.db)
    all_left_out = not archive.has_payloads
    for payload_id, sha256, codec, has_data in rows:
        if (
            (codec == TAKEN_DOWN) != (sha256 in taken_down)
            or (codec == LEFT_OUT) != (all_left_out and codec != TAKEN_DOWN)
            or has_data != (codec not in (TAKEN_DOWN, LEFT_OUT))
        ):
            yield Finding(
                "payload", payload_id, None, t("is there though it should not be, or the other way about")
            )
        try:
            archive.payloads.read(payload_id)
        except PayloadRemoved:
            continue
        except ArchiveError as error:
            yield Finding("payload", payload_id, _address_of(archive.db, payload_id), str(error))
        if archive.payloads.find(sha256) != payload_id:
            yield Finding("payload", payload_id, None, t("is kept twice, or its index does not lead to it"))


def _address_of(db: sqlite3.Connection, payload_id: int) -> str | None:
    row = db.execute(
        "select coalesce(c.url, a.url) from capture c join address a on a.id = c.address_id"
        " where c.payload_id = ? limit 1",
        (payload_id,),
    ).fetchone()
    return row[0] if row else None


def check_crawls(archive: Archive) -> Findings:
    """Findings where the row of a crawl is not the one that the chain has."""
    closed = {}
    for detail, digest in archive.db.execute("select detail, hash from ledger where kind = 'crawl'"):
        facts = json.loads(detail)
        closed[facts["id"]] = facts, digest.hex()
    columns = "id, portal, started_at, finished_at, state, reason, stats, software, settings, head"
    for row in archive.db.execute(f"select {columns} from crawls where state <> 'running'"):
        stored = dict(zip(columns.split(", "), row, strict=True))
        facts, head = closed.get(stored["id"], ({}, None))
        for name in ("stats", "settings"):
            stored[name] = json.loads(stored[name])
        if stored.pop("head") != head or stored != facts:
            yield Finding("crawls", stored["id"], None, t("is not as it was closed"))
