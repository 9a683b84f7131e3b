"""Proof that an archive is whole: everything in it is compared with what it must be.

SQLite's own structure and references; the schema; the bytes of every payload against their hash; the
chain over all facts; contents against their hashes; seals over what was read; and the derived tables
against what the captures give. Whatever does not fit is named with its row and address.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.clock import at_millis
from archive.contents import names as entity_rows
from archive.contents import rows as contents_rows
from archive.contents.fields import canonical, digests_of, sha256_of
from archive.contents.url_keys import url_key
from archive.database import schema
from archive.database.transaction import translated
from archive.errors import ArchiveDamaged, ArchiveError, PayloadRemoved
from archive.frontier.addresses import RANKS, host_of, id_of_url
from archive.history.derive import (
    article_row,
    event_rows,
    expected_article,
    sights,
    stored_events,
    stored_versions,
    version_rows,
)
from archive.history.rules import tell
from archive.integrity import hash_chain, seals
from archive.maintenance import takedown
from archive.payloads.payloads import LEFT_OUT, TAKEN_DOWN
from archive.readings.contacts import contacts
from archive.readings.listed import date_of_lists, first_said, names_of
from archive.search import index
from archive.store import Archive

Findings = Iterator["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: in which table, which row, of which address, and what it is."""

    table: str
    row: int | str | None
    address: str | None
    what: str

    def __str__(self) -> str:
        place = self.table if self.row is None else f"{self.table} {self.row}"
        return f"{place}: {self.what}" + (f" ({self.address})" if self.address else "")


def verify(path: Path, *, since: int | None = None, head: str | None = None) -> Findings:
    """Everything that is wrong with the archive at `path`; nothing, if it is whole.

    `since` is the id of a crawl: only what was recorded from it on is looked at, which is quick. `head` is a
    chain head in hex that was kept elsewhere: one that the chain does not hold is a finding.

    Raises ArchiveError where there is no crawl `since`.
    """
    try:
        archive = Archive.open(path, create=False, write=False)
    except ArchiveDamaged as error:
        why = error.__cause__ or error
        yield Finding(
            "file", None, None, f"cannot be read at all ({why}); keep it, and go on with a copy made before"
        )
        return
    except ArchiveError as error:
        yield Finding("file", None, None, str(error))
        return
    with archive:
        start = None if since is None else _start_of(archive.db, since)
        checks = (
            [_structure(archive)] if since is None else [],
            [_schema(archive), _chain(archive, start, head), _payloads(archive, start), _crawls(archive)],
            [
                _addresses(archive),
                _contents(archive),
                _entities(archive),
                _search(archive),
                _derived(archive),
                _sites(archive),
                _listed(archive),
                _seals(archive),
            ]
            if since is None
            else [],
        )
        for check in [check for group in checks for check in group]:
            try:
                yield from check
            except sqlite3.Error as error:
                yield Finding("file", None, None, str(translated(error)))
            except (ArchiveError, ValueError, TypeError, LookupError, OverflowError) as error:
                yield Finding("file", None, None, f"a row cannot be read: {error!r}")


def _structure(archive: Archive) -> Findings:
    for (message,) in archive.db.execute("pragma integrity_check"):
        if message != "ok":
            yield Finding("file", None, None, message)
    for table, row, parent, _ in archive.db.execute("pragma foreign_key_check"):
        yield Finding(table, row, None, f"refers to a row of {parent} that is not there")


def _schema(archive: Archive) -> Findings:
    select = "select type || ' ' || name, coalesce(sql, '') from sqlite_schema"
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    schema.prepare(fresh, archive.path)
    wanted, found = dict(fresh.execute(select)), dict(archive.db.execute(select))
    fresh.close()
    for name in wanted.keys() | found.keys():
        if wanted.get(name) != found.get(name):
            yield Finding("schema", None, None, f"{name} is not as this program makes it")


def _chain(archive: Archive, start: int | None, head: str | None) -> Findings:
    start = start or 0
    row = archive.db.execute("select hash from capture where id = ?", (start,)).fetchone()
    before = row[0] if row else hash_chain.GENESIS
    seen = {before.hex()}
    for kind, row, digest, facts in hash_chain.entries(archive.db, start):
        if hash_chain.link(before, *facts) != digest:
            address = facts[2] if kind == "capture" else None
            yield Finding(kind, row, address, "is not what was recorded, or an entry before it is missing")
        before = digest
        seen.add(digest.hex())
    if head is not None and head.lower() not in seen:
        yield Finding("ledger", None, None, f"the chain does not hold the head {head}: entries are missing")


def _start_of(db: sqlite3.Connection, crawl_id: int) -> int:
    """The id of the last capture before a crawl, 0 for none."""
    if not db.execute("select 1 from crawls where id = ?", (crawl_id,)).fetchone():
        raise ArchiveError(
            f"there is no crawl {crawl_id} in this archive; `luutru status` names those there are"
        )
    (start,) = db.execute(
        "select coalesce((select min(id) - 1 from capture where crawl_id >= ?), (select max(id) from capture), 0)",
        (crawl_id,),
    ).fetchone()
    return int(start)


def _payloads(archive: Archive, start: int | None) -> Findings:
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
                "payload", payload_id, None, "is there though it should not be, or the other way about"
            )
        try:
            archive.payloads.read(payload_id)
        except PayloadRemoved:
            continue
        except ArchiveError as error:
            yield Finding("payload", payload_id, _address_of(archive.db, payload_id), str(error))
        if archive.payloads.find(sha256) != payload_id:
            yield Finding("payload", payload_id, None, "is kept twice, or its index does not lead to it")


