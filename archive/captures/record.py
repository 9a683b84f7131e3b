"""Records captures. Everything enters the archive here: live, from files, from web archives, from merges."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from archive.captures.spot import Spot, request_text, spot_of
from archive.clock import at_millis, millis
from archive.contents import rows
from archive.contents.names import Rows
from archive.contents.rows import Content, Taken
from archive.frontier import addresses, leases
from archive.frontier.leases import Lease, Schedule
from archive.history.article_of import article_at, learn_cms_id
from archive.history.derive import begin, derive, derive_with, extend, extends, newest_of
from archive.history.rules import Sight
from archive.integrity import seals
from archive.integrity.hash_chain import link
from archive.model import Address, Capture, Page
from archive.payloads.headers import to_template
from archive.payloads.payloads import Origin, Removed
from archive.readings.contacts import note_contact
from archive.readings.day_totals import add_visits, count_capture
from archive.readings.listed import keep_listed
from archive.readings.outcome import ABSENT
from archive.readings.readings import Reading, reading_of
from archive.store import Archive

_BASES = ("ok", "unreadable", "article-instead")
"""Outcomes of whole pages, which others of their address and template resemble."""

Change = Literal["new", "changed", "unchanged", "returned"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a capture.

    `new` is False where the archive had this very capture already. `outcome` is a word of
    `archive.readings.outcome`. `change` is the effect on the article: ``new``, ``changed``, ``unchanged``,
    ``returned``; None where the capture shows none. `absent`: an address of an article showed nothing.
    `pending` are the ids of the addresses that became known. `other_bytes`: a picture or document has others than
    when it was last captured; None where it gave none.
    """

    capture_id: int
    new: bool
    outcome: str
    article_id: int | None
    change: Change | None
    absent: bool = False
    other_bytes: bool | None = None
    pending: tuple[int, ...] = ()


def record(
    archive: Archive,
    capture: Capture,
    page: Page | None,
    *,
    lease: Lease | None = None,
    address: Address | None = None,
    crawl_id: int | None = None,
    found: Iterable[Address] = (),
    hosts: Collection[str] | None = None,
    extractor: str | None = None,
    schedule: Schedule | None = None,
    means: str | None = None,
    named: Rows | None = None,
) -> Recorded:
    """Stores one capture, and everything that follows from it, in one transaction.

    `page` is what the reader `extractor` made of the capture; None for captures that are not read. `address` is
    the classified address of `capture.url`. `crawl_id` is the crawl that made the capture. `found` are the
    addresses that the page links to: unknown ones become due, on `hosts` only (see `addresses.discover`).

    `lease` is the address that was fetched. With `schedule`, which says when it is due again, the lease is
    settled; without, it stays leased because more captures follow. `means` replaces the capture's own outcome
    for the lease: a missing page behind the last page of a list is no failure. `named` are the documents and names in
    the page's article, where they are known.

    Raises ArchiveError where the portal is not in the archive.
    """
    ms = millis(capture.captured_at)
    at = at_millis(ms)
    with archive.writing():
        spot = spot_of(archive, capture, address, at)
        reading = reading_of(capture, page, spot.kind, extractor)
        recorded = enter(archive, capture, at, spot, reading, crawl_id, archive.now(), named=named)
        if lease is not None and schedule is not None:
            recorded = replace(recorded, outcome=means or recorded.outcome)
            changed = None if recorded.change is None else recorded.change != "unchanged"
            changed = recorded.other_bytes if changed is None else changed
            gone = recorded.outcome in ABSENT and _is_gone(archive, recorded.article_id)
            leases.settle(archive.db, lease, at, recorded.outcome, changed, gone, schedule)
        pending = addresses.discover(archive.db, capture.portal, found, at, hosts)
    absent = spot.kind == "article" and recorded.outcome in ABSENT
    return replace(recorded, absent=absent, pending=tuple(pending))


