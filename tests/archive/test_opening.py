"""Opening an archive: new, old, too new, another program's, or held by someone else."""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import subprocess
import sys

import pytest

from archive.crawls import finish_crawl, start_crawl, was_stopped
from archive.database import schema
from archive.errors import ArchiveBusy, ArchiveError, ArchiveTooNew, NotAnArchive
from archive.maintenance.verify import verify
from archive.store import Archive, lies_still
from tests.support.facts import at, capture, new_archive, put, rows, says


@pytest.fixture
def path(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        put(archive, capture(says(), 0))
    return tmp_path / "archive.db"


def test_settings_of_the_file(path):
    with Archive.open(path) as archive:
        wanted = {"journal_mode": "wal", "page_size": 8192, "foreign_keys": 1, "synchronous": 1}
        assert {name: rows(archive, f"pragma {name}")[0][0] for name in wanted} == wanted


def test_a_missing_archive_is_not_made_by_reading(tmp_path):
    with pytest.raises(NotAnArchive, match="there is no archive"):
        Archive.open(tmp_path / "none.db", create=False)
    assert not list(tmp_path.iterdir())
    with pytest.raises(ArchiveError, match=f"no folder {tmp_path}/none"):
        Archive.open(tmp_path / "none" / "new.db")


def test_an_archive_on_a_medium_that_nobody_can_write_to_is_read(path):
    folder = path.parent
    folder.chmod(0o555)
    try:
        assert lies_still(path)
        with Archive.open(path, create=False, write=False) as archive:
            assert rows(archive, "select count(*) from captures") == [(1,)]
        assert list(verify(path)) == []
        assert [each.name for each in folder.iterdir()] == [path.name]
    finally:
        folder.chmod(0o755)
    with Archive.open(path):
        folder.chmod(0o555)  # whoever has it open goes on writing
        assert not lies_still(path)
        folder.chmod(0o755)


def test_a_log_that_only_others_can_take_in_is_named(path, monkeypatch):
    path.with_name(f"{path.name}-wal").write_bytes(b"a log")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ArchiveError, match=f"still in its log, {path.name}-wal"):
        Archive.open(path, create=False, write=False)


def test_an_archive_in_a_folder_that_only_others_write_to_is_read_and_a_write_meanwhile_is_told(
    path, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Archive.open(path, create=False, write=False) as archive:
        assert rows(archive, "select count(*) from captures") == [(1,)]
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    reader = Archive.open(path, create=False, write=False)
    with Archive.open(path) as writer:
        put(writer, capture(says("B"), 1))
    with pytest.raises(ArchiveBusy, match="written to while it was read"):
        reader.close()


def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "archive.db")
    for write in (True, False):
        with pytest.raises(NotAnArchive, match="is no file"):
            Archive.open(tmp_path / "archive.db", write=write)


@pytest.mark.parametrize("write", [True, False])
def test_an_empty_file_is_an_archive_only_to_whom_may_make_one(tmp_path, write):
    (tmp_path / "empty.db").touch()
    with pytest.raises(NotAnArchive, match="is empty"):
        Archive.open(tmp_path / "empty.db", create=False, write=write)
    assert (tmp_path / "empty.db").stat().st_size == 0
    Archive.open(tmp_path / "empty.db").close()


@pytest.mark.parametrize("write", [True, False])
def test_other_files_are_refused_and_left_alone(tmp_path, write):
    text = tmp_path / "text.db"
    text.write_text("not a database, but long enough to be one " * 100)
    other = tmp_path / "other.db"
    sqlite3.connect(other).executescript("create table t (x)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(NotAnArchive):
            Archive.open(path, write=write)
        assert path.read_bytes() == before


def test_a_newer_archive_is_refused_in_good_words(path):
    db = sqlite3.connect(path)
    db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('luutru', 'm999', '')"
    )
    db.commit()
    db.close()
    for write in (True, False):
        with pytest.raises(ArchiveTooNew, match="install that version"):
            Archive.open(path, write=write)


def test_an_older_archive_migrates_and_a_copy_is_kept(path, monkeypatch):
    newer = type(schema.migrations)("luutru")
    newer._migrations = list(schema.migrations._migrations)

    @newer()
    def m002_note(db):
        db.execute("alter table site add column note text")

    monkeypatch.setattr(schema, "migrations", newer)
    with Archive.open(path) as archive:
        assert rows(archive, "select note from site") == [(None,)]
        assert rows(archive, "select title from articles") == [("Đại hội",)]
    copy = path.with_name("archive.db.before-m002_note")
    assert sqlite3.connect(copy).execute("select title from articles").fetchall() == [("Đại hội",)]


