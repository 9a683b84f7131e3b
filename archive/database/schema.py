"""The tables, the guards around the facts, and how an older file becomes a newer one."""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib import resources
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.database.transaction import transaction
from archive.database.views import VIEWS
from archive.errors import ArchiveTooNew, NotAnArchive
from archive.search import index
from archive.search.file_index import create as create_file_search

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


def prepare(db: sqlite3.Connection, path: Path) -> None:
    """Makes the newest schema of the file `path` that `db` has open and `check` has passed; an older file is
    copied beside it first."""
    tools = Database(db)
    pending = migrations.pending(tools)
    if not pending:
        return
    if migrations.applied(tools):
        copy = sqlite3.connect(path.with_name(f"{path.name}.before-{pending[0].name}"))
        with copy:
            db.backup(copy)
        copy.close()
    with transaction(db):
        # Views hold no data: made anew, they always fit the tables.
        for view in tools.view_names():
            if view in VIEWS:
                db.execute(f"drop view {view}")
        migrations.apply(tools)
        for view, select in VIEWS.items():
            db.execute(f"create view {view} as {select}")


def check(db: sqlite3.Connection, path: Path) -> None:
    """Raises NotAnArchive or ArchiveTooNew unless the file is empty or an archive this program knows."""
    tools = Database(db)
    known = {migration.name for migration in migrations._migrations}
    applied = {migration.name for migration in migrations.applied(tools)}
    if not applied and tools.table_names():
        raise NotAnArchive(f"{path} is a database of another program; name another file with --archive")
    if applied - known:
        raise ArchiveTooNew(
            f"{path} was made by a newer luutru ({', '.join(sorted(applied - known))}); "
            "install that version or a newer one to open it"
        )


def is_older(db: sqlite3.Connection) -> bool:
    """True of an empty file, and of an archive that `prepare` has to bring up to date."""
    return bool(migrations.pending(Database(db)))


def objects() -> dict[str, str]:
    """What the newest schema is made of: the SQL of each table, index, view and trigger, by kind and name."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        prepare(fresh, Path())
        return found(fresh)
    finally:
        fresh.close()


def vet(db: sqlite3.Connection, path: Path) -> None:
    """Raises NotAnArchive unless all that an archive is made of is there and as this program makes it, and no
    trigger beside it. Of what others added nothing is run; only rows of `sqlite_schema` are read."""
    wanted, there = _newest(tuple(migration.name for migration in migrations._migrations)), found(db)
    if is_older(db):
        raise NotAnArchive(
            f"{path} was made by an older luutru, whose schema has to be brought up to date first: run `luutru extract`"
            " on it, or on a copy where it cannot be written to"
        )
    for name, sql in wanted.items():
        if there.get(name) != sql:
            raise NotAnArchive(
                f"{path}: {name} is not as this program makes it, so the file is no archive of this version, or"
                " somebody changed it; a copy made before, or the version that made it, can still be read"
            )
    strange = [name for name in there if name.startswith("trigger ") and name not in wanted]
    if strange:
        raise NotAnArchive(f"{path} holds a {strange[0]} that is not luutru's: it is not opened")


@cache
def _newest(migrations: tuple[str, ...]) -> dict[str, str]:
    return objects()


def found(db: sqlite3.Connection) -> dict[str, str]:
    """What a file is made of, as `objects` tells it."""
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