def _address_of(db: sqlite3.Connection, payload_id: int) -> str | None:
    row = db.execute(
        "select coalesce(c.url, a.url) from capture c join address a on a.id = c.address_id"
        " where c.payload_id = ? limit 1",
        (payload_id,),
    ).fetchone()
    return row[0] if row else None


def _crawls(archive: Archive) -> Findings:
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
            yield Finding("crawls", stored["id"], None, "is not as it was closed")


def _addresses(archive: Archive) -> Findings:
    columns = (
        "id, portal, url, url_key, kind, host, rank, article_id, last_captured_at,"
        " (select max(captured_ms) from capture where address_id = address.id)"
    )
    for row, portal, url, key, kind, host, rank, article_id, last, ms in archive.db.execute(
        f"select {columns} from address"
    ):
        if key != url_key(url) or id_of_url(archive.db, portal, url) != row:
            yield Finding("address", row, url, "is there twice, or is not found by its url")
        if last != (None if ms is None else at_millis(ms)):
            yield Finding("address", row, url, "was not captured last when it says")
        if host != host_of(url) or rank != RANKS.get(kind):
            yield Finding("address", row, url, "host or rank are not those of its url and kind")
        if article_id != expected_article(archive.db, row):
            yield Finding("address", row, url, "belongs to another article than its captures say")


def _contents(archive: Archive) -> Findings:
    db = archive.db
    rows = db.execute(
        "select o.id, o.sha256, o.digests, o.removed, coalesce(c.url, a.url) from content o"
        " left join capture c on c.id = o.capture_id and c.content_id = o.id"
        " left join address a on a.id = c.address_id"
    ).fetchall()
    taken_down = takedown.contents_taken(db)
    for content_id, sha256, digests, removed, url in rows:
        if removed != (sha256 in taken_down):
            yield Finding(
                "content", content_id, url, "is taken down without a record, or the other way about"
            )
        elif removed:
            continue
        elif url is None:
            yield Finding("content", content_id, None, "is said by no capture")
            continue
        fields = canonical(contents_rows.load_content(db, content_id), url)
        if (sha256_of(fields), digests_of(fields)) != (sha256, digests):
            yield Finding("content", content_id, url, "is not what was read: its hash differs")
    for capture_id, url in db.execute(
        "select c.id, coalesce(c.url, a.url) from capture c join address a on a.id = c.address_id"
        " where c.content_id is not null and c.content_id not in (select id from content)"
    ):
        yield Finding("capture", capture_id, url, "its content is not there")


def _entities(archive: Archive) -> Findings:
    """Of contents that another edition of the rules has read nothing can be said: `extract` reads them anew."""
    db = archive.db
    for content_id in entity_rows.current(db):
        if entity_rows.stored(db, content_id) != entity_rows.named_in(
            contents_rows.load_content(db, content_id)
        ):
            yield Finding(
                "entity_edition", content_id, None, "what it names is not what the rules find in it"
            )


def _search(archive: Archive) -> Findings:
    for content_id in index.unfound(archive.db):
        yield Finding("search_index", content_id, None, "is not there: a search does not find this content")


def _derived(archive: Archive) -> Findings:
    db = archive.db
    for (article_id,) in db.execute("select id from article order by id").fetchall():
        story = tell(sights(db, article_id), archive.removal)
        if story is None:
            yield Finding("article", article_id, None, "no capture shows it")
            continue
        row = article_row(db, story, date_of_lists(db, *names_of(db, article_id)))
        stored = db.execute(f"select {', '.join(row)} from article where id = ?", (article_id,)).fetchone()
        if stored != tuple(row.values()):
            yield Finding("article", article_id, story.newest.url, "is not what its captures give")
        if [version[1:] for version in stored_versions(db, article_id)] != version_rows(story):
            yield Finding(
                "version", f"of article {article_id}", story.newest.url, "are not what its captures give"
            )
        if [event[1:] for event in stored_events(db, article_id)] != event_rows(story):
            yield Finding(
                "events", f"of article {article_id}", story.newest.url, "are not what its captures give"
            )
    for version_id, article_id in db.execute(
        "select v.id, v.article_id from version v join article a on a.id = v.article_id where v.portal <> a.portal"
    ):
        yield Finding("version", version_id, None, f"names another portal than its article {article_id}")


def _sites(archive: Archive) -> Findings:
    expected = contacts(archive.db)
    for row, portal, sname, *stored in archive.db.execute(
        "select id, portal, sname, agency, address, phone, email, contact_ms from site"
    ):
        if tuple(stored) != expected.get((portal, sname), (None,) * 5):
            yield Finding(
                "site", row, None, f"its contact block is not that of the newest capture of {sname}"
            )


def _listed(archive: Archive) -> Findings:
    expected = first_said(archive.db)
    for row, article, first_ms in archive.db.execute("select id, article, first_ms from listed"):
        if expected.get(row) != first_ms:
            yield Finding("listed", row, article, "was not said first by a list when it says")


def _seals(archive: Archive) -> Findings:
    for first_id, last_id in seals.broken(archive.db):
        what = f"captures {first_id} to {last_id}" if first_id else "portals, sites or settings"
        yield Finding("seal", first_id, None, f"what is stored of {what} is not what was read")
