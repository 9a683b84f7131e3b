"""Changes in all archives, by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import Any

from archive.web.data.stories import events
from archive.web.folder.archives import Archives
from archive.web.http.feeds import FeedEntry
from archive.web.http.request import PageRequest, PageResponse, Unclear
from archive.web.pages.changes import A_PAGE, asked_events, draw, entry, feed
from archive.web.wording import formats

_MOST_PAGES = 50


async def build(ask: PageRequest, archives: Archives) -> PageResponse:
    """Events of all archives, newest first, by day of Viet Nam; or as Atom or JSON feed."""
    if ask.parts.get("form"):
        return await _feed(ask, archives)
    number = ask.count("page", 1, _MOST_PAGES)
    answered = await archives.ask(lambda db, own: _changed(db, own, number * A_PAGE + 1))
    found = merged([(own, changed) for own, (changed, _) in answered.answers])[(number - 1) * A_PAGE :]
    shown, more = found[:A_PAGE], len(found) > A_PAGE and number < _MOST_PAGES
    portals = sorted({portal for _, (_, portals) in answered.answers for portal in portals})
    return draw(ask, shown, number, more, portals=portals, silent=answered.silent)


async def _feed(ask: PageRequest, archives: Archives) -> PageResponse:
    """The feed from the time `?before=` on, without the first `?skip=` events: each page asks for its own events only,
    so that there is no last one before all were given."""
    skip = ask.count("skip", 0)
    until = formats.end_of_day(ask.arg("before") or "")
    if ask.arg("before") and not until:
        raise Unclear("bad_date")
    answered = await archives.ask(lambda db, own: _changed(db, own, skip + A_PAGE + 1, until))
    found = merged([(own, changed) for own, (changed, _) in answered.answers])
    shown = found[skip : skip + A_PAGE]
    following = None
    if len(found) > skip + A_PAGE:
        last = shown[-1]["at"]
        given = sum(event["at"] == last for event in found[: skip + A_PAGE])
        following = ask.url(ask.here(before=last, skip=given))
    return feed(ask, await _entries(archives, shown), following)


async def _entries(archives: Archives, shown: Sequence[dict[str, Any]]) -> list[FeedEntry]:
    """Events of all archives as entries, each written by its own archive, the newest first."""

    def entries(db: sqlite3.Connection, own: PageRequest) -> list[FeedEntry]:
        return [entry(db, own, event) for event in shown if event["ask"].database == own.database]

    written = (await archives.ask(entries)).answers
    return sorted((each for _, own in written for each in own), key=attrgetter("updated"), reverse=True)


def merged(answers: Sequence[tuple[PageRequest, Sequence[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """The events of all archives, newest first, each with the request of its archive as `ask`; what several hold
    stands once. Those of one moment stand archive by archive, so that their order is the same however many are asked
    for."""
    once: dict[tuple[str, ...], dict[str, Any]] = {}
    for own, found in answers:
        for event in found:
            key = (event["at"], event["portal"], event["name"], event["event"])
            once.setdefault(key, {**event, "ask": own})
    return sorted(once.values(), key=itemgetter("at"), reverse=True)


def _changed(
    db: sqlite3.Connection, ask: PageRequest, number: int, until: str | None = None
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """The newest events of one archive, up to the stamp `until`, that the request asks for, and its portals (id,
    name)."""
    conditions, values = asked_events(db, ask)
    if until:
        conditions, values = [*conditions, "e.at <= :at_most"], {**values, "at_most": until}
    portals = [tuple(row) for row in db.execute("select id, name from portals")]
    return events(db, conditions, values, number), portals
