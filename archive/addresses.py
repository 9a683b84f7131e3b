"""The frontier: one table that knows every address, what became of it and when it is due again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from archive import seals
from archive.content import media_key, url_key
from archive.model import Address, AddressKind
from archive.outcome import ABSENT, TRANSIENT
from archive.transaction import transaction

RANKS: dict[AddressKind, int] = {"home": 0, "list": 1, "article": 2, "other": 2, "image": 3, "file": 3}
"""What is due is taken in this order: the pages that lead to others first."""

_DUE = "state in ('pending', 'done', 'failed') and next_due_at"


@dataclass(frozen=True, slots=True)
class Lease:
    """An address handed out to be fetched.

    `failures` is how often in a row it failed so far; `fresh` says that it was never asked before.
    `validator` is what its last good reply may be asked about: ``ETag`` and ``Last-Modified``, as JSON.
    """

    id: int
    url: str
    kind: AddressKind
    cms_id: str | None
    site: str | None
    failures: int
    fresh: bool = True
    validator: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an address, and what decides when it is due again.

    `at` is the time of the capture. `failures` counts replies in a row that say nothing definite, this
    one included; `unchanged` captures in a row that brought nothing new. `absent`: this answer says that
    nothing is there. `gone`: the article counts as gone.
    """

    at: str
    kind: AddressKind
    outcome: str
    absent: bool
    gone: bool
    failures: int
    unchanged: int


Schedule = Callable[[Settled], str | None]
"""Tells the stamp from which an address is due again; None for never."""


