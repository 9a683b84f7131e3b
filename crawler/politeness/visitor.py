"""Visits a few pages of a portal politely, without Scrapy and without an archive."""

from __future__ import annotations

import ipaddress
import socket
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from protego import Protego

from archive.wording import t
from crawler.politeness.http_client import HttpClient, HttpResponse, Unreachable

LARGEST = 20 * 1024 * 1024
PATIENCE = 60
"""Seconds to wait for a reply."""


class Visitor:
    """Visits hosts of one portal: one request at a time, `delay` seconds apart, as robots.txt allows.

    These are the host of `home` and those below it. Those below must not resolve to private networks.
    """

    def __init__(self, home: str, agent: str, delay: float) -> None:
        self.domain = urlsplit(home).netloc.removeprefix("www.")
        self._named = urlsplit(home).hostname
        self._agent = agent
        self._robots: dict[str, Protego] = {}
        self._asker = HttpClient(agent, delay, PATIENCE, LARGEST, _Redirects(self))

    def owns(self, url: str) -> bool:
        """True if `url` is on a host of the portal."""
        parts = urlsplit(url)
        host = parts.netloc
        return parts.scheme in ("http", "https") and (host == self.domain or host.endswith(f".{self.domain}"))

    def get(self, url: str) -> HttpResponse:
        """The page at `url`. Raises Unreachable."""
        self.check(url)
        if not self._rules(url).can_fetch(url, self._agent):
            raise Unreachable(t("{url} is not to be fetched: robots.txt forbids it.", url=url))
        return self._asker.ask(url)

    def check(self, url: str) -> None:
        """Raises Unreachable where `url` may not be contacted."""
        if not self.owns(url):
            raise Unreachable(
                t("{url} is on a host of its own: only {domain} is asked.", url=url, domain=self.domain)
            )
        host = urlsplit(url).hostname or ""
        if host != self._named:
            try:
                found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
            except OSError as error:
                raise Unreachable(
                    t("{host} does not answer: {value}.", host=host, value=error.strerror or error)
                ) from None
            if not all(ipaddress.ip_address(each).is_global for each in found):
                raise Unreachable(t("{host} leads into a private network.", host=host))

    def _rules(self, url: str) -> Protego:
        parts = urlsplit(url)
        if parts.netloc not in self._robots:
            reply = self._asker.ask(f"{parts.scheme}://{parts.netloc}/robots.txt")
            if reply.status >= 500 or reply.status == 429:
                raise Unreachable(
                    t(
                        "robots.txt of {netloc} cannot be had ({status}): try later.",
                        netloc=parts.netloc,
                        status=reply.status,
                    )
                )
            text = reply.body.decode("utf-8", "replace") if reply.status < 300 else ""
            self._robots[parts.netloc] = Protego.parse(text)
        return self._robots[parts.netloc]


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """Follows a redirect to where the portal itself may be asked."""
        self._visitor.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
