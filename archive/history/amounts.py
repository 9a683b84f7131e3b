"""Measures how much each change changed, and of what kind. The result is stored because measuring is slow."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from archive.contents.diff import compare, count_words

_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\b\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?")
_PHONE = re.compile(r"\(?\b0\d{1,3}\)?[ .-]?\d{3,4}[ .-]?\d{3,4}\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Text = Sequence[str]
"""The words of a version: its paragraphs, with title, summary, captions and rows of tables."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a change did to the words of an article. `numbers`, `dates`, `phones` and `names` (of persons): whether such
    were changed. `signs`: nothing but punctuation, spacing or case was."""

    added: int
    removed: int
    numbers: bool
    dates: bool
    phones: bool
    signs: bool
    names: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says: its words, and the persons that it names."""

    text: Text
    persons: frozenset[str] = frozenset()


def measure(before: Wording, after: Wording) -> Amount:
    """How much the change from one version to another changed."""
    added = removed = 0
    for pieces in compare(before.text, after.text).paragraphs:
        added += count_words(pieces, "new")
        removed += count_words(pieces, "gone")
    old, new = _figures(before.text), _figures(after.text)
    letters = [re.findall(r"\w+", " ".join(wording.text).lower()) for wording in (before, after)]
    numbers, dates, phones = (one != other for one, other in zip(old, new, strict=True))
    signs = letters[0] == letters[1] and list(before.text) != list(after.text)
    return Amount(added, removed, numbers, dates, phones, signs, before.persons != after.persons)


def measure_changes(db: sqlite3.Connection) -> int:
    """Measures, in the caller's transaction, all changes that were not measured yet. How many."""
    pairs = db.execute(
        "select distinct v.previous_id, v.content_id from version v left join change_amount m"
        " on m.before_id = v.previous_id and m.after_id = v.content_id"
        " join content o on o.id = v.previous_id and not o.removed"
        " join content n on n.id = v.content_id and not n.removed"
        " where v.changed is not null and v.previous_id is not null and m.before_id is null"
    ).fetchall()
    for before, after in pairs:
        row = amount_row(db, before, after)
        db.execute(
            f"insert into change_amount values (?, ?, {', '.join('?' * len(row))})", (before, after, *row)
        )
    return len(pairs)


def amount_row(db: sqlite3.Connection, before_id: int, after_id: int) -> tuple[int, ...]:
    """The columns of `change_amount` after its ids, for the change from one content to another."""
    return tuple(int(value) for value in astuple(measure(_wording(db, before_id), _wording(db, after_id))))


def _figures(text: Text) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Numbers, dates and telephone numbers, each as often as it is there."""
    whole = "\n".join(text)
    dates = Counter(_DATE.findall(whole))
    whole = _DATE.sub(" ", whole)
    phones = Counter(re.sub(r"\D", "", phone) for phone in _PHONE.findall(whole))
    return Counter(_NUMBER.findall(_PHONE.sub(" ", whole))), dates, phones


def _wording(db: sqlite3.Connection, content_id: int) -> Wording:
    persons = db.execute("select name from mention where content_id = ? and +kind = 'person'", (content_id,))
    return Wording(_text(db, content_id), frozenset(name for (name,) in persons))


def _text(db: sqlite3.Connection, content_id: int) -> list[str]:
    row = db.execute(
        "select o.title, o.summary, b.text from content o left join body b on b.content_id = o.id where o.id = ?",
        (content_id,),
    ).fetchone()
    title, summary, body = row or (None, None, None)
    captions = db.execute("select text from caption where content_id = ? order by position", (content_id,))
    tables = db.execute("select rows from grid where content_id = ? order by position", (content_id,))
    lines = [" | ".join(line) for (rows,) in tables for line in json.loads(rows)]
    # A bold lead is in the body, too, and must not count twice.
    paragraphs = [text for text in (body or "").split("\n\n") if text]
    lead = [summary] if summary and summary not in paragraphs else []
    return [text for text in (title, *lead, *paragraphs, *(text for (text,) in captions), *lines) if text]
