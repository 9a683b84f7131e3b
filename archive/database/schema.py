"""Creates the tables and the guards around the facts, and upgrades older files."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.database.atomic_file import replacing
from archive.database.transaction import transaction
from archive.database.views import VIEWS
from archive.errors import ArchiveTooNew, NotAnArchive
from archive.search import index
from archive.search.file_index import create as create_file_search
from archive.wording import t

migrations = Migrations("luutru")

MAINTENANCE = "maintenance"
"""While a `setting` of this name exists, facts may be changed. Only a takedown makes one, inside its
transaction."""

_GUARDED = {
    "capture": "address_id, crawl_id, reply_id, captured_ms, lag_ms, url, request, varying, payload_id, hash",
    "payload": "sha256, size, codec, base_id",
    "payload_data": "data",
    "reply": "source, method, status, error, media_type, headers",
    "ledger": "after, kind, at, detail, hash",
    "address": "portal, url, url_key",
}


@migrations()
def m001_tables(db: Database) -> None:
    """All tables of the first release."""
    for statement in _statements(_sql("tables.sql")):
        db.execute(statement)
    index.create(db.conn)
    create_file_search(db.conn)
    for table, columns in _GUARDED.items():
        for name, event in (("kept", f"update of {columns}"), ("stays", "delete")):
            db.execute(
                f"create trigger {table}_{name} before {event} on {table}"
                f" when not exists (select 1 from setting where key = '{MAINTENANCE}')"
                f" begin select raise(abort, 'what was captured is kept as it is'); end"
            )


@migrations()
def m002_entities(db: Database) -> None:
    """Documents, persons, organisations and places that contents name."""
    for statement in _statements(_sql("entities.sql")):
        db.execute(statement)


@migrations()
def m003_web_archives(db: Database) -> None:
    """By what files call captures, and addresses of what pages need to be shown."""
    for statement in _statements(_sql("webarchives.sql")):
        db.execute(statement)
    # A check is text of the schema only: rows need not be written anew for one kind more.
    db.execute("pragma writable_schema = on")
    db.execute(
        "update sqlite_master set sql = replace(sql, ?, ?) where type = 'table' and name = 'address'",
        ("'file', 'other'", "'file', 'resource', 'other'"),
    )
    db.execute("pragma writable_schema = reset")


@migrations()
def m004_portal_states(db: Database) -> None:
    """The states of whole portals, and the captures that tell of the portal alone."""
    for statement in _statements(_sql("portal_states.sql")):
        db.execute(statement)


@migrations()
def m005_portal_parts(db: Database) -> None:
    """The states of parts of a portal: of its hosts, and of its files."""
    for statement in _statements(_sql("portal_parts.sql")):
        db.execute(statement)


def prepare(db: sqlite3.Connection, path: Path) -> None:
    """Makes the newest schema of the file `path` that `db` has open and `check` has passed; an older file is
    copied beside it first."""
    applied = _applied(db, found(db))
    pending = _names()[len(applied) :]
    if not pending:
        return
    if applied:
        with replacing(path.with_name(f"{path.name}.before-{pending[0]}")) as part:
            copy = sqlite3.connect(part)
            with copy:
                db.backup(copy)
            copy.close()
    with transaction(db):
        # Views hold no data: made anew, they always fit the tables.
        there = found(db)
        for view in VIEWS:
            if f"view {view}" in there:
                db.execute(f"drop view {view}")
        migrations.apply(Database(db))
        for view, select in VIEWS.items():
            db.execute(f"create view {view} as {select}")


def check(db: sqlite3.Connection, path: Path) -> None:
    """Raises NotAnArchive or ArchiveTooNew unless the file is empty or an archive this program knows."""
    there, known = found(db), _names()
    applied = _applied(db, there)
    if not applied and there:
        raise NotAnArchive(
            t("{path} is a database of another program; name another file with --archive", path=path)
        )
    if newer := [name for name in applied if name not in known]:
        raise ArchiveTooNew(
            t(
                "{path} was made by a newer luutru ({value}); install that version or a newer one to open it",
                path=path,
                value=_software(db) or ", ".join(newer),
            )
        )
    if applied != known[: len(applied)]:
        raise NotAnArchive(t(_MISFIT, path=path, what=t("the list of its migrations")))


def misfits(db: sqlite3.Connection) -> list[str]:
    """The tables, indexes, views and triggers that are not as luutru made them, by kind and name: those that the
    migrations of an archive do not make, and those that are missing."""
    there = found(db)
    return _misfits(_applied(db, there), there)


def is_older(db: sqlite3.Connection) -> bool:
    """Whether an archive lacks migrations of this program."""
    return _applied(db, found(db)) != _names()


def vet(db: sqlite3.Connection, path: Path, *, write: bool) -> None:
    """Raises NotAnArchive unless all that an archive is made of is there and as luutru makes it, and no trigger
    beside it. Of what others added nothing is run; only rows of `sqlite_schema` are read. An older archive may be
    opened to `write`, which brings it up to date."""
    there = found(db)
    applied = _applied(db, there)
    wrong = _misfits(applied, there)
    for name in wrong:
        if name in _made_by(applied):
            raise NotAnArchive(t(_MISFIT, path=path, what=name))
    strange = [name for name in wrong if name.startswith("trigger ")]
    if strange:
        raise NotAnArchive(
            t(
                "{path} holds a {strange} that is not luutru's: it is not opened",
                path=path,
                strange=strange[0],
            )
        )
    if applied != _names() and not write:
        raise NotAnArchive(t(OLDER, path=path))


def foreign(db: sqlite3.Connection) -> list[str]:
    """What others added to an archive, by kind and name, as ``view evil``: nothing here runs it."""
    there = found(db)
    wanted = _made_by(_applied(db, there))
    return sorted(
        name for name in there if name not in wanted and not name.partition(" ")[2].startswith("sqlite_")
    )


def views() -> frozenset[str]:
    """The names of all views that an archive has."""
    return frozenset(
        name.partition(" ")[2] for name in _made_by(_names()) if name.partition(" ")[0] == "view"
    )


OLDER = (
    "{path} was made by an older luutru, whose schema has to be brought up to date first: "
    "run `luutru extract` on it, or on a copy where it cannot be written to"
)
_MISFIT = (
    "{path}: {what} is not as any luutru from 0.1.0 on makes it, so an earlier one made the file, or somebody changed"
    " it. With the luutru that made it, `luutru export all.warc.gz` writes what it holds, and `luutru import"
    " all.warc.gz` takes that over; a copy made before the change can be read as it is"
)


def fingerprint(applied: Sequence[str] | None = None) -> str:
    """The SHA-256 of all tables, indexes and triggers that these migrations make, or all of them."""
    made = _made_by(_names() if applied is None else tuple(applied))
    kept = sorted((name, sql) for name, sql in made.items() if not name.startswith("view "))
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()


def releases() -> dict[str, dict[str, Any]]:
    """Of each released version that changed the schema: its migrations and their fingerprint."""
    released: dict[str, dict[str, Any]] = json.loads(_sql("releases.json"))
    return released


def _names() -> tuple[str, ...]:
    return tuple(migration.name for migration in migrations._migrations)


def _misfits(applied: tuple[str, ...], there: dict[str, str]) -> list[str]:
    """What of `there`, which a file with these migrations is made of, is not as they make it, or is missing."""
    wanted, older = _made_by(applied), applied != _names()
    names = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    # Views are made anew where the file is older, and need not be those of its time.
    return [name for name in names if not (older and name.startswith("view "))]


def _applied(db: sqlite3.Connection, there: dict[str, str]) -> tuple[str, ...]:
    """The migrations that a file made of `there` says it has; of a view in place of their table nothing is run."""
    table = migrations.migrations_table
    if f"table {table}" not in there:
        return ()
    rows = db.execute(f"select name from {table} where migration_set = ? order by rowid", (migrations.name,))
    return tuple(str(name) for (name,) in rows)


@cache
def _made_by(applied: tuple[str, ...]) -> dict[str, str]:
    """What a file is made of after these migrations, the first so many, and all views."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        tools, following = Database(fresh), _names()[len(applied) :]
        migrations.apply(tools, stop_before=following[0] if following else None)
        if not following:
            for view, select in VIEWS.items():
                fresh.execute(f"create view {view} as {select}")
        return found(fresh)
    finally:
        fresh.close()


def _software(db: sqlite3.Connection) -> str | None:
    """The program that made the newest crawl in a file of unknown schema, where it can be found out."""
    if "table crawls" not in found(db):
        return None
    with suppress(sqlite3.Error):
        row = db.execute("select software from crawls order by rowid desc limit 1").fetchone()
        if row and isinstance(row[0], str) and re.fullmatch(r"luutru/[0-9A-Za-z.+-]{1,30}", row[0]):
            return str(row[0])
    return None


def found(db: sqlite3.Connection) -> dict[str, str]:
    """What a file is made of: the SQL of each table, index, view and trigger, by kind and name."""
    return dict(db.execute("select type || ' ' || name, coalesce(sql, '') from sqlite_schema"))


def _sql(name: str) -> str:
    return resources.files("archive.database").joinpath(name).read_text("utf-8")


def _statements(text: str) -> list[str]:
    statements, pending = [], ""
    for line in text.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    return statements
