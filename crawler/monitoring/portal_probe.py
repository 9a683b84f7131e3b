"""Requests a few known articles, to learn whether a bad answer concerns one article, a host or the whole portal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.captures.record import Recorded
from archive.frontier import make_due
from archive.history.derive import last_changed
from archive.portal_states.current import open_states
from archive.portal_states.model import FILES
from archive.readings.outcome import ABSENT
from crawler.frontier.queue import FRONTS
from crawler.items import Reply

if TYPE_CHECKING:
    from archive.store import Archive
    from crawler.frontier.queue import Queue

SAMPLE = 12
"""Articles that are asked for; twice as many as the rule of the portal's states needs."""
DOUBTS = 3
"""Articles missing or quite different, from which on the portal is doubted."""


class PortalProbe:
    """Makes a sample of a host's known articles due, once in a crawl, when the host may be in trouble.

    That is while a state of the portal or of the host goes on, after a changed front page, and when more articles were
    lost or exchanged than shown. `since` is the stamp of the crawl's beginning.
    """

    def __init__(self, archive: Archive, portal: str, queue: Queue, since: str) -> None:
        self._archive = archive
        self._portal = portal
        self._queue = queue
        self._since = since
        self._sent: set[str] = set()
        self._doubts: Counter[str] = Counter()
        self._shown: Counter[str] = Counter()

    def begin(self) -> None:
        """Asks at the beginning of a crawl, inside a transaction, whether the states that were told last go on."""
        parts = {row["part"] for row in open_states(self._archive.db) if row["portal"] == self._portal}
        hosts = self._queue.hosts.usable()
        if None in parts or FILES in parts:
            self._send(hosts)
        for host in sorted(hosts & parts):
            self._send({host})

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in a reply."""
        host = urlsplit(reply.lease.url).netloc
        if host in self._sent or not reply.final:
            return
        if reply.lease.kind in FRONTS:
            leads_on = recorded.outcome in ("ok", "not-modified") and self._is_known(reply, recorded)
            if not leads_on and reply.first:
                self._send({host})
        elif reply.lease.kind == "article" and not reply.lease.fresh:
            if recorded.outcome in ABSENT or self._is_exchanged(recorded):
                self._doubts[host] += 1
            else:
                self._shown[host] += recorded.outcome in ("ok", "not-modified")
            if self._doubts[host] >= DOUBTS and self._doubts[host] > self._shown[host]:
                self._send({host})

    def _is_known(self, reply: Reply, recorded: Recorded) -> bool:
        pages = [address for address in reply.found if address.kind in ("list", "article")]
        return len(recorded.pending) < len(pages)

    def _is_exchanged(self, recorded: Recorded) -> bool:
        return (
            recorded.change == "changed"
            and recorded.article_id is not None
            and {"title", "body"}.issubset(last_changed(self._archive.db, recorded.article_id))
        )

    def _send(self, hosts: set[str]) -> None:
        self._sent |= hosts
        usable = hosts & self._queue.hosts.usable()
        ids = make_due.sample_articles(self._archive.db, self._portal, usable, self._since, SAMPLE)
        if self._queue.among is not None:
            self._queue.among.update(ids)
