"""Alarms held against what is read now: of what is understood by now nobody has to be told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from archive.alarms import withdraw
from archive.readings.outcome import ALARMING, UNREAD_TEXT

STILL = 0.7
"""A share is no fall any longer when it is at least so much of the one before."""
_SAYS = {
    "title": "o.title <> ''",
    "department": "o.department is not null",
    "date": "o.published_at is not null",
    "captions": "exists (select 1 from caption x where x.content_id = o.id)",
    "body": "(exists (select 1 from body x where x.content_id = o.id and x.text <> '')"
    " or exists (select 1 from picture x where x.content_id = o.id)"
    " or exists (select 1 from grid x where x.content_id = o.id))",
    "accounted": "instr(coalesce(d.problems, ''), :unread) = 0",
}
"""When a page of an article has what the alarm of its fall names; see `crawler.monitoring.baseline`."""


def renew_alarms(db: sqlite3.Connection, portal: str) -> None:
    """Takes back, inside a transaction, the open alarms of a portal that the present reading gives no reason for:
    outcomes that pages do not come to any more, and fields that fell and are read again."""
    rows = db.execute(
        "select id, crawl_id, kind, field, before, addresses from alarms"
        " where portal = ? and acknowledged_at is null",
        (portal,),
    ).fetchall()
    for alarm_id, crawl_id, kind, field, before, addresses in rows:
        if kind in ALARMING and kind != "same-page":
            fine = [url for url in json.loads(addresses) if _newest(db, portal, url) != kind]
            if fine:
                withdraw(db, portal, kind, fine)
        elif kind == "fall" and (now := share(db, (crawl_id,), field)) is not None:
            if now >= STILL * before:
                db.execute("delete from alarms where id = ?", (alarm_id,))
            else:
                db.execute("update alarms set now = ? where id = ?", (now, alarm_id))


def _newest(db: sqlite3.Connection, portal: str, url: str) -> str | None:
    """The outcome of the newest capture of an address."""
    row = db.execute(
        "select d.outcome from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id"
        " where a.portal = ?1 and (a.url = ?2 or c.url = ?2) order by c.captured_ms desc, c.id desc limit 1",
        (portal, url),
    ).fetchone()
    return None if row is None else str(row[0])


def share(db: sqlite3.Connection, crawls: Iterable[int], field: str) -> float | None:
    """The share of the articles' pages of some crawls that have what `field` names, as they are read now; None where
    there are none, or where it names nothing of an article."""
    if field not in _SAYS:
        return None
    (found,) = db.execute(
        f"select avg(o.id is not null and {_SAYS[field]}) from capture c join address a on a.id = c.address_id"
        " join verdict d on d.id = c.verdict_id left join content o on o.id = c.content_id"
        " where c.crawl_id in (select value from json_each(:crawls)) and a.kind = 'article'"
        " and d.outcome in ('ok', 'unreadable')",
        {"crawls": json.dumps(list(crawls)), "unread": UNREAD_TEXT},
    ).fetchone()
    return None if found is None else float(found)
