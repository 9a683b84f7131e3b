"""The same page, byte for byte, at the addresses of different articles."""

from __future__ import annotations

from archive.model import Capture, Page

SUSPECT = frozenset(("article", "other"))
"""The kinds of page that say of themselves neither that nothing is there nor that something is in the way."""
SAME = Page("other", "same-page")


class Twins:
    """The payloads of the articles of one crawl, by their hash."""

    def __init__(self) -> None:
        self._seen: dict[bytes, str] = {}
        self._exposed: set[bytes] = set()
        self._believed: dict[bytes, int] = {}

    def judged(self, identity: str, capture: Capture, page: Page) -> Page:
        """`page`, or, where another article's address gave the very same bytes, a page that says so."""
        if not capture.payload or page.kind not in SUSPECT:
            return page
        if self._seen.setdefault(capture.sha256, identity) == identity:
            return page
        self._exposed.add(capture.sha256)
        return SAME

    def believed(self, capture: Capture, capture_id: int, outcome: str) -> int | None:
        """To be told of every recorded capture of an article. The id of the one that was taken for an
        article's own page before the second of its kind came; None where there is none, or it was named."""
        if not capture.payload:
            return None
        if outcome == "ok":
            self._believed[capture.sha256] = capture_id
        return self._believed.pop(capture.sha256, None) if capture.sha256 in self._exposed else None
