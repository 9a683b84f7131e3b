"""Requests an article at its other addresses before it counts as missing at one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive import clock
from archive.captures.record import Recorded
from archive.frontier import alternates
from archive.frontier.leases import Lease
from archive.readings.outcome import ABSENT, TRANSIENT
from crawler.frontier import revisit_policy
from crawler.frontier.queue import Queue
from crawler.items import Reply
from crawler.politeness.hosts import Hosts
from crawler.politeness.manners import TRIES

if TYPE_CHECKING:
    from archive.store import Archive


class Alternates:
    """Has the other addresses of articles and lists asked, one after the other, where one has nothing to show
    or fails again and again. `since` is the stamp of the crawl's beginning."""

    def __init__(self, archive: Archive, portal: str, hosts: Hosts, queue: Queue, since: str) -> None:
        self._archive = archive
        self._portal = portal
        self._hosts = hosts
        self._queue = queue
        self._since = since
        self._tried: set[int] = set()

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in what became of an address."""
        db, lease, outcome = self._archive.db, reply.lease, recorded.outcome
        if not reply.final or lease.cms_id is None:
            return
        if outcome in ("ok", "not-modified"):
            if lease.id in self._tried or (lease.fresh and recorded.change not in (None, "new")):
                alternates.stand_in(db, lease.id)
        elif outcome in ABSENT:
            alternates.step_back(db, lease.id)
            self._try_next(lease, self._hosts.usable())
        elif outcome in TRANSIENT and lease.failures + 1 >= TRIES:
            self._try_next(lease, self._hosts.usable() - {urlsplit(lease.url).netloc})

    def leave_silent_hosts(self, at: str) -> None:
        """Moves the addresses of hosts that have been silent for long to other hosts, for the next crawl.

        Call it inside a transaction.
        """
        long_ago = clock.later(at, -revisit_policy.VANISHED)
        for host in self._hosts.silent:
            answered_at = alternates.answered_at(self._archive.db, self._portal, host)
            if answered_at is None or answered_at < long_ago:
                alternates.leave(self._archive.db, self._portal, host, self._hosts.usable(), at)

    def _try_next(self, lease: Lease, hosts: set[str]) -> None:
        lately = clock.later(self._since, -revisit_policy.GONE)
        found = alternates.attempt(self._archive.db, lease.id, hosts, self._since, lately)
        if found is None:
            return
        self._tried.add(found)
        if self._queue.among is not None:
            self._queue.among.add(found)
