"""The records of a WARC or ARC file, each whole and as it was written, whatever stands damaged between them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from archive.warc.members import Damage, members

LARGEST = 100 << 20
"""Bytes of a payload; of a larger one only that it was there is kept, as of one met by a crawl."""

_BLOCK = LARGEST + (1 << 20)
_CHUNK = 1 << 16
_NEXT = re.compile(
    rb"WARC/\d\.\d+\r?\n[A-Za-z-]+:|(?<=\n)https?://[^\r\n]+ [\d.]+ \d{14} [^\s]+ (?:[^\r\n]+ )?\d+\r?\n"
)
_ARC_LINE = re.compile(rb"(\S.* \S+ \d{12,14} \S+) (?:.+ )?(\d+\s*)")
"""The line before a record of ARC; in its second version fields stand in the midst that say nothing here."""
_OVERLAP = 4096
"""Bytes at the end of what was searched in which the beginning of a record may stand."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record at `offset` of a file: its WARC-Type, its id, its named fields, and its block."""

    offset: int
    kind: str
    id: str
    headers: Any
    block: bytes

    def get(self, name: str) -> str | None:
        """The named field, or None."""
        value: str | None = self.headers.get_header(name)
        return value

    def concurrent(self) -> list[str]:
        """The ids of the records that belong to the same capture."""
        return [value for name, value in self.headers.headers if name.lower() == "warc-concurrent-to"]


class Unusable(Exception):
    """A record that says nothing that could be kept; the message says why."""


def records(file: IO[bytes]) -> Iterator[Record | Damage]:
    """The records in a file, in its order, and what stands between them that is none."""
    for member in members(file):
        if isinstance(member, Damage):
            yield member
            continue
        for record in _records_of(member.content):
            if member.content is file:
                yield record
            else:
                yield replace(record, offset=member.offset)


def _records_of(content: IO[bytes]) -> Iterator[Record | Damage]:
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
        except Unusable as error:
            yield Damage(at, str(error))
            if not _seek_next(content, at + 1):
                return


def _record(loader: ArcWarcRecordLoader, content: IO[bytes], line: bytes, at: int) -> Record:
    if not line.startswith(b"WARC/"):
        line = _ARC_LINE.sub(rb"\1 \2", line)
    try:
        record = loader.parse_record_stream(content, statusline=line, no_record_parse=True)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError):
        raise Unusable("no record begins where one should") from None
    length = record.length
    if line.startswith(b"filedesc:"):
        length = length or 0  # the head of an ARC file, most of which is read with its line
    elif not length and record.rec_headers.get_header("Content-Length") not in ("0", None):
        raise Unusable("the record does not say how long it is")
    if length is None:
        raise Unusable("the record does not say how long it is")
    block = record.raw_stream.read(min(length, _BLOCK)) if length else b""
    while len(block) < min(length, _BLOCK):
        more = record.raw_stream.read(min(length, _BLOCK) - len(block))
        if not more:
            raise Unusable("the file ends in the midst of a record")
        block += more
    if length > _BLOCK:
        content.seek(length - _BLOCK, io.SEEK_CUR)
    elif _is_altered(record.rec_type, block, record.rec_headers.get_header("WARC-Block-Digest")):
        raise Unusable("the record is not what was written: its digest differs")
    if line.startswith(b"WARC/") and content.readline(8).strip():
        raise Unusable("the record does not end where it says")
    record_id = record.rec_headers.get_header("WARC-Record-ID") or ""
    return Record(at, record.rec_type or "", record_id, record.rec_headers, block)


def _is_altered(kind: str | None, block: bytes, digest: str | None) -> bool:
    """Whether a record holds other than what was written; wget gives every revisit the digest of nothing."""
    return differs(block, digest) and (kind != "revisit" or differs(b"", digest))


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


def differs(data: bytes, digest: str | None) -> bool:
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


def sha1_of(data: bytes) -> str:
    """The sha1 of `data` as WARC files and the indexes of web archives write it: in base32."""
    return base64.b32encode(hashlib.sha1(data).digest()).decode()
