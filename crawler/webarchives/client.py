"""A web archive on the network: its index, and single captures as it replays them."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

from archive import clock
from archive.warc.memento import IndexEntry, Replayed, Resume, Unplaced, entries, replayed, within
from archive.warc.records import LARGEST
from crawler.politeness.http_client import HttpClient, HttpResponse, Unreachable
from crawler.politeness.manners import TRIES, asked_wait

INTERNET_ARCHIVE = "https://web.archive.org/web/"
PATIENCE = 120
"""Seconds to wait for a reply; an index of a whole domain takes long."""
LONGEST = timedelta(minutes=10)
"""The longest wait that a web archive can ask for (Retry-After) and is granted."""
_AT_ONCE = 20_000
"""Lines of an index asked for at a time, of a server that says where it goes on."""
_HOPS = 5
_ALIKE = re.compile(r"^https?://(?:www\d?\.)?|(?<=[^/]):(?:80|443)(?=[/?]|$)|#.*", re.IGNORECASE)


REFUSING = (403, 429, 503)
MOST_REFUSALS = 3
"""Refusals in a row before a web archive is left in peace: some block for hours who goes on."""


class Refused(Unreachable):
    """The web archive wants no more requests for now; the message says until when."""


class WebArchive:
    """The web archive whose replay begins with `base`; asked one request at a time, `delay` seconds apart.

    Below ``…/web/`` it is taken for one like the Internet Archive's, else for a collection of pywb.
    """

    def __init__(self, base: str, agent: str, delay: float) -> None:
        self.base = base.rstrip("/") + "/"
        self.name = urlsplit(base).netloc
        self.unplaced: list[Unplaced] = []
        self._refused = 0
        self._asker = HttpClient(agent, delay, PATIENCE, LARGEST + 1, _AsTheyAre())

    def index(
        self, host: str, *, below: bool, since: str | None = None, until: str | None = None
    ) -> Iterator[IndexEntry]:
        """All captures of GET requests to `host`, or with `below` to it and all hosts under it, between the days
        `since` and `until` (``2024-08-27``), both included.

        Raises Unreachable, also where the reply is no index.
        """
        asked = {"url": host, "matchType": "domain" if below else "host", "output": "json"}
        asked |= {"from": since.replace("-", "")} if since else {}
        asked |= {"to": until.replace("-", "")} if until else {}
        wayback = self.base.endswith("/web/")
        place = urljoin(self.base, "/cdx/search/cdx") if wayback else f"{self.base}cdx"
        if wayback:
            asked |= {"showResumeKey": "true", "limit": str(_AT_ONCE)}
            asked["fl"] = "urlkey,timestamp,original,mimetype,statuscode,digest"
        seen: set[str] = set()
        while True:
            reply = self._asked(f"{place}?{urlencode(asked)}")
            if reply.status == 404:
                return  # what pywb says where it has nothing
            if reply.status != 200:
                raise Unreachable(f"the index of {self.name} cannot be had ({reply.status}).")
            if len(reply.body) > LARGEST:
                raise Unreachable(
                    f"the index of {self.name} is too long: ask for less with --since and --until"
                )
            following = None
            try:
                for each in entries(reply.body.decode("utf-8", "replace").split("\n")):
                    if isinstance(each, Resume):
                        following = each.key
                    elif isinstance(each, Unplaced):
                        self.unplaced.append(each)
                    else:
                        yield each
            except (ValueError, AttributeError, TypeError):
                raise Unreachable(
                    f"{place} gives no index that can be read; --from names where captures are replayed,"
                    f" as in {INTERNET_ARCHIVE}."
                ) from None
            if following is None or following in seen:
                return  # some servers lead round in a circle
            seen.add(following)
            asked["resumeKey"] = following

    def replay(self, entry: IndexEntry) -> Replayed | None:
        """The capture that `entry` tells of; None where the web archive does not give it. Raises Unreachable."""
        address = f"{self.base}{entry.timestamp}id_/{_escaped(entry.url)}"
        for _ in range(_HOPS):
            reply = self._asked(address)
            target = reply.header("location")
            if reply.header("memento-datetime") or not (300 <= reply.status < 400 and target):
                return replayed(entry, reply.status, reply.headers, reply.body, f"memento:{self.name}")
            address = urljoin(address, target)
            if urlsplit(address).netloc != self.name or _plain(within(address)) != _plain(entry.url):
                return None  # only to the nearest capture of the same page
            entry = replace(entry, url=within(address))
        return None

    def _asked(self, url: str) -> HttpResponse:
        """The reply to a request, asked again where the server is busy."""
        for number in range(1, TRIES + 1):
            try:
                reply = self._asker.ask(url)
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
    """`url` with what cannot stand in a request line escaped, and nothing else changed."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]|")


class _AsTheyAre(urllib.request.HTTPRedirectHandler):
    """Redirects are replies like others: where they lead is looked at first."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        return None
