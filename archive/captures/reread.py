"""Stores new readings of old captures, and updates the histories that they change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from archive.captures.sum_up import sum_up
from archive.clock import at_millis, millis
from archive.contents import names as entity_rows
from archive.contents import rows
from archive.contents.fields import hashes_of, normal_fields
from archive.contents.names import Rows
from archive.contents.rows import Taken
from archive.history.article_of import article_at, learn_cms_id
from archive.history.derive import begin, derive
from archive.history.rules import Removal, Sight
from archive.integrity import seals
from archive.model import AddressKind, Capture, Page
from archive.readings import stale
from archive.readings.day_totals import doubt_visits
from archive.readings.listed import drop_listed, keep_listed, load_listed
from archive.readings.readings import Reading, reading_of
from archive.store import Archive

Reread = tuple[int, Capture, Page | None]
"""A capture's id, the capture as `load_capture` gives it, and what is read from it now."""


class Extracted(NamedTuple):
    """A reading that is told already, as where the capture itself was left to another process: its id, portal, url and
    stamp, and the reading with its hashes."""

    capture_id: int
    portal: str
    url: str
    at: str
    reading: Reading


class Same(NamedTuple):
    """A capture that reads as it is stored: its id and the name of the reader that says so."""

    capture_id: int
    extractor: str | None


def extracted(archive: Archive, reread: Reread, extractor: str) -> Extracted | Same:
    """What is read from a capture now, by `extractor`."""
    capture_id, capture, page = reread
    kind: AddressKind
    kind, *stored = archive.db.execute(_STORED, (capture_id,)).fetchone()
    reading = reading_of(capture, page, kind, extractor)
    if reading.article is not None and reading.hashes is None:
        reading = replace(reading, hashes=hashes_of(reading.article, capture.url))
    if _is_stored(archive, capture_id, reading, *stored):
        return Same(capture_id, reading.extractor)
    return Extracted(capture_id, capture.portal, capture.url, capture.captured_at, reading)


_STORED = """select a.kind, d.outcome, d.problems, o.sha256, o.digests, o.capture_id,
  case when a.kind = 'article' and a.cms_id is not null then 1 end, a.told_cms_id, a.article_id
  from capture c join address a on a.id = c.address_id join verdict d on d.id = c.verdict_id
  left join content o on o.id = c.content_id where c.id = ?"""


def _is_stored(
    archive: Archive,
    capture_id: int,
    reading: Reading,
    outcome: str,
    problems: str | None,
    sha256: bytes | None,
    digests: bytes | None,
    shown_id: int | None,
    has_own: int | None,
    told_id: str | None,
    article_id: int | None,
) -> bool:
    """Whether a reading is what is stored of its capture. Never of one whose texts are those shown of a content, or
    whose address was parted from its article."""
    if reading.outcome != outcome or tuple(json.loads(problems or "[]")) != reading.problems:
        return False
    if (sha256, digests) != (reading.hashes or (None, None)):
        return False
    if sha256 and (shown_id in (None, capture_id) or article_id is None):
        return False
    names_itself = reading.article is not None and reading.article.cms_id not in (None, told_id)
    if names_itself and not has_own:
        return False
    kept = archive.readings
    return (
        kept.visits(capture_id) == reading.visits
        and kept.views(capture_id) == reading.views
        and kept.contact(capture_id) == reading.contact
        and load_listed(archive.db, capture_id) == reading.listed
    )


