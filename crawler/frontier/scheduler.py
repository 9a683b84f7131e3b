"""Scrapy's scheduler, on the archive's table of addresses.

Due, leased and done addresses are in the archive, so a power cut loses nothing. Only the next page of a list being
walked is in memory: a postback cannot be resumed, and the next run walks that list again.
"""

from __future__ import annotations

from collections import deque
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from crawler.frontier.retries import is_due

LOOK = 0.5
"""Seconds between two looks at whether a pause is over. Scrapy looks every five, which made of 2 seconds up to 5."""


class Scheduler(BaseScheduler):
    """Hands out what is due now; see `crawler.frontier.queue.Queue` for what counts as due."""

    def __init__(self, spider: Any) -> None:
        self._spider = spider
        self._turns: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Any) -> Scheduler:
        crawler.engine._SLOT_HEARTBEAT_INTERVAL = LOOK
        return cls(crawler.spider)

    def has_pending_requests(self) -> bool:
        run = self._spider.run
        if run.state != "running" or run.queue.limit():
            return False
        usable = run.hosts.usable()
        return any(urlsplit(turn.url).netloc in usable for turn in self._turns) or run.queue.more()

    def enqueue_request(self, request: Request) -> bool:
        self._turns.append(request)
        return True

    def next_request(self) -> Request | None:
        run = self._spider.run
        if run.state != "running":
            return None
        for turn in self._turns:
            if is_due(turn) and run.queue.may_turn(turn.url):
                self._turns.remove(turn)
                run.queue.asking(turn.cb_kwargs["lease"], turn.url)
                return turn
        lease = run.queue.next_lease()
        return self._spider.request(lease) if lease else None

    def close(self, reason: str) -> None:
        self._spider.run.end(reason)
