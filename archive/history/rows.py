"""Converts a story into rows of the derived tables, and writes the difference to the stored rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.clock import at_millis
from archive.database.views import FACTS
from archive.history.rules import Story


def article_row(db: sqlite3.Connection, story: Story, listed_at: str | None) -> Mapping[str, Any]:
    """The columns of `article` that depend on its story and on the date in lists."""
    newest = story.versions[-1].content_id
    told = {content_id: _facts(db, content_id) for content_id in {newest, *story.tellers.values()}}
    facts = {
        name: told[story.tellers.get(name, newest)][name] or value for name, value in told[newest].items()
    }
    return {
        **facts,
        "published_at": facts["published_at"] or listed_at,
        "site": story.site,
        "state": story.state,
        "first_captured_at": at_millis(story.versions[0].first_ms),
        "versions": len(story.versions),
        "content_id": newest,
        "listed_at": listed_at,
    }


def _facts(db: sqlite3.Connection, content_id: int | None) -> dict[str, str | None]:
    row = db.execute(f"select {', '.join(FACTS)} from content where id = ?", (content_id,)).fetchone()
    return dict(zip(FACTS, row, strict=True))


def version_rows(story: Story) -> list[tuple[Any, ...]]:
    """number, content_id, previous_id, changed, first_captured_at, until, last_captured_at, captures, capture_id,
    files."""
    ends = [at_millis(version.first_ms) for version in story.versions[1:]]
    return [
        (
            number, version.content_id, version.previous_id, version.changed, at_millis(version.first_ms), until,
            at_millis(version.last_ms), version.captures, version.capture_id, version.files,
        )
        for number, (version, until) in enumerate(zip(story.versions, [*ends, None], strict=True), 1)
    ]  # fmt: skip


def stored_versions(db: sqlite3.Connection, article_id: int) -> list[tuple[Any, ...]]:
    """The rows of `version_rows`, each with its id before it, as they are stored."""
    return db.execute(
        "select id, number, content_id, previous_id, changed, first_captured_at, until, last_captured_at,"
        " captures, capture_id, files from version where article_id = ? order by number",
        (article_id,),
    ).fetchall()


def stored_events(db: sqlite3.Connection, article_id: int) -> list[tuple[Any, ...]]:
    """id, at, event, number of the version, detail, as they are stored."""
    return db.execute(
        "select e.id, e.at, e.event, v.number, e.detail from events e"
        " left join version v on v.id = e.version_id where e.article_id = ? order by e.id",
        (article_id,),
    ).fetchall()


def event_rows(story: Story) -> list[tuple[Any, ...]]:
    """at, event, number of the version, detail."""
    return [(at_millis(event.ms), event.event, event.number, event.detail) for event in story.events]


def write_versions(
    db: sqlite3.Connection, article_id: int, story: Story, stored: list[tuple[Any, ...]]
) -> None:
    """Writes the versions of a story over the `stored` rows. Rows that stay the same are left alone."""
    wanted = version_rows(story)
    for old, new in zip(stored, wanted, strict=False):
        if old[1:] != new:
            db.execute(
                "update version set number = ?, content_id = ?, previous_id = ?, changed = ?,"
                " first_captured_at = ?, until = ?, last_captured_at = ?, captures = ?, capture_id = ?, files = ?"
                " where id = ?",
                (*new, old[0]),
            )
    for old in stored[len(wanted) :]:
        db.execute("delete from version where id = ?", (old[0],))
    if len(wanted) > len(stored):
        db.executemany(
            "insert into version (number, content_id, previous_id, changed, first_captured_at, until,"
            " last_captured_at, captures, capture_id, files, article_id, portal)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, (select portal from article where id = ?11))",
            [(*new, article_id) for new in wanted[len(stored) :]],
        )


def write_events(
    db: sqlite3.Connection, article_id: int, story: Story, stored: list[tuple[Any, ...]]
) -> None:
    """Writes the events of a story behind those of the `stored` rows that stay the same."""
    wanted = event_rows(story)
    same = 0
    while same < min(len(stored), len(wanted)) and stored[same][1:] == wanted[same]:
        same += 1
    for old in stored[same:]:
        db.execute("delete from events where id = ?", (old[0],))
    db.executemany(
        "insert into events (at, event, version_id, detail, article_id) values (?1, ?2,"
        " (select id from version where article_id = ?5 and number = ?3), ?4, ?5)",
        [(*new, article_id) for new in wanted[same:]],
    )
