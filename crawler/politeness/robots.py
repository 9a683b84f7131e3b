"""Manners that Scrapy's own middlewares do not have."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.politeness.manners import HOPS


class ForbiddenByRobots(IgnoreRequest):
    """The host's robots.txt keeps us out of this address."""


class RobotsUnknown(IgnoreRequest):
    """The host's robots.txt cannot be had now, so that nothing may be fetched there now. `response` is the answer
    to the request for it."""

    def __init__(self, why: str, response: Response) -> None:
        super().__init__(why)
        self.response = response


class Robots(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 has it, which is stricter than Scrapy where the file cannot be had.

    An answer of 4xx means that there are no rules; 5xx or 429 that the rules are not known, so that nothing
    may be fetched now. When the host gives no answer at all, its pages fail in the same way. Redirects are
    followed where they lead to hosts of the portal.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # What keeps robots.txt from being had is recorded with the pages that it keeps us from.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)
        self._unreachable: dict[str, Exception] = {}

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Raises ForbiddenByRobots, RobotsUnknown, or what kept robots.txt from being had."""
        try:
            await super().process_request(request)
        except IgnoreRequest as forbidden:
            raise ForbiddenByRobots(str(forbidden)) from None
        if not request.meta.get("dont_obey_robotstxt"):
            error = self._unreachable.get(urlparse_cached(request).netloc)
            if error is not None:
                raise error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        response = await self._at_its_end(response)
        if response.status >= 500 or response.status == 429:
            unknown = RobotsUnknown(f"robots.txt of {netloc} cannot be had ({response.status})", response)
            self._unreachable[netloc] = unknown
            response = response.replace(body=b"")
        elif response.status >= 300:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    async def _at_its_end(self, response: Response) -> Response:
        spider: Any = self.crawler.spider
        for _ in range(HOPS):
            location = response.headers.get("Location")
            if not 300 <= response.status < 400 or location is None:
                break
            target = response.urljoin(location.decode("latin-1"))
            if not spider.scope.allows_host(urlsplit(target).netloc):
                break
            assert self.crawler.engine is not None
            response = await self.crawler.engine.download_async(
                Request(target, NO_CALLBACK, meta={"dont_obey_robotstxt": True})
            )
        return response

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._unreachable[netloc] = exc
        super()._robots_error(exc, netloc)
