"""Joins records that a writer cut into segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.warc.records.heads import Head
from archive.warc.records.members import Damage
from archive.warc.records.record import LARGEST, Record


class Segments:
    """Joins segments that are in one file. Segments with parts in another file stay as they are, marked by
    their record.
    """

    def __init__(self) -> None:
        self._open: dict[str, tuple[Record, list[bytes]]] = {}

    def joined(self, records: Iterator[Record | Damage]) -> Iterator[Record | Damage]:
        """The records, with cut ones joined at the place of their last segment."""
        for record in records:
            if isinstance(record, Damage):
                yield record
            elif record.kind == "continuation":
                yield from self._take(record)
            elif record.get("WARC-Segment-Number") == "1" and record.id:
                self._open[record.id] = record, [record.block]
            else:
                yield record
        for first, _ in self._open.values():
            yield first

    def _take(self, record: Record) -> Iterator[Record]:
        origin = record.get("WARC-Segment-Origin-ID") or ""
        first, blocks = self._open.get(origin, (None, []))
        if first is None or record.get("WARC-Segment-Number") != str(len(blocks) + 1):
            return
        blocks.append(record.block)
        total, size = record.get("WARC-Segment-Total-Length"), sum(len(block) for block in blocks)
        if size > 2 * LARGEST:
            blocks.clear()  # no number fits any more: it stays open
        elif total == str(size):
            del self._open[origin]
            fields = tuple(pair for pair in first.head.fields if pair[0].lower() not in _OF_SEGMENT)
            yield replace(first, head=Head(fields, size), block=b"".join(blocks))


_OF_SEGMENT = ("warc-segment-number", "warc-block-digest", "content-length")
