"""Alternates: other addresses of an article or list, tried one at a time when the current one shows nothing.

The schedule covers one address of each article. The others are alternates and wait. Here they change places.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from archive.readings.outcome import ABSENT

_EMPTY = json.dumps(sorted(ABSENT))
_OTHERS = "address a join address b on b.portal = a.portal and b.cms_id = a.cms_id and b.kind = a.kind and b.id <> a.id"


def attempt(
    db: sqlite3.Connection, address_id: int, hosts: Collection[str], since: str, lately: str
) -> int | None:
    """Makes the next alternate due, on one of `hosts`. Its id; None where all were tried.

    Skips alternates requested since the stamp `since`, and alternates that showed nothing at their last
    request, if that was after `lately` and the article was not seen since; what told of the portal alone told
    nothing of them.
    """
    row = db.execute(
        f"select b.id from {_OTHERS}"
        " where a.id = ?1 and b.state in ('alias', 'done', 'failed')"
        " and b.host in (select value from json_each(?2))"
        " and (b.last_captured_at is null or b.last_captured_at < ?3) and not ("
        " coalesce(b.note, '') in (select value from json_each(?4))"
        " and b.last_captured_at > max(?5, coalesce((select last_captured_at from version"
        " where article_id = a.article_id order by number desc limit 1), ''))"
        " and (select max(id) from capture where address_id = b.id) not in (select capture_id from disregarded))"
        " order by b.last_captured_at, b.id limit 1",
        (address_id, json.dumps(list(hosts)), since, _EMPTY, lately),
    ).fetchone()
    if row is None:
        return None
    db.execute("update address set state = 'pending', next_due_at = ? where id = ?", (since, row[0]))
    return int(row[0])


def stand_in(db: sqlite3.Connection, address_id: int) -> None:
    """Lets an answering address replace the other addresses of its article that did not answer last time."""
    _rest(
        db,
        f"select b.id from {_OTHERS} where a.id = ?1 and b.state in ('done', 'failed')"
        " and (b.failures > 0 or b.note in (select value from json_each(?2)))",
        address_id,
    )


def step_back(db: sqlite3.Connection, address_id: int) -> None:
    """Lets another address that is asked on, in vain too, stand for one: the same has not to be asked of each."""
    _rest(
        db,
        f"select a.id from {_OTHERS} where a.id = ?1 and b.state in ('done', 'failed')"
        " and a.note in (select value from json_each(?2))",
        address_id,
    )


def leave(db: sqlite3.Connection, portal: str, host: str, hosts: Collection[str], at: str) -> int:
    """From `at` on, crawls the copies on `hosts` of everything that `host` (now dead) used to serve. The number of
    articles and lists.
    """
    db.execute(
        "update address set state = 'alias', next_due_at = null, leased_by = null where portal = ?1 and host = ?2"
        " and state not in ('alias', 'excluded') and cms_id is not null and exists (select 1 from address b"
        " where b.portal = ?1 and b.cms_id = address.cms_id and b.kind = address.kind"
        " and b.state <> 'excluded' and b.host in (select value from json_each(?3)))",
        (portal, host, json.dumps(list(hosts))),
    )
    return adopt(db, portal, hosts, at)


def adopt(db: sqlite3.Connection, portal: str, hosts: Collection[str], at: str | None = None) -> int:
    """Makes one alias of each article or list pending that none of `hosts` serves at another address, due at the
    stamp `at` (None: since it was first seen). How many it were.

    What another host answered for in an earlier crawl may be out of reach for this one.
    """
    return db.execute(
        "update address set state = 'pending', next_due_at = coalesce(?3, first_seen_at) where id in ("
        " select min(id) from address a where portal = ?1 and state = 'alias'"
        " and host in (select value from json_each(?2))"
        " and not exists (select 1 from address b where b.portal = ?1 and b.cms_id = a.cms_id"
        " and b.state not in ('alias', 'excluded') and b.host in (select value from json_each(?2)))"
        " group by cms_id)",
        (portal, json.dumps(list(hosts)), at),
    ).rowcount


def answered_at(db: sqlite3.Connection, portal: str, host: str) -> str | None:
    """The stamp of the last answer of a host, None where it never gave one."""
    row = db.execute(
        "select max(last_captured_at) from address where portal = ? and host = ? and failures = 0",
        (portal, host),
    ).fetchone()
    return row[0] if row else None


def _rest(db: sqlite3.Connection, ids: str, address_id: int) -> None:
    db.execute(
        f"update address set state = 'alias', next_due_at = null where id in ({ids})",
        (address_id, _EMPTY),
    )
