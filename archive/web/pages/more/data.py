"""Data to download: each table with a description, worked queries, whole results as files."""

from __future__ import annotations

import sqlite3

from archive.web.data.export_rows import COLUMNS
from archive.web.datasette.queries import QUERIES, line_of
from archive.web.http import table_files
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.tables import TABLES
from archive.web.wording.columns import CODEBOOK
from archive.web.wording.tables import TABLE_NAMES, described

_COUNTED = {
    "articles": "article", "versions": "version", "contents": "content", "captures": "capture", "payloads": "payload",
    "addresses": "address", "sites": "site", "portals": "portals", "crawls": "crawls", "events": "events",
    "captions": "caption", "images": "picture", "attachments": "attachment", "article_tables": "grid",
    "date_estimates": "date_estimate", "attachment_texts": "file_text", "alarms": "alarms",
    "citations": "citation", "mentions": "mention", "visits_by_day": "visit_day", "captures_by_day": "capture_day",
    "templates": "template", "portal_states": "portal_states",
}  # fmt: skip
"""Stored tables with the same rows as a public one. Only these are counted at once."""


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The page."""
    place = ("vi", "en").index(ask.language)
    tables = []
    for name in TABLES:
        titles, _ = TABLE_NAMES[name]
        inner = _COUNTED.get(name)
        line, columns = described(name, ask.language)
        tables.append(
            (
                name,
                titles[place],
                line,
                db.execute(f"select count(*) from {inner}").fetchone()[0] if inner else None,
                columns,
            )
        )
    queries = [
        (
            name,
            query.named(ask.language),
            line_of(name, ask.language),
            query.sql,
        )
        for name, query in QUERIES.items()
    ]
    # A package needs captures.
    sites = db.execute(
        "select portal, sname, name from sites where (portal, sname) in"
        " (select portal, site from addresses where last_captured_at is not null) order by portal, name"
    ).fetchall()
    codebook = [(name, CODEBOOK[name][place]) for name in COLUMNS]
    return page(
        ask,
        "overview/data",
        tables=tables,
        queries=queries,
        forms=table_files.FORMS,
        codebook=codebook,
        sites=sites,
    )
