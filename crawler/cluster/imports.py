"""Imports files of web archives on a cluster: each into an archive of its own, which are then merged."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive import clock
from archive.database.lock import held
from archive.errors import ArchiveError
from archive.maintenance.merge import merge
from archive.store import Archive
from archive.warc.files import Part, parts
from archive.warc.remote import Remote
from archive.wording import t
from crawler.cluster.workers import done_on
from crawler.learning.imported import settle_brought
from crawler.webarchives.brought import Brought
from crawler.webarchives.import_files import Report, Taking, import_files


def import_on(
    client: Any, path: Path, files: Sequence[Part], taking: Taking, tell: Callable[[], None]
) -> Report:
    """Imports `files` into a new archive at `path`, each on a worker of `client` (`distributed.Client`).

    All workers must see the files, and the folder of `path`, at the same paths. A worker that dies costs the file
    that it was at, which another takes up. The result is that of `import_files`: the same facts, the same history. The
    chain notes the lengths that lists give for each file, in the order in which the files were done.
    `tell` is called after each file. Raises ArchiveError, also where `path` exists, and what a worker raised.
    """
    if path.exists():
        # Readers may have it open, with a log of writes beside it that would belie another file in its place.
        raise ArchiveError(
            t(
                "{path} is there already; import into a new archive, and luutru merge makes one of both",
                path=path,
            )
        )

    folder = path.with_name(f"{path.name}.parts")
    with held(path, "import", clock.now()):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            done = done_on(client, import_part, [(folder.absolute(), part, taking) for part in files], tell)
            report = Report()
            for _, each in done:
                report.brought.add(each.brought)
                # Files that are read again name their damage then.
                report.damaged += [] if _lacks(each) else each.damaged
            into = folder / "merged.db"
            merged = merge([made for made, _ in done], into, settles=settle_brought)
            report.head = merged.head
            report.brought.add(Brought(alarms=merged.alarms))
            into.replace(path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    # What a file leaves out because another has it is there only now.
    waiting = [part for part, (_, each) in zip(files, done, strict=True) if _lacks(each)]
    if waiting:
        again = import_files(path, waiting, taking)
        report.head = again.head
        report.damaged += again.damaged
        report.brought.bare = 0
        # All else in these files was counted when it came.
        report.brought.add(replace(again.brought, known=0, beside=0, foreign=Counter()))
    report.brought.changes = _changes(path)
    return report


def import_each(
    client: Any, archives: Mapping[Path, Path | Remote], taking: Taking, tell: Callable[[], None]
) -> dict[Path, Report]:
    """Imports into each of `archives` its file, an archive at a time on a worker of `client`: nothing is merged.

    All workers must see the files and archives at the same paths. A worker that dies costs the archive that it was
    at, with which another goes on. `tell` is called after each. Raises what a worker raised.
    """
    tasks = [(path.absolute(), file, taking) for path, file in archives.items()]
    return dict(zip(archives, done_on(client, import_whole, tasks, tell), strict=True))


def import_whole(path: Path, file: Path | Remote, taking: Taking) -> Report:
    """Imports all of a file, which is read here first for its hash, into the archive at `path`."""
    return import_files(path, parts(file), taking, jobs=1)


def _lacks(report: Report) -> bool:
    """Whether another file may have what one leaves out: pages of revisits, parts of a record."""
    return bool(report.brought.bare) or report.is_open


def _changes(path: Path) -> Counter[str]:
    """What became of the articles in a new archive. An article that several files have is new in each of them."""
    with Archive.open(path, create=False, write=False) as archive:
        new, changed = archive.db.execute(
            "select count(*), coalesce(sum(max(versions - 1, 0)), 0) from articles"
        ).fetchone()
    return Counter(new=new, changed=changed)


def import_part(folder: Path, part: Part, taking: Taking) -> tuple[Path, Report]:
    """Imports one file into an archive of its own in `folder`; the archive, and what was brought."""
    name = hashlib.sha256(f"{part.path} {part.inside}".encode()).hexdigest()[:16]
    made = folder / f"{name}.{os.getpid()}.part"
    for left in folder.glob(f"{made.name}*"):
        left.unlink()
    report = import_files(made, [part], taking, is_whole=False, jobs=1)
    whole = folder / f"{name}.db"
    made.replace(whole)
    return whole, report
