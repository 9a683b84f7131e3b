"""Articles captured again: what a page says is taken from the capture before, where only what ticks differs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.captures.load import load_capture
from archive.contents.fields import hashes_of
from archive.contents.rows import load_content
from archive.errors import ArchiveError
from archive.model import AddressKind, Capture, Page
from archive.readings.extractor import edition_of, is_page
from archive.readings.listed import load_listed
from archive.store import Archive
from crawler.extract.edition import EXTRACTOR
from crawler.extract.recapture import EVERY, Ticking, agree, frame
from crawler.extract.template.model import Stages
from crawler.learning.portal_edition import outdated_captures
from crawler.portal import PortalSpec

_log = logging.getLogger(__name__)
_LAST = """select c.id, d.outcome, coalesce(d.extractor, ''), d.problems, c.content_id, o.sha256, o.removed
  from capture c join verdict d on d.id = c.verdict_id left join content o on o.id = c.content_id
  where c.address_id = ? order by c.captured_ms desc, c.id desc limit 1"""


@dataclass(frozen=True, slots=True)
class Asked:
    """The address of an article as it is known before a capture of it is read; `id` is that of its row, None where it
    has none yet."""

    id: int | None
    kind: AddressKind
    cms_id: str | None


@dataclass(frozen=True, slots=True)
class _Before:
    """A capture, the content that it shows with its hash, and the template that read it, None for none."""

    capture_id: int
    content_id: int
    sha256: bytes
    template: str | None


class SeenBefore:
    """The captures before of one crawl or import. `taken` counts the pages that were not read in full."""

    def __init__(self, archive: Archive, portal: type[PortalSpec]) -> None:
        self._archive = archive
        # What was read by another file of the portal says nothing of how this one reads.
        self._trusted = not outdated_captures(archive, portal)
        self._first: Stages | None = None
        self.taken = 0

    def page(
        self, capture: Capture, asked: Asked, stages: Stages, read: Callable[[], Page | None]
    ) -> Page | None:
        """What `capture` of an address says: from the capture before, else what `read` gives."""
        if self._first is None:
            self._first = stages
        if not self._trusted or asked.kind != "article" or not is_page(capture) or capture.error:
            return read()
        page = self._again(capture, asked, stages)
        if page is None:
            return read()
        self.taken += 1
        if self.taken % EVERY == 0:
            whole = read()
            if not agree(page, whole, capture.url):
                _log.warning(
                    "%s reads otherwise in full: all pages of this crawl are from here on", capture.url
                )
                self._trusted = False
                return whole
        return page

    def may_know(self, asked: Asked, stages: Stages) -> bool:
        """Whether the capture before of an address may tell what the next one says."""
        return self._trusted and self._before(asked, stages) is not None

    def _before(self, asked: Asked, stages: Stages) -> _Before | None:
        """The last capture of an address, where pages that are like it read as it does."""
        if asked.id is None:
            return None
        row = self._archive.db.execute(_LAST, (asked.id,)).fetchone()
        if row is None:
            return None
        capture_id, outcome, extractor, problems, content_id, sha256, removed = row
        if outcome != "ok" or problems is not None or content_id is None or removed:
            return None
        if edition_of(extractor) != EXTRACTOR:
            return None
        used = extractor.removeprefix(f"{EXTRACTOR} ").removeprefix("template ")
        known = [each.sha256 for stage in stages for each in stage if each.sha256.startswith(used)]
        # A template that was learned meanwhile may fit what was read without one.
        if not known and (used != "cold" or stages != self._first):
            return None
        return _Before(capture_id, content_id, sha256, known[0] if known else None)

    def _again(self, capture: Capture, asked: Asked, stages: Stages) -> Page | None:
        if not capture.payload:
            return None
        last = self._before(asked, stages)
        if last is None:
            return None
        try:
            before = load_capture(self._archive, last.capture_id)
        except ArchiveError:
            return None
        if before.payload is None or frame(before) != frame(capture):
            return None
        kept = self._archive.readings
        content = load_content(self._archive.db, last.content_id)
        article = replace(content, cms_id=asked.cms_id, views=kept.views(last.capture_id))
        hashes = hashes_of(article, capture.url)
        if hashes[0] != last.sha256:
            return None
        page = Page(
            "article",
            article=article,
            visits=kept.visits(last.capture_id),
            contact=kept.contact(last.capture_id),
            listed=load_listed(self._archive.db, last.capture_id),
            template=last.template,
            hashes=hashes,
        )
        ticking = Ticking.of(before.payload, capture.url, page)
        return ticking.again(capture.payload) if ticking else None
