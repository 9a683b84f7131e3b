"""Reads captures again, in this process or on several cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import ceil
from pathlib import Path

from archive.captures.load import load_capture
from archive.captures.reread import Reread
from archive.model import AddressKind, Capture, Page
from archive.store import Archive
from crawler.extract.capture import read_capture
from crawler.extract.main_text import libraries
from crawler.extract.template.model import Stages
from crawler.frontier.scope import Scope
from crawler.frontier.under_way import UNREAD, Left
from crawler.learning.templates import stages_of
from crawler.options import Options
from crawler.portal import PortalSpec
from crawler.portals.registry import portal_named
from crawler.processes import CHUNK, alone, spread

FEW = 200
"""Captures that are sooner read here than other processes are started."""


def read_again(
    archive: Archive,
    todo: Sequence[int],
    portals: Mapping[str, type[PortalSpec]],
    jobs: int | None = None,
    *,
    apart: bool = False,
) -> Iterator[Reread]:
    """Reads captures of `portals` again by the archive's templates. Yields ids with readings, in the order of `todo`.

    Many captures, and all with `apart`, are read by `jobs` processes (None: one for each core). A capture whose
    reading kills them is UNREAD.
    """
    if not todo or (len(todo) < FEW and not apart):
        yield from map(partial(_again, archive, Reader(archive, portals)), todo)
        return
    most = ceil(len(todo) / CHUNK)
    jobs = min(jobs or os.cpu_count() or 1, most)
    yield from spread(_read_one, todo, jobs, _open, (archive.path, portals), partial(_unread, archive))


def _unread(archive: Archive, capture_id: int) -> Reread:
    return capture_id, load_capture(archive, capture_id), UNREAD


def _again(archive: Archive, reader: Reader, capture_id: int) -> Reread:
    capture = load_capture(archive, capture_id)
    return capture_id, capture, reader.read(capture_id, capture)


class Reader:
    """Reads captures of an archive by the templates that it has when the first of a portal is read."""

    def __init__(self, archive: Archive, portals: Mapping[str, type[PortalSpec]]) -> None:
        self._archive = archive
        self._portals = portals
        self._known: dict[str, tuple[Scope, Stages]] = {}

    def read(self, capture_id: int, capture: Capture) -> Page | None:
        """What is read from a capture now."""
        db = self._archive.db
        kind: AddressKind
        (kind,) = db.execute(
            "select a.kind from capture c join address a on a.id = c.address_id where c.id = ?", (capture_id,)
        ).fetchone()
        portal = capture.portal
        if portal not in self._known:
            self._known[portal] = Scope.for_archive(db, self._portals[portal]), stages_of(db, portal)
        scope, stages = self._known[portal]
        return read_capture(capture, kind, scope.address, scope.cms, stages)


_worker: dict[str, tuple[Archive, Reader]] = {}


def _open(path: Path, portals: Mapping[str, type[PortalSpec]]) -> None:
    archive = Archive.open(path, create=False, write=False)
    _worker["reader"] = archive, Reader(archive, portals)


def _read_one(capture_id: int) -> Reread:
    return _again(*_worker["reader"], capture_id)


def is_deadly(left: Left, note: Path, stages: Stages) -> bool:
    """Whether reading `left` by the templates of `stages` ends a process of its own, which appends a dot to `note`
    just before it reads."""
    given = left, portal_named(left.capture.portal), stages, note
    try:
        died = alone(_try, given, libraries.load, (), lambda _: True, tries=1)
    except OSError:
        # A process cannot be started, as where memory is short: it did not come to read.
        died = True
    # Whatever is under way from now on, it is the reading of a page.
    libraries.load()
    return died


def _try(given: tuple[Left, type[PortalSpec], Stages, Path]) -> bool:
    left, portal, stages, note = given
    scope = Scope(portal, Options())
    with note.open("ab") as marks:
        marks.write(b".")
    read_capture(left.capture, left.kind, scope.address, scope.cms, stages)
    return False
