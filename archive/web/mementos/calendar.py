"""Captures of an address: a search box, a list and a calendar that sets changes apart from mere captures."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from archive.clock import at_millis
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.mementos.find import Memento, addresses_like, mementos_of, tidied
from archive.web.mementos.paths import base, web
from archive.web.wording.formats import local_day

SHOWN = 500
LIKE = 10


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The calendar of an address, or a box for one."""
    text = ask.arg("url")
    url = tidied(text) if text else None
    found = mementos_of(db, url) if url else []
    changed = _changed(found)
    days = [
        _day(day, list(same), changed)
        for day, same in groupby(found, lambda each: local_day(at_millis(each.ms)))
    ]
    months = [
        (month, [(day, web(ask, day.shown)) for day in within])
        for month, within in groupby(days, lambda day: day.name[:7])
    ]
    rows = [
        (web(ask, each), at_millis(each.ms), each, each.id in changed) for each in reversed(found[-SHOWN:])
    ]
    like = (
        [(other, ask.path("captures", url=other)) for other in addresses_like(db, url, LIKE)]
        if url and not found
        else []
    )
    return page(
        ask,
        "captures/captures_of",
        status=200 if found or not url else 404,
        url=text or "",
        rows=rows,
        count=len(found),
        changes=len(changed),
        months=months,
        like=like,
        timemap=f"{base(ask)}/timemap/link/{url}",
    )


@dataclass(frozen=True, slots=True)
class Day:
    """A day of Viet Nam with `times` captures; `shown` is the first of these with a change, else the first."""

    name: str
    times: int
    shown: Memento
    is_change: bool

    @property
    def number(self) -> int:
        """The day of the month."""
        return int(self.name[8:])


def _day(name: str, captures: list[Memento], changed: set[int]) -> Day:
    shown = next((each for each in captures if each.id in changed), captures[0])
    return Day(name, len(captures), shown, shown.id in changed)


def _changed(found: list[Memento]) -> set[int]:
    """The captures whose content differs from the one before, or whose payload does where none was read."""
    changed, before = set(), None
    for each in found:
        now = each.content_id or each.sha256 or each.status
        if now != before:
            changed.add(each.id)
        before = now
    return changed
