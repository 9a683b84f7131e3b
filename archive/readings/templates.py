"""Stores the templates of a portal: which are in use, in which order, and what they were learned from.

A template is JSON here. `crawler.learning` knows its meaning.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from archive.clock import at_millis
from archive.database.json_text import compact
from archive.readings.extractor import TEMPLATE_DIGITS

_NAMED = "d.extractor like '% template ' || substr(t.sha256, 1, 8)"


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A template as its portal has it: `value` is its JSON value, `stage` and `place` give its turn."""

    stage: int
    place: int
    sha256: str
    kind: str
    pages: int
    value: dict[str, Any]

    @property
    def notices(self) -> tuple[str, ...]:
        """The texts that were put on the pages of all articles for a time: it reads the pages that show these."""
        return tuple(self.value.get("notices", ()))


@dataclass(frozen=True, slots=True)
class Learning:
    """What a stage was learned from, by its hash, and by which edition. `done`: what it touches was read again."""

    sample: str
    edition: str
    done: bool


def current_templates(db: sqlite3.Connection, portal: str) -> list[StoredTemplate]:
    """The templates in use for a portal, in the order in which they are tried."""
    rows = db.execute(
        "select stage, place, sha256, kind, pages, value from template where portal = ? and stage is not null"
        " order by stage, place",
        (portal,),
    )
    return [
        StoredTemplate(stage, place, sha256, kind, pages, json.loads(value))
        for stage, place, sha256, kind, pages, value in rows
    ]


def places_by_reader(db: sqlite3.Connection, portal: str) -> dict[str, frozenset[str]]:
    """The fields that each template of a portal has a place for, by the digits that name it in those of readers."""
    rows = db.execute(
        f"select substr(sha256, 1, {TEMPLATE_DIGITS}), fields from template where portal = ?", (portal,)
    )
    return {digits: _names(fields) for digits, fields in rows}


@lru_cache
def _names(fields: str) -> frozenset[str]:
    return frozenset(json.loads(fields))


def store_stage(
    db: sqlite3.Connection, portal: str, stage: int, templates: Sequence[StoredTemplate], at: str
) -> None:
    """Replaces the templates of a stage by `templates`, learned at the stamp `at`."""
    db.execute(
        "update template set stage = null, place = null where portal = ? and stage = ?", (portal, stage)
    )
    for each in templates:
        db.execute(
            "insert into template (portal, stage, place, kind, sha256, learned_at, pages, fields, value)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (portal, sha256) do update set stage = excluded.stage,"
            " place = excluded.place, pages = excluded.pages, fields = excluded.fields, value = excluded.value",
            (
                portal, stage, each.place, each.kind, each.sha256, at, each.pages,
                compact(each.value["fields"]), compact(each.value),
            ),
        )  # fmt: skip


def drop_unused_templates(db: sqlite3.Connection, portal: str) -> None:
    """Deletes the templates that are neither used nor named by a capture; notes when the others were used."""
    for template_id, first_ms, last_ms in db.execute(
        "select t.id, min(c.captured_ms), max(c.captured_ms) from template t"
        f" left join verdict d on {_NAMED} left join capture c on c.verdict_id = d.id and exists"
        " (select 1 from address a where a.id = c.address_id and a.portal = t.portal)"
        " where t.portal = ? group by t.id",
        (portal,),
    ).fetchall():
        db.execute(
            "update template set first_captured_at = ?, last_captured_at = ? where id = ?",
            (*(None if ms is None else at_millis(ms) for ms in (first_ms, last_ms)), template_id),
        )
    db.execute(
        "delete from template where portal = ? and stage is null and first_captured_at is null", (portal,)
    )


def have_read(db: sqlite3.Connection, templates: Sequence[StoredTemplate]) -> bool:
    """Whether a capture names one of `templates` as its reader."""
    query = "select 1 from verdict where extractor like '% template ' || ? limit 1"
    return any(db.execute(query, (each.sha256[:8],)).fetchone() for each in templates)


def learnings(db: sqlite3.Connection, portal: str) -> dict[int, Learning]:
    """What each stage of a portal was learned from."""
    rows = db.execute("select stage, sample, edition, done from learning where portal = ?", (portal,))
    return {stage: Learning(sample, edition, bool(done)) for stage, sample, edition, done in rows}


def note_learning(db: sqlite3.Connection, portal: str, stage: int, learning: Learning) -> None:
    """Stores what a stage was learned from."""
    db.execute(
        "replace into learning (portal, stage, sample, edition, done) values (?, ?, ?, ?, ?)",
        (portal, stage, learning.sample, learning.edition, learning.done),
    )


def forget_stages(db: sqlite3.Connection, portal: str, first: int) -> None:
    """Takes away the stages from `first` on, with their templates."""
    db.execute("delete from learning where portal = ? and stage >= ?", (portal, first))
    db.execute(
        "update template set stage = null, place = null where portal = ? and stage >= ?", (portal, first)
    )


def corrections(db: sqlite3.Connection, portal: str) -> dict[str, dict[str, Any] | None]:
    """The places that an archivist set, by field; None for a field that has none."""
    rows = db.execute("select field, place from correction where portal = ? order by field", (portal,))
    return {field: None if place is None else json.loads(place) for field, place in rows}


def correct(db: sqlite3.Connection, portal: str, field: str, place: dict[str, Any] | None, at: str) -> None:
    """Sets the place of a field, or that it has none."""
    db.execute(
        "replace into correction (portal, field, place, set_at) values (?, ?, ?, ?)",
        (portal, field, None if place is None else compact(place), at),
    )


def undo_correction(db: sqlite3.Connection, portal: str, field: str) -> bool:
    """Takes a correction back; whether there was one."""
    return db.execute("delete from correction where portal = ? and field = ?", (portal, field)).rowcount > 0
