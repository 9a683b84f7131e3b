"""The archive: one SQLite file. It is opened here and nowhere else.

`Archive` holds the connection and what is cached beside it. Functions that take it do the work: captures enter
through `archive.captures.record.record` alone, `archive.captures.reread` reads them again, and `archive.crawls` begins
and ends crawls.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive import clock
from archive.database import lock, schema
from archive.database.interning import Interned
from archive.database.transaction import plain_words, transaction
from archive.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, NotAnArchive
from archive.history.rules import Removal
from archive.integrity import hash_chain, seals
from archive.model import Portal, Site
from archive.payloads.payloads import Payloads
from archive.readings.readings import Readings
from archive.wording import t


class Archive:
    """An open archive. `db` is its connection, for reading with SQL; only functions of `archive` write.

    New captures enter through `archive.captures.record.record` alone, whoever brings them.

    Do not share it between threads or processes: each opens its own.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, now: Callable[[], str]) -> None:
        self.db = db
        self.path = path
        self.now = now
        self.payloads = Payloads(db)
        self.readings = Readings(db)
        self.replies = Interned(db, "reply", ("source", "method", "status", "error", "media_type", "headers"))
        self.pieces = Interned(db, "piece", ("text",))
        self.removal = _removal(db)
        self.newest, self.head = hash_chain.head(db)
        self._version = self._data_version()
        self._borrowed: tuple[int, int] | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        write: bool = True,
        vetted: bool = True,
        now: Callable[[], str] = clock.now,
    ) -> Archive:
        """Opens the archive at `path`.

        An archive of an older schema is upgraded, and a copy of it kept beside it. `create`: makes a new
        archive where there is none, also of an empty file. `write` False: opens it read-only. `vetted` False:
        accepts a foreign schema, for verification alone. `now` gives the stamp of storing.

        Raises NotAnArchive, ArchiveTooNew, ArchiveBusy, ArchiveDamaged, ArchiveFull or ArchiveError.
        """
        path = Path(path)
        if not path.exists() and not (create and write):
            raise NotAnArchive(
                t("there is no archive at {path}; name one with --archive, or crawl first", path=path)
            )
        if path.exists() and not path.is_file():
            raise NotAnArchive(t("{path} is no file; name another with --archive", path=path))
        if not path.resolve().parent.is_dir():
            raise ArchiveError(
                t(
                    "there is no folder {parent}; make it first, or name another with --archive",
                    parent=path.parent,
                )
            )
        # SQLite reads a file with a log only where it may write beside it, or where another process does.
        may_write = os.access(path.resolve().parent, os.W_OK)
        borrowed = not write and is_unlogged(path) and not may_write
        if not (may_write or is_unlogged(path) or _beside(path, "-shm").exists()):
            raise ArchiveError(
                t(
                    "part of {path} is still in its log, {log}, which only who may write in the folder can take in:"
                    " let them run `luutru status` once, or copy both files elsewhere",
                    path=path,
                    log=_beside(path, "-wal").name,
                )
            )
        mode = "rwc" if write else "ro&immutable=1" if borrowed or lies_still(path) else "ro"
        with plain_words():
            db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None,
                timeout=10, cached_statements=512,
            )  # fmt: skip
            try:
                schema.check(db, path)
                if (
                    not (create and write)
                    and not db.execute("select 1 from sqlite_schema limit 1").fetchone()
                ):
                    raise NotAnArchive(
                        t("{path} is empty; name another file with --archive, or crawl first", path=path)
                    )
                if write:
                    if vetted and schema.found(db):
                        schema.vet(db, path, write=True)
                    _settle_in(db)
                    schema.prepare(db, path)
                if vetted:
                    schema.vet(db, path, write=False)
                db.execute("pragma foreign_keys = on")
                archive = cls(db, path, now)
                archive._borrowed = _stand(path) if borrowed else None
                return archive
            except (LookupError, TypeError, ValueError) as error:
                db.close()
                raise ArchiveDamaged(
                    t(
                        "{path} is damaged ({error}); work on with a copy, and have `luutru verify` name the rest",
                        path=path,
                        error=repr(error),
                    )
                ) from error
            except BaseException:
                db.close()
                raise

    def close(self) -> None:
        """Closes the file; the write-ahead log goes into it. Raises ArchiveBusy where the file, in a folder that
        only others may write to, was written to meanwhile, unseen by SQLite."""
        self.db.close()
        if self._borrowed is not None and self._borrowed != _stand(self.path):
            raise ArchiveBusy(
                t("{path} was written to while it was read; run the same again", path=self.path)
            )

    @property
    def bytes(self) -> int:
        """The size of the archive, with what still is in its write-ahead log."""
        found: int = self.db.execute(
            "select page_count * page_size from pragma_page_count, pragma_page_size"
        ).fetchone()[0]
        return found

    @property
    def has_payloads(self) -> bool:
        """False for a copy that was published without payloads."""
        return self.db.execute("select 1 from setting where key = 'payloads'").fetchone() is None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def lock(self, command: str) -> AbstractContextManager[None]:
        """Holds the archive against other writers for a `with` block.

        Raises ArchiveBusy, which says who has it.
        """
        return lock.held(self.path, command, self.now())

    @contextmanager
    def adding(self, command: str) -> Iterator[None]:
        """Holds the archive for adding captures, as `lock` does. `command` is shown to others who want to.

        Raises ArchiveBusy where another process holds it, ArchiveError for a copy published without payloads.
        """
        with self.lock(command):
            if not self.has_payloads:
                raise ArchiveError(
                    t(
                        "{path} was published without payloads; add captures to the archive it was made of",
                        path=self.path,
                    )
                )
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction. Several `record` calls inside are kept or lost together, which is quicker."""
        # Inside a transaction no one else can write, so what is remembered holds, unless it was lost.
        holds = self.db.in_transaction and self._version >= 0
        try:
            with transaction(self.db):
                if not holds and self._version != (version := self._data_version()):
                    self._forget()
                    self._version = version
                yield
        except BaseException:
            # What was remembered may have been rolled back. Should reading it fail, too, the next
            # transaction begins with that.
            self._version = -1
            with suppress(sqlite3.Error):
                self._forget()
            raise

    def add_portal(self, portal: Portal, sites: Iterable[Site] = ()) -> None:
        """Adds a portal and its sites, or updates their names."""
        with self.writing():
            seals.lift(self.db, 0)
            self.db.execute(
                "insert into portals (id, name, home_url, cms) values (?, ?, ?, ?) on conflict (id) do update"
                " set name = excluded.name, home_url = excluded.home_url, cms = excluded.cms",
                (portal.id, portal.name, portal.home_url, portal.cms),
            )
            self.db.executemany(
                "insert into site (portal, sname, name) values (?, ?, ?)"
                " on conflict (portal, sname) do update"
                " set name = coalesce(excluded.name, name)",
                [(portal.id, site.sname, site.name) for site in sites],
            )

    def enter(self, kind: str, at: str, detail: dict[str, Any]) -> int:
        """Adds an entry to the chain's ledger; its id."""
        entry_id, self.head = hash_chain.enter(self.db, self.head, kind, at, detail)
        return entry_id

    def to_disk(self) -> None:
        """Writes everything to the file and the disk, so that it survives a power cut."""
        with plain_words():
            self.db.execute("pragma wal_checkpoint(passive)")

    def _forget(self) -> None:
        self.payloads.forget()
        self.readings.forget()
        self.replies.forget()
        self.pieces.forget()
        self.removal = _removal(self.db)
        self.newest, self.head = hash_chain.head(self.db)

    def _data_version(self) -> int:
        return int(self.db.execute("pragma data_version").fetchone()[0])