def test_a_failed_migration_changes_nothing(path, monkeypatch):
    newer = type(schema.migrations)("luutru")
    newer._migrations = list(schema.migrations._migrations)

    @newer()
    def m002_fails(db):
        db.execute("alter table site add column note text")
        raise ValueError("no")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", newer)
        with pytest.raises(ArchiveError):
            Archive.open(path)
    with Archive.open(path) as archive:
        assert rows(archive, "select title from articles") == [("Đại hội",)]
        assert "note" not in [row[1] for row in rows(archive, "pragma table_info(site)")]


HOLDER = """
import sys
from archive.store import Archive
with Archive.open(sys.argv[1]) as archive, archive.lock("crawl soctrang"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_archive(path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with Archive.open(path) as archive:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ArchiveBusy, match="crawl soctrang") as busy, archive.lock("crawl"):
            pass
        assert busy.value.holder["pid"] == holder.pid
        holder.kill()
        holder.wait()
        with archive.lock("merge"):
            held = json.loads((path.parent / "archive.db.lock").read_text())
            assert held["pid"] == os.getpid()


def test_a_reader_that_stays_open_does_not_stop_the_writer(path):
    with Archive.open(path, write=False) as reader, Archive.open(path) as writer:
        reader.db.execute("begin")
        assert rows(reader, "select count(*) from captures") == [(1,)]
        put(writer, capture(says("B"), 1))
        crawl = start_crawl(writer, "soctrang", at(2), "luutru 1", {})
        finish_crawl(writer, crawl, at(3), "finished", None, {})
        assert rows(reader, "select count(*) from captures") == [(1,)]
        reader.db.execute("rollback")
        assert rows(reader, "select count(*) from captures") == [(2,)]


def test_what_another_process_wrote_is_noticed(path):
    with Archive.open(path) as first, Archive.open(path) as second:
        for hours, archive in enumerate((first, second, first, second), 1):
            put(archive, capture(says(f"T{hours}"), hours))
    assert list(verify(path)) == []


def test_a_locked_database_is_reported_in_good_words(path):
    with Archive.open(path) as archive:
        archive.db.execute("pragma busy_timeout = 10")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("begin immediate")
        with pytest.raises(ArchiveBusy, match="another program is writing"):
            put(archive, capture(says("B"), 1))
        other.execute("rollback")
        put(archive, capture(says("B"), 1))


def test_a_crawl_left_running_is_closed_by_the_next(path):
    with Archive.open(path) as archive:
        start_crawl(archive, "soctrang", at(1), "luutru 1", {})
    with Archive.open(path) as archive:
        crawl = start_crawl(archive, "soctrang", at(2), "luutru 1", {})
        assert was_stopped(archive, "soctrang")
        finish_crawl(archive, crawl, at(3), "finished", None, {})
        assert not was_stopped(archive, "soctrang")
        assert rows(archive, "select state from crawls") == [("stopped",), ("finished",)]
        with pytest.raises(ArchiveError, match="not running"):
            finish_crawl(archive, crawl, at(3), "finished", None, {})


def test_an_unknown_portal_is_refused(path):
    with Archive.open(path) as archive, pytest.raises(ArchiveError, match="add_portal"):
        put(archive, dataclasses.replace(capture(says(), 0), portal="travinh"))


@pytest.mark.parametrize(
    "sql",
    [
        "create trigger evil after insert on capture begin delete from article; end",
        "drop view articles; create view articles as select 1 as id",
        "drop table walk",
        "drop view captures; create view captures as with recursive n(i) as (select 1 union all select i + 1 from n)"
        " select i as id from n",
        "create trigger evil instead of insert on articles begin select 1; end",
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_a_schema_that_is_not_ours_is_not_opened_and_nothing_of_it_runs(path, sql, write):
    db = sqlite3.connect(path)
    db.executescript(sql)
    db.close()
    with pytest.raises(NotAnArchive, match=r"not as any luutru .* makes it|not luutru's"):
        Archive.open(path, create=False, write=write)
    assert any("schema" in str(finding) for finding in verify(path))


def test_tables_and_views_that_a_researcher_added_are_let_alone(path):
    db = sqlite3.connect(path)
    db.executescript("create table notes (text); create view mine as select id from articles")
    db.execute("insert into notes values (1)")
    db.commit()
    db.close()
    with Archive.open(path, create=False) as archive:
        put(archive, capture(says(), 5))
    with Archive.open(path, create=False, write=False) as archive:
        assert rows(archive, "select * from notes") == [(1,)]
