"""Reads captures from WARC files, in the terms of `archive.model`.

Version 1.1 of the format is ISO 28500:2017, https://iipc.github.io/warc-specifications/. ARC, the older format, and
files compressed with gzip or zstd are read, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import IO, Any

from archive.model import Capture
from archive.postbacks import parted, request_of
from archive.warc.dates import stamp_of
from archive.warc.records.coding import decoded, gunzipped, unchunked
from archive.warc.records.digests import differs, is_of_nothing, proves, sha1_of
from archive.warc.records.http_reply import Pairs, is_complete, is_short, split_reply
from archive.warc.records.members import Damage
from archive.warc.records.record import LARGEST, Record, Unusable
from archive.warc.records.segments import Segments
from archive.warc.records.stream import records

SOURCE, REQUEST, ERROR = "Luutru-Source", "Luutru-Request", "Luutru-Error"
"""Named fields of records that an archive was exported to: what the format has no place for."""
OWN = "X-Archive-Orig-"
"""Begins the names of headers that an export could not leave as they were, for they would belie the record."""

_NOT_MODIFIED = "server-not-modified"
_NO_PAGE = re.compile(r"<?(?!https?:)[a-z][a-z\d+.-]{0,30}:", re.IGNORECASE)
"""The beginning of addresses without a page, which crawlers keep beside replies: dns:, urn:, metadata:."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """Where the payload of a capture stands that was left out, for it had been recorded before.

    `digest` is that of the payload in the words of the file; `record_id` names the record of the capture, `url` and
    `at`, a stamp, the capture itself.
    """

    digest: str | None
    url: str | None
    at: str | None
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A capture at `offset` (bytes) of a file. Its portal is not known yet.

    `digest` is that of its payload, as the file writes it, where it was proven; `digests` are those of its body
    before a coding was undone. `record_id` is the name of its record. Later records refer to the capture by any of
    these. `revisit` is set where the payload is elsewhere.
    """

    offset: int
    capture: Capture
    digest: str | None = None
    revisit: Revisit | None = None
    record_id: str | None = None
    digests: tuple[str, ...] = ()


def read_captures(
    file: IO[bytes], source: str, segments: Segments | None = None, *, is_last: bool = True
) -> Iterator[Found | Damage]:
    """Reads the captures of a WARC or ARC file, in the order of the file. Damage names parts that cannot be used.

    `source` names the file; a record that names its own source keeps that. A request record adds to the reply
    beside it, a resource to the reply that brought it. Other kinds of records, and records of no page
    (``dns:``, ``urn:``), are skipped. Files that are read together share `segments`, of records cut into parts;
    what is missing of these shows behind the last file.
    """
    segments = Segments() if segments is None else segments

    def reply(record: Record, request: Record | None) -> Iterator[Found | Damage]:
        return _reply(record, request, segments.sources.get(record.id, source))

    asked: dict[str, Record] = {}
    held: Record | None = None
    for record in chain(segments.joined(records(file), source), segments.left() if is_last else ()):
        if isinstance(record, Damage):
            yield record
        elif _NO_PAGE.match(record.get("WARC-Target-URI") or ""):
            continue
        elif record.kind == "request":
            if held is not None and _belong_together(held, record):
                yield from reply(held, record)
                held = None
            elif not record.block.startswith(b"GET "):
                asked |= dict.fromkeys((record.id, *record.concurrent()), record)
        elif record.kind in ("response", "revisit", "resource") or record.get(ERROR):
            if held is not None:
                yield from reply(held, None)
            held = record
            names = [name for name in (record.id, *record.concurrent()) if name in asked]
            if names:
                yield from reply(record, asked[names[0]])
                held = None
                asked.clear()
    if held is not None:
        yield from reply(held, None)


def _belong_together(reply: Record, request: Record) -> bool:
    if request.concurrent() or reply.concurrent():
        return reply.id in request.concurrent() or request.id in reply.concurrent()
    same = ("WARC-Target-URI", "WARC-Date")
    return all(reply.get(name) == request.get(name) for name in same)


def _reply(record: Record, request: Record | None, source: str) -> Iterator[Found | Damage]:
    try:
        found, notes = _found(record, request, source)
    except Unusable as error:
        yield Damage(record.offset, str(error))
        return
    yield found
    for note in notes:
        yield Damage(record.offset, note)


