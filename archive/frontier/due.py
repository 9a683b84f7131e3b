"""Selects the addresses that are due now, in the order in which to request them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from archive.frontier.addresses import RANKS
from archive.model import AddressKind

_DUE = "state in ('pending', 'done', 'failed') and next_due_at"


def count(
    db: sqlite3.Connection,
    portal: str,
    now: str,
    on_hosts: Collection[str] | None = None,
    kinds: Collection[AddressKind] | None = None,
    among: Collection[int] | None = None,
) -> int:
    """The number of addresses due at `now`; with `among`, of these ids. Reads little but the index of due addresses."""
    found = 0
    if among is not None:
        return len(_among(db, portal, now, -1, on_hosts, kinds, among))
    for host in on_hosts if on_hosts is not None else hosts(db, portal):
        for rank in _ranks(kinds):
            found += db.execute(
                f"select count(*) from address where portal = ? and host = ? and rank = ? and {_DUE} <= ?"
                " and (?5 is null or kind in (select value from json_each(?5)))",
                (portal, host, rank, now, _json(kinds)),
            ).fetchone()[0]
    return found


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


def ids(
    db: sqlite3.Connection,
    portal: str,
    now: str,
    limit: int,
    on_hosts: Collection[str] | None,
    kinds: Collection[AddressKind] | None,
    among: Collection[int] | None,
) -> list[int]:
    """The ids of up to `limit` addresses due at `now`, in the order to ask for them; arguments as `count`."""
    if among is not None:
        return _among(db, portal, now, limit, on_hosts, kinds, among)
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


def _among(
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