def discover(
    db: sqlite3.Connection,
    portal: str,
    found: Iterable[Address],
    at: str,
    hosts: Collection[str] | None = None,
) -> list[int]:
    """Adds the addresses not known yet, due at once; the ids of those, in the order found.

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
    with transaction(db):
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
        "insert into address (portal, url, url_key, kind, article_id, cms_id, site, host, rank, state, first_seen_at,"
        " next_due_at, media_key)"
        " values (?, ?, ?, ?, (select id from article where portal = ? and cms_id = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            portal, address.url, url_key(address.url), address.kind, portal,
            address.cms_id if address.kind == "article" else None, address.cms_id, address.site,
            host_of(address.url), RANKS[address.kind], state, at, next_due_at,
            media_key(address.url) if address.kind in ("image", "file") else None,
        ),
    ).lastrowid  # fmt: skip
    assert address_id is not None
    return address_id


def find(db: sqlite3.Connection, portal: str, url: str) -> int | None:
    """The id of the address `url`, or None where it is not known."""
    row = db.execute(
        "select id from address where url_key = ? and url = ? and portal = ?", (url_key(url), url, portal)
    ).fetchone()
    return row[0] if row else None


def keyed(urls: Iterable[str]) -> str:
    """The urls as JSON, each with its `url_key`: for SQL that looks many of them up."""
    return json.dumps({url: url_key(url) for url in urls})


def learn(db: sqlite3.Connection, address_id: int, address: Address) -> None:
    """Completes an address that was known by its spelling only with what `address` tells of it."""
    seals.lift(db, *[i for (i,) in db.execute("select id from capture where address_id = ?", (address_id,))])
    db.execute(
        "update address set kind = case kind when 'other' then ?1 else kind end, rank = ?2,"
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


def lease(
    db: sqlite3.Connection,
    portal: str,
    crawl_id: int,
    now: str,
    limit: int,
    hosts: Collection[str] | None = None,
    kinds: Collection[AddressKind] | None = None,
    among: Collection[int] | None = None,
) -> list[Lease]:
    """Hands out up to `limit` addresses due at `now`: home pages and lists first, then what is due longest.

    Only those on `hosts`, of these `kinds` and `among` these ids, each where given. They are `leased`
    until settled or released.
    """
    if among is not None:
        due = _due_among(db, portal, now, limit, hosts, kinds, among)
    else:
        due = _due(db, portal, now, limit, hosts, kinds)
    leases = json.dumps(due)
    db.execute(
        "update address set state = 'leased', leased_by = ? where id in (select value from json_each(?))",
        (crawl_id, leases),
    )
    rows = db.execute(
        "select a.id, url, kind, cms_id, site, failures, last_captured_at is null, validator"
        " from json_each(?) j join address a on a.id = j.value order by j.key",
        (leases,),
    )
    return [
        Lease(address_id, url, kind, cms_id, site, failures, bool(fresh), validator)
        for address_id, url, kind, cms_id, site, failures, fresh, validator in rows
    ]


def release(db: sqlite3.Connection, crawl_id: int | None = None) -> int:
    """Takes back what a crawl (None: any) holds and never settled; it is due again. How many it were.

    A list among it may have been left in the middle: it has to be read to its end.
    """
    db.execute(
        "update walk set walked_at = null where address_id in (select id from address"
        " where leased_by is not null and (?1 is null or leased_by = ?1))",
        (crawl_id,),
    )
    return db.execute(
        "update address set leased_by = null, state = case when failures > 0 then 'failed'"
        " when last_captured_at is null then 'pending' else 'done' end"
        " where leased_by is not null and (?1 is null or leased_by = ?1)",
        (crawl_id,),
    ).rowcount


def settle(
    db: sqlite3.Connection,
    address_id: int,
    at: str,
    outcome: str,
    changed: bool | None,
    gone: bool,
    schedule: Schedule,
) -> None:
    """Marks an address as done, or as failed where a later try may bring more, and due again when `schedule`
    says.

    `changed` tells whether the capture brought anything new, None where it shows no article; captures in a
    row that brought nothing are counted.
    """
    kind, failures, unchanged = db.execute(
        "select kind, failures, unchanged from address where id = ?", (address_id,)
    ).fetchone()
    failures = failures + 1 if outcome in TRANSIENT else 0
    if changed or (changed is None and outcome in ABSENT):
        unchanged = 0
    elif changed is False or outcome == "not-modified":
        unchanged += 1
    next_due_at = schedule(Settled(at, kind, outcome, outcome in ABSENT, gone, failures, unchanged))
    db.execute(
        "update address set state = ?, next_due_at = ?, failures = ?, unchanged = ?, note = ?, leased_by = null"
        " where id = ?",
        (
            "failed" if failures else "done",
            next_due_at,
            failures,
            unchanged,
            None if outcome == "ok" else outcome,
            address_id,
        ),
    )


def exclude(db: sqlite3.Connection, address_id: int, why: str) -> None:
    """Marks an address that may not be fetched; it is never due again."""
    db.execute(
        "update address set state = 'excluded', next_due_at = null, leased_by = null, note = ? where id = ?",
        (why, address_id),
    )


def due(
    db: sqlite3.Connection,
    portal: str,
    now: str,
    on_hosts: Collection[str] | None = None,
    kinds: Collection[AddressKind] | None = None,
    among: Collection[int] | None = None,
) -> int:
    """How many addresses are due at `now`, with `among` of these ids; reads the index of what is due, and
    little else."""
    count = 0
    if among is not None:
        return len(_due_among(db, portal, now, -1, on_hosts, kinds, among))
    for host in on_hosts if on_hosts is not None else hosts(db, portal):
        for rank in _ranks(kinds):
            count += db.execute(
                f"select count(*) from address where portal = ? and host = ? and rank = ? and {_DUE} <= ?"
                " and (?5 is null or kind in (select value from json_each(?5)))",
                (portal, host, rank, now, _json(kinds)),
            ).fetchone()[0]
    return count


def counts(db: sqlite3.Connection, portal: str, now: str) -> dict[str, int]:
    """How many addresses are in each state, and `due` at `now`. Reads the whole table: for summaries."""
    rows = db.execute("select state, count(*) from address where portal = ? group by state", (portal,))
    return {**dict(rows), "due": due(db, portal, now)}


def hosts(db: sqlite3.Connection, portal: str) -> list[str]:
    """The hosts with addresses that may become due; steps from one to the next in the index."""
    rows = db.execute(
        f"with recursive h(host) as (select min(host) from address where portal = ?1"
        f" and {_DUE} is not null union all select (select min(host) from address where portal = ?1"
        f" and host > h.host and {_DUE} is not null) from h where h.host is not null)"
        " select host from h where host is not null",
        (portal,),
    )
    return [host for (host,) in rows]


def host_of(url: str) -> str:
    """The host, with the port where one is named, in lower case; empty where `url` has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _due(
    db: sqlite3.Connection,
    portal: str,
    now: str,
    limit: int,
    on_hosts: Collection[str] | None,
    kinds: Collection[AddressKind] | None,
) -> list[int]:
    # Host by host and rank by rank, each is a walk along the index that stops at `limit`; in one query,
    # SQLite would sort all that is due.
    places = hosts(db, portal) if on_hosts is None else sorted(on_hosts)
    found: list[int] = []
    for rank in _ranks(kinds):
        of_rank: list[tuple[str, int]] = []
        for host in places:
            of_rank += db.execute(
                f"select next_due_at, id from address where portal = ? and host = ? and rank = ?"
                f" and {_DUE} <= ? and (?5 is null or kind in (select value from json_each(?5)))"
                " order by next_due_at, id limit ?6",
                (portal, host, rank, now, _json(kinds), limit - len(found)),
            ).fetchall()
        found += [address_id for _, address_id in sorted(of_rank)][: limit - len(found)]
        if len(found) >= limit:
            break
    return found


def _due_among(
    db: sqlite3.Connection,
    portal: str,
    now: str,
    limit: int,
    on_hosts: Collection[str] | None,
    kinds: Collection[AddressKind] | None,
    among: Collection[int],
) -> list[int]:
    rows = db.execute(
        f"select id from address where id in (select value from json_each(?1)) and portal = ?2"
        f" and {_DUE} <= ?3 and (?4 is null or kind in (select value from json_each(?4)))"
        " and (?5 is null or host in (select value from json_each(?5)))"
        " order by rank, next_due_at, id limit ?6",
        (json.dumps(list(among)), portal, now, _json(kinds), _json(on_hosts), limit),
    )
    return [address_id for (address_id,) in rows]


def _ranks(kinds: Collection[AddressKind] | None) -> list[int]:
    return sorted({RANKS[kind] for kind in (RANKS if kinds is None else kinds)})


def _json(values: Collection[str] | None) -> str | None:
    return None if values is None else json.dumps(list(values))


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