def _found(record: Record, request: Record | None, source: str) -> tuple[Found, list[str]]:
    """The capture in a record, and what is not as it should be with it. Raises Unusable."""
    url = (record.get("WARC-Target-URI") or "").strip("<>")
    if not url:
        raise Unusable("the record names no address")
    method, asked = _method(request), _request(record, request)
    if posted := parted(url):
        url = posted.url
        if request is None:
            method, asked = posted.method, request_of(posted.form.encode())
    capture = Capture(
        portal="",
        url=url,
        captured_at=_stamp(record.get("WARC-Date")),
        status=None,
        source=record.get(SOURCE) or source,
        method=method,
        request=asked,
        error=record.get(ERROR),
    )
    bare = Found(record.offset, capture, record_id=record.id or None)
    if record.kind == "metadata":
        return bare, []
    if record.kind == "revisit" and not _holds_page(record):
        return _again(record, bare), []
    status, headers, body, notes = _http(record) if record.kind != "resource" else _resource(record)
    if record.get(SOURCE):
        headers = tuple((name.removeprefix(OWN), value) for name, value in headers)
        payload, error = body, None
    else:
        payload, error = decoded(headers, body, LARGEST)
    digest = record.get("WARC-Payload-Digest")
    if len(payload) > LARGEST or len(body) > LARGEST:
        payload, error = b"", "too-large"
    elif record.get("WARC-Truncated") or record.get("WARC-Segment-Number"):
        error = "truncated"
    elif record.is_altered:
        error = "bad-encoding"
    elif not record.get(SOURCE) and is_short(headers, body):
        error = error or "truncated"
    elif differs(payload, digest) and (unpacked := gunzipped(payload, LARGEST)) and proves(unpacked, digest):
        payload = unpacked
    bodies = dict.fromkeys((payload, body, unchunked(body)[0]))
    is_proven = any(proves(each, digest) for each in bodies)
    # Some makers name the whole record, headers and all.
    if not (is_proven or error or proves(record.block, digest)) and differs(payload, digest):
        has_block = record.get("WARC-Block-Digest")
        notes.append(
            "its page has another digest than it says, its record the one it says; it is taken" if has_block
            else "the page is not the one that its digest names; it is kept as it is"
        )  # fmt: skip
    capture = replace(
        capture, status=status, headers=headers, payload=payload or None, error=capture.error or error
    )
    digests = tuple(f"sha1:{sha1_of(each)}" for each in bodies if each != payload)
    return replace(bare, capture=capture, digest=digest if is_proven else None, digests=digests), notes


def _holds_page(record: Record) -> bool:
    """Whether a revisit has its page with it after all, as its digest or the length of its reply proves."""
    reply, digest = split_reply(record.block), record.get("WARC-Payload-Digest")
    if reply is None or not reply.body:
        return False
    if digest is None:
        return is_complete(reply)
    return any(proves(each, digest) for each in (reply.body, decoded(reply.headers, reply.body, LARGEST)[0]))


def _again(record: Record, bare: Found) -> Found:
    """The capture in a revisit record. One that names the digest of nothing lacks nothing."""
    digest, capture = record.get("WARC-Payload-Digest"), bare.capture
    at, reply = record.get("WARC-Refers-To-Date"), split_reply(record.block)
    revisit: Revisit | None = Revisit(
        digest,
        record.get("WARC-Refers-To-Target-URI"),
        _stamp(at) if at else None,
        record.get("WARC-Refers-To"),
    )
    unmodified = _NOT_MODIFIED in (record.get("WARC-Profile") or "")
    if reply is not None:
        headers = reply.headers
        if record.get(SOURCE):
            headers = tuple((name.removeprefix(OWN), value) for name, value in headers)
        capture = replace(capture, status=reply.status, headers=headers)
        unmodified = unmodified or reply.status == 304
    elif record.block.strip():
        raise Unusable("the record holds no HTTP reply")
    if unmodified:
        # Some recorders repeat the status of the page, which was not sent again.
        capture, revisit = replace(capture, status=304), None
    elif reply is not None and is_of_nothing(digest):
        revisit = None
    return replace(bare, capture=capture, revisit=revisit)


def _stamp(date: str | None) -> str:
    try:
        return stamp_of(date or "")
    except ValueError:
        raise Unusable(f"the record has no date that can be read ({(date or '')[:40]})") from None


def _http(record: Record) -> tuple[int, Pairs, bytes, list[str]]:
    reply = split_reply(record.block)
    if reply is None:
        raise Unusable("the record holds no HTTP reply")
    notes = ["it has more than 1 MB of headers; those beyond are left out"] if reply.is_bounded else []
    return reply.status, reply.headers, reply.body, notes


def _resource(record: Record) -> tuple[int, Pairs, bytes, list[str]]:
    """The reply for a resource record, which has no HTTP headers."""
    kind = record.get("Content-Type")
    return 200, (("Content-Type", kind),) if kind else (), record.block, []


def _method(request: Record | None) -> str:
    return request.block.split(b" ", 1)[0].decode("latin-1") if request is not None else "GET"


def _request(record: Record, request: Record | None) -> dict[str, Any] | None:
    """What was asked for beyond the address: for a postback its target and argument."""
    if kept_request := record.get(REQUEST):
        try:
            plain = json.loads(kept_request)
        except ValueError:
            raise Unusable(f"the field {REQUEST} cannot be read") from None
        return dict(plain) if isinstance(plain, dict) else None
    if request is None or _method(request) != "POST":
        return None
    return request_of(request.block.partition(b"\r\n\r\n")[2])
