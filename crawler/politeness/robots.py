"""robots.txt, read once for each host before any other request to it."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from crawler.politeness.manners import HOPS

AGAIN = 2
"""How often a robots.txt is asked for again, at its host's pace, where the server fails: a fault of a moment would
cost a whole crawl."""


class ForbiddenByRobots(IgnoreRequest):
    """The host's robots.txt keeps us out of this address."""


class RobotsUnknown(IgnoreRequest):
    """The host's robots.txt is not available now, so that nothing may be fetched there now. `response` is the answer
    to the request for it."""

    def __init__(self, why: str, response: Response) -> None:
        super().__init__(why)
        self.response = response


class Robots:
    """robots.txt, according to RFC 9309.

    4xx means no rules. 5xx, also when asked again, and 429 mean unknown rules, so nothing may be fetched now. A host
    that does not answer fails for its pages, too. Redirects are followed to hosts of the portal. All requests to a host
    wait for one task that reads its file; Scrapy's own middleware would give the rules only to the first of them.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Raises NotConfigured where the settings disable robots.txt."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._parser = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._agent = crawler.settings["USER_AGENT"]
        self._rules: dict[str, asyncio.Task[RobotParser | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises ForbiddenByRobots, RobotsUnknown, or what kept robots.txt from being had."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        host = urlparse_cached(request).netloc
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._read(request))
        # whoever is cancelled while waiting must not take the rules from the others
        rules = await asyncio.shield(self._rules[host])
        if rules is not None and not rules.allowed(request.url, self._agent):
            raise ForbiddenByRobots("Forbidden by robots.txt")

    async def _read(self, request: Request) -> RobotParser | None:
        """The rules of the host of `request`, None where it has none."""
        parts = urlparse_cached(request)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        response = await self._at_its_end(await self._download(url, request))
        for _ in range(AGAIN):
            if response.status < 500:
                break
            response = await self._at_its_end(await self._download(url, request))
        if response.status >= 500 or response.status == 429:
            raise RobotsUnknown(f"robots.txt of {parts.netloc} cannot be had ({response.status})", response)
        if response.status >= 300:
            return None
        rules: RobotParser = build_from_crawler(self._parser, self._crawler, response.body)
        await self._crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules

    async def _at_its_end(self, response: Response) -> Response:
        spider: Any = self._crawler.spider
        for _ in range(HOPS):
            location = response.headers.get("Location")
            if not 300 <= response.status < 400 or location is None:
                break
            target = response.urljoin(location.decode("latin-1"))
            if not spider.scope.allows_host(urlsplit(target).netloc):
                break
            assert response.request is not None
            response = await self._download(target, response.request)
        return response

    async def _download(self, url: str, request: Request) -> Response:
        """A file that is asked for in the place of `request`, which waits for it."""
        assert self._crawler.engine is not None
        slot = request.meta.get("download_slot")
        meta = {"dont_obey_robotstxt": True, **({"download_slot": slot} if slot else {})}
        return await self._crawler.engine.download_async(Request(url, NO_CALLBACK, meta=meta))
