"""Detects the same page at the addresses of different articles, byte for byte or word for word."""

from __future__ import annotations

from collections.abc import Callable

from archive.alarms import Alarm
from archive.captures.load import load_capture
from archive.captures.record import Recorded
from archive.captures.reread import reread
from archive.contents import rows
from archive.frontier.leases import Lease
from archive.history.derive import last_changed
from archive.model import Address, Article, Capture, Page
from archive.portal_states.rounds import LEADING_ON
from archive.store import Archive
from crawler.extract.edition import EXTRACTOR
from crawler.items import Reply
from crawler.monitoring.watch import Watch

SUSPECT = frozenset(("article", "other"))
"""Kinds of pages that claim neither to be missing nor to be a wall; those that only lead elsewhere do not count."""
SAME = Page("other", "same-page")


class Duplicates:
    """The pages of articles in one crawl: hashes of their payloads, and of their texts.

    `shows_other_text` tells whether the archive knows an article (by CMS id or address) with another title and text
    than given; without it only bytes are compared. Two articles may have the same text, but then from the
    beginning. An article that exchanged all its words for those of another is not shown at all.
    """

    def __init__(self, shows_other_text: Callable[[str, Article], bool] | None = None) -> None:
        self._shows_other_text = shows_other_text
        self._seen: dict[bytes | int, str] = {}
        self._exposed: set[bytes | int] = set()
        self._believed: dict[bytes | int, int] = {}
        self._words: dict[bytes, int] = {}
        """The words of what was judged to be no article, by the hash of the payload."""

    def judged(self, identity: str, capture: Capture, page: Page) -> Page:
        """`page`; or a page that says so, where another article's address gave the same."""
        if not capture.payload or page.kind not in SUSPECT or page.reason in LEADING_ON:
            return page
        if self._is_met(capture.sha256, identity):
            return SAME
        words = _words(page)
        if self._shows_other_text is None or words is None or not self._is_met(words, identity):
            return page
        if page.article is None or not self._shows_other_text(identity, page.article):
            return page
        self._words[capture.sha256] = words
        return SAME

    def believed(
        self,
        capture: Capture,
        capture_id: int,
        outcome: str,
        page: Page | None = None,
        is_exchanged: bool = False,
    ) -> int | None:
        """To be told of every recorded capture of an article, and whether it gave up all its words for others. The
        id of the one that was taken for an article's own page before the second of its kind came; None where
        there is none, or it was named."""
        if not capture.payload:
            return None
        words = _words(page) or self._words.get(capture.sha256)
        if outcome == "ok":
            self._believed[capture.sha256] = capture_id
            if words is not None and is_exchanged:
                self._believed[words] = capture_id
        keys = (key for key in (capture.sha256, words) if key in self._exposed)
        return next((self._believed.pop(key) for key in keys if key in self._believed), None)

    def recall(self, sha256: bytes, identity: str, believed: int | None) -> None:
        """To be told of the payloads that a run which died gave for articles, and of the newest capture in which one
        was taken for the article's own page, if any."""
        self._is_met(sha256, identity)
        if believed is not None:
            self._believed[sha256] = believed

    def _is_met(self, key: bytes | int, identity: str) -> bool:
        if self._seen.setdefault(key, identity) == identity:
            return False
        self._exposed.add(key)
        return True


def _words(page: Page | None) -> int | None:
    article = page.article if page else None
    return hash((article.title, article.summary, article.body)) if article and article.body else None


class DuplicateCheck:
    """The duplicates of one crawl: judges pages before they are recorded, and puts right what came before them.

    `address` tells what the form of an address means on this portal.
    """

    def __init__(
        self, archive: Archive, portal: str, address: Callable[[str], Address], watch: Watch
    ) -> None:
        self._archive = archive
        self._portal = portal
        self._address = address
        self._watch = watch
        self._duplicates = Duplicates(self._shows_other_text)

    def judged(self, lease: Lease, capture: Capture, page: Page) -> Page:
        """`page` in the light of the other pages of this crawl."""
        if lease.kind != "article":
            return page
        own = self._address(capture.url)
        return self._duplicates.judged(own.cms_id or own.url, capture, page)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """The first of several articles with the same page looked like an article; it was none."""
        if reply.lease.kind != "article":
            return
        is_exchanged = (
            recorded.change == "changed"
            and recorded.article_id is not None
            and {"title", "body"}.issubset(last_changed(self._archive.db, recorded.article_id))
        )
        first = self._duplicates.believed(
            reply.capture, recorded.capture_id, recorded.outcome, reply.page, is_exchanged
        )
        if first is not None:
            masked = unmask(self._archive, first)
            alarm = Alarm("same-page", now=1, addresses=(masked.url,))
            self._watch.sound(alarm, reply.capture.captured_at)

    def _shows_other_text(self, identity: str, article: Article) -> bool:
        known = rows.shown_by(self._archive.db, self._portal, identity)
        return known is not None and known.title != article.title and known.body != article.body


def unmask(archive: Archive, capture_id: int) -> Capture:
    """Stores that a capture was no article's own page; the capture. Whoever closes the crawl or import settles."""
    masked = load_capture(archive, capture_id)
    reread(archive, [(capture_id, masked, SAME)], EXTRACTOR, more=True)
    return masked
