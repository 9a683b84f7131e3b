"""Addresses of which something could not be read to its end: they wait, and are asked for last."""

from __future__ import annotations

import json
import sqlite3

from archive.contents.url_keys import url_key


def set_aside(db: sqlite3.Connection, portal: str, url: str, note: str, at: str) -> None:
    """Lets the address `url` not be due before the stamp `at`: what it gives cannot be read."""
    db.execute(
        "update address set state = 'done', next_due_at = ?1, failures = 0, note = ?2, leased_by = null"
        " where portal = ?3 and url_key = ?4 and url = ?5",
        (at, note, portal, url_key(url), url),
    )


def unread_payloads(db: sqlite3.Connection, portal: str, problem: str) -> set[bytes]:
    """The hashes of the payloads of a portal whose reading had this problem."""
    rows = db.execute(
        "select p.sha256 from verdict d join capture c on c.verdict_id = d.id join payload p on p.id = c.payload_id"
        " join address a on a.id = c.address_id where a.portal = ? and d.problems = ?",
        (portal, json.dumps([problem], ensure_ascii=False)),
    )
    return {sha256 for (sha256,) in rows}


def was_set_aside(db: sqlite3.Connection, portal: str, url: str, problem: str) -> bool:
    """True if the reading of anything that the address `url` gave had this problem."""
    row = db.execute(
        "select 1 from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id"
        " where a.portal = ? and a.url_key = ? and a.url = ? and d.problems = ? limit 1",
        (portal, url_key(url), url, json.dumps([problem], ensure_ascii=False)),
    ).fetchone()
    return row is not None
