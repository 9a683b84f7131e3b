"""A simple HTTP client without Scrapy: one page at a time, with a pause before the next, whichever server has it."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from archive.payloads.headers import first
from archive.wording import t


class Unreachable(Exception):
    """A page that was not available; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A reply as received, its body not decoded; `url` is where redirects led."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name (in lower case), or None."""
        return first(self.headers, name)


class HttpClient:
    """Asks as `agent`, `delay` seconds apart, waits `patience` seconds and reads at most `largest` bytes.

    `redirects` decides which redirects are followed.
    """

    def __init__(
        self, agent: str, delay: float, patience: float, largest: int,
        redirects: urllib.request.HTTPRedirectHandler,
    ) -> None:  # fmt: skip
        self._agent = agent
        self._delay = delay
        self._patience = patience
        self._largest = largest
        self._next = 0.0
        self._opener = urllib.request.build_opener(redirects)

    def ask(self, url: str, span: tuple[int, int] | None = None) -> HttpResponse:
        """The answer to a GET request for `url`, whatever its status; with `span` (offset, length) for these bytes
        of it. Raises Unreachable where there is none."""
        time.sleep(max(0.0, self._next - time.monotonic()))
        request = urllib.request.Request(url, headers={"User-Agent": self._agent, "Accept-Language": "vi"})
        if span is not None:
            request.add_header("Range", f"bytes={span[0]}-{sum(span) - 1}")
        try:
            with self._opened(request) as reply:
                return self._answer(reply)
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(t("{url} does not answer: {error}.", url=url, error=_why(error))) from None
        finally:
            self._next = time.monotonic() + self._delay

    def _opened(self, request: urllib.request.Request) -> Any:
        try:
            return self._opener.open(request, timeout=self._patience)
        except urllib.error.HTTPError as error:
            return error

    def _answer(self, reply: Any) -> HttpResponse:
        body = reply.read(self._largest)
        if reply.length and len(body) < self._largest:
            raise HTTPException("the reply breaks off")
        return HttpResponse(reply.url, reply.status, tuple(reply.headers.items()), body)


def _why(error: Exception) -> str:
    cause = getattr(error, "reason", error)
    return str(getattr(cause, "strerror", None) or cause)
