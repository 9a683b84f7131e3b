"""What appeared, changed, went and returned, by day."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import Any

from archive.web.data.stories import EVENTS, events
from archive.web.http import atom
from archive.web.http.atom import Feed, FeedEntry
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats

_A_PAGE = 100


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Events, newest first, by day of Viet Nam."""
    conditions, values = _asked(ask)
    number = ask.count("page", 1, 10_000)
    found = events(db, conditions, values, _A_PAGE + 1, (number - 1) * _A_PAGE)
    days = groupby(found[:_A_PAGE], key=lambda event: formats.local_day(event["at"]))
    sites = db.execute("select distinct site from articles where site is not null order by 1").fetchall()
    return page(
        ask,
        "changes",
        days=[(day, list(group)) for day, group in days],
        kinds=EVENTS,
        sites=[site for (site,) in sites],
        current=number,
        more=len(found) > _A_PAGE,
    )


def build_feed(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The same as Atom or JSON feed."""
    conditions, values = _asked(ask)
    form = ask.parts["form"]
    entries = [_entry(ask, event) for event in events(db, conditions, values, _A_PAGE)]
    page_url = ask.url(ask.here().replace(f"/changes.{form}", "/changes", 1))
    feed = Feed(
        ask.t("changes_feed", ask.database), ask.url(ask.here()), page_url, ask.language, entries
    )  # fmt: skip
    return PageResponse(feed.atom(), atom.ATOM) if form == "atom" else PageResponse(feed.json(), atom.JSON)


def _asked(ask: PageRequest) -> tuple[list[str], dict[str, Any]]:
    conditions, values = [], {}
    for name, column in (("event", "e.event"), ("site", "a.site"), ("department", "a.department")):
        if value := ask.arg(name):
            conditions.append(f"{column} = :{name}")
            values[name] = value
    for name, sign, stamp in (
        ("since", ">=", formats.day_start(ask.date("since") or "")),
        ("until", "<=", formats.end_of_day(ask.date("until") or "")),
    ):
        if stamp:
            conditions.append(f"e.at {sign} :{name}")
            values[name] = stamp
    return conditions, values


def _entry(ask: PageRequest, event: dict[str, Any]) -> FeedEntry:
    what = ask.t(f"event.{event['event']}")
    fields = ", ".join(ask.t(f"field.{field}") for field in event["fields"])
    detail = fields or event["detail"] or ""
    if event["event"] in ("missing", "gone"):
        detail = ask.t(f"outcome.{detail}")
    return FeedEntry(
        key=f"{event['portal']}/{event['cms_id'] or event['url']}/{event['event']}/{event['at']}",
        url=ask.url(ask.path("article", event["article_id"], v=event["number"])),
        title=f"{event['title']} ({what})",
        updated=event["at"],
        summary=f"{what}: {detail}" if detail else what,
        author=event["department"],
        tags=(event["event"],),
    )
