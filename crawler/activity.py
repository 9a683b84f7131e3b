"""The editors' work, noticed from lists and front pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from archive import clock, rounds, walks
from archive.alarms import Alarm
from archive.store import Archive
from crawler import revisit
from crawler.items import Reply
from crawler.walk import Walk

FEWER = 0.5
"""A list that has less than this share of the pages that it had is not believed at once, ..."""
MANY = 4
"""... if it had as many pages."""


class Activity:
    """Compares the lists and front pages that a crawl reads with how they were.

    When one has changed, the portal's young articles are due, once in a crawl: who adds or takes away an
    article corrects others, too. `since` is the stamp of the crawl's beginning.
    """

    def __init__(self, archive: Archive, portal: str, since: str) -> None:
        self.seen = False
        self._archive = archive
        self._portal = portal
        self._since = since

    def note(self, reply: Reply, outcome: str, hosts: Collection[str]) -> Alarm | None:
        """Takes in the last page of a walk, inside the transaction that records it. The alarm that it is."""
        db, lease, walk = self._archive.db, reply.lease, reply.walk
        if outcome != "ok" or walk is None:
            walks.distrust(db, lease.id)
            return None
        before = walks.recall(db, lease.id)
        memory = walk.memory(self._since if reply.whole else None)
        shrunk = before is not None and _has_shrunk(walk, before, reply.whole)
        if shrunk:
            memory = replace(memory, walked_at=None)
        elif before is not None:
            if not reply.whole:
                same = before.first == memory.first
                memory = replace(before, first=memory.first, whole=before.whole if same else None)
            if before.first != memory.first or (before.whole or memory.whole) != memory.whole:
                self._wake(hosts)
        walks.remember(db, lease.id, memory)
        return Alarm("list-shrunk", addresses=(lease.url,)) if shrunk else None

    def _wake(self, hosts: Collection[str]) -> None:
        if not self.seen:
            self.seen = True
            first_seen = clock.later(self._since, -revisit.YOUNG)
            rounds.make_young_due(
                self._archive.db, self._portal, hosts, first_seen, self._since, revisit.YOUNG_MOST
            )


def _has_shrunk(walk: Walk, before: walks.Memory, whole: bool) -> bool:
    if before.entries and not walk.entries:
        return True
    return whole and before.pages >= MANY and walk.number < before.pages * FEWER
