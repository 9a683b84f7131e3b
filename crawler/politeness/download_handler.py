"""Downloads that can be cancelled: stopping a crawl does not wait for a server that hangs."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.task import LoopingCall
from twisted.logger import globalLogBeginner
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import _HTTP11ClientFactory

from archive.warc.records.heads import LARGEST_HEAD
from crawler.politeness.content_coding import SENT

AS_SENT = b"X-Luutru-As-Sent"
"""The header under which a reply's headers pass through Twisted and Scrapy, one value a header."""
_OF_THE_CONNECTION = frozenset(
    b"connection keep-alive proxy-connection te trailer transfer-encoding upgrade".split()
)
"""Headers of the way between two hops, not of the reply (RFC 9110, 7.6.1): undone with their connection."""
LOOK = 0.25
"""Seconds between two looks at whether the crawl is to stop."""


class Aborted(Exception):
    """The crawl was stopped before the reply came; its address is as due as before."""


UNDER_WAY: WeakKeyDictionary[Any, set[asyncio.Task[Any]]] = WeakKeyDictionary()
"""The tasks of each crawl that wait for the answer to a request."""


class NotNow(Exception):
    """While the request waited for its turn, its host asked to be left in peace."""


class HeadersTooLarge(Exception):
    """A reply began with more headers than any server has use for."""


class BoundedParser(_LenientHTTPClientParser):
    """Scrapy's parser, made to skip headers with invalid names, invalid or repeated lengths, and unknown transfer
    codings, as browsers do.

    A header may be as long as all of them together. All are kept under `AS_SENT`, too: Twisted and Scrapy spell
    names in a way of their own and put headers of one name together.
    """

    MAX_LENGTH = LARGEST_HEAD

    def statusReceived(self, status: bytes) -> None:
        """Begins a reply. One may come after another, which was but an interim one."""
        self._sent: list[bytes] = []
        super().statusReceived(status)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        """Takes a header in."""
        if name.strip() and name.strip().lower() not in _OF_THE_CONNECTION:
            self._sent.append(name.strip() + b":" + value)
        is_length = name.lower() == b"content-length"
        if is_length and (not value.isdigit() or self.connHeaders.hasHeader(name)):
            return
        if name.lower() == b"transfer-encoding":
            # Twisted knows this one alone and gives up at all others. What else was done shows in the body.
            if b"chunked" not in value.lower() or self.connHeaders.hasHeader(name):
                return
            value = b"chunked"
        with suppress(ValueError):
            super().headerReceived(name, value)

    def allHeadersReceived(self) -> None:
        """Ends the headers."""
        self.headers.setRawHeaders(AS_SENT, self._sent)
        super().allHeadersReceived()


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's HTTP protocol, made to break off a reply whose headers do not end, interim ones included."""

    _header_bytes = 0

    def request(self, request: Any) -> Any:
        """Sends a request, whose reply is read by `BoundedParser`."""
        self._header_bytes = 0
        reply = super().request(request)
        parser: Any = self._parser
        parser.__class__ = BoundedParser
        return reply

    def dataReceived(self, data: bytes) -> None:
        """Counts what comes before the body."""
        super().dataReceived(data)
        if self._parser is None or self._parser.state not in (STATUS, HEADER):
            return
        self._header_bytes += len(data)
        if self._header_bytes > LARGEST_HEAD:
            self._giveUp(Failure(HeadersTooLarge()))
            transport: Any = self.transport
            transport.abortConnection()


class BoundedFactory(_HTTP11ClientFactory):
    """Makes such protocols."""

    noisy = False

    def buildProtocol(self, addr: Any) -> BoundedProtocol:
        return BoundedProtocol(self._quiescentCallback)


class Handler(HTTP11DownloadHandler):
    """Scrapy's download handler, with requests that can be cancelled and replies that have bounds."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory
        _hush()
        self._under_way = UNDER_WAY.setdefault(crawler, set())

    async def download_request(self, request: Request) -> Response:
        """The response. Raises NotNow, and Aborted when the crawl is stopped meanwhile."""
        if not self._crawler.crawling:
            raise Aborted
        if "lease" in request.cb_kwargs:
            spider: Any = self._crawler.spider
            if not spider.run.hosts.is_open(urlparse_cached(request).netloc):
                raise NotNow
        task = asyncio.current_task()  # Scrapy has one for every request
        assert task is not None
        self._under_way.add(task)
        try:
            response = await super().download_request(request)
            request.meta[SENT] = tuple(map(_pair, response.headers.getlist(AS_SENT)))
            del response.headers[AS_SENT]
            return response
        except asyncio.CancelledError:
            raise Aborted from None
        finally:
            self._under_way.discard(task)


def _pair(header: bytes) -> tuple[str, str]:
    name, _, value = header.decode("latin-1").partition(":")
    return name, value


@cache
def _hush() -> None:
    """Silences log entries about certificates and broken replies.

    They are recorded with the page concerned. Twisted would print two tracebacks, and Scrapy advise a setting
    that would not help.
    """
    globalLogBeginner.beginLoggingTo((), discardBuffer=True, redirectStandardIO=False)
    logging.getLogger("twisted").addFilter(_is_no_certificate)
    logging.getLogger(HTTP11DownloadHandler.__module__).setLevel(logging.ERROR)


def _is_no_certificate(record: logging.LogRecord) -> bool:
    return "while verifying certificate" not in record.getMessage()


class Downloads:
    """Breaks off all requests, sent or waiting to be, once the crawl is told to stop; and those that wait for their
    turn at a host that is left alone by then, which may be a minute away."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._loop = LoopingCall(self._look)
        crawler.signals.connect(self._begin, signal=signals.spider_opened)
        crawler.signals.connect(self._end, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Any) -> Downloads:
        return cls(crawler)

    def _begin(self) -> None:
        self._loop.start(LOOK, now=False)

    def _end(self) -> None:
        if self._loop.running:
            self._loop.stop()

    def _look(self) -> None:
        stops = not self._crawler.crawling
        for slot in self._crawler.engine.downloader.slots.values():
            for request, waiting in tuple(slot.queue):
                if stops or self._is_left_alone(request):
                    slot.queue.remove((request, waiting))
                    waiting.errback(Aborted() if stops else NotNow())
        if not stops:
            return
        for task in list(UNDER_WAY.get(self._crawler, ())):
            task.cancel()

    def _is_left_alone(self, request: Request) -> bool:
        hosts = self._crawler.spider.run.hosts
        return "lease" in request.cb_kwargs and hosts.is_left_alone(urlparse_cached(request).netloc)
