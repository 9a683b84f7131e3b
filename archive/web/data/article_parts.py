"""Reads what belongs to one article or version: captures, pictures, tables, names, an estimate of its date."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from archive.search.entities import LABEL
from archive.web.data.stories import dicts


def estimate_of(db: sqlite3.Connection, article_id: int) -> dict[str, Any] | None:
    """The estimated date of an article, as its row of `date_estimates`; None where it has none."""
    rows = dicts(db.execute("select * from date_estimates where article_id = ?", (article_id,)))
    return rows[0] if rows else None


def named(db: sqlite3.Connection, content_id: int) -> dict[str, list[dict[str, Any]]]:
    """The documents, people, places and organisations that a content names, in its order."""
    mentions = dicts(
        db.execute(
            f"select e.name, e.kind, group_concat(e.office, '; ') as office, min(e.position) as place, {LABEL} as label"
            " from mention e where e.content_id = ? group by e.kind, e.entity order by place",
            (content_id,),
        )
    )
    return {
        "documents": dicts(
            db.execute(
                "select text, coalesce(number, text) as label from citation where content_id = ? order by position",
                (content_id,),
            )
        ),
        "people": [row for row in mentions if row["kind"] == "person"],
        "places": [row for row in mentions if row["kind"] == "place"],
        "organisations": [row for row in mentions if row["kind"] == "organisation"],
    }


def paragraphs(version: dict[str, Any]) -> list[str]:
    """The paragraphs of the body, without a first one that repeats the summary."""
    paragraphs = [text for text in (version["body"] or "").split("\n\n") if text]
    return paragraphs[1:] if paragraphs[:1] == [version["summary"]] else paragraphs


def tables(db: sqlite3.Connection, content_id: int) -> list[list[list[str]]]:
    """The data tables of a content, as rows of cells."""
    found = db.execute(
        "select rows from article_tables where content_id = ? order by position", (content_id,)
    )
    return [json.loads(rows) for (rows,) in found]


def first_capture(db: sqlite3.Connection, article_id: int, version: dict[str, Any]) -> dict[str, Any] | None:
    """The first capture that shows a version; of one that a file began, the last before where none came after."""
    rows = dicts(
        db.execute(
            "select c.id, c.url, c.captured_at, c.payload_sha256, c.source, a.url_key from address a"
            " join captures c on c.address_id = a.id where a.article_id = ?1 and c.content_id = ?2"
            " order by c.captured_at < ?3, case when c.captured_at < ?3 then -julianday(c.captured_at) end,"
            " c.captured_at, c.id limit 1",
            (article_id, version["content_id"], version["first_captured_at"]),
        )
    )
    return rows[0] if rows else None


def pictures_of(db: sqlite3.Connection, version: dict[str, Any]) -> list[dict[str, Any]]:
    """Pictures of a version in page order, as they were then, each with its caption; captions without a picture come
    with no address."""
    content_id = version["content_id"]
    then = dict(
        db.execute("select url, sha256 from version_files where version_id = ?", (version["id"],)).fetchall()
    )
    captions = dicts(
        db.execute("select * from captions where content_id = ? order by position", (content_id,))
    )
    by_url: dict[str | None, list[dict[str, Any]]] = {}
    for caption in captions:
        by_url.setdefault(caption["image_url"], []).append(caption)
    shown = []
    for (url,) in db.execute("select url from images where content_id = ? order by position", (content_id,)):
        own = by_url.pop(url, [])
        shown.append({"url": url, "sha256": then.get(url), "captions": [caption["text"] for caption in own]})
    for other, own in by_url.items():
        captioned = [caption["text"] for caption in own]
        shown.append({"url": other, "sha256": then.get(other or ""), "captions": captioned})
    return shown
