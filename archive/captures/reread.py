"""Stores new readings of old captures, and updates the histories that they change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.captures.sum_up import sum_up
from archive.clock import at_millis, millis
from archive.contents import names as entity_rows
from archive.contents import rows
from archive.contents.fields import normal_fields
from archive.contents.names import Rows
from archive.contents.rows import Taken
from archive.history.article_of import article_at, learn_cms_id
from archive.history.derive import begin, derive
from archive.history.rules import Removal, Sight
from archive.integrity import seals
from archive.model import AddressKind, Capture, Page
from archive.readings import stale
from archive.readings.day_totals import doubt_visits
from archive.readings.listed import drop_listed, keep_listed
from archive.readings.readings import reading_of
from archive.store import Archive

Reread = tuple[int, Capture, Page | None]
"""A capture's id, the capture as `load_capture` gives it, and what is read from it now."""


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


def reread(archive: Archive, rereads: Iterable[Reread], extractor: str, *, more: bool = False) -> int:
    """Stores the readings that `extractor` makes of captures now, and derives history anew, in one transaction.

    Captures must come in the order of `captures.load.to_read`. The result is their number. A change of the
    extractor never appears as an edit. With `more` batches to follow, `archive.captures.sum_up.sum_up` must be
    called after the last.
    """
    articles: set[int | None] = set()
    count = 0
    with archive.writing():
        for count, (capture_id, capture, page) in enumerate(rereads, 1):  # noqa: B007
            if drop_listed(archive.db, capture_id) or (page and page.listed):
                stale.doubt(archive.db, "lists")
            articles |= _reread_one(archive, capture_id, capture, page, extractor)
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


def _reread_one(
    archive: Archive, capture_id: int, capture: Capture, page: Page | None, extractor: str
) -> set[int | None]:
    db = archive.db
    kind: AddressKind
    address_id, kind, old_article, old_content, sha256 = db.execute(
        "select a.id, a.kind, a.article_id, c.content_id, p.sha256 from capture c"
        " join address a on a.id = c.address_id left join payload p on p.id = c.payload_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    reading = reading_of(capture, page, kind, extractor)
    seals.lift(db, capture_id)
    visits, contact = archive.readings.change(capture_id, reading)
    if visits:
        doubt_visits(db, [capture_id])
    if contact:
        stale.doubt(db, "contacts")
    ms = millis(capture.captured_at)
    keep_listed(db, capture.portal, capture_id, ms, reading.listed)
    content, left, article_id = None, None, old_article
    if reading.article is not None:
        taken = Taken(capture_id, ms, at_millis(ms), capture.url, sha256 or b"")
        content = rows.keep(db, archive.pieces, reading.article, taken)
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
                ms, content.sha256, capture.url, reading.extractor or "", capture_id, address_id, reading.outcome,
                content.id, content.digests, None,
            )  # fmt: skip
            article_id, _ = begin(db, address_id, sight, archive.removal)
    return {old_article, left, article_id}
