"""WARC files as captures: what a web archive, a crawler or a browser recorded, in the words of `archive.model`.

Version 1.1 of the format is ISO 28500:2017, https://iipc.github.io/warc-specifications/. ARC, which came
before it, and both compressed with gzip or zstd, are read as well.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any
from urllib.parse import parse_qs

from archive import clock
from archive.model import Capture
from archive.payloads.headers import by_name
from archive.warc.coding import decoded, unchunked
from archive.warc.members import Damage
from archive.warc.records import LARGEST, Record, Unusable, differs, records

SOURCE, REQUEST, ERROR = "Luutru-Source", "Luutru-Request", "Luutru-Error"
"""Named fields of records that an archive was exported to: what the format has no place for."""
OWN = "X-Archive-Orig-"
"""Begins the names of headers that an export could not leave as they were, for they would belie the record."""

_STATUS_LINE = re.compile(rb"HTTP/\d[\d.]* +(\d{3})\b[^\r\n]*\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NOT_MODIFIED = "server-not-modified"
_POSTED = re.compile(r"[?&]__wb_method=([A-Za-z]+)(?:&(.*))?$")
"""What some recorders put behind the address of what was not asked for by GET: the method, and the form sent."""
_NO_PAGE = re.compile(r"<?(?!https?:)[a-z][a-z\d+.-]*:", re.IGNORECASE)
"""Begins an address that no server of pages answers, as in what crawlers keep beside replies: dns:, urn:, metadata:."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """Where the payload of a capture stands that was left out, for it had been recorded before.

    `digest` is that of the payload in the words of the file; `url` and `at`, a stamp, name the capture.
    """

    digest: str | None
    url: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A capture that stands at `offset` of a file, of a portal still to be told, with its payload's digest in the
    words of the file."""

    offset: int
    capture: Capture
    digest: str | None = None
    revisit: Revisit | None = None


def read_captures(file: IO[bytes], source: str) -> Iterator[Found | Damage]:
    """The captures in a WARC or ARC file, in the order of the file, and what of it cannot be used.

    `source` names the file; a record that says where its capture came from keeps that. Requests count for what
    they tell of the reply beside them, and a resource for the reply that brought it. Records of other kinds, and
    of what is no page (``dns:``, ``urn:``), are passed over.
    """
    asked: dict[str, Record] = {}
    held: Record | None = None
    for record in records(file):
        if isinstance(record, Damage):
            yield record
        elif _NO_PAGE.match(record.get("WARC-Target-URI") or ""):
            continue
        elif record.kind == "request":
            if held is not None and _belong_together(held, record):
                yield from _reply(held, record, source)
                held = None
            elif not record.block.startswith(b"GET "):
                asked |= dict.fromkeys((record.id, *record.concurrent()), record)
        elif record.kind in ("response", "revisit", "resource") or record.get(ERROR):
            if held is not None:
                yield from _reply(held, None, source)
            held = record
            names = [name for name in (record.id, *record.concurrent()) if name in asked]
            if names:
                yield from _reply(record, asked[names[0]], source)
                held = None
                asked.clear()
    if held is not None:
        yield from _reply(held, None, source)


def _belong_together(reply: Record, request: Record) -> bool:
    if request.concurrent() or reply.concurrent():
        return reply.id in request.concurrent() or request.id in reply.concurrent()
    same = ("WARC-Target-URI", "WARC-Date")
    return all(reply.get(name) == request.get(name) for name in same)


def _reply(record: Record, request: Record | None, source: str) -> Iterator[Found | Damage]:
    try:
        found = _found(record, request, source)
    except Unusable as error:
        yield Damage(record.offset, str(error))
        return
    yield found
    if record.kind == "response" and _is_another(record, found.capture):
        yield Damage(record.offset, "the page is not the one that its digest names; it is kept as it is")


def _is_another(record: Record, capture: Capture) -> bool:
    """Whether a record without a digest of its own holds another page than its digest names: that of the body
    without its codings, as it is, or out of its chunks, for tools differ in this."""
    told = record.get("WARC-Payload-Digest")
    if record.get("WARC-Block-Digest") or capture.error or not differs(capture.payload or b"", told):
        return False
    body = _http(record.block)[2]
    return differs(body, told) and differs(unchunked(body)[0], told)


