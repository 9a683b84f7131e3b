"""Articles asked for twice within one crawl: what differs then was changed by no editor."""

from __future__ import annotations

from datetime import timedelta

from archive import clock
from archive.captures.record import Recorded
from archive.frontier import make_due
from archive.frontier.leases import Lease
from archive.store import Archive
from crawler.extract.induction.groups import LEAST
from crawler.frontier.queue import Queue
from crawler.items import Reply
from crawler.learning.sample import rank
from crawler.options import Options
from crawler.stats import CrawlStats

ASKED = 3
"""Articles of a portal's first crawl that are asked for again."""
BETWEEN = 60
"""Requests after which they are, where the crawl is not at its end before: about a minute at the usual pace."""


class NoiseProbe:
    """Asks again for three of the first dozen articles of a portal's first crawl, or for all where the crawl is for
    that; not with --all, which takes everything once. The second replies are captures as all others; templates are
    learned from both."""

    def __init__(
        self, archive: Archive, portal: str, options: Options, queue: Queue, stats: CrawlStats
    ) -> None:
        self._queue = queue
        self._stats = stats
        self._apart = options.again
        is_first = not (options.all or make_due.any_articles(archive.db, portal))
        self._is_over = options.again is None and not is_first
        self._met: list[Lease] = []

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in a reply."""
        lease = reply.lease
        is_shown = reply.page is not None and reply.page.article is not None and recorded.outcome == "ok"
        if self._is_over or lease.again or lease.kind != "article" or not is_shown:
            return
        at = reply.capture.captured_at
        if self._apart is not None:
            self._queue.ask_again(lease, clock.later(at, timedelta(seconds=self._apart)))
            return
        self._met.append(lease)
        if len(self._met) >= LEAST:
            self._is_over = True
            for each in sorted(self._met, key=lambda lease: rank(lease.cms_id or lease.url))[:ASKED]:
                self._queue.ask_again(each, at, self._stats.asked + BETWEEN)
