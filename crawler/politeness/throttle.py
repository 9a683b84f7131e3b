"""The pause between requests.

It grows at once when the server slows down or asks for it, shrinks slowly, and is never shorter than ``Crawl-delay``.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request, signals
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from archive import clock
from crawler.politeness.hosts import TOO_MUCH
from crawler.politeness.manners import asked_wait

LONGEST = 60.0
"""Seconds; the longest pause that slowness or robots.txt brings."""
AFTER_TOO_MUCH = 1.0
"""Seconds; the shortest pause after an answer of "too many requests" or "unavailable"; doubles with each."""
RETURN = 0.25
"""The part of the way back that each good answer brings."""


def next_delay(delay: float, shortest: float, latency: float, status: int, asked: float = 0.0) -> float:
    """The pause between requests after a reply. All times are in seconds.

    `delay` is the pause before the reply, `shortest` the shortest allowed. `latency` is how long the server took,
    divided by the number of requests that may be under way. `asked` is what its Retry-After asks for.
    """
    if status in TOO_MUCH:
        return min(max(2 * delay, AFTER_TOO_MUCH, asked), LONGEST)
    wanted = min(max(latency, shortest), LONGEST)
    if wanted >= delay:
        return wanted
    # Error pages come quickly; that says nothing of how busy the server is.
    return delay if status >= 400 else max(wanted, delay - (delay - wanted) * RETURN)


class Throttle:
    """Adjusts the delay of Scrapy's download slots after each reply."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._shortest = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._together = max(crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"), 1)
        self._asked: dict[str | None, float] = {}
        crawler.signals.connect(self._downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(self._keep_crawl_delay, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Throttle:
        return cls(crawler)

    def _keep_crawl_delay(self, robotparser: RobotParser, request: Request) -> None:
        place = request.meta.get("download_slot") or urlparse_cached(request).hostname
        asked = robotparser.crawl_delay(self._crawler.settings["USER_AGENT"]) or 0.0
        self._asked[place] = max(self._asked.get(place, 0.0), min(asked, LONGEST))

    def _downloaded(self, response: Response, request: Request) -> None:
        place = request.meta.get("download_slot")
        slot = self._crawler.engine.downloader.slots.get(place)
        latency = request.meta.get("download_latency")
        if slot is None or latency is None:
            return
        asked = 0.0
        if response.status in TOO_MUCH:
            value = (response.headers.get("Retry-After") or b"").decode("latin-1")
            asked = asked_wait(value, clock.now()).total_seconds()
            # Who asks for more is left alone altogether.
            asked = asked if asked <= LONGEST else 0.0
        shortest = max(self._shortest, self._asked.get(place, 0.0))
        slot.delay = next_delay(slot.delay, shortest, latency / self._together, response.status, asked)
