"""Notices editors' work on lists and front pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from archive import clock
from archive.alarms import Alarm
from archive.captures.record import Recorded
from archive.frontier import list_memory, make_due
from archive.readings.outcome import ABSENT, TRANSIENT
from archive.store import Archive
from crawler.frontier.queue import FRONTS
from crawler.items import Reply
from crawler.monitoring.watch import Watch
from crawler.pagination.walk import REMEMBERED, Walk, touched
from crawler.politeness.hosts import Hosts

FEWER = 0.5
"""A list that has less than this share of the pages or entries that it had is not believed at once, ..."""
MANY = 4
"""... if it had as many pages, ..."""
MANY_ENTRIES = 10
"""... or entries."""


YOUNG = timedelta(days=7)
"""When a list or front page has changed, editors are at work: all articles first seen within this time are due."""
YOUNG_MOST = 1000
"""No more articles than this, the newest, become due together by that rule."""


class EditorActivity:
    """Compares the lists and front pages that a crawl reads with how they were.

    The articles whose entries are new, gone or worded differently are due. So are the portal's young
    articles, once in a crawl: who works on one article corrects others, too. `since` is the stamp of the
    crawl's beginning, `is_left` tells of an address that the portal has moved away from it.
    """

    def __init__(
        self,
        archive: Archive,
        portal: str,
        hosts: Hosts,
        watch: Watch,
        since: str,
        is_left: Callable[[str], bool],
    ) -> None:
        self.seen = False
        self._is_left = is_left
        self._archive = archive
        self._portal = portal
        self._hosts = hosts
        self._watch = watch
        self._since = since

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in the last page of a walk; raises an alarm for a list that has shrunk."""
        outcome = recorded.outcome
        if reply.final and reply.lease.kind in FRONTS and outcome not in TRANSIENT:
            self._compare(reply, outcome)

    def _compare(self, reply: Reply, outcome: str) -> None:
        db, lease, walk = self._archive.db, reply.lease, reply.walk
        before = list_memory.recall(db, lease.id)
        if outcome != "ok" or walk is None:
            list_memory.distrust(db, lease.id)
            if outcome in ABSENT and lease.kind == "list" and before is not None and before.entries:
                self._shrunk(reply)
            return
        memory = walk.memory(self._since if reply.whole else None)
        if before is None:
            list_memory.remember(db, lease.id, memory)
            return
        if _has_shrunk(walk, before, reply.whole):
            list_memory.remember(db, lease.id, replace(memory, walked_at=None))
            self._shrunk(reply)
            return
        is_all = reply.whole and len(before.seen) == before.entries
        work = touched(before.seen, walk.seen, is_all or lease.kind == "home")
        if work:
            make_due.make_articles_due(db, self._portal, work, self._since)
            self._wake()
        if reply.whole or lease.kind == "home":
            list_memory.remember(db, lease.id, memory)
        elif work:
            below = {name: digest for name, digest in before.seen.items() if name not in work}
            seen = dict(islice({**walk.seen, **below}.items(), REMEMBERED))
            entries = before.entries + len(seen) - len(before.seen)
            list_memory.remember(db, lease.id, replace(before, seen=seen, entries=entries))

    def _shrunk(self, reply: Reply) -> None:
        """Raises the alarm, but not of a host that the portal's file says it has left."""
        url = reply.lease.url
        if not self._is_left(url):
            self._watch.sound(Alarm("list-shrunk", addresses=(url,)), reply.capture.captured_at)

    def _wake(self) -> None:
        if not self.seen:
            self.seen = True
            first_seen = clock.later(self._since, -YOUNG)
            make_due.make_young_due(
                self._archive.db, self._portal, self._hosts.names, first_seen, self._since, YOUNG_MOST
            )


def _has_shrunk(walk: Walk, before: list_memory.Memory, whole: bool) -> bool:
    if before.entries and not walk.entries:
        return True
    if not whole:
        return False
    # what is left may be a box beside what stands in the list's place
    few_pages = before.pages >= MANY and walk.number < before.pages * FEWER
    return few_pages or (before.entries >= MANY_ENTRIES and walk.entries < before.entries * FEWER)
