"""The tables, the guards around the facts, and how an older file becomes a newer one."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.database.transaction import transaction
from archive.database.views import VIEWS
from archive.errors import ArchiveTooNew, NotAnArchive
from archive.search import index

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
