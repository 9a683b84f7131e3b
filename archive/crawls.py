"""How crawls and imports begin and end in the archive."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Literal

from archive.captures.settle import settle
from archive.captures.sum_up import sum_up
from archive.errors import ArchiveError
from archive.frontier import leases
from archive.model import AddressKind
from archive.portal_states.store import judge_crawl, renew
from archive.search import index
from archive.store import Archive
from archive.wording import stored, t

CrawlState = Literal["finished", "alarm", "stopped", "failed"]


def start_crawl(archive: Archive, portal_id: str, at: str, software: str, settings: dict[str, Any]) -> int:
    """Begins a crawl; its id. One that was left running by a process now dead is closed as stopped."""
    with archive.writing():
        for crawl_id, portal in archive.db.execute(
            "select id, portal from crawls where state = 'running'"
        ).fetchall():
            if portal == portal_id:
                judge_crawl(archive, portal_id, crawl_id)
                close_crawl(
                    archive,
                    crawl_id,
                    None,
                    "stopped",
                    stored("the process ended without closing the crawl"),
                    {},
                )
        leases.release(archive.db)
        crawl_id = archive.db.execute(
            "insert into crawls (portal, started_at, state, software, settings)"
            " values (?, ?, 'running', ?, ?)",
            (portal_id, at, software, json.dumps(settings, ensure_ascii=False, sort_keys=True)),
        ).lastrowid
        assert crawl_id is not None
        return crawl_id


def was_stopped(archive: Archive, portal_id: str) -> bool:
    """Whether the last crawl of a portal that is over ended before its end."""
    row = archive.db.execute(
        "select state = 'stopped' from crawls where portal = ? and state <> 'running'"
        " order by id desc limit 1",
        (portal_id,),
    ).fetchone()
    return bool(row and row[0])


def finish_crawl(
    archive: Archive, crawl_id: int, at: str, state: CrawlState, reason: str | None, stats: dict[str, Any]
) -> str:
    """Closes a crawl, and with it the chain so far; the chain's head in hex, to be kept elsewhere."""
    with archive.writing():
        index.catch_up(archive.db)
        settle(archive)
        sum_up(archive)
        leases.release(archive.db, crawl_id, orderly=state != "failed")
        close_crawl(archive, crawl_id, at, state, reason, stats)
    # The log goes into the file and both to the disk: what a closed crawl says must outlive a power cut.
    archive.to_disk()
    return archive.head.hex()


def settle_whole(archive: Archive) -> None:
    """Derives, as one transaction, all that depends on more than one article: states of portals, the search, what
    `settle` does, and sums.

    For captures that came late, from elsewhere, or were read anew.
    """
    with archive.writing():
        renew(archive)
        index.catch_up(archive.db)
        settle(archive)
        sum_up(archive)


def finish_import(archive: Archive, at: str, source: dict[str, Any], captures: int) -> str:
    """Adds an import of captures, with `source`, to the chain. Gives the chain's head in hex.

    An import that brought nothing leaves no trace.
    """
    if captures:
        with archive.writing():
            archive.enter("import", at, {**source, "captures": captures})
        archive.to_disk()
    return archive.head.hex()


def left_open(db: sqlite3.Connection) -> list[tuple[int, str, str, AddressKind, str]]:
    """The captures of imports that died before they were added to the chain, in order: id, source, and portal, kind
    and url of the address."""
    return db.execute(
        "select c.id, r.source, a.portal, a.kind, a.url from capture c join reply r on r.id = c.reply_id"
        " join address a on a.id = c.address_id where c.crawl_id is null"
        " and c.id > (select coalesce(max(after), 0) from ledger) order by c.id"
    ).fetchall()


def close_crawl(
    archive: Archive,
    crawl_id: int,
    at: str | None,
    state: CrawlState,
    reason: str | None,
    stats: dict[str, Any],
) -> None:
    """Enters the end of a crawl in its row and in the chain, inside a transaction."""
    row = archive.db.execute(
        "update crawls set finished_at = ?, state = ?, reason = ?, stats = ?"
        " where id = ? and state = 'running' returning portal, started_at, software, settings",
        (at, state, reason, json.dumps(stats, ensure_ascii=False, sort_keys=True), crawl_id),
    ).fetchone()
    if row is None:
        raise ArchiveError(t("crawl {crawl_id} is not running, so it cannot be closed", crawl_id=crawl_id))
    portal, started_at, software, settings = row
    archive.enter("crawl", at or archive.now(), {
        "id": crawl_id, "portal": portal, "started_at": started_at, "finished_at": at, "state": state,
        "reason": reason, "stats": stats, "software": software, "settings": json.loads(settings),
    })  # fmt: skip
    archive.db.execute("update crawls set head = ? where id = ?", (archive.head.hex(), crawl_id))
