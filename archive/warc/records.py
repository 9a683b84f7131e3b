"""The records of a WARC or ARC file, each whole and as it was written, whatever stands damaged between them."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from archive.payloads.headers import by_name
from archive.warc.digests import differs, proves
from archive.warc.heads import Head, NoHead, is_arc_line, read_head
from archive.warc.http_reply import is_complete, split_reply
from archive.warc.members import CUT, Damage, Run, foreign_packing, is_member, next_member, runs

LARGEST = 100 << 20
"""Bytes of a payload; of a larger one only that it was there is kept, as of one met by a crawl."""

NO_WARC = "this is no WARC"
_BLOCK = LARGEST + (1 << 20)
_CHUNK = 1 << 16
_NEXT = re.compile(rb"WARC/\d\.\d{1,3}\r?\n[A-Za-z-]{1,80}:|\n(?:https?|dns|filedesc)://?")
"""Begins a record; of what may be a line of ARC the whole line is looked at."""
_ODD_ID = re.compile(r"uuid(?!:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}>?$)", re.IGNORECASE)
_OVERLAP = 4096
"""Bytes at the end of what was searched in which the beginning of a record may stand."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record at `offset` of a file: its head and its block."""

    offset: int
    head: Head
    block: bytes

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
    """A record that says nothing that could be kept; the message says why. `is_record`: it is one at least."""

    def __init__(self, why: str, *, is_record: bool = True) -> None:
        super().__init__(why)
        self.is_record = is_record


def records(file: IO[bytes]) -> Iterator[Record | Damage]:
    """The records in a file, in its order, and what stands between them that is none.

    A record may go on in the next member. Of a file without a single head of a record is said just that.
    """
    start = file.read(16)
    file.seek(0)
    if packing := foreign_packing(start):
        yield Damage(0, f"{NO_WARC}: {packing} is not read; unpack it first")
        return
    walk = _Walk()
    withheld: list[Record | Damage] = []
    for each in walk.file(file):
        withheld.append(each)
        if walk.began or len(withheld) > 1:
            yield from withheld
            withheld.clear()
    # Whatever was found wrong with it says less than that it holds not one record.
    if walk.began or (withheld and isinstance(withheld[0], Damage) and withheld[0].is_opaque):
        yield from withheld
    else:
        yield Damage(0, NO_WARC + ("" if start else ": it is empty"))


class _Walk:
    """Goes through the runs of a file. `began` is set once a head of a record was read."""

    def __init__(self) -> None:
        self.began = False
        self._rest: int | None = None
        self._needs = 0

    def file(self, file: IO[bytes]) -> Iterator[Record | Damage]:
        held: Run | None = None
        for run in runs(file):
            if isinstance(run, Damage):
                if held is not None:
                    yield from self._end(held, is_whole=False)
                    held = None
                yield run
            elif run.is_plain:
                if held is not None:
                    yield from self._end(held)
                    held = None
                yield from self._run(run, is_last=True)
            else:
                joined = self._joined(held, run)
                if held is not None and joined is run:
                    yield from self._end(held)
                held = joined
                if run.why is None and held.content.seek(0, io.SEEK_END) < self._needs:
                    continue
                yield from self._run(held, is_last=run.why is not None)
                held = self._left(held)
        if held is not None:
            yield from self._end(held)

    def _joined(self, held: Run | None, run: Run) -> Run:
        """`run` behind what the one before it began, where it goes on with that."""
        if held is None:
            self._needs = 0
            return run
        start = run.content.read(8)
        run.content.seek(0)
        if not run.follows or start[:5] == b"WARC/" or _begins_arc(run.content):
            self._needs = 0
            return run
        held.content.seek(0, io.SEEK_END)
        shutil.copyfileobj(run.content, held.content, _CHUNK)
        return replace(held, why=run.why, is_altered=run.is_altered)

    def _left(self, held: Run) -> Run | None:
        """What a run ended in the midst of, to be gone on with; None where nothing is left."""
        if self._rest is None:
            self._needs = 0
            return None
        kept = tempfile.SpooledTemporaryFile(32 << 20)  # noqa: SIM115  # it outlives this run
        held.content.seek(self._rest)
        shutil.copyfileobj(held.content, kept, _CHUNK)
        # Without this, a record cut into many members would be gone through once for each of them.
        self._needs = max(self._needs - self._rest, 2 * kept.tell())
        return replace(held, content=kept)

    def _end(self, held: Run, *, is_whole: bool = True) -> Iterator[Record | Damage]:
        held.content.seek(0)
        yield from self._run(held, is_last=True, is_cut=not is_whole)
        held.content.close()
        self._needs = 0

    def _run(self, run: Run, *, is_last: bool, is_cut: bool = False) -> Iterator[Record | Damage]:
        """The records of a run. Of one that is not the last what it ends in the midst of begins at `_rest`."""
        content = run.content
        if not run.is_plain:
            content.seek(0)
        self._rest = None
        count = 0
        while True:
            at = content.tell()
            line = content.readline(256)
            if not line:
                return
            if not line.strip():
                continue
            content.seek(at)
            if run.is_plain and (is_member(line) or line.startswith(b"\0")):
                return
            offset = at if run.is_plain else run.offset
            try:
                found, notes = _record(
                    content,
                    offset,
                    is_last=is_last,
                    is_cut=is_cut or run.why is not None,
                    is_altered=run.is_altered,
                )
                self.began = True
            except _Open as unfinished:
                self.began = True
                if not is_last:
                    self._rest, self._needs = at, unfinished.needs
                    return
                if run.why is None and not is_cut:
                    yield Damage(offset, CUT)
                return
            except Unusable as error:
                self.began = self.began or error.is_record
                yield Damage(offset, str(error))
                is_found = _seek_next(content, at + 1)
                if run.is_plain:
                    # A file may be damaged at the first byte of a member.
                    plain = content.tell()
                    member = next_member(content, at + 1, plain if is_found else None)
                    is_found = is_found or member is not None
                    content.seek(plain if member is None else member)
                if not is_found:
                    content.seek(0, io.SEEK_END)
                    return
                continue
            count += 1
            if run.is_altered and count == 1 and _is_alone(content):
                continue  # some bytes of its member are wrong: which, nobody knows, and they may be of its head
            if run.is_altered and not _is_sound(found):
                yield Damage(
                    offset, "some of its bytes are wrong from here on; what stands behind is left out"
                )
                return
            yield found
            for note in notes:
                yield Damage(offset, note)


