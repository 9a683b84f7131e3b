"""Pictures and documents that were fetched, asked for again: at the pace of their article, within bounds.

Whenever a crawl looks at an article it asks for the article's files again, too, each once however many articles have
it: by what the server gave to ask with, where that has proved true, else by HEAD, where that tells its size right;
every third time in full all the same, for servers lie. So that a crawl does not become one of files, it asks for no
more known files than pages, but for `SPARE`; with ``--all`` for all of them. What there was no room for waits for the
next crawl.
"""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive import clock
from archive.captures.record import Recorded
from archive.files.texts import read_files
from archive.frontier import files, make_due
from archive.frontier.leases import Lease, Settled
from archive.history.file_sights import sights
from archive.history.files import is_doubtful
from crawler.frontier.conditional_get import expected_of, file_validator_of
from crawler.frontier.queue import MEDIA, Queue
from crawler.items import Reply
from crawler.monitoring.watch import Watch
from crawler.options import Options
from crawler.stats import CrawlStats

if TYPE_CHECKING:
    from archive.store import Archive

SPARE = 50
"""Known files that a crawl may ask for beyond one for each page."""
IN_FULL = 3
"""Every so many looks at a file that did not change it is fetched in full, whatever the server promises."""
DOUBT = 90.0
"""Seconds after which a file whose bytes are others is asked for once more: it may be one that differs each time."""


class FileChecks:
    """Decides which known files one crawl asks for, and when. `since` is the stamp of the crawl's beginning."""

    def __init__(
        self,
        archive: Archive,
        portal: str,
        options: Options,
        queue: Queue,
        watch: Watch,
        stats: CrawlStats,
        since: str,
    ) -> None:
        self._archive = archive
        self._portal = portal
        self._options = options
        self._queue = queue
        self._watch = watch
        self._stats = stats
        self._since = since
        self._kinds = tuple(kind for kind in options.kinds if kind in MEDIA)
        self._wanted: deque[int] = deque()
        self._known: set[int] = set()
        self._doubted: set[int] = set()
        self._no_head: set[str] = set()
        self._room = SPARE

    def begin(self) -> None:
        """Takes up, inside a transaction, what there was no room for in earlier crawls."""
        if not self._options.new:
            self._want(files.take_waiting(self._archive.db, self._portal, self._kinds, self._since))

    def end(self, at: str) -> None:
        """Leaves, inside a transaction, what there was no room for to the next crawl."""
        self._stats.files_left = len(self._wanted)
        make_due.make_due(self._archive.db, self._wanted, at)

    def asks_conditionally(self, lease: Lease) -> bool:
        """True if the server may be asked whether the file has changed."""
        return bool(
            lease.validator
            and lease.unchanged % IN_FULL
            and lease.id not in self._doubted
            and not self._watch.validators_lie
            and not (expected_of(lease.validator) and urlsplit(lease.url).netloc in self._no_head)
        )

    def doubt_head(self, lease: Lease) -> None:
        """Takes in that HEAD did not confirm a file. Unless its bytes turn out to be others, its host is not asked so
        again."""
        self._no_head.add(urlsplit(lease.url).netloc)

    def due_again(self, reply: Reply, settled: Settled) -> str | None:
        """When a file is due again by itself: only where it has to be seen whether other bytes stay."""
        lease, db = reply.lease, self._archive.db
        if lease.fresh or settled.unchanged or settled.outcome != "ok" or lease.id in self._doubted:
            return None
        self._doubted.add(lease.id)
        key = files.key_of(db, lease.id)
        if key is None or not is_doubtful(sights(db, self._portal, key)):
            return None
        self._queue.wait_for(lease)
        return clock.later(settled.at, timedelta(seconds=DOUBT))

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """What a reply tells of files to ask for, and how."""
        lease, db = reply.lease, self._archive.db
        if lease.kind in MEDIA:
            self._file(reply, recorded)
        elif reply.final and lease.kind != "resource":
            self._room += 1
            looked_at = recorded.article_id is not None and recorded.outcome in ("ok", "not-modified")
            if self._kinds and lease.kind == "article" and looked_at and not lease.fresh:
                assert recorded.article_id is not None
                self._want(files.known(db, self._portal, recorded.article_id, self._kinds, self._since))
        self._ask(reply.capture.captured_at)

    def read_replaced(self) -> None:
        """Reads what the documents say whose bytes are others than before: of those that say the same nothing was
        replaced."""
        payloads = files.replaced_documents(self._archive.db, self._portal, self._since)
        for _ in read_files(self._archive, payloads):
            pass

    def _want(self, ids: list[int]) -> None:
        self._wanted += [each for each in ids if each not in self._known]
        self._known.update(ids)

    def _ask(self, at: str) -> None:
        """Makes files due for which there is room."""
        room = len(self._wanted) if self._options.all else min(self._room, len(self._wanted))
        ids = [self._wanted.popleft() for _ in range(room)]
        if ids:
            make_due.make_due(self._archive.db, ids, at)
            self._room -= room
            self._stats.files_again += room
            if self._queue.among is not None:
                self._queue.among.update(ids)

    def _file(self, reply: Reply, recorded: Recorded) -> None:
        if recorded.outcome != "ok":
            return
        lease, db = reply.lease, self._archive.db
        is_other = recorded.other_bytes and not lease.fresh
        self._stats.files_changed += bool(is_other)
        if is_other:
            self._no_head.discard(urlsplit(lease.url).netloc)
        validator = file_validator_of(reply.capture)
        if validator != lease.validator:
            make_due.keep_validator(db, lease.id, validator)
        elif validator and is_other and not expected_of(validator) and self._watch.lied(reply.capture):
            make_due.make_unproven_due(db, self._portal, self._since)
