"""Reads the records of a WARC or ARC file in order, and reports damage between them."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from archive.warc.records.heads import is_arc_line
from archive.warc.records.members import (
    CUT,
    Damage,
    Stretch,
    foreign_packing,
    is_member,
    next_member,
    stretches,
)
from archive.warc.records.record import (
    CHUNK,
    OVERLAP,
    Record,
    Unfinished,
    Unusable,
    is_proven,
    is_sound,
    read_record,
    seek_next,
)
from archive.wording import t

NO_WARC = "this is no WARC"


def records(file: IO[bytes]) -> Iterator[Record | Damage]:
    """Reads the records of a file in order, and reports damage between them.

    A record may continue in the next member. A file without any head of a record gives one damage that says so.
    """
    start = file.read(16)
    file.seek(0)
    if packing := foreign_packing(start):
        yield Damage(
            0, t("{NO_WARC}: {packing} is not read; unpack it first", NO_WARC=NO_WARC, packing=packing)
        )
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
    """Goes through the stretches of a file. `began` is set once a head of a record was read."""

    def __init__(self) -> None:
        self.began = False
        self._last: tuple[str | None, ...] = ()
        self._doubted: Record | None = None
        self._rest: int | None = None
        self._needs = 0

    def file(self, file: IO[bytes]) -> Iterator[Record | Damage]:
        held: Stretch | None = None
        for stretch in stretches(file):
            if isinstance(stretch, Damage):
                if held is not None:
                    yield from self._end(held, is_whole=False)
                    held = None
                yield stretch
            elif stretch.is_plain:
                if held is not None:
                    yield from self._end(held)
                    held = None
                yield from self._stretch(stretch, is_last=True)
            else:
                joined = self._joined(held, stretch)
                if held is not None and joined is stretch:
                    yield from self._end(held)
                held = joined
                if stretch.why is None and held.content.seek(0, io.SEEK_END) < self._needs:
                    continue
                yield from self._stretch(held, is_last=stretch.why is not None)
                held = self._left(held)
        if held is not None:
            yield from self._end(held)

    def _joined(self, held: Stretch | None, stretch: Stretch) -> Stretch:
        """`held` with `stretch` appended, where `stretch` continues it; else `stretch` alone."""
        if held is None:
            self._needs = 0
            return stretch
        start = stretch.content.read(8)
        stretch.content.seek(0)
        if not stretch.follows or start[:5] == b"WARC/" or _begins_arc(stretch.content):
            self._needs = 0
            return stretch
        held.content.seek(0, io.SEEK_END)
        shutil.copyfileobj(stretch.content, held.content, CHUNK)
        return replace(held, why=stretch.why, is_altered=stretch.is_altered)

    def _left(self, held: Stretch) -> Stretch | None:
        """What a stretch ended in the midst of, to be gone on with; None where nothing is left."""
        if self._rest is None:
            self._needs = 0
            return None
        kept = tempfile.SpooledTemporaryFile(32 << 20)  # noqa: SIM115  # it outlives this stretch
        held.content.seek(self._rest)
        shutil.copyfileobj(held.content, kept, CHUNK)
        # Without this, a record cut into many members would be gone through once for each of them.
        self._needs = max(self._needs - self._rest, 2 * kept.tell())
        return replace(held, content=kept)

    def _end(self, held: Stretch, *, is_whole: bool = True) -> Iterator[Record | Damage]:
        held.content.seek(0)
        yield from self._stretch(held, is_last=True, is_cut=not is_whole)
        held.content.close()
        self._needs = 0

    def _stretch(self, stretch: Stretch, *, is_last: bool, is_cut: bool = False) -> Iterator[Record | Damage]:
        """The records of a stretch. An unfinished one at its end begins at `_rest`, unless the stretch is the last."""
        content = stretch.content
        if not stretch.is_plain:
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
            if stretch.is_plain and (is_member(line) or line.startswith(b"\0")):
                return
            offset = at if stretch.is_plain else stretch.offset
            try:
                found, notes = read_record(
                    content,
                    offset,
                    is_last=is_last,
                    is_cut=is_cut or stretch.why is not None,
                    is_altered=stretch.is_altered,
                )
                self.began = True
            except Unfinished as unfinished:
                self.began = True
                if not is_last:
                    self._rest, self._needs = at, unfinished.needs
                    return
                if stretch.why is None and not is_cut:
                    yield Damage(offset, CUT)
                return
            except Unusable as error:
                self.began = self.began or error.is_record
                yield Damage(offset, str(error))
                is_found = seek_next(content, at + 1)
                if stretch.is_plain:
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
            if stretch.is_altered and count == 1 and _is_alone(content):
                # Some bytes of its member are wrong. They may be of its head: its address and time count where the
                # record beside it has them, too. They are not of its block where a digest proves that.
                found = replace(found, is_altered=not is_proven(found))
                if found.is_altered and found.kind not in ("response", "resource"):
                    continue
                if _witness(found) == self._last:
                    yield found
                else:
                    self._doubted = found
                continue
            if stretch.is_altered and not is_sound(found):
                yield Damage(
                    offset, t("some of its bytes are wrong from here on; what stands behind is left out")
                )
                return
            doubted, self._doubted, self._last = self._doubted, None, _witness(found)
            if doubted is not None and _witness(doubted) == self._last:
                yield doubted
            yield found
            for note in notes:
                yield Damage(offset, note)


def _witness(record: Record) -> tuple[str | None, ...]:
    """What the records of one capture have in common."""
    return record.get("WARC-Target-URI"), record.get("WARC-Date")


def _is_alone(content: IO[bytes]) -> bool:
    at = content.tell()
    is_alone = not content.read(8).strip()
    content.seek(at)
    return is_alone


def _begins_arc(content: IO[bytes]) -> bool:
    line = content.readline(OVERLAP)
    content.seek(0)
    return is_arc_line(line)