def _record(
    content: IO[bytes], offset: int, *, is_last: bool, is_cut: bool, is_altered: bool
) -> tuple[Record, list[str]]:
    """The record at which `content` stands, and what is not as it should be with it."""
    try:
        head = read_head(content)
    except NoHead as error:
        if error.is_open:
            raise _Open(0) from None
        raise Unusable(str(error), is_record=error.is_record) from None
    at, length = content.tell(), head.length
    if length is not None:
        block, is_there = _read(content, at, length)
        if is_there and (end_note := _ends_here(content, head.is_arc)) is not None:
            return Record(offset, head, block), [*_checked(head, block, length), *end_note]
        if not is_there and not is_last:
            raise _Open(at + length + 4)
    end, is_next = _true_end(content, at)
    block, _ = _read(content, at, end - at)
    if is_cut and not is_next:
        raise _Open(0)
    if is_altered and not proves(block, head.get("WARC-Block-Digest")):
        raise Unusable("the record does not end where it says")
    stripped = block.removesuffix(b"\r\n\r\n") if block.endswith(b"\r\n\r\n") else block.removesuffix(b"\n\n")
    is_known = is_next or stripped != block or not length or (length or 0) < len(block)
    if not is_known and not proves(block, head.get("WARC-Block-Digest")):
        reply = split_reply(block)
        if reply is None or not is_complete(reply):
            raise _Open(0)
    content.seek(end)
    said = "does not say how long it is" if length is None else "does not end where it says"
    return Record(offset, head, stripped), [f"the record {said}; it is taken to where it ends"]


class _Open(Exception):
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
    """What is not as it should be where a record ends at which `content` stands: a blank line follows, another
    record, or nothing. None where it does not end there. It is left behind the blank line."""
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
    told = head.get("WARC-Block-Digest")
    if length > _BLOCK or not differs(block, told):
        return []
    if (head.get("WARC-Type") or "").lower() == "revisit" and not differs(b"", told):
        return []  # wget gives every revisit the digest of nothing
    if _holds_payload(head, block):
        return ["its digest differs, but that of its page does not; it is taken"]
    raise Unusable("the record is not what was written: its digest differs")


def _is_sound(record: Record) -> bool:
    """Whether nothing in a record tells that it was altered: its id is one, its reply as long as it says."""
    if _ODD_ID.search(record.id) or differs(record.block, record.get("WARC-Block-Digest")):
        return False
    reply = split_reply(record.block)
    return reply is None or "content-length" not in by_name(reply.headers) or is_complete(reply)


def _is_alone(content: IO[bytes]) -> bool:
    at = content.tell()
    is_alone = not content.read(8).strip()
    content.seek(at)
    return is_alone


def _holds_payload(head: Head, block: bytes) -> bool:
    reply = split_reply(block)
    return reply is not None and proves(reply.body, head.get("WARC-Payload-Digest"))


def _true_end(content: IO[bytes], at: int) -> tuple[int, bool]:
    """Where a record ends whose block begins at `at`: where the next begins, or everything ends; and whether it is
    the former."""
    content.seek(at)
    if _seek_next(content, at):
        return content.tell(), True
    return content.seek(0, io.SEEK_END), False


def _seek_next(content: IO[bytes], at: int) -> bool:
    """Goes to where a record begins next, from `at` on; False where none does."""
    content.seek(at)
    window = b""
    while chunk := content.read(_CHUNK):
        window += chunk
        for found in _NEXT.finditer(window):
            start = found.start() + (window[found.start()] == 10)
            content.seek(at + start)
            if window[start : start + 5] == b"WARC/" or is_arc_line(content.readline(_OVERLAP)):
                content.seek(at + start)
                return True
        content.seek(at + len(window))
        at += max(len(window) - _OVERLAP, 0)
        window = window[-_OVERLAP:]
        content.seek(at + len(window))
    return False


def _begins_arc(content: IO[bytes]) -> bool:
    line = content.readline(_OVERLAP)
    content.seek(0)
    return is_arc_line(line)
