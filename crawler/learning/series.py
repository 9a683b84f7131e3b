"""Captures read again in series: those of one address one after the other, for most say what the one before said.

What is read is told in the process that reads it, so that no payload goes from one process to another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from math import ceil
from pathlib import Path

from archive.captures.load import load_capture
from archive.captures.reread import Extracted, Same, extracted
from archive.contents.fields import hashes_of
from archive.readings.extractor import is_page
from archive.store import Archive
from crawler.extract.edition import EXTRACTOR
from crawler.extract.recapture import EVERY, Ticking, agree, frame
from crawler.frontier.under_way import UNREAD
from crawler.learning.reading import FEW, Reader
from crawler.portal import PortalSpec
from crawler.processes import BUDGET, CHUNK, OutOfBudget, bounded, spread

LONGEST = 20
"""Captures of a series; a longer one is read as several."""


def read_in_series(
    archive: Archive,
    todo: Sequence[int],
    portals: Mapping[str, type[PortalSpec]],
    jobs: int | None = None,
    *,
    apart: bool = False,
) -> Iterator[Extracted | Same]:
    """What captures of `portals`, by their ids, say now by the templates that the archive has, as
    `crawler.learning.reading.read_again` reads them; those of one address should stand together."""
    series = list(_series(archive, todo))
    if not todo or (len(todo) < FEW and not apart):
        reader = _SeriesReader(archive, portals)
        yield from chain.from_iterable(_read_here(archive, reader, own) for own in series)
        return
    jobs = min(jobs or os.cpu_count() or 1, ceil(len(series) / CHUNK))
    lost = partial(_lost, archive, portals)
    yield from chain.from_iterable(spread(_read, series, jobs, _open, (archive.path, portals), lost))


def _read_here(archive: Archive, reader: _SeriesReader, ids: Sequence[int]) -> list[Extracted | Same]:
    """What captures of a series say now, read in this process; one whose reading does not end is unread."""
    try:
        with bounded(BUDGET * len(ids)):
            return reader.read(ids)
    except OutOfBudget:
        if len(ids) == 1:
            return [_unread(archive, ids[0])]
        return [read for capture_id in ids for read in _read_here(archive, reader, [capture_id])]


def _unread(archive: Archive, capture_id: int) -> Extracted | Same:
    return extracted(archive, (capture_id, load_capture(archive, capture_id), UNREAD), EXTRACTOR)


def _series(archive: Archive, todo: Sequence[int]) -> Iterator[list[int]]:
    """`todo` cut where another address begins."""
    own: list[int] = []
    before = None
    for capture_id in todo:
        (address_id,) = archive.db.execute(
            "select address_id from capture where id = ?", (capture_id,)
        ).fetchone()
        if own and (address_id != before or len(own) == LONGEST):
            yield own
            own = []
        own.append(capture_id)
        before = address_id
    if own:
        yield own


def _lost(
    archive: Archive, portals: Mapping[str, type[PortalSpec]], ids: list[int]
) -> list[Extracted | Same]:
    """A series that ended its process: each of its captures by itself, and those that end theirs as unread."""
    if len(ids) == 1:
        return [_unread(archive, ids[0])]
    alone = [[capture_id] for capture_id in ids]
    given = (archive.path, portals)
    return list(chain.from_iterable(spread(_read, alone, 1, _open, given, partial(_lost, archive, portals))))


class _SeriesReader:
    """Reads series of captures. `short_cuts` counts the readings that were taken from the one before."""

    def __init__(self, archive: Archive, portals: Mapping[str, type[PortalSpec]]) -> None:
        self._archive = archive
        self._reader = Reader(archive, portals)
        self.short_cuts = 0

    def read(self, ids: Sequence[int]) -> list[Extracted | Same]:
        """What each capture of a series says now. Where a reading that was taken from the one before turns out to be
        another in full, all of the series are read in full."""
        found = self._read(ids, short=len(ids) > 1)
        return found if found is not None else self._read(ids, short=False) or []

    def _read(self, ids: Sequence[int], *, short: bool) -> list[Extracted | Same] | None:
        found = []
        last: tuple[Ticking, object] | None = None
        for capture_id in ids:
            capture = load_capture(self._archive, capture_id)
            page = None
            if last is not None and last[1] == frame(capture) and capture.payload:
                page = last[0].again(capture.payload)
            if page is not None:
                self.short_cuts += 1
                if self.short_cuts % EVERY == 0:
                    whole = self._reader.read(capture_id, capture)
                    if not agree(page, whole, capture.url):
                        return None
            else:
                page, last = self._reader.read(capture_id, capture), None
                if short and page is not None and capture.payload and is_page(capture) and not capture.error:
                    if page.article is not None:
                        page = replace(page, hashes=hashes_of(page.article, capture.url))
                    ticking = Ticking.of(capture.payload, capture.url, page)
                    last = (ticking, frame(capture)) if ticking else None
            found.append(extracted(self._archive, (capture_id, capture, page), EXTRACTOR))
        return found


_workers: dict[str, _SeriesReader] = {}


def _open(path: Path, portals: Mapping[str, type[PortalSpec]]) -> None:
    _workers["reader"] = _SeriesReader(Archive.open(path, create=False, write=False), portals)


def _read(ids: list[int]) -> list[Extracted | Same]:
    return _workers["reader"].read(ids)
