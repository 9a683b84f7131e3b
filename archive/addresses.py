"""The frontier: one table that knows every address, what became of it and when it is due again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive.content import media_key
from archive.model import Address, AddressKind
from archive.outcome import ABSENT, SETTLED
from archive.transaction import transaction

RANKS: dict[AddressKind, int] = {"home": 0, "list": 1, "article": 2, "other": 2, "image": 3, "file": 3}
"""What is due is taken in this order: the pages that lead to others first."""

_DUE = "state in ('pending', 'done', 'failed') and next_due_at"


@dataclass(frozen=True, slots=True)
class Lease:
    """An address handed out to be fetched; `failures` is how often in a row it failed so far."""

    id: int
    url: str
    kind: AddressKind
    cms_id: str | None
    site: str | None
    failures: int


def discover(
    db: sqlite3.Connection, portal: str, found: Iterable[Address], at: str, hosts: Collection[str] | None = None
) -> list[int]:
    """Adds the addresses not known yet, due at once; the ids of those, in the order found.

    An article already known at another address on one of `hosts` (host:port; None: on any) is added as
    `alias`, never due: one article answers at many addresses. It is not when that other address was
    last answered with the article's absence.
    """
    by_url = {address.url: address for address in found}
    if not by_url:
        return []
    unknown = db.execute(
        "select value from json_each(?) where not exists (select 1 from address where url = value and portal = ?)",
        (json.dumps(list(by_url)), portal),
    ).fetchall()
    if not unknown:
        return []
    pending = []
    with transaction(db):
        for (url,) in unknown:
            address = by_url[url]
            alias = address.kind == "article" and _known_elsewhere(db, portal, address.cms_id, hosts)
            address_id = add(db, portal, address, at, "alias" if alias else "pending", None if alias else at)
            if not alias:
                pending.append(address_id)
    return pending


def add(
    db: sqlite3.Connection, portal: str, address: Address, at: str, state: str, next_due_at: str | None = None
) -> int:
    """Adds one address, first seen at `at`; its id."""
    address_id = db.execute(
        "insert into address (portal, url, kind, article_id, cms_id, site, host, rank, state, first_seen_at,"
        " next_due_at, media_key)"
        " values (?, ?, ?, (select id from article where portal = ? and cms_id = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            portal, address.url, address.kind, portal, address.cms_id, address.cms_id, address.site,
            host_of(address.url), RANKS[address.kind], state, at, next_due_at,
            media_key(address.url) if address.kind in ("image", "file") else None,
        ),
    ).lastrowid  # fmt: skip
    assert address_id is not None
    return address_id


def learn(db: sqlite3.Connection, address_id: int, portal: str, address: Address) -> None:
    """Completes an address that was known by its spelling only with what `address` tells of it."""
    db.execute(
        "update address set kind = case kind when 'other' then ?1 else kind end, rank = ?2,"
        " cms_id = coalesce(cms_id, ?3), site = coalesce(site, ?4), media_key = coalesce(media_key, ?5),"
        " article_id = coalesce(article_id, (select id from article where portal = ?6 and cms_id = ?3))"
        " where id = ?7",
        (
            address.kind, RANKS[address.kind], address.cms_id, address.site,
            media_key(address.url) if address.kind in ("image", "file") else None, portal, address_id,
        ),
    )  # fmt: skip


def lease(
    db: sqlite3.Connection,
    portal: str,
    crawl_id: int,
    now: str,
    limit: int,
    hosts: Collection[str] | None = None,
    kinds: Collection[AddressKind] | None = None,
) -> list[Lease]:
    """Hands out up to `limit` addresses due at `now` on `hosts` (None: on any), home pages and lists first,
    then what is due longest. They are `leased` until settled or released."""
    due: list[tuple[int, str, int]] = []
    places = sorted(hosts) if hosts is not None else known_hosts(db, portal)
    for rank in sorted({RANKS[kind] for kind in kinds} if kinds is not None else set(RANKS.values())):
        of_rank: list[tuple[int, str, int]] = []
        for host in places:
            of_rank += db.execute(
                f"select rank, next_due_at, id from address where portal = ? and host = ? and rank = ?"
                f" and {_DUE} <= ? and (?5 is null or kind in (select value from json_each(?5)))"
                f" order by next_due_at limit ?6",
                (portal, host, rank, now, None if kinds is None else json.dumps(list(kinds)), limit),
            ).fetchall()
        due += sorted(of_rank)
        if len(due) >= limit:
            break
    ids = [address_id for _, _, address_id in due[:limit]]
    db.execute(
        "update address set state = 'leased', leased_by = ? where id in (select value from json_each(?))",
        (crawl_id, json.dumps(ids)),
    )
    rows = db.execute(
        "select a.id, url, kind, cms_id, site, failures from json_each(?) j join address a on a.id = j.value"
        " order by j.key",
        (json.dumps(ids),),
    )
    return [Lease(*row) for row in rows]


def release(db: sqlite3.Connection, crawl_id: int | None = None) -> int:
    """Takes back what a crawl (None: any) holds and never settled; it is due again. How many it were."""
    return db.execute(
        "update address set leased_by = null, state = case when failures > 0 then 'failed'"
        " when last_captured_at is null then 'pending' else 'done' end"
        " where leased_by is not null and (?1 is null or leased_by = ?1)",
        (crawl_id,),
    ).rowcount


def settle(
    db: sqlite3.Connection, address_id: int, at: str, outcome: str, changed: bool | None, next_due_at: str | None
) -> None:
    """Marks an address as done, or failed where the outcome says nothing definite of it.

    `changed` counts the captures in a row that brought nothing new; None leaves the count as it is.
    """
    done = outcome in SETTLED
    db.execute(
        "update address set state = ?1, last_captured_at = max(coalesce(last_captured_at, ''), ?2), next_due_at = ?3,"
        " failures = case when ?4 then 0 else failures + 1 end,"
        " unchanged = case ?5 when 1 then 0 when 0 then unchanged + 1 else unchanged end,"
        " note = ?6, leased_by = null where id = ?7",
        (
            "done" if done else "failed", at, next_due_at, done, changed, None if outcome == "ok" else outcome,
            address_id,
        ),
    )  # fmt: skip


def recall(db: sqlite3.Connection, portal: str, at: str, hosts: Collection[str] | None = None) -> int:
    """Makes all addresses but aliases and excluded ones due at `at` at the latest. How many there are."""
    return db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where portal = ?2"
        " and state in ('pending', 'done', 'failed') and (?3 is null or host in (select value from json_each(?3)))",
        (at, portal, None if hosts is None else json.dumps(list(hosts))),
    ).rowcount


def due(db: sqlite3.Connection, portal: str, now: str, hosts: Collection[str] | None = None) -> int:
    """How many addresses are due at `now`; reads the index of what is due, nothing else."""
    return sum(
        db.execute(
            f"select count(*) from address where portal = ? and host = ? and rank = ? and {_DUE} <= ?",
            (portal, host, rank, now),
        ).fetchone()[0]
        for host in (hosts if hosts is not None else known_hosts(db, portal))
        for rank in set(RANKS.values())
    )


def counts(db: sqlite3.Connection, portal: str, now: str) -> dict[str, int]:
    """How many addresses are in each state, and `due` at `now`. Reads the whole table: for summaries."""
    states = dict(db.execute("select state, count(*) from address where portal = ? group by state", (portal,)))
    return {**states, "due": due(db, portal, now)}


def known_hosts(db: sqlite3.Connection, portal: str) -> list[str]:
    """The hosts with addresses that may become due; steps from one to the next in the index."""
    rows = db.execute(
        f"with recursive h(host) as (select min(host) from address where portal = ?1 and {_DUE} is not null"
        f" union all select (select min(host) from address where portal = ?1 and host > h.host"
        f" and {_DUE} is not null) from h where h.host is not null) select host from h where host is not null",
        (portal,),
    )
    return [host for (host,) in rows]


def host_of(url: str) -> str:
    """The host, with the port where one is named, in lower case; empty where `url` has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _known_elsewhere(
    db: sqlite3.Connection, portal: str, cms_id: str | None, hosts: Collection[str] | None
) -> bool:
    if cms_id is None:
        return False
    rows = db.execute(
        "select host, note from address where portal = ? and cms_id = ? and state not in ('alias', 'excluded')",
        (portal, cms_id),
    )
    return any((hosts is None or host in hosts) and note not in ABSENT for host, note in rows)
