"""Requests an address once more: where a page of a list failed, and where a server redirects to the same place."""

from __future__ import annotations

import time
from collections.abc import Callable

from scrapy import Request

from archive.model import Address, Capture
from crawler.extract.capture import redirect_target
from crawler.politeness import manners
from crawler.politeness.manners import HOPS


def followed(request: Request, capture: Capture, address: Callable[[str], Address]) -> Request | None:
    """The request for the target of the redirect `capture`, where that is the requested address itself.

    Servers do so to begin a session or to answer a postback. None where it leads elsewhere, or round and round.
    `address` classifies an address.
    """
    target = redirect_target(capture)
    hops = request.meta.get("hops", 0)
    if target is None or hops >= HOPS or address(target) != address(capture.url):
        return None
    headers = request.headers.copy()
    headers.pop("Content-Type", None)
    meta = {**request.meta, "hops": hops + 1, "origin": request.meta.get("origin", request)}
    return request.replace(url=target, method="GET", headers=headers, body=b"", meta=meta)


def retried(request: Request, capture: Capture) -> Request | None:
    """The same request again, after a pause, for a later page of a list, whose walk would be lost.

    None where it was made often enough. The frontier retries addresses themselves. After redirects, the request
    that led to them is made again.
    """
    request = request.meta.get("origin", request)
    tries = request.meta.get("tries", 1)
    pause = manners.pause(capture, tries)
    if tries >= manners.TRIES or pause is None:
        return None
    not_before = time.monotonic() + pause.total_seconds()
    return request.replace(meta={**request.meta, "tries": tries + 1, "not_before": not_before})


def is_due(request: Request) -> bool:
    """True unless the pause before a request is not over."""
    due: float = request.meta.get("not_before", 0.0)
    return due <= time.monotonic()