def differences(archive: Archive, reread: Reread) -> list[tuple[str, Any, Any]]:
    """The differences that another reading of a capture would make: field, stored value, new value.

    The outcome counts as a field. Without differences the reading changes no version.
    """
    capture_id, capture, page = reread
    kind, content_id, outcome = archive.db.execute(
        "select a.kind, c.content_id, d.outcome from capture c join address a on a.id = c.address_id"
        " join verdict d on d.id = c.verdict_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    reading = reading_of(capture, page, kind, None)
    found: list[tuple[str, Any, Any]] = []
    if reading.outcome != outcome:
        found.append(("outcome", outcome, reading.outcome))
    old = rows.load_content(archive.db, content_id) if content_id is not None else None
    before = normal_fields(old, capture.url) if old else {}
    after = normal_fields(reading.article, capture.url) if reading.article else {}
    for name in before or after:
        if before.get(name) != after.get(name):
            found.append((name, before.get(name), after.get(name)))
    return found


def reread(
    archive: Archive, rereads: Iterable[Reread | Extracted | Same], extractor: str, *, more: bool = False
) -> int:
    """Stores the readings that `extractor` makes of captures now, and derives history anew, in one transaction.

    The order of the captures makes no difference. The result is their number. A change of the
    extractor never appears as an edit. With `more` batches to follow, `archive.captures.sum_up.sum_up` must be
    called after the last.
    """
    articles: set[int | None] = set()
    count = 0
    with archive.writing():
        for count, each in enumerate(rereads, 1):  # noqa: B007
            if isinstance(each, Same):
                articles.add(_confirm(archive, each))
                continue
            if not isinstance(each, Extracted):
                capture_id, capture, page = each
                reading = reading_of(capture, page, _kind_of(archive, capture_id), extractor)
                each = Extracted(capture_id, capture.portal, capture.url, capture.captured_at, reading)
            articles |= _reread_one(archive, each)
        for article_id in articles - {None}:
            assert article_id is not None
            derive(archive.db, article_id, archive.removal)
        if not more:
            sum_up(archive)
    return count


def renew_entities(archive: Archive, named: Iterable[tuple[int, Rows]]) -> int:
    """Stores what the present rules find in contents, as one transaction. How many there were."""
    count = 0
    with archive.writing():
        for count, (content_id, found) in enumerate(named, 1):  # noqa: B007
            entity_rows.store(archive.db, content_id, found)
    return count


def set_removal(archive: Archive, removal: Removal) -> None:
    """Keeps in the archive when an article counts as gone, and derives all of history by it."""
    with archive.writing():
        seals.lift(archive.db, 0)
        archive.db.executemany(
            "replace into setting (key, value) values (?, ?)",
            [
                ("removal.answers", str(removal.answers)),
                ("removal.apart", str(removal.apart.total_seconds())),
            ],
        )
        archive.removal = removal
        for (article_id,) in archive.db.execute("select id from article").fetchall():
            derive(archive.db, article_id, removal)
        seals.close(archive.db)


def _kind_of(archive: Archive, capture_id: int) -> AddressKind:
    kind: AddressKind
    (kind,) = archive.db.execute(
        "select a.kind from capture c join address a on a.id = c.address_id where c.id = ?", (capture_id,)
    ).fetchone()
    return kind


def _confirm(archive: Archive, same: Same) -> int | None:
    """Notes who reads a capture as it is stored; its article."""
    db = archive.db
    article_id, outcome, problems = db.execute(
        "select a.article_id, d.outcome, d.problems from capture c join address a on a.id = c.address_id"
        " join verdict d on d.id = c.verdict_id where c.id = ?",
        (same.capture_id,),
    ).fetchone()
    seals.lift(db, same.capture_id)
    reading = Reading(outcome, same.extractor, tuple(json.loads(problems or "[]")))
    db.execute(
        "update capture set verdict_id = ?, read_ms = ? where id = ?",
        (archive.readings.verdict_id(reading), millis(archive.now()), same.capture_id),
    )
    found: int | None = article_id
    return found


def _reread_one(archive: Archive, extraction: Extracted) -> set[int | None]:
    db, capture_id, reading = archive.db, extraction.capture_id, extraction.reading
    address_id, old_article, old_content, sha256 = db.execute(
        "select a.id, a.article_id, c.content_id, p.sha256 from capture c"
        " join address a on a.id = c.address_id left join payload p on p.id = c.payload_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    if drop_listed(db, capture_id) or reading.listed:
        stale.doubt(db, "lists")
    seals.lift(db, capture_id)
    visits, contact = archive.readings.change(capture_id, reading)
    if visits:
        doubt_visits(db, [capture_id])
    if contact:
        stale.doubt(db, "contacts")
    ms = millis(extraction.at)
    keep_listed(db, extraction.portal, capture_id, ms, reading.listed)
    content, left, article_id = None, None, old_article
    if reading.article is not None:
        taken = Taken(capture_id, ms, at_millis(ms), extraction.url, sha256 or b"")
        content = rows.keep(db, archive.pieces, reading.article, taken, reading.hashes)
        left = learn_cms_id(db, address_id, reading.article.cms_id, ms)
    content_id = content and content.id
    db.execute(
        "update capture set verdict_id = ?, content_id = ?, read_ms = ? where id = ?",
        (archive.readings.verdict_id(reading), content_id, millis(archive.now()), capture_id),
    )
    if old_content != content_id:
        # Another capture says it now, if any does; the next that is read anew will show it.
        db.execute(
            "update content set capture_id = null where id = ? and capture_id = ?", (old_content, capture_id)
        )
        stale.doubt(db, "contents")
    if content is not None:
        article_id, _ = article_at(db, address_id)
        if article_id is None:
            sight = Sight(
                ms, content.sha256, extraction.url, reading.extractor or "", capture_id, address_id, reading.outcome,
                content.id, content.digests, None,
            )  # fmt: skip
            article_id, _ = begin(db, address_id, sight, archive.removal)
    return {old_article, left, article_id}
