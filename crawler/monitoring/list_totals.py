"""What lists say of their length ("Có 93.983 bài"), held against what a walk to their end found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from archive.alarms import Alarm
from archive.captures.record import Recorded
from archive.database.views import NUMBERS
from archive.model import Capture, Page
from crawler.extract.document.text import clean, untagged
from crawler.items import Reply
from crawler.monitoring.watch import Watch

SHARE = 0.9
"""A list is short when less than this share of the entries that it says it has were found, ..."""
FEW = 3
"""... and more than so many are missing."""
_NUMBER = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,7})"
_SAID = re.compile(
    rf"(?:\btổng(?: số| cộng)?|\btất cả|\bcó|\bcủa|\btrong(?: tổng)?(?: số)?|\bof|\btotal) ?:? ?{_NUMBER}"
    r" (?:bài(?: viết)?|tin(?: bài| tức)?|bản tin|kết quả|bản ghi|mục tin|records?|items?|results?)\b"
    rf"|\bkết quả (?:từ )?\d+ ?(?:-|–|đến) ?\d+ (?:của|trong(?: tổng)?(?: số)?|/) ?{_NUMBER}\b",
    re.IGNORECASE,
)
_IN_JSON = re.compile(rb'"total(?:_?(?:count|items|records|results))?"\s*:\s*"?(\d{1,7})\b', re.IGNORECASE)


KEPT = 100
"""Lists whose totals a crawl's row keeps: those that say the most."""


class ListTotals:
    """Keeps what lists of articles say of their length, and raises an alarm of one that was read to its end and is
    much shorter than it says."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._said: dict[int, int | None] = {}
        self._totals: dict[str, int] = {}

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in a page of a list."""
        lease, walk = reply.lease, reply.walk
        if lease.kind != "list" or recorded.outcome != "ok":
            return
        if lease.id not in self._said:
            total = self._said[lease.id] = announced_total(reply.capture, reply.page)
            if total is not None and walk is not None and walk.entries:
                self._totals[lease.url] = total
        if not (reply.final and reply.whole and walk is not None and walk.entries):
            return
        total = self._said.pop(lease.id, None)
        if total is not None and walk.entries < min(SHARE * total, total - FEW):
            alarm = Alarm("short-list", lease.url, total, walk.entries, (lease.url,))
            self._watch.sound(alarm, reply.capture.captured_at)

    def as_dict(self) -> dict[str, dict[str, int]]:
        """For the crawl's row: what lists say, by address."""
        return {"list_totals": largest(self._totals)} if self._totals else {}


def largest(totals: Mapping[str, int]) -> dict[str, int]:
    """Those of the totals of lists, by address, that are kept."""
    return dict(sorted(totals.items(), key=lambda each: -each[1])[:KEPT])


def announced_total(capture: Capture, page: Page | None) -> int | None:
    """How many entries a list says that it has, None where it says nothing. What the statistics box counts may stand
    before "Tin …", too, and is none."""
    total, visits = total_in(capture), page.visits if page else None
    return None if visits and total in (getattr(visits, name) for name in NUMBERS) else total


def total_in(capture: Capture) -> int | None:
    """The one number of entries that a page, or the JSON in its place, says that its list has; else None."""
    payload = capture.payload or b""
    if payload.lstrip()[:1] in (b"{", b"["):
        totals = {int(found) for found in _IN_JSON.findall(payload)}
    else:
        text = clean(unescape(untagged(payload.decode("utf-8", "replace"), scripts=False)))
        numbers = ("".join(found) for found in _SAID.findall(text))
        totals = {int(re.sub(r"\D", "", number)) for number in numbers}
    return totals.pop() if len(totals) == 1 else None
