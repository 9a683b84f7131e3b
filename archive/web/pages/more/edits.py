"""Edits by amount and kind; the most edited, shortest-lived and removed articles."""

from __future__ import annotations

import sqlite3

from archive.web.data.edits import KINDS, LISTS, SORTS, articles_of, changes_of
from archive.web.http import csv_sheets
from archive.web.http.feeds import next_page
from archive.web.http.request import PageRequest, PageResponse, Unclear
from archive.web.http.templates import page
from archive.web.pages.changes import entry, feed

_A_PAGE = 50
_COLUMNS = (
    "at", "before_at", "words_added", "words_removed", "numbers", "names", "dates", "phones", "signs", "portal", "name",
    "title", "department", "site", "published_at",
)  # fmt: skip


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Changes of `?kind=`, in the order of `?sort=`, or the articles of `?list=`."""
    kind, sort, which = _asked(ask)
    number = ask.count("page", 1, 10_000)
    found = [] if which else changes_of(db, kind, sort, _A_PAGE + 1, (number - 1) * _A_PAGE)
    return page(
        ask,
        "article/edits",
        kinds=KINDS,
        sorts=SORTS,
        lists=LISTS,
        kind=kind,
        sort=sort,
        which=which,
        changes=found[:_A_PAGE],
        articles=articles_of(db, which, 2 * _A_PAGE) if which else [],
        current=number,
        more=len(found) > _A_PAGE,
    )


def build_csv(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All changes of `?kind=` as CSV."""
    kind, sort, _ = _asked(ask)
    rows = (
        (
            *(row[name] for name in _COLUMNS),
            ask.url(ask.comparison(row["portal"], row["name"], row["before_at"], row["at"])),
        )
        for row in changes_of(db, kind, sort, -1)
    )
    return PageResponse(
        csv_sheets.sheet((*_COLUMNS, "comparison"), rows),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="changes.csv"'},
    )


def build_feed(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Changes of `?kind=` as Atom or JSON feed, newest first, page by page, with the difference in each entry."""
    kind, _, which = _asked(ask)
    if which:
        raise Unclear("bad_filter")
    number = ask.count("page", 1, 10_000)
    found = changes_of(db, kind, "newest", _A_PAGE + 1, (number - 1) * _A_PAGE)
    entries = [
        entry(db, ask, {**row, "event": "changed", "detail": None, "shown_at": row["at"]})
        for row in found[:_A_PAGE]
    ]
    return feed(ask, entries, next_page(ask, number, len(found) > _A_PAGE), "edits", kind or "")


def _asked(ask: PageRequest) -> tuple[str | None, str, str | None]:
    kind, sort, which = ask.arg("kind"), ask.arg("sort") or "newest", ask.arg("list")
    if kind not in (None, *KINDS) or sort not in SORTS or which not in (None, *LISTS):
        raise Unclear("bad_filter")
    return kind, sort, which