def enter(
    archive: Archive,
    capture: Capture,
    at: str,
    spot: Spot,
    reading: Reading,
    crawl_id: int | None,
    recorded_at: str,
    removed: Removed | None = None,
    named: Rows | None = None,
) -> Recorded:
    """Stores a capture made at the stamp `at` with its reading, and updates the history of its article.

    `removed` stands for a payload that was taken down. `named` are the documents and names in the article, where they
    are known by the present rules.
    """
    db = archive.db
    ms = millis(at)
    request = request_text(capture.request)
    if capture.payload is not None:
        is_good = reading.outcome in _BASES
        origin = Origin(spot.id, capture.portal, spot.host, spot.kind, request, spot.base_id, is_good)
        sha256: bytes | None = capture.sha256
        payload_id: int | None = archive.payloads.keep(capture.payload, capture.sha256, origin)
        size: int | None = len(capture.payload)
    elif removed is not None:
        payload_id, sha256, size = archive.payloads.keep_removed(removed), removed.sha256, removed.size
    else:
        payload_id, sha256, size = None, None, None
    template, varying = to_template(capture.headers, ms, size)
    reply = (capture.source, capture.method, capture.status, capture.error, capture.media_type, template)
    own_url = None if capture.url == spot.url else capture.url
    facts = (archive.replies.id_of(*reply), ms, own_url, request, varying, payload_id)
    if spot.last_captured_at is not None and spot.last_captured_at >= at:
        known = db.execute(
            "select id from capture where address_id = ? and reply_id = ? and captured_ms = ? and url is ?"
            " and request is ? and varying is ? and payload_id is ?",
            (spot.id, *facts),
        ).fetchone()
        if known:
            return _known(archive, known[0])
    if archive.newest % seals.BLOCK == 0:
        seals.keep_up(db, archive.newest)
    capture_id = archive.newest + 1
    taken = Taken(capture_id, ms, at, capture.url, sha256 or b"")
    content = _content(archive, reading, taken, named)
    lag = millis(recorded_at) - ms
    digest = link(
        archive.head, capture.portal, spot.url, capture.url, capture.method, request, capture.source,
        capture.status, capture.error, capture.media_type, template, varying, ms, lag, crawl_id, sha256,
    )  # fmt: skip
    db.execute(
        "insert into capture (id, address_id, reply_id, captured_ms, url, request, varying, payload_id, crawl_id,"
        " lag_ms, hash, verdict_id, content_id, read_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            capture_id, spot.id, *facts, crawl_id, lag, digest, archive.readings.verdict_id(reading),
            content and content.id, reading.read_ms,
        ),
    )  # fmt: skip
    archive.newest, archive.head = capture_id, digest
    if (spot.last_captured_at or "") < at:
        db.execute("update address set last_captured_at = ? where id = ?", (at, spot.id))
    archive.readings.keep(capture_id, reading)
    count_capture(db, capture.portal, ms)
    if reading.visits is not None:
        add_visits(db, capture_id, capture.portal, spot.site or spot.host, ms, reading.visits)
    keep_listed(db, capture.portal, capture_id, ms, reading.listed)
    if reading.contact and spot.site:
        note_contact(db, capture.portal, spot.site, reading.contact, ms)
    other_bytes: bool | None = None
    if spot.media_key is not None:
        article_id, change = None, None
        if reading.outcome == "ok":
            other_bytes = payload_id != _bytes_before(db, spot, capture_id)
        derive_with(db, capture.portal, [spot.media_key], archive.removal)
    elif content is None:
        article_id, change = _without_content(archive, spot, reading.outcome), None
    else:
        article_id, change = _extend_history(archive, taken, spot, reading, content)
    return Recorded(capture_id, True, reading.outcome, article_id, change, other_bytes=other_bytes)


def _bytes_before(db: sqlite3.Connection, spot: Spot, capture_id: int) -> int | None:
    """The payload that a picture or document had when it was last captured before."""
    if spot.last_captured_at is None:
        return None
    row = db.execute(
        "select c.payload_id from capture c join verdict d on d.id = c.verdict_id where c.address_id = ? and c.id <> ?"
        " and d.outcome = 'ok' order by c.captured_ms desc, c.id desc limit 1",
        (spot.id, capture_id),
    ).fetchone()
    return row[0] if row else None


def _content(archive: Archive, reading: Reading, taken: Taken, named: Rows | None) -> Content | None:
    """The content that a capture shows, stored where it is new."""
    if reading.article is not None:
        return rows.keep(archive.db, archive.pieces, reading.article, taken, reading.hashes, named)
    return None if reading.hashes is None else rows.keep_removed(archive.db, *reading.hashes)


def _extend_history(
    archive: Archive, taken: Taken, spot: Spot, reading: Reading, content: Content
) -> tuple[int, Change]:
    """Tells the history of the article that a capture shows on; the article and what changed for it."""
    db = archive.db
    if spot.kind != "article" or spot.cms_id is None:
        left = learn_cms_id(db, spot.id, reading.article.cms_id if reading.article else None, taken.ms)
        if left is not None:
            derive(db, left, archive.removal)
        article_id, joined = article_at(db, spot.id)
    elif spot.article_id is not None:
        article_id, joined = spot.article_id, False
    else:
        article_id, joined = article_at(db, spot.id)
    sight = Sight(
        ms=taken.ms,
        sha256=content.sha256,
        url=taken.url,
        extractor=reading.extractor or "",
        capture_id=taken.capture_id,
        address_id=spot.id,
        outcome=reading.outcome,
        content_id=content.id,
        digests=content.digests,
        site=spot.site,
    )
    if article_id is None:
        article_id, is_told = begin(db, spot.id, sight, archive.removal)
        if not is_told:
            derive(db, article_id, archive.removal)
        return article_id, "new"
    newest = newest_of(db, article_id)
    if not joined and extends(newest, sight):
        extend(db, newest.version_id, sight)
        return article_id, "unchanged"
    story = derive(db, article_id, archive.removal)
    assert story is not None
    if any(event.event == "returned" and event.ms == taken.ms for event in story.events):
        return article_id, "returned"
    return article_id, "unchanged" if len(story.versions) == newest.versions else "changed"


def _without_content(archive: Archive, spot: Spot, outcome: str) -> int | None:
    article_id, joined = article_at(archive.db, spot.id)
    if article_id is not None and (joined or outcome in ABSENT or outcome == "not-modified"):
        derive(archive.db, article_id, archive.removal)
    return article_id


def _known(archive: Archive, capture_id: int) -> Recorded:
    outcome, article_id = archive.db.execute(
        "select d.outcome, a.article_id from capture c join verdict d on d.id = c.verdict_id"
        " join address a on a.id = c.address_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    return Recorded(capture_id, False, outcome, article_id, None)


def _is_gone(archive: Archive, article_id: int | None) -> bool:
    if article_id is None:
        return False
    row = archive.db.execute("select state = 'gone' from article where id = ?", (article_id,)).fetchone()
    return bool(row and row[0])
