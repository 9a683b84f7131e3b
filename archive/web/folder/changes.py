"""Changes in all archives, by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from archive.web.data.stories import events
from archive.web.folder.archives import Archives
from archive.web.http.feeds import FeedEntry
from archive.web.http.request import PageRequest, PageResponse
from archive.web.pages.changes import A_PAGE, asked_events, draw, entry, feed

_MOST_PAGES = 50
_MOST_FEEDS = 5
"""A feed has the difference of each change, which takes longer."""


async def build(ask: PageRequest, archives: Archives) -> PageResponse:
    """Events of all archives, newest first, by day of Viet Nam; or as Atom or JSON feed."""
    most = _MOST_FEEDS if ask.parts.get("form") else _MOST_PAGES
    number = ask.count("page", 1, most)
    answered = await archives.ask(lambda db, own: _changed(db, own, number * A_PAGE + 1))
    found = merged([(own, changed) for own, (changed, _) in answered.answers])[(number - 1) * A_PAGE :]
    shown, more = found[:A_PAGE], len(found) > A_PAGE and number < most
    if ask.parts.get("form"):
        return feed(ask, await _entries(archives, shown), number, more)
    portals = sorted({portal for _, (_, portals) in answered.answers for portal in portals})
    return draw(ask, shown, number, more, portals=portals, silent=answered.silent)


async def _entries(archives: Archives, shown: Sequence[dict[str, Any]]) -> list[FeedEntry]:
    """Events of all archives as entries, each written by its own archive, the newest first."""

    def entries(db: sqlite3.Connection, own: PageRequest) -> list[FeedEntry]:
        return [entry(db, own, event) for event in shown if event["ask"].database == own.database]

    written = (await archives.ask(entries)).answers
    return sorted((each for _, own in written for each in own), key=attrgetter("updated"), reverse=True)


def merged(answers: Sequence[tuple[PageRequest, Sequence[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """The events of all archives, newest first, each with the request of its archive as `ask`; what several hold
    stands once."""
    once: dict[tuple[str, ...], dict[str, Any]] = {}
    for own, found in answers:
        for event in found:
            key = (event["at"], event["portal"], event["name"], event["event"])
            once.setdefault(key, {**event, "ask": own})
    return [once[key] for key in sorted(once, reverse=True)]


def _changed(
    db: sqlite3.Connection, ask: PageRequest, number: int
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """The newest events of one archive that the request asks for, and its portals (id, name)."""
    conditions, values = asked_events(db, ask)
    portals = [tuple(row) for row in db.execute("select id, name from portals")]
    return events(db, conditions, values, number), portals
