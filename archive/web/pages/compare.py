"""Two versions of an article, word by word."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.contents import diff
from archive.contents.diff import DiffSpan
from archive.contents.url_keys import normal_picture
from archive.web.data.stories import versions
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.pages.article import one, tables

FIELDS = (
    "title", "summary", "body", "captions", "images", "department", "author", "source", "published_at",
    "category", "attachments", "tables",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, as runs of paragraphs: whether a run is far from any change, and its paragraphs,
    each as pieces."""

    field: str
    runs: list[tuple[bool, list[list[DiffSpan]]]]


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Versions `?a=` and `?b=` of the article of the path; the last two unless told otherwise."""
    article_id = ask.number("id")
    article = one(db, "select id, title, versions from articles where id = ?", article_id)
    last = article["versions"]
    second = ask.count("b", last)
    first = ask.count("a", max(1, second - 1))
    if max(first, second) > last:
        raise Missing
    before, after = (_fields(db, article_id, number) for number in (first, second))
    differences = [
        Difference(field, _runs(list(diff.paragraphs(before[field], after[field]))))
        for field in FIELDS
        if before[field] != after[field]
    ]
    return page(
        ask,
        "compare",
        article=article,
        line=versions(db, article_id),
        first=first,
        second=second,
        differences=differences,
        unchanged=[field for field in FIELDS if before[field] == after[field] and after[field]],
        columns=ask.arg("view") == "columns",
        numbered=ask.arg("view") or "line",
    )


def _runs(paragraphs: list[list[DiffSpan]]) -> list[tuple[bool, list[list[DiffSpan]]]]:
    """Paragraphs beside a change stand near it; a single one between two that do is not worth hiding."""
    changed = [any(piece.op != "same" for piece in pieces) for pieces in paragraphs]
    far = [not any(changed[max(0, place - 1) : place + 2]) for place in range(len(changed))]
    runs = [
        (is_far, [pieces for _, pieces in run])
        for is_far, run in groupby(zip(far, paragraphs, strict=True), key=itemgetter(0))
    ]
    return [(is_far and len(run) > 1, run) for is_far, run in runs]


def _fields(db: sqlite3.Connection, article_id: int, number: int) -> dict[str, list[str]]:
    """Each field of a version as a list of paragraphs; a missing one has none."""
    version = one(db, "select * from versions where article_id = ? and number = ?", article_id, number)
    content_id = version["content_id"]

    def parts(sql: str) -> list[Any]:
        return db.execute(f"{sql} where content_id = ? order by position", (content_id,)).fetchall()

    plain = {name: [version[name]] if version[name] else [] for name in FIELDS if name in version}
    return {
        **plain,
        "body": [text for text in (version["body"] or "").split("\n\n") if text],
        "captions": [_named(text, url) for text, url in parts("select text, image_url from captions")],
        "images": [_address(url) for (url,) in parts("select url from images")],
        "attachments": [_named(title, url) for title, url in parts("select title, url from attachments")],
        "tables": [" | ".join(row) for table in tables(db, content_id) for row in table],
    }


def _named(text: str, url: str | None) -> str:
    return f"{text} ({_address(url)})" if url else text


def _address(url: str) -> str:
    """An address as it counts when versions are told apart: host, request time and size are no part of it."""
    return normal_picture(url, url)
