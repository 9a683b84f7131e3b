"""The page of a capture line by line: what each line is taken for, and why, in the words of our pages."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from archive.captures.load import load_capture
from archive.errors import ArchiveError
from archive.payloads.payloads import Payloads
from archive.readings.explanation import PICTURE, Explanation, explained
from archive.readings.templates import current_templates
from archive.web.wording.language import text
from archive.web.wording.texts import TEXTS

_LOOKS = {
    "boilerplate": "around",
    "others": "around",
    "other fact": "around",
    "unread": "unread",
} | dict.fromkeys(("reading", "clock", "views"), "ticks")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in a row that are taken for one thing for one reason; `look` is the class of their style."""

    name: str
    why: str
    look: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What share of the letters of a page is taken for one thing, from 0 to 1."""

    name: str
    look: str
    share: float


@dataclass(frozen=True, slots=True)
class _File:
    """The archive's file, as captures are loaded from it."""

    db: sqlite3.Connection
    payloads: Payloads


def explanation_of(db: sqlite3.Connection, capture_id: int) -> Explanation | None:
    """The page of a capture line by line, as it is read now; None where there is none, or nothing explains it."""
    kind, portal = db.execute(
        "select a.kind, a.portal from capture c join address a on a.id = c.address_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    try:
        capture = load_capture(_File(db, Payloads(db)), capture_id)
    except ArchiveError:
        return None
    return explained(capture, kind, current_templates(db, portal))


def lines_of(explanation: Explanation | None, language: str) -> list[Lines]:
    """The lines of a page in page order."""
    lines = explanation.lines if explanation else ()
    picture = text("picture_alone", language)
    return [
        Lines(
            _wording("taken", label, language),
            _wording("because", reason, language),
            _LOOKS.get(label, "own"),
            tuple(line.text.replace(PICTURE, picture) for line in found),
        )
        for (label, reason), found in groupby(lines, key=lambda line: (line.label, line.reason))
    ]


def shares_of(explanation: Explanation | None, language: str) -> list[Share]:
    """What the letters of a page are taken for, largest share first."""
    counts: Counter[str] = Counter()
    for line in explanation.lines if explanation else ():
        counts[line.label] += len(line.text)
    total = counts.total()
    return [
        Share(_wording("taken", label, language), _LOOKS.get(label, "own"), count / total)
        for label, count in counts.most_common()
    ]


def _wording(kind: str, word: str, language: str) -> str:
    """A label or a reason in words; as it is where the reader has one that pages do not know."""
    name = f"{kind}.{word}"
    return text(name, language) if name in TEXTS else word
