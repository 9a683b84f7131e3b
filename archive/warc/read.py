"""WARC files as captures: what a web archive, a crawler or a browser recorded, in the words of `archive.model`.

Version 1.1 of the format is ISO 28500:2017, https://iipc.github.io/warc-specifications/. ARC, which came
before it, and both compressed with gzip or zstd, are read as well.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any
from urllib.parse import parse_qs

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from archive import clock
from archive.model import Capture
from archive.warc.coding import decoded, unchunked
from archive.warc.members import Damage, members

LARGEST = 100 << 20
"""Bytes of a payload; of a larger one only that it was there is kept, as of one met by a crawl."""
SOURCE, REQUEST, ERROR = "Luutru-Source", "Luutru-Request", "Luutru-Error"
"""Named fields of records that an archive was exported to: what the format has no place for."""
OWN = "X-Archive-Orig-"
"""Begins the names of headers that an export could not leave as they were, for they would belie the record."""

_BLOCK = LARGEST + (1 << 20)
_CHUNK = 1 << 16
_STATUS_LINE = re.compile(rb"HTTP/\d[\d.]* +(\d{3})\b[^\r\n]*\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(
    rb"WARC/\d\.\d+\r?\n[A-Za-z-]+:|(?<=\n)https?://[^\r\n]+ [\d.]+ \d{14} [^\s]+ (?:[^\r\n]+ )?\d+\r?\n"
)
_ARC_LINE = re.compile(rb"(\S.* \S+ \d{12,14} \S+) (?:.+ )?(\d+\s*)")
"""The line before a record of ARC; in its second version fields stand in the midst that say nothing here."""
_OVERLAP = 4096
"""Bytes at the end of what was searched in which the beginning of a record may stand."""
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


@dataclass(frozen=True, slots=True)
class _Record:
    offset: int
    kind: str
    id: str
    headers: Any
    block: bytes

    def get(self, name: str) -> str | None:
        value: str | None = self.headers.get_header(name)
        return value

    def concurrent(self) -> list[str]:
        """The ids of the records that belong to the same capture."""
        return [value for name, value in self.headers.headers if name.lower() == "warc-concurrent-to"]


class _Unusable(Exception):
    """A record that says nothing that could be kept; the message says why."""


def captures(file: IO[bytes], source: str) -> Iterator[Found | Damage]:
    """The captures in a WARC or ARC file, in the order of the file, and what of it cannot be used.

    `source` names the file; a record that says where its capture came from keeps that. Requests count for what
    they tell of the reply beside them, and a resource for the reply that brought it. Records of other kinds, and
    of what is no page (``dns:``, ``urn:``), are passed over.
    """
    asked: dict[str, _Record] = {}
    held: _Record | None = None
    for record in _records(file):
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


def _belong_together(reply: _Record, request: _Record) -> bool:
    if request.concurrent() or reply.concurrent():
        return reply.id in request.concurrent() or request.id in reply.concurrent()
    same = ("WARC-Target-URI", "WARC-Date")
    return all(reply.get(name) == request.get(name) for name in same)


def _records(file: IO[bytes]) -> Iterator[_Record | Damage]:
    for member in members(file):
        if isinstance(member, Damage):
            yield member
            continue
        for record in _records_of(member.content):
            if member.content is file:
                yield record
            else:
                yield replace(record, offset=member.offset)


def _records_of(content: IO[bytes]) -> Iterator[_Record | Damage]:
    """The records that stand one behind another; behind damage the next that begins as a record does."""
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)
    while True:
        at = content.tell()
        line = content.readline(_BLOCK)
        if not line:
            return
        if not line.strip():
            continue
        try:
            yield _record(loader, content, line, at)
        except _Unusable as error:
            yield Damage(at, str(error))
            if not _seek_next(content, at + 1):
                return


def _record(loader: ArcWarcRecordLoader, content: IO[bytes], line: bytes, at: int) -> _Record:
    if not line.startswith(b"WARC/"):
        line = _ARC_LINE.sub(rb"\1 \2", line)
    try:
        record = loader.parse_record_stream(content, statusline=line, no_record_parse=True)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError):
        raise _Unusable("no record begins where one should") from None
    length = record.length
    if line.startswith(b"filedesc:"):
        length = length or 0  # the head of an ARC file, most of which is read with its line
    elif not length and record.rec_headers.get_header("Content-Length") not in ("0", None):
        raise _Unusable("the record does not say how long it is")
    if length is None:
        raise _Unusable("the record does not say how long it is")
    block = record.raw_stream.read(min(length, _BLOCK)) if length else b""
    while len(block) < min(length, _BLOCK):
        more = record.raw_stream.read(min(length, _BLOCK) - len(block))
        if not more:
            raise _Unusable("the file ends in the midst of a record")
        block += more
    if length > _BLOCK:
        content.seek(length - _BLOCK, io.SEEK_CUR)
    elif _is_altered(record.rec_type, block, record.rec_headers.get_header("WARC-Block-Digest")):
        raise _Unusable("the record is not what was written: its digest differs")
    if line.startswith(b"WARC/") and content.readline(8).strip():
        raise _Unusable("the record does not end where it says")
    record_id = record.rec_headers.get_header("WARC-Record-ID") or ""
    return _Record(at, record.rec_type or "", record_id, record.rec_headers, block)


def _is_altered(kind: str | None, block: bytes, digest: str | None) -> bool:
    """Whether a record holds other than what was written; wget gives every revisit the digest of nothing."""
    return _differs(block, digest) and (kind != "revisit" or _differs(b"", digest))


def _seek_next(content: IO[bytes], at: int) -> bool:
    """Goes to where a record begins next, from `at` on; False where none does."""
    content.seek(at)
    window = b""
    while chunk := content.read(_CHUNK):
        window += chunk
        if found := _NEXT.search(window):
            content.seek(at + found.start())
            return True
        at += max(len(window) - _OVERLAP, 0)
        window = window[-_OVERLAP:]
    return False


def _reply(record: _Record, request: _Record | None, source: str) -> Iterator[Found | Damage]:
    try:
        found = _found(record, request, source)
    except _Unusable as error:
        yield Damage(record.offset, str(error))
        return
    yield found
    if record.kind == "response" and _is_another(record, found.capture):
        yield Damage(record.offset, "the page is not the one that its digest names; it is kept as it is")


def _is_another(record: _Record, capture: Capture) -> bool:
    """Whether a record without a digest of its own holds another page than its digest names: that of the body
    without its codings, as it is, or out of its chunks, for tools differ in this."""
    told = record.get("WARC-Payload-Digest")
    if record.get("WARC-Block-Digest") or capture.error or not _differs(capture.payload or b"", told):
        return False
    body = _http(record.block)[2]
    return _differs(body, told) and _differs(unchunked(body)[0], told)


def _found(record: _Record, request: _Record | None, source: str) -> Found:
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


def _revisit(record: _Record) -> Revisit:
    at = record.get("WARC-Refers-To-Date")
    url = record.get("WARC-Refers-To-Target-URI")
    return Revisit(record.get("WARC-Payload-Digest"), url, _stamp(at) if at else None)


def _stamp(date: str | None) -> str:
    try:
        return clock.stamp(clock.moment((date or "").strip()))
    except (ValueError, OverflowError):
        raise _Unusable(f"the record has no date that can be read ({date})") from None


def _http(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """The status, headers and body of an HTTP reply, byte for byte; header values as Latin-1."""
    line = _STATUS_LINE.match(block)
    if line is None:
        raise _Unusable("the record holds no HTTP reply")
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


def _resource(record: _Record) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """A page or file that is kept without what the server said of it, as the reply that it must have come by."""
    kind = record.get("Content-Type")
    return 200, (("Content-Type", kind),) if kind else (), record.block


def _is_short(headers: tuple[tuple[str, str], ...], body: bytes) -> bool:
    """Whether less of a body is there than its server announced. What was coded says nothing of that: recorders
    decode it and leave the headers."""
    told = {name.lower(): value for name, value in headers}
    announced = told.get("content-length", "")
    is_coded = "transfer-encoding" in told or told.get("content-encoding", "identity") != "identity"
    return bool(body) and not is_coded and announced.isdecimal() and int(announced) > len(body)


def _method(request: _Record | None) -> str:
    return request.block.split(b" ", 1)[0].decode("latin-1") if request is not None else "GET"


def _request(record: _Record, request: _Record | None) -> dict[str, Any] | None:
    """What was asked for beyond the address: for a postback its target and argument."""
    if told := record.get(REQUEST):
        try:
            plain = json.loads(told)
        except ValueError:
            raise _Unusable(f"the field {REQUEST} cannot be read") from None
        return dict(plain) if isinstance(plain, dict) else None
    if request is None or _method(request) != "POST":
        return None
    return _form(request.block.partition(b"\r\n\r\n")[2])


def _form(body: bytes) -> dict[str, Any]:
    form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    if "__EVENTTARGET" in form:
        return {"target": form["__EVENTTARGET"][0], "argument": form.get("__EVENTARGUMENT", [""])[0]}
    return {"body_sha256": hashlib.sha256(body).hexdigest()}


def _differs(data: bytes, digest: str | None) -> bool:
    """Whether `data` has another digest; one in no known form says nothing."""
    name, _, value = (digest or "").partition(":")
    try:
        own = hashlib.new(name.replace("-", "").lower(), data).digest()
    except (ValueError, TypeError):
        return False
    for decode in (base64.b16decode, base64.b32decode, base64.b64decode):
        try:
            told = decode(value.upper() if decode is not base64.b64decode else value)
        except (binascii.Error, ValueError):
            continue
        if len(told) == len(own):
            return told != own
    return False