def _found(record: Record, request: Record | None, source: str) -> Found:
    url, method, asked = record.get("WARC-Target-URI") or "", _method(request), _request(record, request)
    if posted := _POSTED.search(url):
        url = url[: posted.start()]
        if request is None:
            method, asked = posted.group(1).upper(), _form((posted.group(2) or "").encode())
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
    if record.kind == "metadata":
        return Found(record.offset, capture)
    is_revisit = record.kind == "revisit"
    if is_revisit and not record.block.strip():
        return Found(record.offset, capture, record.get("WARC-Payload-Digest"), _revisit(record))
    status, headers, body = _http(record.block) if record.kind != "resource" else _resource(record)
    if record.get(SOURCE):
        headers = tuple((name.removeprefix(OWN), value) for name, value in headers)
    capture = replace(capture, status=status, headers=headers)
    digest = record.get("WARC-Payload-Digest")
    if is_revisit:
        unmodified = status == 304 or _NOT_MODIFIED in (record.get("WARC-Profile") or "")
        return Found(record.offset, capture, digest, None if unmodified else _revisit(record))
    if record.get(SOURCE):
        payload, error = body, None
    else:
        payload, error = decoded(headers, body, LARGEST)
    if len(payload) > LARGEST or len(body) > LARGEST:
        payload, error = b"", "too-large"
    elif record.get("WARC-Truncated") or record.get("WARC-Segment-Number"):
        error = "truncated"  # of what is cut into segments only the first is read
    elif not record.get(SOURCE) and _is_short(headers, body):
        error = error or "truncated"
    return Found(
        record.offset, replace(capture, payload=payload or None, error=capture.error or error), digest
    )


def _revisit(record: Record) -> Revisit:
    at = record.get("WARC-Refers-To-Date")
    url = record.get("WARC-Refers-To-Target-URI")
    return Revisit(record.get("WARC-Payload-Digest"), url, _stamp(at) if at else None)


def _stamp(date: str | None) -> str:
    try:
        return clock.stamp(clock.moment((date or "").strip()))
    except (ValueError, OverflowError):
        raise Unusable(f"the record has no date that can be read ({date})") from None


def _http(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """The status, headers and body of an HTTP reply, byte for byte; header values as Latin-1."""
    line = _STATUS_LINE.match(block)
    if line is None:
        raise Unusable("the record holds no HTTP reply")
    end = _HEAD_END.search(block, line.end() - 2)
    if line.group(1).startswith(b"1") and end and _STATUS_LINE.match(block, end.end()):
        return _http(block[end.end() :])  # 100 Continue, before the reply itself
    head = block[line.end() : end.start() if end else len(block)].decode("latin-1")
    headers: list[tuple[str, str]] = []
    for text in re.split(r"\r?\n", head):
        name, colon, value = text.partition(":")
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = headers[-1][0], f"{headers[-1][1]} {text.strip()}"
        elif colon and name.strip():
            headers.append((name.strip(), value.strip()))
    return int(line.group(1)), tuple(headers), block[end.end() :] if end else b""


def _resource(record: Record) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """A page or file that is kept without what the server said of it, as the reply that it must have come by."""
    kind = record.get("Content-Type")
    return 200, (("Content-Type", kind),) if kind else (), record.block


def _is_short(headers: tuple[tuple[str, str], ...], body: bytes) -> bool:
    """Whether less of a body is there than its server announced. What was coded says nothing of that: recorders
    decode it and leave the headers."""
    told = by_name(headers)
    announced = told.get("content-length", "")
    is_coded = "transfer-encoding" in told or told.get("content-encoding", "identity") != "identity"
    return bool(body) and not is_coded and announced.isdecimal() and int(announced) > len(body)


def _method(request: Record | None) -> str:
    return request.block.split(b" ", 1)[0].decode("latin-1") if request is not None else "GET"


def _request(record: Record, request: Record | None) -> dict[str, Any] | None:
    """What was asked for beyond the address: for a postback its target and argument."""
    if told := record.get(REQUEST):
        try:
            plain = json.loads(told)
        except ValueError:
            raise Unusable(f"the field {REQUEST} cannot be read") from None
        return dict(plain) if isinstance(plain, dict) else None
    if request is None or _method(request) != "POST":
        return None
    return _form(request.block.partition(b"\r\n\r\n")[2])


def _form(body: bytes) -> dict[str, Any]:
    form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    if "__EVENTTARGET" in form:
        return {"target": form["__EVENTTARGET"][0], "argument": form.get("__EVENTARGUMENT", [""])[0]}
    return {"body_sha256": hashlib.sha256(body).hexdigest()}
