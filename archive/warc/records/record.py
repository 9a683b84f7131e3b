"""Reads and checks one record of a WARC or ARC file, and finds its end."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import IO

from archive.payloads.headers import by_name
from archive.warc.records.digests import differs, proves
from archive.warc.records.heads import Head, NoHead, is_arc_line, read_head
from archive.warc.records.http_reply import is_complete, split_reply
from archive.warc.records.members import is_member

LARGEST = 100 << 20
"""Bytes of a payload; of a larger one only that it was there is kept, as of one met by a crawl."""
_BLOCK = LARGEST + (1 << 20)
CHUNK = 1 << 16
_NEXT = re.compile(rb"WARC/\d\.\d{1,3}\r?\n[A-Za-z-]{1,80}:|\n(?:https?|dns|filedesc)://?")
"""The beginning of a record. For ARC, the whole line must be checked, too."""
_ODD_ID = re.compile(r"uuid(?!:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}>?$)", re.IGNORECASE)
OVERLAP = 4096
"""Bytes at the end of a searched window that are searched again, because a record may begin there."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record at `offset` of a file: its head and its block. `is_altered`: bytes of the block may be wrong."""

    offset: int
    head: Head
    block: bytes
    is_altered: bool = False

    @property
    def kind(self) -> str:
        """Its WARC-Type."""
        return (self.head.get("WARC-Type") or "").lower()

    @property
    def id(self) -> str:
        """Its WARC-Record-ID."""
        return self.head.get("WARC-Record-ID") or ""

    def get(self, name: str) -> str | None:
        """The named field, or None."""
        return self.head.get(name)

    def concurrent(self) -> list[str]:
        """The ids of the records that belong to the same capture."""
        return [value for name, value in self.head.fields if name.lower() == "warc-concurrent-to"]


class Unusable(Exception):
    """A record without usable content. The message says why. `is_record`: it is a record at least."""

    def __init__(self, why: str, *, is_record: bool = True) -> None:
        super().__init__(why)
        self.is_record = is_record


def read_record(
    content: IO[bytes], offset: int, *, is_last: bool, is_cut: bool, is_altered: bool
) -> tuple[Record, list[str]]:
    """Reads the record at the position of `content`. The notes name its faults."""
    try:
        head = read_head(content)
    except NoHead as error:
        if error.is_open:
            raise Unfinished(0) from None
        raise Unusable(str(error), is_record=error.is_record) from None
    at, length = content.tell(), head.length
    if length is not None:
        block, is_there = _read(content, at, length)
        if is_there and (end_note := _ends_here(content, head.is_arc)) is not None:
            return Record(offset, head, block), [*_checked(head, block, length), *end_note]
        if not is_there and not is_last:
            raise Unfinished(at + length + 4)
    end, is_next = _true_end(content, at)
    block, _ = _read(content, at, end - at)
    if is_cut and not is_next:
        raise Unfinished(0)
    if is_altered and not proves(block, head.get("WARC-Block-Digest")):
        raise Unusable("the record does not end where it says")
    stripped = block.removesuffix(b"\r\n\r\n") if block.endswith(b"\r\n\r\n") else block.removesuffix(b"\n\n")
    is_known = is_next or stripped != block or not length or (length or 0) < len(block)
    if not is_known and not proves(block, head.get("WARC-Block-Digest")):
        reply = split_reply(block)
        if reply is None or not is_complete(reply):
            raise Unfinished(0)
    content.seek(end)
    reason = "does not say how long it is" if length is None else "does not end where it says"
    return Record(offset, head, stripped), [f"the record {reason}; it is taken to where it ends"]


class Unfinished(Exception):
    """A record that is not whole yet; `needs` are the bytes that its run must have."""

    def __init__(self, needs: int) -> None:
        super().__init__()
        self.needs = needs


def _read(content: IO[bytes], at: int, length: int) -> tuple[bytes, bool]:
    """The first bytes of a block, as many as are kept, and whether all of it is there; `content` is left behind."""
    content.seek(at)
    wanted = min(length, _BLOCK)
    block = b""
    while len(block) < wanted and (more := content.read(wanted - len(block))):
        block += more
    if length <= _BLOCK:
        return block, len(block) == length
    end = content.seek(0, io.SEEK_END)
    content.seek(min(at + length, end))
    return block, at + length <= end


def _ends_here(content: IO[bytes], is_arc: bool) -> list[str] | None:
    """The faults at the end of a record, at the position of `content`; None where the record does not end there.

    It ends before a blank line, another record, or nothing. The position moves behind a blank line.
    """
    at = content.tell()
    line = content.readline(1 << 12)
    if not line.strip() or (line[:5] == b"WARC/" and len(line) < 20) or (is_arc and is_arc_line(line)):
        if not line.strip():
            return []
        content.seek(at)
        return ["no blank line parts the record from the next; it is taken"]
    content.seek(at)
    return [] if is_member(line) else None


def _checked(head: Head, block: bytes, length: int) -> list[str]:
    """What is not as it should be with a block; raises Unusable where nothing proves that it was written so."""
    digest = head.get("WARC-Block-Digest")
    if length > _BLOCK or not differs(block, digest):
        return []
    if (head.get("WARC-Type") or "").lower() == "revisit" and not differs(b"", digest):
        return []  # wget gives every revisit the digest of nothing
    if _holds_payload(head, block):
        return ["its digest differs, but that of its page does not; it is taken"]
    raise Unusable("the record is not what was written: its digest differs")


def is_proven(record: Record) -> bool:
    """Whether the digest of a record, or that of its page, shows that it is what was written."""
    digest = record.get("WARC-Block-Digest")
    return proves(record.block, digest) or _holds_payload(record.head, record.block)


def _holds_payload(head: Head, block: bytes) -> bool:
    reply = split_reply(block)
    return reply is not None and proves(reply.body, head.get("WARC-Payload-Digest"))


def is_sound(record: Record) -> bool:
    """Whether nothing in a record tells that it was altered: its id is one, its reply as long as it says."""
    if _ODD_ID.search(record.id) or differs(record.block, record.get("WARC-Block-Digest")):
        return False
    reply = split_reply(record.block)
    return reply is None or "content-length" not in by_name(reply.headers) or is_complete(reply)


def _true_end(content: IO[bytes], at: int) -> tuple[int, bool]:
    """Where a record ends whose block begins at `at`: where the next begins, or everything ends; and whether it is
    the former."""
    content.seek(at)
    if seek_next(content, at):
        return content.tell(), True
    return content.seek(0, io.SEEK_END), False


def seek_next(content: IO[bytes], at: int) -> bool:
    """Goes to where a record begins next, from `at` on; False where none does."""
    content.seek(at)
    window = b""
    while chunk := content.read(CHUNK):
        window += chunk
        for found in _NEXT.finditer(window):
            start = found.start() + (window[found.start()] == 10)
            content.seek(at + start)
            if window[start : start + 5] == b"WARC/" or is_arc_line(content.readline(OVERLAP)):
                content.seek(at + start)
                return True
        content.seek(at + len(window))
        at += max(len(window) - OVERLAP, 0)
        window = window[-OVERLAP:]
        content.seek(at + len(window))
    return False
