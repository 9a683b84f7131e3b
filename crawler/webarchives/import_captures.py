"""Imports captures that others made. They are recorded as captures of a crawl are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from archive import alarms
from archive.alarms import Alarm, distrusted_ids
from archive.captures import known as captures_known
from archive.captures.record import Recorded, record
from archive.frontier import addresses
from archive.model import Address, Capture, Page
from archive.readings import stale
from archive.readings.outcome import ALARMING
from archive.store import Archive
from archive.warc.read import Found
from crawler.crawl.seen_before import Asked, SeenBefore
from crawler.extract.capture import read_capture, redirect_target
from crawler.extract.edition import EXTRACTOR
from crawler.extract.template.model import Stages
from crawler.frontier.queue import MEDIA
from crawler.frontier.scope import Scope
from crawler.frontier.under_way import UNREAD, UnderWay
from crawler.learning.portal_edition import note_first
from crawler.learning.progress import Ahead
from crawler.learning.reading import FEW, is_deadly
from crawler.monitoring.duplicates import Duplicates, unmask
from crawler.portal import PortalSpec
from crawler.portals.registry import portals
from crawler.webarchives.brought import Brought
from crawler.webarchives.left_open import take_up
from crawler.webarchives.originals import Originals
from crawler.webarchives.places import Places
from crawler.webarchives.read_ahead import ReadAhead, Unrecorded
from crawler.webarchives.unread import UNKNOWN

NOT_READ = (*MEDIA, *UNKNOWN)
"""Kinds of addresses whose payloads are kept and not read, except for HTML in place of a file."""


class Import:
    """Records captures in `archive`, each for the portal of its host.

    With `portal`, only for that one; with `homes`, for the hosts of these addresses, at which it was crawled.
    `only_pages` leaves out everything except pages, pictures and documents. `jobs` processes read what `look_ahead`
    is told of; one reads nothing ahead.
    """

    def __init__(
        self,
        archive: Archive,
        portal: str | None = None,
        homes: tuple[str, ...] = (),
        *,
        only_pages: bool = False,
        jobs: int = 1,
    ) -> None:
        self.brought = Brought()
        self._archive = archive
        known = portals()
        chosen = {portal: known[portal]} if portal else known
        distrusted = {name: distrusted_ids(archive.db, name) for name in chosen}
        self._places = Places(chosen, homes, distrusted)
        self._ahead = ReadAhead((chosen, homes, distrusted), jobs)
        self._learning = {name: Ahead(archive, spider) for name, spider in chosen.items()}
        self._seen_before = {name: SeenBefore(archive, spider) for name, spider in chosen.items()}
        self._only_pages = only_pages
        self._originals = Originals(archive, self._places.normal)
        self._waiting: list[Found] = []
        self._duplicates = Duplicates()
        self._under_way = UnderWay(archive.path)
        self.left = take_up(archive, self._places.scopes, self._duplicates, self.brought)
        """Captures, by their sources, that runs before brought and died before they said so."""

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Guards a block that records captures, by noting which page is being read.

        A page that is at fault for the death of runs is set aside first, with an alarm. Raises ArchiveError.
        """
        at = self._archive.now()
        for name, scope in self._places.scopes.items():
            trial = partial(is_deadly, stages=self._learning[name].stages)
            left = self._under_way.guilty(self._archive, name, trial)
            if left is not None:
                with self._archive.writing():
                    self._under_way.take_up(self._archive, left, None, at, scope.address)
                    self._sound(name, Alarm("set-aside", addresses=(left.url,)))
                self._under_way.forget()
        try:
            yield
        finally:
            self._ahead.close()
            self._under_way.close()

    def look_ahead(self, batch: Sequence[Found]) -> None:
        """Has pages read that are to be taken behind those of the batch before, which were not taken yet."""
        if self._ahead.reads and self.brought.captures >= FEW:
            self._ahead.hand_out(list(self._in_full(batch)))

    def _in_full(self, batch: Sequence[Found]) -> Iterator[Unrecorded]:
        """The first capture of each address that seems to need reading in full."""
        seen: set[str] = set()
        for found in batch:
            placed = self._places.placed(found.capture)
            if placed is None or found.revisit is not None or placed.address.url in seen:
                continue
            capture, address = placed.capture, placed.address
            if not capture.payload or address.kind in NOT_READ or self._under_way.holds(capture):
                continue
            seen.add(address.url)
            stages = self._learning[capture.portal].stages
            if not (
                self._ahead.is_waiting(address.url)
                or self._seen_before[capture.portal].may_know(self._asked(capture, address), stages)
            ):
                yield Unrecorded(capture, address, stages)

    def take(self, found: Found) -> None:
        """Takes over one capture, or counts why not. Raises ArchiveError."""
        if not self._take(found):
            self._waiting.append(found)

    def end(self) -> None:
        """Records the revisits that came before their page, and counts those without one."""
        waiting, self._waiting = self._waiting, []
        self.brought.bare += sum(not self._take(found) for found in waiting)

    def _take(self, found: Found) -> bool:
        """False where the capture is of a page that has not been seen yet."""
        placed = self._places.placed(found.capture)
        if placed is None:
            self.brought.foreign[urlsplit(safe_url_string(found.capture.url)).netloc] += 1
            return True
        capture, address = placed.capture, placed.address
        is_unread = address.kind in UNKNOWN
        if capture.method not in ("GET", "POST") or (is_unread and self._only_pages):
            self.brought.beside += 1
            return True
        if found.revisit is not None:
            original = self._originals.find(found, address.url)
            if original is None:
                return False
            capture = replace(
                capture,
                payload=original.payload,
                status=capture.status if capture.status is not None else original.status,
                headers=capture.headers or _told_by(original),
            )
        known = captures_known.find_capture(self._archive, capture, address)
        is_new = known is None
        if known is None:
            known = self._record(capture, placed.scope, address, placed.portal)
            self.brought.unread[address.kind, address.url] += is_unread
        else:
            self.brought.known += 1
        if capture.payload and not capture.error:
            self._originals.note(found, known, is_new=is_new)
        return True

    def _record(self, capture: Capture, scope: Scope, address: Address, spider: type[PortalSpec]) -> int:
        learning = self._learning[spider.name]
        page = self._read(capture, address, scope, learning.stages)
        if page is not None and address.kind == "article":
            page = self._duplicates.judged(address.cms_id or address.url, capture, page)
        is_unread = address.kind in UNKNOWN
        leads_to = [] if is_unread else [address, *self._found(capture, page, scope, address)]
        archive, brought = self._archive, self.brought
        with archive.writing():
            if capture.portal not in brought.portals:
                archive.add_portal(spider.portal(), spider.sites)
                note_first(archive, spider)
                stale.doubt(archive.db, "portals", spider.name)
                brought.portals.add(capture.portal)
            addresses.discover(archive.db, capture.portal, leads_to, capture.captured_at)
            named = self._ahead.named(page)
            recorded = record(archive, capture, page, address=address, extractor=EXTRACTOR, named=named)
            if address.kind in MEDIA and recorded.outcome == "ok":
                captures_known.mark_fetched(archive, recorded.capture_id)
            first = address.kind == "article" and self._duplicates.believed(
                capture, recorded.capture_id, recorded.outcome
            )
            if first:
                unmask(archive, first)
            if recorded.outcome in ALARMING:
                self._sound(capture.portal, Alarm(recorded.outcome, now=1, addresses=(capture.url,)))
        self._count(capture, recorded)
        if address.kind == "list":
            brought.note_list(address.url, capture, page)
        learning.count(page, recorded)
        if learning.is_due:
            learning.learn_ahead()
        return recorded.capture_id

    def _read(self, capture: Capture, address: Address, scope: Scope, stages: Stages) -> Page | None:
        if not capture.payload or address.kind in NOT_READ:
            return read_capture(capture, address.kind, scope.address, scope.cms, stages)
        if self._under_way.holds(capture):
            return UNREAD
        here = partial(read_capture, capture, address.kind, scope.address, scope.cms, stages)
        reader = partial(self._ahead.page, capture, address, stages, here)
        with self._under_way.reading(capture, address.url, address.kind):
            asked = self._asked(capture, address)
            return self._seen_before[capture.portal].page(capture, asked, stages, reader)

    def _asked(self, capture: Capture, address: Address) -> Asked:
        known = None
        if address.kind == "article":
            known = addresses.id_of_url(self._archive.db, capture.portal, address.url)
        return Asked(known, address.kind, address.cms_id)

    def _sound(self, portal: str, alarm: Alarm) -> None:
        if alarms.note(self._archive.db, portal, None, self._archive.now(), alarm):
            self.brought.alarms.append(alarm.stored)

    def _found(
        self, capture: Capture, page: Page | None, scope: Scope, address: Address
    ) -> Iterator[Address]:
        if capture.status is not None and 300 <= capture.status < 400:
            yield from scope.onward(redirect_target(capture), address.kind)
        elif page is not None:
            yield from scope.found(page)

    def _count(self, capture: Capture, recorded: Recorded) -> None:
        brought, at = self.brought, capture.captured_at
        brought.captures += 1
        brought.outcomes[recorded.outcome] += 1
        if recorded.change:
            brought.changes[recorded.change] += 1
        brought.first = min(brought.first or at, at)
        brought.last = max(brought.last or at, at)


def _told_by(capture: Capture) -> tuple[tuple[str, str], ...]:
    """What tells how a payload is to be read, and where a redirect leads, of the headers of the capture that first had
    it."""
    return tuple(pair for pair in capture.headers if pair[0].lower() in ("content-type", "location"))
