"""The frontier: one table with every address, what became of it, and when it is due again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from archive.contents.url_keys import media_key, url_key
from archive.history.article_of import article_at
from archive.integrity import seals
from archive.model import Address, AddressKind
from archive.readings.day_totals import doubt_visits
from archive.readings.outcome import ABSENT

RANKS: dict[AddressKind, int] = {
    "home": 0,
    "list": 1,
    "article": 2,
    "other": 2,
    "image": 3,
    "file": 3,
    "resource": 3,
}
"""What is due is taken in this order: the pages that lead to others first."""


def discover(
    db: sqlite3.Connection,
    portal: str,
    found: Iterable[Address],
    at: str,
    hosts: Collection[str] | None = None,
) -> list[int]:
    """Adds the addresses not known yet, due at once, inside a transaction; the ids of those, in the order found.

    An article or list already known at another address on one of `hosts` (host:port; None: on any) is
    added as `alias`, never due: one article answers at many addresses. It is not when that other address
    was last answered with the article's absence.
    """
    by_url = {address.url: address for address in found}
    if not by_url:
        return []
    unknown = db.execute(
        "select key from json_each(?)"
        " where not exists (select 1 from address where url_key = value and url = key and portal = ?)",
        (keyed(by_url), portal),
    ).fetchall()
    if not unknown:
        return []
    pending = []
    for (url,) in unknown:
        address = by_url[url]
        alias = _known_elsewhere(db, portal, address, hosts)
        address_id = add(db, portal, address, at, "alias" if alias else "pending", None if alias else at)
        if not alias:
            pending.append(address_id)
    return pending


def add(
    db: sqlite3.Connection, portal: str, address: Address, at: str, state: str, next_due_at: str | None = None
) -> int:
    """Adds one address, first seen at `at`; its id."""
    address_id = db.execute(
        "insert into address (portal, url, url_key, kind, cms_id, site, host, rank, state, first_seen_at, next_due_at,"
        " media_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            portal, address.url, url_key(address.url), address.kind, address.cms_id, address.site,
            host_of(address.url), RANKS[address.kind], state, at, next_due_at,
            media_key(address.url) if address.kind in ("image", "file") else None,
        ),
    ).lastrowid  # fmt: skip
    assert address_id is not None
    if address.kind == "article" and address.cms_id is not None:
        article_at(db, address_id)
    return address_id


def id_of_url(db: sqlite3.Connection, portal: str, url: str) -> int | None:
    """The id of the address `url`, or None where it is not known."""
    row = db.execute(
        "select id from address where url_key = ? and url = ? and portal = ?", (url_key(url), url, portal)
    ).fetchone()
    return row[0] if row else None


def urls_of(db: sqlite3.Connection, portal: str) -> list[str]:
    """All known addresses of a portal, pages that lead to others first."""
    query = "select url from address where portal = ? and kind <> 'resource' order by rank, id"
    return [url for (url,) in db.execute(query, (portal,))]


def keyed(urls: Iterable[str]) -> str:
    """The urls as JSON, each with its `url_key`: for SQL that looks many of them up."""
    return json.dumps({url: url_key(url) for url in urls})


def learn(db: sqlite3.Connection, address_id: int, address: Address) -> None:
    """Adds what `address` knows to an address of which only the spelling was known."""
    captures = [i for (i,) in db.execute("select id from capture where address_id = ?", (address_id,))]
    seals.lift(db, *captures)
    doubt_visits(db, captures)
    db.execute(
        "update address set kind = case kind when 'other' then ?1 else kind end,"
        " rank = case kind when 'other' then ?2 else rank end,"
        " cms_id = coalesce(cms_id, ?3), site = coalesce(site, ?4), media_key = coalesce(media_key, ?5)"
        " where id = ?6",
        (
            address.kind,
            RANKS[address.kind],
            address.cms_id,
            address.site,
            media_key(address.url) if address.kind in ("image", "file") else None,
            address_id,
        ),
    )
    doubt_visits(db, captures)


def host_of(url: str) -> str:
    """The host, with the port where one is named, in lower case; empty where `url` has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _known_elsewhere(
    db: sqlite3.Connection, portal: str, address: Address, hosts: Collection[str] | None
) -> bool:
    if address.cms_id is None:
        return False
    rows = db.execute(
        "select host, note from address where portal = ? and cms_id = ? and kind = ?"
        " and state not in ('alias', 'excluded')",
        (portal, address.cms_id, address.kind),
    )
    return any((hosts is None or host in hosts) and note not in ABSENT for host, note in rows)


def part(db: sqlite3.Connection, portal: str, cms_id: str, at: str) -> list[int]:
    """Makes the addresses that tell an article's id, and were never asked for, addresses of articles of their own, due
    at `at`, inside a transaction; their ids."""
    rows = db.execute(
        "update address set cms_id = null, told_cms_id = null, told_ms = null, article_id = null,"
        " state = 'pending', next_due_at = ?3 where portal = ?1 and cms_id = ?2 and kind = 'article'"
        " and state in ('alias', 'pending') and last_captured_at is null returning id",
        (portal, cms_id, at),
    )
    return [address_id for (address_id,) in rows.fetchall()]
