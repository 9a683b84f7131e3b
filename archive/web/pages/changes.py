"""Articles that appeared, changed, disappeared or returned, by day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from archive.contents.diff import DiffSpan
from archive.database.views import PARTS
from archive.search.departments import spellings
from archive.web.data.differences import differences
from archive.web.data.stories import EVENTS, events
from archive.web.http import feeds
from archive.web.http.feeds import Feed, FeedEntry
from archive.web.http.request import PageRequest, PageResponse, Unclear
from archive.web.http.templates import page
from archive.web.wording import formats

A_PAGE = 100


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Events, newest first, by day of Viet Nam."""
    conditions, values = asked_events(db, ask)
    number = ask.count("page", 1, 10_000)
    found = events(db, conditions, values, A_PAGE + 1, (number - 1) * A_PAGE)
    sites = db.execute("select distinct site from articles where site is not null order by 1").fetchall()
    return draw(ask, found[:A_PAGE], number, len(found) > A_PAGE, sites=[site for (site,) in sites])


def build_feed(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The same as Atom or JSON feed, page by page, with the difference in each entry."""
    conditions, values = asked_events(db, ask)
    number = ask.count("page", 1, 10_000)
    found = events(db, conditions, values, A_PAGE + 1, (number - 1) * A_PAGE)
    entries = [entry(db, ask, event) for event in found[:A_PAGE]]
    return feed(ask, entries, feeds.next_page(ask, number, len(found) > A_PAGE))


def draw(
    ask: PageRequest,
    found: Sequence[dict[str, Any]],
    number: int,
    more: bool | str | None,
    *,
    sites: Sequence[str] = (),
    portals: Sequence[tuple[str, str]] = (),
    silent: Sequence[str] = (),
) -> PageResponse:
    """The page `number` of events, of one archive or of all; filters by `sites` or by `portals` (id, name). `more`:
    whether there are more, or the address of the page that has them."""
    days = groupby(found, key=lambda event: formats.local_day(event["at"]))
    return page(
        ask,
        "overview/changes",
        days=[(day, list(group)) for day, group in days],
        kinds=EVENTS,
        fields=PARTS,
        sites=sites,
        portals=portals,
        silent=silent,
        feed_of=_feed_of(ask),
        current=number,
        more=more,
    )


def feed(
    ask: PageRequest, entries: Sequence[FeedEntry], following: str | None, of: str = "changes", kind: str = ""
) -> PageResponse:
    """Entries of the page `of`, of one `kind` of changes if any, as Atom or JSON feed, with the address of those that
    follow."""
    form = ask.parts["form"]
    page_url = ask.url(ask.here().replace(f"/{of}.{form}", f"/{of}", 1))
    title = ask.t("changes_feed", _feed_of(ask))
    return feeds.response(
        ask,
        Feed(
            f"{title}: {ask.t(f'kind.{kind}')}" if kind else title,
            ask.url(ask.here()),
            page_url,
            ask.language,
            entries,
            following,
        ),
        form,
    )


def _feed_of(ask: PageRequest) -> str:
    return ask.database or ask.t("all_archives")


def asked_events(db: sqlite3.Connection, ask: PageRequest) -> tuple[list[str], dict[str, Any]]:
    """The conditions on events, and their values, that the parameters of a request are. Raises Unclear."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    for name, column in (("event", "e.event"), ("portal", "a.portal"), ("site", "a.site")):
        if value := ask.arg(name):
            conditions.append(f"{column} = :{name}")
            values[name] = value
    if department := ask.arg("department"):
        conditions.append("a.department in (select value from json_each(:departments))")
        values["departments"] = json.dumps(spellings(db, department))
    if field := ask.arg("field"):
        if field not in PARTS:
            raise Unclear("bad_filter")
        conditions.append("v.changed & :bit")
        values["bit"] = 1 << PARTS.index(field)
    for name, sign, stamp in (
        ("since", ">=", formats.day_start(ask.date("since") or "")),
        ("until", "<=", formats.end_of_day(ask.date("until") or "")),
    ):
        if stamp:
            conditions.append(f"e.at {sign} :{name}")
            values[name] = stamp
    return conditions, values


def entry(db: sqlite3.Connection, ask: PageRequest, event: dict[str, Any]) -> FeedEntry:
    """An event as the entry of a feed, with the difference that a change made."""
    what = ask.t(f"event.{event['event']}")
    fields = ", ".join(ask.t(f"field.{field}") for field in event["fields"])
    detail = fields or event["detail"] or ""
    if event["event"] in ("missing", "gone"):
        detail = ask.t(f"outcome.{detail}")
    return FeedEntry(
        key=f"{event['portal']}/{event['name']}/{event['event']}/{event['at']}",
        url=ask.url(ask.article(event["portal"], event["name"], event["shown_at"])),
        title=f"{event['title']} ({what})",
        updated=event["at"],
        summary=f"{what}: {detail}" if detail else what,
        author=event["department"],
        tags=(event["event"],),
        content=difference(db, ask, event["article_id"], event["number"])
        if event["event"] == "changed" and event["before_at"]
        else "",
    )


def difference(db: sqlite3.Connection, ask: PageRequest, article_id: int, number: int) -> str:
    """What the change to a version did, as HTML: the paragraphs that differ."""
    found = differences(db, article_id, number - 1, number)
    parts_shown = []
    for part in found:
        parts_shown.append(Markup("<h4>{}</h4>").format(ask.t(f"field.{part.field}")))
        for far, run in part.runs:
            parts_shown += [] if far else [Markup("<p>{}</p>").format(_spans(pieces)) for pieces in run]
    return str(Markup("").join(parts_shown))


def _spans(pieces: list[DiffSpan]) -> Markup:
    tags = {"gone": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>"), "same": Markup("{}")}
    return Markup("").join(tags[piece.op].format(piece.text) for piece in pieces)
