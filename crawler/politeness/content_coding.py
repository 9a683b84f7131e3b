"""Content codings, undone as they are for captures out of files."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.http import Response

from archive.warc.records.coding import decoded, is_closed
from archive.warc.records.record import LARGEST

ACCEPTED = b"gzip, deflate, br, zstd"
SENT = "headers_sent"
"""Where the `meta` of a request has the headers of its reply as they were sent, for `headers_sent`."""
LOST = "dataloss"
"""Scrapy's flag for a reply that ended before the announced end."""


class ContentCoding:
    """Undoes the codings of a reply, whose headers stay as received.

    Scrapy's own middleware drops a reply that is not coded as it says, and with it its status and headers. Here the
    body is kept as received, and a flag of the response says what was wrong: ``bad-encoding``, ``truncated`` or
    ``too-large``.
    """

    def process_request(self, request: Request) -> None:
        """Says which codings are understood."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body decoded."""
        if request.method == "HEAD" or not response.body:
            return response
        most = min(request.meta.get("download_maxsize") or LARGEST, LARGEST)
        body, error = decoded(_pairs(response), response.body, most)
        if error == "too-large" or len(body) > most:
            body, error = b"", "too-large"
        elif LOST in response.flags and error is None and not (_is_coded(response) or is_closed(body)):
            error = "truncated"
        flags = [flag for flag in response.flags if flag != LOST]
        return response.replace(body=body, flags=[*flags, error] if error else flags)


def _is_coded(response: Response) -> bool:
    """Whether the body was packed, and so tells itself that it is whole."""
    return (response.headers.get("Content-Encoding") or b"").strip().lower() not in (b"", b"identity")


def headers_sent(response: Response) -> tuple[tuple[str, str], ...]:
    """The headers of a response as names and values, in Latin-1, so that no byte is lost: as they were sent, in their
    order, where it came over the wire."""
    assert response.request is not None
    sent: tuple[tuple[str, str], ...] | None = response.request.meta.get(SENT)
    return _pairs(response) if sent is None else sent


def _pairs(response: Response) -> tuple[tuple[str, str], ...]:
    headers: Any = response.headers
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )
