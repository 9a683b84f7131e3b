"""Compares two versions of an article, field by field and word by word."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from archive.contents import diff
from archive.contents.diff import DiffSpan
from archive.contents.url_keys import normal_picture
from archive.database.views import FACTS
from archive.history.replaced import Replaced, replaced
from archive.web.data.stories import dicts

FIELDS = ("title", "summary", "body", "captions", "images", *FACTS, "attachments", "tables")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, as runs of paragraphs: whether a run is far from any change, and its paragraphs,
    each as pieces. `coarse`: the texts are so long that whole sentences are compared, not words."""

    field: str
    runs: list[tuple[bool, list[list[DiffSpan]]]]
    coarse: bool = False


def differences(db: sqlite3.Connection, article_id: int, first: int, second: int) -> list[Difference]:
    """The fields in which two versions, by their numbers, differ."""
    before, after = (fields_of(db, article_id, number) for number in (first, second))
    found = []
    for field in FIELDS:
        if before[field] != after[field]:
            compared = diff.compare(before[field], after[field])
            found.append(Difference(field, _runs(compared.paragraphs), compared.coarse))
    return found


@dataclass(frozen=True, slots=True)
class ReplacedFile:
    """A picture or document with other bytes in the second version; `text`: how what it says differs, where that was
    read of both."""

    file: Replaced
    text: Difference | None


def replaced_files(db: sqlite3.Connection, article_id: int, first: int, second: int) -> list[ReplacedFile]:
    """The files whose bytes differ between two versions, by their numbers."""
    found = []
    for file in replaced(db, article_id, first, second):
        compared = file.compared()
        text = Difference("files", _runs(compared.paragraphs), compared.coarse) if compared else None
        found.append(ReplacedFile(file, text))
    return found


def unchanged(db: sqlite3.Connection, article_id: int, first: int, second: int) -> list[str]:
    """The fields that are equal in two versions and not empty."""
    before, after = (fields_of(db, article_id, number) for number in (first, second))
    return [field for field in FIELDS if before[field] == after[field] and after[field]]


def fields_of(db: sqlite3.Connection, article_id: int, number: int) -> dict[str, list[str]]:
    """Each field of a version as a list of paragraphs; a missing one has none."""
    (version,) = dicts(
        db.execute("select * from versions where article_id = ? and number = ?", (article_id, number))
    )
    content_id = version["content_id"]

    def parts(sql: str) -> list[Any]:
        return db.execute(f"{sql} where content_id = ? order by position", (content_id,)).fetchall()

    plain = {name: [version[name]] if version[name] else [] for name in FIELDS if name in version}
    tables = [json.loads(rows) for (rows,) in parts("select rows from article_tables")]
    return {
        **plain,
        "body": [text for text in (version["body"] or "").split("\n\n") if text],
        "captions": [_named(text, url) for text, url in parts("select text, image_url from captions")],
        "images": [_address(url) for (url,) in parts("select url from images")],
        "attachments": [_named(title, url) for title, url in parts("select title, url from attachments")],
        "tables": [" | ".join(row) for table in tables for row in table],
    }


def _runs(paragraphs: list[list[DiffSpan]]) -> list[tuple[bool, list[list[DiffSpan]]]]:
    """Paragraphs beside a change are near it; a single one between two that do is not worth hiding."""
    changed = [any(piece.op != "same" for piece in pieces) for pieces in paragraphs]
    far = [not any(changed[max(0, place - 1) : place + 2]) for place in range(len(changed))]
    runs = [
        (is_far, [pieces for _, pieces in run])
        for is_far, run in groupby(zip(far, paragraphs, strict=True), key=itemgetter(0))
    ]
    return [(is_far and len(run) > 1, run) for is_far, run in runs]


def _named(text: str, url: str | None) -> str:
    return f"{text} ({_address(url)})" if url else text


def _address(url: str) -> str:
    """An address as it counts when versions are told apart: host, request time and size are no part of it."""
    return normal_picture(url, url)
