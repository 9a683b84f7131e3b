"""Stores what was read from a capture: outcome, extractor, problems, and the numbers that tick."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.database.interning import Interned
from archive.database.views import NUMBERS
from archive.model import AddressKind, Article, Capture, Contact, Listed, Page, Visits
from archive.readings import counter_box
from archive.readings.extractor import reader_name
from archive.readings.outcome import outcome_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor made of a capture.

    `article` is set only where the outcome is ok. `hashes` are its content's hash and digests, where known
    already; they come without `article` where that was taken down. `read_ms` is the time of reading, where it
    differs from that of storing.
    """

    outcome: str
    extractor: str | None = None
    problems: tuple[str, ...] = ()
    article: Article | None = None
    hashes: tuple[bytes, bytes] | None = None
    visits: Visits | None = None
    contact: Contact | None = None
    views: int | None = None
    read_ms: int | None = None
    listed: tuple[Listed, ...] = ()


def reading_of(capture: Capture, page: Page | None, wanted: AddressKind, extractor: str | None) -> Reading:
    """The reading of `capture`, which the edition `extractor` read as `page` at an address that promises `wanted`."""
    extractor = reader_name(extractor, capture, page)
    outcome = outcome_of(capture, page, wanted)
    if page is None:
        return Reading(outcome, extractor)
    article = page.article if outcome == "ok" and page.kind == "article" else None
    views, hashes = (article.views, page.hashes) if article else (None, None)
    listed = page.listed if outcome == "ok" else ()
    return Reading(
        outcome, extractor, page.problems, article, hashes, page.visits, page.contact, views, listed=listed
    )


class Readings:
    """The readings of one open archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._verdicts = Interned(db, "verdict", ("outcome", "extractor", "problems"))
        self._boxes = Interned(db, "box", ("pattern",))
        self._contacts = Interned(db, "contact", ("agency", "address", "phone", "email"))

    def forget(self) -> None:
        """Drops what is remembered, for rows may have been rolled back or written by someone else."""
        for interned in (self._verdicts, self._boxes, self._contacts):
            interned.forget()

    def verdict_id(self, reading: Reading) -> int:
        """The id of the row that holds outcome, extractor and problems."""
        problems = json.dumps(reading.problems, ensure_ascii=False) if reading.problems else None
        return self._verdicts.id_of(reading.outcome, reading.extractor, problems)

    def keep(self, capture_id: int, reading: Reading) -> None:
        """Stores the counters, contact block and view count of a capture, if it showed any."""
        visits, contact, views = reading.visits, reading.contact, reading.views
        if visits is None and contact is None and views is None:
            return
        box_id, rest, counters = None, None, (None,) * len(NUMBERS)
        if visits is not None:
            pattern, rest = counter_box.pack_box(visits)
            box_id = self._boxes.id_of(pattern)
            counters = tuple(getattr(visits, name) for name in NUMBERS)
        contact_id = contact and self._contacts.id_of(
            contact.agency, contact.address, contact.phone, contact.email
        )
        self._db.execute(
            f"insert into reading (capture_id, box_id, contact_id, views, {', '.join(NUMBERS)}, rest)"
            f" values (?, ?, ?, ?{', ?' * len(NUMBERS)}, ?)",
            (capture_id, box_id, contact_id, views, *counters, rest),
        )

    def change(self, capture_id: int, reading: Reading) -> tuple[bool, bool]:
        """Stores what is read from a capture now; whether the counters and whether the contact block differ."""
        before = self._row(capture_id)
        self._db.execute("delete from reading where capture_id = ?", (capture_id,))
        self.keep(capture_id, reading)
        after = self._row(capture_id)
        return before[1:] != after[1:], before[0] != after[0]

    def _row(self, capture_id: int) -> tuple[Any, ...]:
        columns = f"contact_id, box_id, rest, {', '.join(NUMBERS)}"
        row = self._db.execute(
            f"select {columns} from reading where capture_id = ?", (capture_id,)
        ).fetchone()
        return row or (None,) * (3 + len(NUMBERS))

    def visits(self, capture_id: int) -> Visits | None:
        """The statistics box that a capture showed."""
        row = self._db.execute(
            f"select b.pattern, g.rest, {', '.join(NUMBERS)} from reading g join box b on b.id = g.box_id"
            " where g.capture_id = ?",
            (capture_id,),
        ).fetchone()
        return counter_box.unpack_box(row[0], row[1], row[2:]) if row else None

    def contact(self, capture_id: int) -> Contact | None:
        """The contact block that a capture showed."""
        row = self._db.execute(
            "select agency, address, phone, email from reading g join contact t on t.id = g.contact_id"
            " where g.capture_id = ?",
            (capture_id,),
        ).fetchone()
        return Contact(*row) if row else None

    def views(self, capture_id: int) -> int | None:
        """The article's view count that a capture showed."""
        row = self._db.execute("select views from reading where capture_id = ?", (capture_id,)).fetchone()
        return row[0] if row else None
