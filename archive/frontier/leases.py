"""Hands out addresses to be fetched, and stores what became of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from archive.frontier import due
from archive.model import AddressKind
from archive.readings.outcome import ABSENT, TRANSIENT


@dataclass(frozen=True, slots=True)
class Lease:
    """An address handed out to be fetched.

    `failures` is how often in a row it failed so far, `unchanged` how many captures in a row brought nothing new;
    `fresh` says that it was never asked before. `validator` is what its last good reply may be asked about:
    ``ETag`` and ``Last-Modified``, as JSON. `again`: the same crawl asks once more, to see what changes by itself.
    """

    id: int
    url: str
    kind: AddressKind
    cms_id: str | None
    site: str | None
    failures: int
    unchanged: int = 0
    fresh: bool = True
    validator: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an address, and what decides when it is due again.

    `at` is the time of the capture. `failures` counts replies in a row that say nothing definite, this
    one included; `unchanged` captures in a row that brought nothing new. `absent`: this answer says that
    nothing is there; `gone`: and the article counts as gone.
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
    leases = json.dumps(due.ids(db, portal, now, limit, hosts, kinds, among))
    db.execute(
        "update address set state = 'leased', leased_by = ? where id in (select value from json_each(?))",
        (crawl_id, leases),
    )
    rows = db.execute(
        "select a.id, url, kind, cms_id, site, failures, unchanged, last_captured_at is null, validator"
        " from json_each(?) j join address a on a.id = j.value order by j.key",
        (leases,),
    )
    return [
        Lease(address_id, url, kind, cms_id, site, failures, unchanged, bool(fresh), validator)
        for address_id, url, kind, cms_id, site, failures, unchanged, fresh, validator in rows
    ]


def lease_again(db: sqlite3.Connection, crawl_id: int, done: Lease) -> Lease | None:
    """Hands out an address that a crawl is done with once more; None where it is not to be asked for any longer."""
    row = db.execute(
        "update address set state = 'leased', leased_by = ? where id = ? and state = 'done'"
        " returning failures, unchanged",
        (crawl_id, done.id),
    ).fetchone()
    if row is None:
        return None
    failures, unchanged = row
    return replace(done, failures=failures, unchanged=unchanged, fresh=False, validator=None, again=True)


def release(db: sqlite3.Connection, crawl_id: int | None = None, orderly: bool = False) -> int:
    """Takes back what a crawl (None: any) holds and never settled; it is due again. How many it were.

    Unless the crawl kept in an `orderly` way where its walks broke off, a list among it may have been left in
    the middle: it has to be read to its end.
    """
    if not orderly:
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
    lease: Lease,
    at: str,
    outcome: str,
    changed: bool | None,
    gone: bool,
    schedule: Schedule,
) -> None:
    """Marks an address as done, or as failed where a later try may bring more, and due again when `schedule`
    says.

    `changed` tells whether the capture brought anything new, None where it shows no article; captures in a
    row that brought nothing are counted, but for those of an address that was asked for again at once.
    """
    failures = lease.failures + 1 if outcome in TRANSIENT else 0
    unchanged = lease.unchanged
    if changed or (changed is None and outcome in ABSENT):
        unchanged = 0
    elif changed is False or outcome == "not-modified":
        unchanged += not lease.again
    next_due_at = schedule(Settled(at, lease.kind, outcome, outcome in ABSENT, gone, failures, unchanged))
    db.execute(
        "update address set state = ?, next_due_at = ?, failures = ?, unchanged = ?, note = ?, leased_by = null"
        " where id = ?",
        (
            "failed" if failures else "done",
            next_due_at,
            failures,
            unchanged,
            None if outcome == "ok" else outcome,
            lease.id,
        ),
    )


def exclude(db: sqlite3.Connection, address_id: int, why: str, until: str) -> None:
    """Marks an address that may not be fetched. It is not due again before it is readmitted, from the stamp
    `until` on: see `archive.frontier.make_due.readmit`."""
    db.execute(
        "update address set state = 'excluded', next_due_at = ?, leased_by = null, note = ? where id = ?",
        (until, why, address_id),
    )
