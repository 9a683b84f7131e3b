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
    """Events of all archives, newest first, by day of Viet Nam; or as Atom or JSON feed.

    They begin at the time `?before=`, without the first `?skip=` events. What follows the last page from there on
    begins anew, at the time of its last event: so no page asks for all events before it, and none is the last before
    all were given.
    """
    is_feed = bool(ask.parts.get("form"))
    most = 1 if is_feed else _MOST_PAGES
    number, skip = ask.count("page", 1, most), ask.count("skip", 0)
    until = formats.end_of_day(ask.arg("before") or "")
    if ask.arg("before") and not until:
        raise Unclear("bad_date")
    end = skip + number * A_PAGE
    answered = await archives.ask(lambda db, own: _changed(db, own, end + 1, until))
    found = merged([(own, changed) for own, (changed, _) in answered.answers])
    shown = found[end - A_PAGE : end]
    following = None
    if len(found) > end:
        last = shown[-1]["at"]
        given = sum(event["at"] == last for event in found[:end])
        anew = {"page": None, "before": last, "skip": given}
        following = ask.here(**({"page": number + 1} if number < most else anew))
    if is_feed:
        return feed(ask, await _entries(archives, shown), ask.url(following) if following else None)
    portals = sorted({portal for _, (_, portals) in answered.answers for portal in portals})
    return draw(ask, shown, number, following, portals=portals, silent=answered.silent)


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
