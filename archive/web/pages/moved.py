"""Old addresses by row number, redirected where their meaning is certain."""

from __future__ import annotations

import sqlite3

from archive.names import is_merged, name_of
from archive.web.http.request import Elsewhere, Missing, PageRequest, PageResponse, Withdrawn


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The article, or comparison, that an address by row number meant.

    A merged archive has other row numbers than its sources, so such an address may come from any of them.
    """
    if is_merged(db):
        raise Withdrawn("row_number")
    return build_row(db, ask)


def build_row(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The article in this row of the archive, as Datasette's own tables link to it."""
    article_id = ask.number("id")
    named = name_of(db, article_id)
    if named is None:
        raise Missing
    times = [
        at
        for (at,) in db.execute(
            "select first_captured_at from version where article_id = ? order by number", (article_id,)
        )
    ]
    if ask.parts.get("compare"):
        second = ask.count("b", len(times))
        first = ask.count("a", max(1, second - 1))
        if max(first, second) > len(times):
            raise Missing
        raise Elsewhere(ask.comparison(*named, times[first - 1], times[second - 1], view=ask.arg("view")))
    number = ask.count("v", 0) if ask.arg("v") else None
    if number is not None and not 1 <= number <= len(times):
        raise Missing
    raise Elsewhere(ask.article(*named, times[number - 1] if number else None, at=ask.arg("at")))


def build_capture(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Leads from an address by row number to the capture that it meant."""
    if is_merged(db):
        raise Withdrawn("row_number")
    return build_capture_row(db, ask)


def build_capture_row(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Leads to the capture in this row of the archive."""
    row = db.execute(
        "select a.portal, a.url_key, c.captured_at from captures c join address a on a.id = c.address_id"
        " where c.id = ?",
        (ask.number("id"),),
    ).fetchone()
    if row is None:
        raise Missing
    raise Elsewhere(ask.capture(*row, *(["raw"] if ask.parts.get("raw") else [])))
