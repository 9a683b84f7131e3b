"""Joins records that a writer cut into segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from archive.warc.records.heads import Head
from archive.warc.records.members import Damage
from archive.warc.records.record import LARGEST, Record
from archive.wording import t

_OF_SEGMENT = ("warc-segment-number", "warc-block-digest", "content-length")
_MOST = 2 * LARGEST
"""Bytes of the segments of one record that are held; beyond, it stays cut."""


@dataclass
class _Cut:
    """What is known so far of a record in segments: the first of them, the blocks of all by number, and the bytes that
    all must have together, None as long as the last was not met."""

    first: Record | None = None
    blocks: dict[int, bytes] = field(default_factory=dict)
    total: int | None = None
    at: int = 0

    @property
    def size(self) -> int:
        return sum(len(block) for block in self.blocks.values())

    def joined(self) -> Record | None:
        """The record, where all of it is there."""
        if (
            self.first is None
            or self.total != self.size
            or set(self.blocks) != {*range(1, len(self.blocks) + 1)}
        ):
            return None
        fields = tuple(pair for pair in self.first.head.fields if pair[0].lower() not in _OF_SEGMENT)
        block = b"".join(self.blocks[number] for number in sorted(self.blocks))
        return replace(self.first, offset=self.at, head=Head(fields, len(block)), block=block)


class Segments:
    """Joins segments, in whatever order and in whichever of some files they stand (ISO 28500, 5.14 and 6.9).

    One of these is for all files that are read together.
    """

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}
        """The file in which the first segment of a record stands, by the id of the record."""
        self._open: dict[str, _Cut] = {}

    def joined(self, records: Iterator[Record | Damage], source: str) -> Iterator[Record | Damage]:
        """The records of the file `source`, with cut ones joined at the place where the last of their segments is
        met."""
        for record in records:
            if isinstance(record, Damage):
                yield record
                continue
            number, is_more = record.get("WARC-Segment-Number") or "", record.kind == "continuation"
            origin = record.get("WARC-Segment-Origin-ID") or "" if is_more else record.id
            if not origin or not (is_more or number == "1"):
                yield record
            elif number.isdecimal() and len(number) < 6:
                if not is_more:
                    self.sources[origin] = source
                yield from self._take(record, origin, int(number))

    @property
    def is_open(self) -> bool:
        """Whether something of a record is missing."""
        return bool(self._open)

    def left(self) -> Iterator[Record | Damage]:
        """What stayed cut when all files were read: the first segment, marked as one by its fields."""
        for cut in self._open.values():
            if cut.first is not None:
                yield cut.first
            else:
                yield Damage(cut.at, t("a part of a record whose beginning is in none of these files"))
        self._open.clear()

    def _take(self, record: Record, origin: str, number: int) -> Iterator[Record]:
        cut = self._open.setdefault(origin, _Cut())
        cut.at = record.offset
        if record.kind != "continuation":
            cut.first = record
        if cut.size + len(record.block) <= _MOST:
            cut.blocks.setdefault(number, record.block)
        total = record.get("WARC-Segment-Total-Length") or ""
        if total.isdecimal() and len(total) < 16:
            cut.total = int(total)
        whole = cut.joined()
        if whole is not None:
            del self._open[origin]
            yield whole
