"""Searching: words, filters, counts, and the result as CSV and feed."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields
from typing import Any

from datasette.utils import sqlite_timelimit

from archive.search.index import Query
from archive.search.query import Filters, Hit, facets, named_facets, search_articles
from archive.search.ranking import is_broad
from archive.web.http import atom, csv_sheets
from archive.web.http.atom import Feed, FeedEntry
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page

_A_PAGE = 20
_COUNTING = 1_500
"""Milliseconds that a page spends on counts before it does without."""

_COLUMNS = (
    "article_id", "number", "title", "portal", "site", "department", "author", "category", "state",
    "published_at", "first_captured_at", "versions",
)  # fmt: skip
_TEXT_FILTERS = tuple(field.name for field in fields(Filters) if field.name != "changed")


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The search page."""
    words, filters, every = _asked(ask)
    newest = ask.arg("sort") == "newest"
    number = ask.count("page", 1, 500)
    start = (number - 1) * _A_PAGE
    query = Query.of(words)
    hits = search_articles(
        db, words, filters, limit=_A_PAGE + 1, offset=start, all_versions=every, newest=newest
    )
    counts = _counts(db, words, filters, every)
    # Every hit has a state.
    found = sum(n for _, n in counts["state"]) if counts else None
    return page(
        ask,
        "search",
        words=words,
        feed_title=_feed_title(ask, words),
        filters={name: getattr(filters, name) for name in _TEXT_FILTERS if getattr(filters, name)},
        asked=filters,
        every=every,
        newest=newest,
        broad=not newest and bool(query.words) and is_broad(db, query),
        found=found,
        hits=hits[:_A_PAGE],
        counts={name: values for name, values in counts.items() if len(values) > 1},
        current=number,
        more=len(hits) > _A_PAGE,
    )


def _counts(
    db: sqlite3.Connection, words: str, filters: Filters, every: bool
) -> dict[str, list[tuple[str, int]]]:
    """The counts by filter; none where so much is found that counting would keep the reader waiting."""
    counts: dict[str, list[tuple[str, int]]] = {}
    try:
        for count in (facets, named_facets):
            with sqlite_timelimit(db, _COUNTING):
                counts |= count(db, words, filters, all_versions=every)
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
    return counts


def build_csv(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The whole result as CSV."""
    words, filters, every = _asked(ask)
    hits = search_articles(
        db, words, filters, limit=-1, all_versions=every, newest=ask.arg("sort") == "newest", snippets=False
    )
    text = csv_sheets.sheet((*_COLUMNS, "address"), ([*_cells(hit), _address(ask, hit)] for hit in hits))
    name = 'attachment; filename="search.csv"'
    return PageResponse(text, "text/csv; charset=utf-8", headers={"Content-Disposition": name})


def build_atom(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The newest of the result as a feed."""
    words, filters, every = _asked(ask)
    hits = search_articles(db, words, filters, limit=50, all_versions=every, newest=True)
    own = "select id, coalesce(cms_id, url) from articles where id in (select value from json_each(?))"
    keys = dict(db.execute(own, (json.dumps([hit.article_id for hit in hits]),)).fetchall())
    entries = [
        FeedEntry(
            key=f"{hit.portal}/{keys[hit.article_id]}/{hit.first_captured_at}",
            url=_address(ask, hit),
            title=_plain(hit.title),
            updated=hit.first_captured_at,
            summary=_plain(hit.snippet),
            author=hit.author or hit.department,
        )
        for hit in hits
    ]
    page_url = ask.url(ask.here().replace("/search.atom", "/search", 1))
    feed = Feed(_feed_title(ask, words), ask.url(ask.here()), page_url, ask.language, entries)
    return PageResponse(feed.atom(), atom.ATOM)


def _feed_title(ask: PageRequest, words: str) -> str:
    return ask.t("search_feed", words, ask.database) if words else ask.t("articles_feed", ask.database)


def _asked(ask: PageRequest) -> tuple[str, Filters, bool]:
    chosen: dict[str, Any] = {name: ask.arg(name) for name in _TEXT_FILTERS}
    chosen |= {name: ask.date(name) for name in ("since", "until")}
    return ask.arg("q") or "", Filters(**chosen, changed=ask.arg("changed") == "1"), ask.arg("all") == "1"


def _plain(pieces: Any) -> str:
    return "".join(piece for piece, _ in pieces)


def _cells(hit: Hit) -> list[object]:
    return [_plain(hit.title) if name == "title" else getattr(hit, name) for name in _COLUMNS]


def _address(ask: PageRequest, hit: Hit) -> str:
    return ask.url(ask.path("article", hit.article_id, v=hit.number))
