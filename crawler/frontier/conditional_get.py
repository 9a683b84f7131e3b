"""Conditional requests: which validators a server gives, and how far they are trusted.

Of a file without validators the size and type stand for them: HEAD tells whether they are the same.
"""

from __future__ import annotations

import json
from zlib import crc32

from archive.clock import millis
from archive.frontier.leases import Lease
from archive.history.file_sights import modified_at
from archive.model import Capture
from crawler.extract.capture import header
from crawler.frontier.revisit_policy import SAMPLE

_ASKED_WITH = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_SIZE = "content-length"


def validator_of(capture: Capture) -> str | None:
    """What a later request may ask about this reply with, as JSON; None where the server gave nothing."""
    given = {name: value for name in _ASKED_WITH if (value := header(capture, name))}
    return json.dumps(given) if given else None


def file_validator_of(capture: Capture) -> str | None:
    """As `validator_of` for a picture or document, without a ``Last-Modified`` that tells when it was asked for; its
    size and type where that leaves nothing and its headers told the size right."""
    given = json.loads(validator_of(capture) or "{}")
    if "last-modified" in given and modified_at(capture.headers, millis(capture.captured_at)) is None:
        del given["last-modified"]
    if not given and header(capture, _SIZE) == str(len(capture.payload or b"")):
        given = {name: value for name in (_SIZE, "content-type") if (value := header(capture, name))}
    return json.dumps(given) if given else None


def conditions(validator: str) -> dict[str, str]:
    """The request headers that ask for a page only if it has changed."""
    return {_ASKED_WITH[name]: value for name, value in json.loads(validator).items()}


def expected_of(validator: str | None) -> dict[str, str] | None:
    """The headers that HEAD must give of a file that is as it was; None where the server gave something to ask with."""
    given: dict[str, str] = json.loads(validator or "{}")
    return given if _SIZE in given else None


def is_sample(lease: Lease, crawl_id: int) -> bool:
    """True of every `SAMPLE`-th address, of others in each crawl: it is fetched in full, to find lies."""
    return crc32(f"{crawl_id} {lease.id}".encode()) % SAMPLE == 0
