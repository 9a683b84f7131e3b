"""A client for web archives: their index, and single captures as they replay them."""

from __future__ import annotations

import re
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from archive import clock
from archive.warc.dates import digits_of
from archive.warc.memento import IndexEntry, Replayed, Unplaced, has_digest, is_rewritten, replayed, within
from archive.warc.read import Found, read_captures
from archive.warc.records.record import LARGEST
from archive.wording import t
from crawler.politeness.http_client import HttpClient, HttpResponse, Unreachable
from crawler.politeness.manners import TRIES, asked_wait
from crawler.webarchives.index import Unended, asked_of, by_address, by_key, by_page

INTERNET_ARCHIVE = "https://web.archive.org/web/"
COMMON_CRAWL = "index.commoncrawl.org"
COMMON_CRAWL_FILES = "https://data.commoncrawl.org/"
PATIENCE = 120
"""Seconds to wait for a reply; an index of a whole domain takes long."""
LONGEST = timedelta(minutes=10)
"""The longest wait that a web archive can ask for (Retry-After) and is granted."""
_WINDOWS = (1 << 20, 1 << 24, LARGEST)
"""Bytes that are asked for of a record whose length is not known, until it is whole."""
_HOPS = 5
_ALIKE = re.compile(r"^https?://(?:www\d?\.)?|(?<=[^/]):(?:80|443)(?=[/?]|$)|#.*", re.IGNORECASE)


REFUSING = (403, 429, 503)
MOST_REFUSALS = 3
"""Refusals in a row before a web archive is left in peace: some block for hours who goes on."""


class Refused(Unreachable):
    """The web archive wants no more requests for now; the message says until when."""


class WebArchive:
    """The web archive whose replay begins with `base`; asked one request at a time, `delay` seconds apart.

    Below ``…/web/`` it is taken for one like the Internet Archive's, at ``index.commoncrawl.org`` or with an address
    that ends in ``-index`` for Common Crawl's, else for a collection of pywb. `index` is where its index is asked, if
    that is elsewhere: a CDX server, or what is before an address in its TimeMaps. `files` is where the WARC
    files lie that the index names; then captures are parts of these, and nothing is replayed.
    """

    def __init__(
        self, base: str, agent: str, delay: float, index: str | None = None, files: str | None = None
    ) -> None:
        self.base = base.rstrip("/") + "/"
        self.name = urlsplit(base).netloc
        self.unplaced: list[Unplaced] = []
        self.unended: list[str] = []
        """Where an index was asked that did not come to an end."""
        self.rewritten = 0
        """Captures that were shown with links and a banner of the web archive, and so not taken."""
        self.elsewhere: Counter[str] = Counter()
        """Captures that a TimeMap lists of other web archives, by host."""
        self._index = index
        self._is_common_crawl = self.name == COMMON_CRAWL or self.base.endswith("-index/")
        files = files or (COMMON_CRAWL_FILES if self._is_common_crawl else None)
        self._files = files.rstrip("/") + "/" if files else None
        self._refused = 0
        self._asker = HttpClient(agent, delay, PATIENCE, LARGEST + 1, _AsTheyAre())

    @property
    def is_by_address(self) -> bool:
        """True where only the captures of one address at a time can be asked for."""
        return self._index is not None and "/timemap" in self._index

    def index(
        self, host: str, *, below: bool, since: str | None = None, until: str | None = None
    ) -> Iterator[IndexEntry]:
        """All captures of GET requests to `host`, or with `below` to it and all hosts under it, between the days
        `since` and `until` (``2024-08-27``), both included.

        Raises Unreachable, also where the reply is no index.
        """
        asked = asked_of(host, below=below, since=since, until=until)
        found: Iterator[IndexEntry | Unplaced | Unended]
        if self._is_common_crawl:
            found = by_page(self._asked, self.base.rstrip("/"), asked)
        elif self._index is not None:
            found = by_key(self._asked, self._index, asked, bounded=False)
        elif self.base.endswith("/web/"):
            found = by_key(self._asked, urljoin(self.base, "/cdx/search/cdx"), asked, bounded=True)
        else:
            found = by_key(self._asked, f"{self.base}cdx", asked, bounded=False)
        for each in found:
            if isinstance(each, Unplaced):
                self.unplaced.append(each)
            elif isinstance(each, Unended):
                self.unended.append(each.place)
            elif (since or "") <= each.at[:10] <= (until or "9"):
                yield each

    def timemap(self, url: str, since: str | None = None, until: str | None = None) -> Iterator[IndexEntry]:
        """The captures of one address between two days, both included. Raises Unreachable."""
        for listed in by_address(self._asked, self._index or "", url):
            if not (since or "") <= listed.entry.at[:10] <= (until or "9"):
                continue
            if urlsplit(listed.uri).netloc == self.name:
                yield listed.entry
            else:
                self.elsewhere[urlsplit(listed.uri).netloc] += 1

    def replay(self, entry: IndexEntry) -> Replayed | None:
        """The capture that `entry` tells of; None where the web archive does not give it. Raises Unreachable."""
        if self._files is not None:
            return self._cut(self._files, entry)
        address = f"{self.base}{entry.timestamp}id_/{_escaped(entry.url)}"
        for _ in range(_HOPS):
            reply = self._asked(address)
            target = reply.header("location")
            if reply.header("memento-datetime") or not (300 <= reply.status < 400 and target):
                return self._own(
                    replayed(entry, reply.status, reply.headers, reply.body, f"memento:{self.name}"), entry
                )
            address = urljoin(address, target)
            if urlsplit(address).netloc != self.name or _plain(within(address)) != _plain(entry.url):
                return None  # only to the nearest capture of the same page
            entry = replace(entry, url=within(address))
        return None

    def _own(self, given: Replayed | None, entry: IndexEntry) -> Replayed | None:
        """`given`, unless it is a page as it is shown to readers. Raises Unreachable then."""
        if given is None or (entry.digest and given.is_indexed):
            return given
        capture = given.found.capture
        if is_rewritten(capture.payload or b"", urlsplit(self.base).path, digits_of(capture.captured_at)):
            self.rewritten += 1
            raise Unreachable(t("{name} gives pages with links and a banner of its own", name=self.name))
        return given

    def _cut(self, files: str, entry: IndexEntry) -> Replayed | None:
        """The capture whose record the index places in a WARC file below `files`."""
        span = entry.span
        if span is None or (span.length or 0) > LARGEST:
            return None
        # How long a record is whose length is not known shows when it was read.
        for length in (span.length,) if span.length else _WINDOWS:
            part = self._part(urljoin(files, span.file), span.offset, length)
            for found in read_captures(BytesIO(part), PurePosixPath(span.file).name):
                if isinstance(found, Found) and _plain(found.capture.url) == _plain(entry.url):
                    is_indexed = found.revisit is not None or found.digest is not None or entry.digest is None
                    return Replayed(found, is_indexed or has_digest(entry, found.capture.payload or b""))
            if len(part) < length:
                break
        return None

    def _part(self, url: str, offset: int, length: int) -> bytes:
        """Some bytes of a file; none where the server does not give them."""
        reply = self._asked(url, (offset, length))
        if reply.status == 200:
            return reply.body[offset : offset + length]  # the whole file: ranges are not known there
        return reply.body if reply.status == 206 else b""

    def _asked(self, url: str, span: tuple[int, int] | None = None) -> HttpResponse:
        """The reply to a request, asked again where the server is busy."""
        for number in range(1, TRIES + 1):
            try:
                reply = self._asker.ask(url, span)
            except Unreachable:
                if number == TRIES:
                    raise
                time.sleep(2**number)
                continue
            if reply.header("memento-datetime") is not None or reply.status not in (*REFUSING, 500, 502, 504):
                self._refused = 0
                return reply
            wait = asked_wait(reply.header("retry-after") or "", clock.now())
            if reply.status in REFUSING:
                self._refused += 1
                if self._refused >= MOST_REFUSALS or wait > LONGEST:
                    raise Refused(self._later(reply.status, wait))
            if number == TRIES:
                return reply
            time.sleep(max(wait.total_seconds(), 2**number))
        raise AssertionError

    def _later(self, status: int, wait: timedelta) -> str:
        if not wait:
            return f"{self.name} refuses requests ({status}): try again in some hours."
        until = clock.later(clock.now(), wait)
        return f"{self.name} refuses requests ({status}) and asks to be left alone for {wait}, until {until}."


def _plain(url: str) -> str:
    """What stays of `url` when web archives take two addresses for the same."""
    return unquote(_ALIKE.sub("", url).rstrip("/")).lower()


def _escaped(url: str) -> str:
    """`url` with what cannot be in a request line escaped, and nothing else changed."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]|")


class _AsTheyAre(urllib.request.HTTPRedirectHandler):
    """Redirects are replies like others: where they lead is looked at first."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        return None
