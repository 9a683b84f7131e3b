"""Crawling the replica, and reading what was kept."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.replica import Replica
from tests.support.commands import luutru


def crawl(portal: Replica, archive: Path, *more: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A crawl of all of the replica's hosts, as fast as it goes."""
    homes = [f"--home={home}" for home in portal.homes]
    pace = ["--delay=0", "--concurrency=4", "--quiet"]
    return luutru("crawl", "soctrang", "--archive", archive, *homes, *pace, *more, code=code)


def rows(archive: Path, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query on an archive, as an outside reader sees them."""
    with closing(sqlite3.connect(archive)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql, parameters)]


def value(archive: Path, sql: str, parameters: Sequence[Any] = ()) -> Any:
    """The one value that a query gives."""
    with closing(sqlite3.connect(archive)) as db:
        return db.execute(sql, parameters).fetchone()[0]


def says(archive: Path, row: dict[str, Any]) -> dict[str, Any]:
    """All that a version (or the newest state of an article) says, in the shape of `expected`."""
    with closing(sqlite3.connect(archive)) as db:
        captions, attachments, tables = (
            db.execute(
                f"select {columns} from {table} where content_id = ? order by position", [row["content_id"]]
            ).fetchall()
            for columns, table in (
                ("text, image_url", "captions"),
                ("url, title", "attachments"),
                ("rows", "article_tables"),
            )
        )
    return {
        **{name: row[name] for name in ("title", "summary", "department", "author", "category")},
        "published_at": row["published_at"] if row["dated_by"] == "page" else None,
        "body": row["body"].split("\n\n") if row["body"] else [],
        "captions": [(text, path(url)) for text, url in captions],
        "attachments": [(path(url), title) for url, title in attachments],
        "tables": [json.loads(cells) for (cells,) in tables],
    }


def expected(truth: Any) -> dict[str, Any]:
    """What the replica's truth says of an article, in the shape of `says`."""
    return {
        **{
            name: getattr(truth, name)
            for name in ("title", "summary", "department", "author", "published_at")
        },
        "category": truth.category,
        "body": list(truth.body),
        "captions": [tuple(caption) for caption in truth.captions],
        "attachments": [(path(href), title) for href, title in truth.attachments],
        "tables": [[list(cells) for cells in table] for table in truth.tables],
    }


def path(url: str | None) -> str | None:
    """The path of an address, decoded, as the replica's truth names it."""
    return unquote(urlsplit(url).path) if url else None


def wordings(history: Sequence[Any]) -> Iterator[Any]:
    """The successive wordings of an article: each generation in which it reads differently from before."""
    last = None
    for truth in history:
        if truth is not None and truth != last:
            yield truth
            last = truth
