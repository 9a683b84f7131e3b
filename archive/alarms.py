"""Alarms: unusual events that stay open until a person has looked at them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from archive.portal_states.words import STATES, named, part_named
from archive.wording import english, figure, t, translated

SHOWN = 50
"""Addresses kept with one alarm."""
_NAMES = {"box": "visit counter box", "accounted": "accounted text"}
"""What alarms call a field whose own name says little."""


MEANINGS = {
    "fall": "pages yield much less than before: was the portal redesigned, and is it read wrongly?",
    "counter": "a visit counter shows less than before: was it set back, or is it another one?",
    "hidden-links": "most pages lead to hosts in a way that readers do not see: was the portal broken into? Tell it",
    "slow": "pages take much longer to come than they used to: will the portal fail soon? Crawl in quiet hours",
    "vanished": "many articles, or the newest, were gone at once: were they removed, or does it show an old state?",
    "edited": "more than half of the articles were changed at once: by a tool that ran over all, or by the portal?",
    "overlaid": "the same was changed in nearly all articles at once, by the portal: no version is made of it, but what"
    " else was edited is one; `luutru status --believe PORTAL` makes versions of all",
    "validators": "the server says of changed pages that they are as before; pages are asked for in full now",
    "trap": "more addresses of one pattern than any portal needs; no further ones are taken",
    "list-shrunk": "a list or front page shows far fewer articles than before: was it moved or redesigned?",
    "short-list": "a list says that it has more entries than were found on all its pages: are some of them not shown?",
    "pager": "a list may have further pages that are asked for in a way luutru does not know",
    "forms": "pages lead to many addresses of a form that the portal's file does not name: are these articles?",
    "empty-lists": "most lists show no article: do the forms of addresses in the portal's file fit?",
    "list-instead": "what the portal's file takes for the address of an article is that of a list: name it there",
    "identity": "one id, two articles: the ids in these addresses do not tell articles apart",
    "host-moved": "pages redirect to a host that is not the portal's: if it goes on there, put this line into its file",
    "host-closed": "a host sends all its readers to the home page of another: its pages are kept as they were",
    "silent": "a host does not answer any more: is it down for a while, or gone?",
    "forbidden": "robots.txt no longer allows what was fetched before",
    "moved": "every address leads to another host: has the portal moved there?",
    "closed": "no article that was asked for is there any more: was the portal closed, or moved?",
    "refusing": "no article that was asked for is given out any more: is the portal down, or are we kept out?",
    "replaced": "the portal's addresses show something else than its articles: is it another's now?",
    "part": "a host or section of the portal, or its files, show nothing known any more: moved, closed, or are we kept"
    " out?",
    "quarantined": "more articles changed their texts at once than editors can change: are they believed?",
    "unfinished": "a page or list was begun and not read to its end; the next crawl takes it up",
    "set-aside": "reading this page ended a run; it is kept, asked for later and last: `luutru read` shows why",
    "clock": "the server says that it is another day: is the clock of this machine right?",
    "wall": "a challenge, log-in or block page stands before the page: open it in a browser",
    "same-page": "different addresses show the same page: were they taken over by a notice, or blocked?",
    "unreadable": "no title was found, or not what a list must have: `luutru read` shows what is read of it",
    "no-text": "an article's page came without its text: is the portal's database down, or does it ask to log in?",
    "article-instead": "an article stands where a list or the home page was",
    "too-large": "the reply was larger than luutru takes",
    "bad-encoding": "the reply cannot be unpacked, or letters of the page were lost on the way",
}
"""What someone who looks at an alarm has to know or to ask, by its kind."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An unusual event of one kind.

    ``fall``: a share or number of what `field` names fell from `before` to `now`.
    ``counter``: a visit counter went back.
    ``short-list``: a list says that it has `before` entries, of which `now` were found.
    ``hidden-links``: pages, and the links on them to new foreign hosts that are hidden from readers.
    ``slow``: half of the pages took `now` seconds or more to begin, where it used to be `before`.
    ``vanished``: of `before` requested articles that were shown earlier, `now` are gone: many, or the newest ones.
    ``edited``: of `before` known articles `now` were changed in one crawl.
    ``overlaid``: of `before` requested articles `now` changed in the same way; `field` says how, in symbols.
    ``validators``: a server calls changed pages unchanged.
    ``trap``, ``list-shrunk``: a list grows without end, or lost entries.
    ``pager``: a list may have more pages, and its pager is not understood.
    ``forms``, ``empty-lists``: the forms of addresses in the portal's file do not fit.
    ``list-instead``: the forms take a list for an article.
    ``identity``: the id `field` is that of two articles.
    ``host-moved``: pages redirect to a foreign host; `field` is the line for the portal's file that follows it.
    ``silent``: a host does not answer. ``forbidden``: an address may not be fetched any more.
    ``unfinished``: an address was begun and not finished. ``clock``: a server has another date.
    ``part``: a host, a section, or pictures and documents, is in a state of its own; `field` names both.
    Any other kind is an outcome of captures, and `now` is their number.
    """

    kind: str
    field: str | None = None
    before: float | None = None
    now: float | None = None
    addresses: tuple[str, ...] = ()

    def __str__(self) -> str:
        before, now = figure(self.before or 0), figure(self.now or 0)
        if self.kind == "fall":
            before, now = figure(self.before or 0, 2), figure(self.now or 0, 2)
            sentence = t(
                "{field} fell from {before} to {now}", field=_of(self.field or ""), before=before, now=now
            )
        elif self.kind == "counter":
            sentence = t(
                "the counter {field} went back from {before} to {now}",
                field=_of(self.field or ""),
                before=before,
                now=now,
            )
        elif self.kind == "short-list":
            sentence = t(
                "a list says that it has {before} entries, and {now} were found", before=before, now=now
            )
        elif self.kind == "slow":
            sentence = t(
                "pages took {now} s to begin where it used to be {before} s",
                now=figure(self.now or 0, 1),
                before=figure(self.before or 0, 1),
            )
        elif self.kind == "vanished":
            sentence = t("{now} of {before} articles were not there any more", now=now, before=before)
        elif self.kind == "edited":
            sentence = t("{now} of {before} articles were changed at once", now=now, before=before)
        elif self.kind == "overlaid":
            sentence = t(
                "{now} of {before} articles changed in the same way at once ({change})",
                now=now,
                before=before,
                change=self.field,
            )
        elif self.kind == "part":
            sentence = t(
                "{part}: {now} of {before} known ones asked for were shown as before",
                part=_part(self.field or ""),
                now=now,
                before=before,
            )
        elif self.kind in STATES and not self.before:
            sentence = t("the portal is {state}", state=named(self.kind, self.field))
        elif self.kind in STATES:
            sentence = t(
                "the portal is {state}: {now} of {before} known articles asked for were shown as before",
                state=named(self.kind, self.field),
                now=now,
                before=before,
            )
        else:
            sentence = t(self.kind) + (f" ({self.field})" if self.field else "")
        return f"{sentence}: {self.addresses[0]}" if self.addresses else sentence

    @property
    def stored(self) -> str:
        """The same in English, as archives hold it."""
        with english():
            return str(self)


def note(db: sqlite3.Connection, portal: str, crawl_id: int | None, at: str, alarm: Alarm) -> bool:
    """Raises an alarm of a crawl, or of an import where `crawl_id` is None, or adds to the open one of the same
    kind and field. False where nobody has to look: it names only addresses that were acknowledged under this
    kind and field."""
    fresh = [url for url in alarm.addresses if url not in _acknowledged(db, portal, alarm)]
    if alarm.kind not in ("fall", "counter") and alarm.addresses and not fresh:
        return False
    row = db.execute(
        "select id, addresses, now from alarms where portal = ? and kind = ? and field is ?"
        " and acknowledged_at is null",
        (portal, alarm.kind, alarm.field),
    ).fetchone()
    if row is None:
        db.execute(
            "insert into alarms (portal, crawl_id, raised_at, kind, field, before, now, addresses)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (portal, crawl_id, at, alarm.kind, alarm.field, alarm.before, alarm.now, _json(fresh)),
        )
        return True
    alarm_id, known, count = row
    addresses = list(dict.fromkeys((*json.loads(known), *fresh)))
    now = alarm.now if alarm.before is not None or alarm.now is None else (count or 0) + alarm.now
    db.execute("update alarms set addresses = ?, now = ? where id = ?", (_json(addresses), now, alarm_id))
    return True


def withdraw(db: sqlite3.Connection, portal: str, kind: str, addresses: Collection[str]) -> None:
    """Takes addresses out of the open alarm of a kind, for nothing is wrong with them; it ends with the last."""
    row = db.execute(
        "select id, addresses, now from alarms where portal = ? and kind = ? and field is null"
        " and acknowledged_at is null",
        (portal, kind),
    ).fetchone()
    if row is None:
        return
    alarm_id, known, count = row
    left = [url for url in json.loads(known) if url not in addresses]
    now = (count or 0) - len(addresses)
    if now <= 0:
        db.execute("delete from alarms where id = ?", (alarm_id,))
    else:
        db.execute("update alarms set addresses = ?, now = ? where id = ?", (_json(left), now, alarm_id))


def shown(db: sqlite3.Connection, acknowledged: bool = False) -> list[dict[str, Any]]:
    """The open alarms, newest first, each as its row; or those that were acknowledged."""
    cursor = db.execute(
        "select id, portal, crawl_id, raised_at, kind, field, before, now, addresses, acknowledged_at,"
        " acknowledged_by from alarms where (acknowledged_at is not null) = ? order by id desc",
        (acknowledged,),
    )
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    return [{**row, "addresses": json.loads(row["addresses"])} for row in rows]


def of_kind(db: sqlite3.Connection, portal: str, kind: str) -> list[tuple[str | None, int, bool]]:
    """Field, crawl and whether it was acknowledged of every alarm of a kind, oldest first."""
    rows = db.execute(
        "select field, crawl_id, acknowledged_at is not null from alarms where portal = ? and kind = ?"
        " order by id",
        (portal, kind),
    )
    return [(field, crawl_id, bool(acknowledged)) for field, crawl_id, acknowledged in rows]


def distrusted_ids(db: sqlite3.Connection, portal: str) -> set[str]:
    """The ids of two articles each, by alarms that nobody has acknowledged: they tell of no address whose it is."""
    return {field for field, _, seen in of_kind(db, portal, "identity") if field is not None and not seen}


def last_of(db: sqlite3.Connection, portal: str, kind: str, field: str | None = None) -> str:
    """The stamp of the last alarm of a kind, of this field where one is given, acknowledged or not; empty where there
    was none."""
    row = db.execute(
        "select max(raised_at) from alarms where portal = ?1 and kind = ?2 and (?3 is null or field = ?3)",
        (portal, kind, field),
    ).fetchone()
    return row[0] or ""


def acknowledge(db: sqlite3.Connection, ids: Iterable[int] | None, at: str, by: str) -> int:
    """Marks open alarms (None: all) as seen by someone. How many it were."""
    return db.execute(
        "update alarms set acknowledged_at = ?1, acknowledged_by = ?2 where acknowledged_at is null"
        " and (?3 is null or id in (select value from json_each(?3)))",
        (at, by, None if ids is None else json.dumps(list(ids))),
    ).rowcount


def _acknowledged(db: sqlite3.Connection, portal: str, alarm: Alarm) -> set[str]:
    rows = db.execute(
        "select value from alarms, json_each(addresses) where portal = ? and alarms.kind = ? and field is ?"
        " and acknowledged_at is not null",
        (portal, alarm.kind, alarm.field),
    )
    return {url for (url,) in rows}


def _of(field: str) -> str:
    """What an alarm is about, as ``total of https://soctrang.gov.vn/``, in the language of the process."""
    name, of, place = field.partition(" of ")
    return t("{name} of {place}", name=t(name), place=place) if of else t(_NAMES.get(field, field))


def _part(field: str) -> str:
    """What an alarm says of a part of a portal, as ``host vpub.soctrang.gov.vn: refusing``."""
    part, _, label = field.rpartition(": ")
    return f"{part_named(part)}: {translated(label)}"


def _json(addresses: Iterable[str]) -> str:
    return json.dumps(list(addresses)[:SHOWN], ensure_ascii=False)
