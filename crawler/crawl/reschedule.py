"""Decides when and how the addresses of this crawl are requested again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.captures.record import Recorded
from archive.frontier import make_due
from archive.frontier.leases import Lease, Settled
from crawler.crawl.file_checks import FileChecks
from crawler.frontier import revisit_policy
from crawler.frontier.conditional_get import is_sample, validator_of
from crawler.frontier.queue import MEDIA, Queue
from crawler.items import Reply
from crawler.monitoring.watch import Watch
from crawler.options import Options

if TYPE_CHECKING:
    from archive.store import Archive


class Rescheduling:
    """Decides by what a reply tells of its address. `since` is the stamp of the crawl's beginning."""

    def __init__(
        self,
        archive: Archive,
        portal: str,
        crawl_id: int,
        options: Options,
        queue: Queue,
        watch: Watch,
        files: FileChecks,
        since: str,
    ) -> None:
        self._archive = archive
        self._portal = portal
        self._crawl_id = crawl_id
        self._options = options
        self._queue = queue
        self._watch = watch
        self._files = files
        self._since = since
        self._proving: set[int] = set()

    def asks_conditionally(self, lease: Lease) -> bool:
        """True if the server may be asked whether the page has changed."""
        if lease.kind in MEDIA:
            return self._files.asks_conditionally(lease)
        return not (
            lease.validator is None
            or lease.kind != "article"
            or self._options.all
            or self._watch.validators_lie
            or is_sample(lease, self._crawl_id)
        )

    def due_again(self, reply: Reply, settled: Settled) -> str | None:
        """When the address is due again; sooner than its nature asks where a retry may help now."""
        if settled.failures or settled.outcome == "wall":
            again = self._queue.retry_at(reply.lease, reply.capture, settled.outcome, not reply.first)
            if again:
                return again
        if settled.outcome == "not-modified" and self._watch.validators_lie:
            # Only once: some servers answer so to every request.
            proves = reply.lease.id not in self._proving
            self._proving.add(reply.lease.id)
            if proves:
                return settled.at
        if settled.kind in MEDIA and not settled.failures:
            return self._files.due_again(reply, settled)
        article = reply.page.article if reply.page else None
        fresh = reply.lease.fresh and article is not None
        head_start = (
            revisit_policy.head_start_of(article.published_at, settled.at) if fresh and article else 0
        )
        return revisit_policy.next_due(settled, head_start)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """What a reply tells of when to ask for the article again, and how."""
        db, lease, article = self._archive.db, reply.lease, reply.page.article if reply.page else None
        if lease.kind != "article" or recorded.outcome != "ok":
            return
        if recorded.change == "new" and article:
            head_start = revisit_policy.head_start_of(article.published_at, reply.capture.captured_at)
            if head_start:
                make_due.age(db, lease.id, head_start)
        validator = validator_of(reply.capture)
        if validator != lease.validator:
            make_due.keep_validator(db, lease.id, validator)
        elif validator and recorded.change == "changed" and self._watch.lied(reply.capture):
            make_due.make_unproven_due(db, self._portal, self._since)
