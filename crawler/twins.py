"""The same page, byte for byte, at the addresses of different articles."""

from __future__ import annotations

from archive.model import Capture, Page

SUSPECT = frozenset(("article", "other"))
"""The kinds of page that say of themselves neither that nothing is there nor that something is in the way."""


class Twins:
    """The payloads of the articles of one crawl, by hash and length."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], str] = {}

    def judged(self, identity: str, capture: Capture, page: Page) -> Page:
        """`page`, or, where another article's address gave the very same bytes, a page that says so."""
        if not capture.payload or page.kind not in SUSPECT:
            return page
        other = self._seen.setdefault((hash(capture.payload), len(capture.payload)), identity)
        if other == identity:
            return page
        return Page("other", "same-page", problems=(f"the same page as {other}",))