def lies_still(path: Path) -> bool:
    """True if nobody can be writing to the archive: no log is beside it, and none can be made there.

    SQLite would not even read it then, as on a disc or in a snapshot, unless it is told so.
    """
    path = path.resolve()
    if not is_unlogged(path):
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY) or not path.parent.stat().st_mode & 0o222


def is_unlogged(path: Path) -> bool:
    """True if all that an archive holds is in its file: it is there, and no log beside it."""
    return path.exists() and not _beside(path, "-wal").exists()


def _beside(path: Path, ending: str) -> Path:
    """What SQLite keeps beside a file under this ending."""
    path = path.resolve()
    return path.with_name(path.name + ending)


def _stand(path: Path) -> tuple[int, int]:
    """Changes when a file is written to, or a log begun beside it."""
    return path.stat().st_mtime_ns, is_unlogged(path)


def _settle_in(db: sqlite3.Connection) -> None:
    """What must be set before the first table is made, and for every writer."""
    db.execute("pragma page_size = 8192")
    db.execute("pragma journal_mode = wal")
    # After a power cut NORMAL may lose the last transactions, but each whole: a page and its "done" mark
    # go together, so the page is due again. FULL would wait for the disk at every page.
    db.execute("pragma synchronous = normal")
    # 32 MB: the inner pages of all indexes of a large archive, which SQLite's 2 MB do not hold.
    db.execute("pragma cache_size = -32000")
    # Pages as they were before a step, kept until it is over, would otherwise go into a file, at every capture.
    db.execute("pragma temp_store = memory")


def _removal(db: sqlite3.Connection) -> Removal:
    figures = dict(db.execute("select key, value from setting where key like 'removal.%'"))
    default = Removal()
    return Removal(
        answers=int(figures.get("removal.answers", default.answers)),
        apart=timedelta(seconds=float(figures.get("removal.apart", default.apart.total_seconds()))),
    )
