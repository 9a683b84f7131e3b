"""Changes in all archives, by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from archive.web.data.stories import EVENTS, events
from archive.web.folder.archives import Archives
from archive.web.http import feeds
from archive.web.http.feeds import Feed, FeedEntry
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.pages.changes import FIELDS_AND_FILES, asked_events, entry
from archive.web.wording import formats

_A_PAGE = 100
_MOST_PAGES = 50
_MOST_FEEDS = 5
"""A feed has the difference of each change, which takes longer."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The newest events of one archive, its portals (id, name) and, for a feed, the events as entries."""

    events: Sequence[dict[str, Any]]
    portals: Sequence[tuple[str, str]]
    entries: Sequence[FeedEntry] = ()


async def build(ask: PageRequest, archives: Archives) -> PageResponse:
    """Events of all archives, newest first, by day of Viet Nam; or as Atom or JSON feed."""
    form = ask.parts.get("form")
    number = ask.count("page", 1, _MOST_FEEDS if form else _MOST_PAGES)
    answered = await archives.ask(lambda db, own: _changed(db, own, number * _A_PAGE + 1))
    if form:
        entries = {each.key: each for _, found in answered.answers for each in found.entries}
        newest = sorted(entries.values(), key=lambda each: each.updated, reverse=True)
        more = feeds.next_page(ask, number, len(newest) > number * _A_PAGE and number < _MOST_FEEDS)
        shown = newest[(number - 1) * _A_PAGE : number * _A_PAGE]
        page_url = ask.url(ask.here().replace(f"/changes.{form}", "/changes", 1))
        title = ask.t("changes_feed", ask.t("all_archives"))
        return feeds.response(
            ask, Feed(title, ask.url(ask.here()), page_url, ask.language, shown, more), form
        )
    found = merged([(own, each.events) for own, each in answered.answers])[(number - 1) * _A_PAGE :]
    days = groupby(found[:_A_PAGE], key=lambda event: formats.local_day(event["at"]))
    return page(
        ask,
        "changes",
        days=[(day, list(group)) for day, group in days],
        kinds=EVENTS,
        fields=FIELDS_AND_FILES,
        sites=[],
        portals=sorted({portal for _, each in answered.answers for portal in each.portals}),
        silent=answered.silent,
        feed_of=ask.t("all_archives"),
        current=number,
        more=len(found) > _A_PAGE and number < _MOST_PAGES,
    )


def merged(answers: Sequence[tuple[PageRequest, Sequence[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """The events of all archives, newest first, each with the request of its archive as `ask`; what several hold
    stands once."""
    once: dict[tuple[str, ...], dict[str, Any]] = {}
    for own, found in answers:
        for event in found:
            key = (event["at"], event["portal"], event["name"], event["event"])
            once.setdefault(key, {**event, "ask": own})
    return [once[key] for key in sorted(once, reverse=True)]


def _changed(db: sqlite3.Connection, ask: PageRequest, number: int) -> Changed:
    conditions, values = asked_events(db, ask)
    portals = db.execute("select id, name from portals").fetchall()
    if not ask.parts.get("form"):
        return Changed(events(db, conditions, values, number), portals)
    found = events(db, conditions, values, number)
    return Changed((), portals, [entry(db, ask, event) for event in found])
