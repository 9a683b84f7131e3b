"""Captures read again, in this process or on several cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from archive.captures.load import load_capture
from archive.captures.reread import Reread
from archive.model import AddressKind
from archive.store import Archive
from crawler.extract.capture import read_capture
from crawler.frontier.scope import Scope
from crawler.learning.templates import Stages, stages_of
from crawler.options import Options
from crawler.portals.registry import portal_named

FEW = 200
"""Captures that are sooner read here than other processes are started."""


def read_again(archive: Archive, todo: Sequence[int], jobs: int | None = None) -> Iterator[Reread]:
    """Captures, by their ids, with what is read from them now by the templates that the archive has, in that order.

    Many are read by `jobs` processes, one for each core where none is given.
    """
    if len(todo) < FEW or jobs == 1:
        stages: dict[str, Stages] = {}
        for capture_id in todo:
            yield _read(archive, capture_id, stages)
        return
    with get_context("spawn").Pool(jobs, _open, (archive.path,)) as pool:
        yield from pool.imap(_read_one, todo, chunksize=8)


_worker: dict[str, Archive] = {}
_stages: dict[str, Stages] = {}


def _open(path: Path) -> None:
    _worker["archive"] = Archive.open(path, create=False, write=False)


def _read_one(capture_id: int) -> Reread:
    return _read(_worker["archive"], capture_id, _stages)


def _read(archive: Archive, capture_id: int, known: dict[str, Stages]) -> Reread:
    capture = load_capture(archive, capture_id)
    kind: AddressKind = archive.db.execute(
        "select a.kind from capture c join address a on a.id = c.address_id where c.id = ?", (capture_id,)
    ).fetchone()[0]
    stages = known.get(capture.portal)
    if stages is None:
        stages = known[capture.portal] = stages_of(archive.db, capture.portal)
    scope = _scope(capture.portal)
    return capture_id, capture, read_capture(capture, kind, scope.address, scope.cms, stages)


@cache
def _scope(portal: str) -> Scope:
    return Scope(portal_named(portal), Options())
