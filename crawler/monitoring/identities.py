"""Detects ids in addresses that do not tell articles apart: one id, two articles."""

from __future__ import annotations

import sqlite3

from archive import alarms
from archive.alarms import Alarm
from archive.captures.record import Recorded
from archive.frontier.addresses import part
from crawler.extract.document.text import folded
from crawler.frontier.queue import Queue
from crawler.frontier.scope import Scope
from crawler.items import Reply
from crawler.monitoring.watch import Watch

LEAST = 15
"""Characters from which the text of an entry is taken for a title."""


class Identities:
    """Compares the titles that lists and pages give one identity at different addresses within a crawl.

    Two addresses whose titles have nothing in common are no two addresses of one article: editors reword a title,
    but not from one page of a crawl to the next. Both are kept: the id is believed of no address any more.
    """

    def __init__(self, db: sqlite3.Connection, portal: str, scope: Scope, queue: Queue, watch: Watch) -> None:
        self._db = db
        self._portal = portal
        self._scope = scope
        self._queue = queue
        self._watch = watch
        self._titles: dict[str, dict[str, str]] = {}
        self._told: set[str] = set()

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in the entries of a page, and the title of an article."""
        page = reply.page
        if page is None or recorded.outcome != "ok":
            return
        for item in page.items:
            self._meet(item.url, item.title, reply.capture.captured_at)
        if page.article:
            self._meet(reply.capture.url, page.article.title, reply.capture.captured_at)

    def _meet(self, url: str, title: str, at: str) -> None:
        address = self._scope.address(url)
        name, shown_title = address.cms_id, folded(title)
        if address.kind != "article" or name is None or len(shown_title) < LEAST or name in self._told:
            return
        titles = self._titles.setdefault(name, {})
        other = next(
            (known for known, text in titles.items() if known != address.url and differ(text, shown_title)),
            None,
        )
        titles.setdefault(address.url, shown_title)
        if other is not None:
            self._told.add(name)
            self._watch.sound(Alarm("identity", name, addresses=(other, address.url)), at)
            self._part(name, at)

    def _part(self, name: str, at: str) -> None:
        """Has the addresses that tell an id of two articles asked for, each as an article of its own, unless somebody
        has said that the alarm is in order."""
        if name not in alarms.distrusted_ids(self._db, self._portal):
            return
        self._scope.distrust((name,))
        parted = part(self._db, self._portal, name, at)
        if self._queue.among is not None:
            self._queue.among.update(parted)


def differ(one: str, other: str) -> bool:
    """Whether two titles have less than half of their words in common."""
    a, b = set(one.split()), set(other.split())
    return len(a & b) * 2 < min(len(a), len(b))
