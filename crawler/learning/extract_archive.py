"""Reads an archive again with the present reader, and derives its history anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any

from archive.alarm_renewal import renew_alarms
from archive.captures.load import to_read
from archive.captures.readdress import moved_addresses, readdress
from archive.captures.reread import Extracted, Same, renew_entities, reread
from archive.captures.settle import settle
from archive.captures.sum_up import sum_up
from archive.contents.names import Rows, named_in, outdated
from archive.contents.rows import load_content
from archive.files.read import Unreadable
from archive.files.texts import read_files
from archive.model import Address
from archive.portal_states.store import renew
from archive.store import Archive
from crawler.extract.edition import EXTRACTOR
from crawler.frontier.scope import Scope
from crawler.learning.imported import settle_brought
from crawler.learning.portal_edition import note_read, outdated_captures
from crawler.learning.relearn import relearn, show_again, take_notices
from crawler.learning.series import read_in_series
from crawler.portal import PortalSpec
from crawler.portals.registry import portal_named, portals
from crawler.processes import CHUNK, spread

BATCH = 1000
"""Captures that are applied in one transaction; an interrupted run goes on after the last."""

Track = Callable[[Iterable[Any], str, int], Iterable[Any]]
"""Passes work on, and shows how far it is: the work, what it is (`reading`, `finding names`), how much there is."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was done: captures read, texts searched anew for names, attached files by what became of them."""

    read: int = 0
    named: int = 0
    files: dict[str, int] = field(default_factory=dict)


def _untracked(work: Iterable[Any], what: str, total: int) -> Iterable[Any]:
    return work


def extract_archive(
    path: Path, *, again: bool = False, jobs: int | None = None, track: Track = _untracked
) -> Extraction:
    """Reads the captures of the archive at `path` that another reader has read (`again`: all), by `jobs` processes
    (None: one for each core), and derives history anew. What was interrupted goes on.

    Raises what `Archive.open` raises, and ArchiveError.
    """
    done = 0

    def read(archive: Archive, todo: Sequence[int]) -> Iterator[Extracted | Same]:
        nonlocal done
        found = read_in_series(archive, todo, portals(), jobs, apart=True)
        for each in track(found, "reading", len(todo)):
            done += 1
            yield each

    edition = None if again else EXTRACTOR
    with Archive.open(path, create=False) as archive, archive.lock("extract"):
        moved = [
            each for (name,) in archive.db.execute("select id from portals") for each in _moved(archive, name)
        ]
        parted = readdress(archive, moved) if moved else []
        specs = specs_of(archive)
        parted += [each for spec in specs for each in outdated_captures(archive, spec)]
        # What lists say is evidence for the templates that articles are read by.
        _apply(archive, read(archive, list(to_read(archive, edition, articles=False, also=parted))))
        for spec in specs:
            relearn(archive, spec, anew=True, read=read)
        _apply(archive, read(archive, list(to_read(archive, edition, articles=True, also=parted))))
        for spec in specs:
            take_notices(archive, spec, read)
        show_again(archive, read)
        if done:
            renew(archive)
            with archive.writing():
                for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
                    renew_alarms(archive.db, portal)
        named = _find_names(path, outdated(archive.db), jobs, track)
        renewed = 0
        while found := list(islice(named, BATCH)):
            renewed += renew_entities(archive, found)
        files = read_all_files(archive)
        with archive.writing():
            for spec in specs:
                note_read(archive, spec)
            settle(archive)
            sum_up(archive)
        settle_brought(archive)
    return Extraction(done, renewed, files)


def read_all_files(archive: Archive) -> dict[str, int]:
    """Reads the attached documents that were not read yet; how many were read, are scans, and could not be."""
    counts = {"files read": 0, "scans": 0, "unreadable": 0}
    for _, found in read_files(archive):
        if isinstance(found, Unreadable):
            counts["unreadable"] += 1
        else:
            counts["scans" if found.scanned else "files read"] += 1
    return counts


def specs_of(archive: Archive) -> list[type[PortalSpec]]:
    """The portals of an archive, as they are declared now."""
    return [portal_named(name) for (name,) in archive.db.execute("select id from portals order by id")]


def _moved(archive: Archive, portal: str) -> list[tuple[int, Address]]:
    """The addresses of a portal that its file takes for something else than when they were found."""
    return moved_addresses(archive, portal, Scope.for_archive(archive.db, portal_named(portal)).address)


def _apply(archive: Archive, rereads: Iterator[Extracted | Same]) -> None:
    while batch := list(islice(rereads, BATCH)):
        reread(archive, batch, EXTRACTOR, more=True)


def _find_names(path: Path, todo: list[int], jobs: int | None, track: Track) -> Iterator[tuple[int, Rows]]:
    """The contents of `todo` with what the present rules find in them, on several cores."""
    if not todo:
        return
    processes = min(jobs or os.cpu_count() or 1, ceil(len(todo) / CHUNK))
    found = spread(_named_in_one, todo, processes, _open, (path,), _nothing_named)
    yield from track(found, "finding names", len(todo))


_worker: dict[str, Archive] = {}


def _open(path: Path) -> None:
    _worker["archive"] = Archive.open(path, create=False, write=False)


def _named_in_one(content_id: int) -> tuple[int, Rows]:
    return content_id, named_in(load_content(_worker["archive"].db, content_id))


def _nothing_named(content_id: int) -> tuple[int, Rows]:
    return content_id, ([], [])
