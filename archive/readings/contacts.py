"""The contact of each site: the contact block of its newest capture that has one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from archive.model import Contact


def note_contact(db: sqlite3.Connection, portal: str, sname: str, contact: Contact, ms: int) -> None:
    """Takes over the contact block of a capture at `ms`, unless a newer capture of the site showed one.

    Of two at the same time the greater text counts, so that the order of arrival does not.
    """
    fields = (contact.agency, contact.address, contact.phone, contact.email)
    same = db.execute(
        "update site set contact_ms = max(contact_ms, ?) where portal = ? and sname = ? and contact_ms is not null"
        " and agency is ? and address is ? and phone is ? and email is ?",
        (ms, portal, sname, *fields),
    )
    if same.rowcount:
        return
    row = db.execute(
        "select agency, address, phone, email, contact_ms from site where portal = ? and sname = ?",
        (portal, sname),
    ).fetchone()
    if row and row[4] is not None and (ms, _order(fields)) < (row[4], _order(row[:4])):
        return
    db.execute(
        "insert into site (portal, sname, agency, address, phone, email, contact_ms)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (portal, sname) do update"
        " set agency = excluded.agency, address = excluded.address,"
        " phone = excluded.phone, email = excluded.email, contact_ms = excluded.contact_ms",
        (portal, sname, *fields, ms),
    )


def renew_contacts(db: sqlite3.Connection) -> None:
    """Finds every site's newest contact block again, after captures were read anew."""
    db.execute("update site set agency = null, address = null, phone = null, email = null, contact_ms = null")
    for (portal, sname), (*fields, ms) in contacts(db).items():
        note_contact(db, portal, sname, Contact(*fields), ms)


def contacts(db: sqlite3.Connection) -> dict[tuple[str, str], tuple[Any, ...]]:
    """agency, address, phone, email and time in ms of the newest contact block of each (portal, sname)."""
    newest: dict[tuple[str, str], tuple[Any, ...]] = {}
    for portal, sname, *fields, ms in db.execute(
        "select a.portal, a.site, t.agency, t.address, t.phone, t.email, max(c.captured_ms) from reading g"
        " join contact t on t.id = g.contact_id join capture c on c.id = g.capture_id"
        " join address a on a.id = c.address_id where a.site is not null"
        " and not exists (select 1 from disregarded x where x.capture_id = c.id)"
        " group by a.portal, a.site, g.contact_id"
    ):
        known = newest.get((portal, sname))
        if known is None or (known[4], _order(known[:4])) < (ms, _order(fields)):
            newest[portal, sname] = (*fields, ms)
    return newest


def _order(fields: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(text or "" for text in fields)
