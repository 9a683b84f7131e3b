"""Imports files of web archives into an archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice, pairwise
from pathlib import Path

from archive import clock
from archive.crawls import finish_import
from archive.store import Archive
from archive.warc.files import Part
from archive.warc.read import Found, read_captures
from archive.warc.records.members import Damage
from archive.warc.records.segments import Segments
from archive.wording import t
from crawler.learning.imported import settle_brought
from crawler.webarchives.brought import Brought
from crawler.webarchives.import_captures import Import

TOGETHER = 64
"""Captures in one transaction. An interrupted import takes the last of them up again."""
FIRST_PAGE = "1991-08-06T00:00:00.000Z"
"""There was no page in the web before."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What is taken out of files: captures of `portal` alone (None: of all), of the hosts of `homes` too, and with
    `only_pages` no captures of styles, scripts and addresses of no known form."""

    portal: str | None = None
    homes: tuple[str, ...] = ()
    only_pages: bool = False


@dataclass
class Report:
    """What an import did: what was brought, the damage in each file by its name, and the head of the chain in hex.

    `is_open`: parts of a record were left to an import that has the rest of it, too.
    """

    brought: Brought = field(default_factory=Brought)
    damaged: list[tuple[str, Damage]] = field(default_factory=list)
    head: str = ""
    is_open: bool = False


def import_files(
    path: Path,
    files: Sequence[Part],
    taking: Taking,
    tell: Callable[[int, int], None] = lambda done, captures: None,
    *,
    is_whole: bool = True,
    jobs: int | None = None,
) -> Report:
    """Imports `files` into the archive at `path`, which is made where there is none.

    `tell` is called with the bytes read and the captures taken over so far. `is_whole`: no
    other files belong to these, so at the end what is missing of records in parts is named, and templates are learned,
    as they are after a crawl. Pages are read by `jobs` processes (None: one for each core) beside this one, which
    records them; with 1 it does both.

    Raises what `Archive.open` raises, and ArchiveError.
    """
    with Archive.open(path) as archive, archive.adding("import"):
        importing = Import(
            archive,
            taking.portal,
            taking.homes,
            only_pages=taking.only_pages,
            jobs=jobs or os.cpu_count() or 1,
        )
        report = Report(importing.brought)
        segments, before = Segments(), 0
        with importing.guarded():
            for part in files:
                if part.expected not in (None, part.sha256):
                    why = t("it is not the file that its package promises: its hash differs")
                    report.damaged.append((part.name, Damage(0, why)))
                taken, source = importing.brought.captures, f"warc:{part.name}"
                with part.open() as file:
                    ends = part is files[-1]
                    read = _usable(
                        read_captures(file, source, segments, is_last=ends and is_whole),
                        part,
                        report,
                    )
                    for batch, upcoming in pairwise(_batches(read)):
                        importing.look_ahead(upcoming)
                        with archive.writing():
                            for found in batch:
                                importing.take(found)
                        tell(before + batch[-1].offset, importing.brought.captures)
                if ends:
                    with archive.writing():
                        importing.end()
                origin = {
                    "file": part.name,
                    "bytes": part.size,
                    "sha256": part.sha256,
                    **importing.brought.list_totals,
                }
                captures = importing.brought.captures - taken + importing.left[source]
                report.head = finish_import(archive, clock.now(), origin, captures)
                if captures:
                    importing.brought.lists.clear()
                before += part.size
            importing.brought.alarms += settle_brought(archive, learns=is_whole)
        report.is_open = segments.is_open
    return report


def _batches(read: Iterator[Found]) -> Iterator[list[Found]]:
    """What goes into one transaction, and behind the last an empty batch."""
    while batch := list(islice(read, TOGETHER)):
        yield batch
    yield []


def _usable(everything: Iterator[Found | Damage], part: Part, report: Report) -> Iterator[Found]:
    """The captures of a file whose time can be; what cannot be used is added to `report`."""
    latest = clock.later(clock.now(), timedelta(days=1))
    for found in everything:
        if isinstance(found, Damage):
            report.damaged.append((part.name, found))
        elif not FIRST_PAGE <= found.capture.captured_at < latest:
            # It would be the oldest or the newest state of its article for good.
            why = f"its date cannot be: {found.capture.captured_at}"
            report.damaged.append((part.name, Damage(found.offset, why)))
        else:
            yield found
