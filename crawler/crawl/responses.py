"""Converts Scrapy's responses and failures into captures."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.model import Capture
from crawler.politeness.content_coding import headers_sent

ERRORS: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (DownloadCancelledError, "too-large"),
)


def of_response(portal: str, response: Response, at: str, *, insecure: bool = False) -> Capture:
    """The capture that a response is. `at` is the stamp of its arrival; `insecure`: certificates were not
    checked."""
    assert response.request is not None
    errors = [flag for flag in response.flags if flag in ("bad-encoding", "truncated", "too-large")]
    return Capture(
        portal=portal,
        url=response.url,
        captured_at=at,
        status=response.status,
        headers=headers_sent(response),
        payload=response.body or None,
        method=response.request.method,
        request=_request(response.request, insecure),
        error=errors[0] if errors else None,
    )


def of_failure(
    portal: str, request: Request, failure: Failure, at: str, *, insecure: bool = False
) -> Capture:
    """The capture of a request that had no whole reply."""
    return Capture(
        portal=portal,
        url=request.url,
        captured_at=at,
        status=None,
        method=request.method,
        request=_request(request, insecure),
        error=_error(failure.value),
    )


def _error(exception: BaseException | None) -> str:
    for kind, name in ERRORS:
        if isinstance(exception, kind):
            return name
    text = f"{exception!r} {exception.__cause__ if exception else None!r}"
    if "HeadersTooLarge" in text:
        return "too-large"
    if "SSL" in text or "certificate" in text or "VerificationError" in text:  # the last: another host's
        return "tls"
    return "truncated" if "DataLoss" in text or "ConnectionLost" in text else "failed"


def _request(request: Request, insecure: bool) -> dict[str, Any] | None:
    request_facts: dict[str, Any] = {}
    if postback := request.cb_kwargs.get("postback"):
        request_facts |= {"target": postback.target, "argument": postback.argument}
        if postback.value is not None:
            request_facts["value"] = postback.value
    if expected := request.meta.get("expected"):
        request_facts |= {"expected": expected}
    if insecure and request.url.startswith("https:"):
        request_facts |= {"tls": "unverified"}
    return request_facts or None
