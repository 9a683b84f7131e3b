"""An archive of every release is opened, brought up to date, and says what it said."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing

import pytest

from archive.database import schema
from archive.errors import NotAnArchive
from archive.maintenance.verify import verify
from archive.store import Archive
from tests.archive.database.freeze import FOLDER, freeze, told
from tests.support.commands import luutru
from tests.support.facts import at, capture, put, says

RELEASES = schema.releases()


@pytest.fixture
def unpacked(tmp_path):
    def unpack(version, folder=FOLDER):
        path = tmp_path / "archive.db"
        path.write_bytes(gzip.decompress((folder / f"{version}.db.gz").read_bytes()))
        return path

    return unpack


def opened_as_it_was(path, said):
    with Archive.open(path, create=False) as archive:
        assert json.loads(json.dumps(told(archive))) == said
        put(archive, capture(says("Mới"), 200))
    assert not [str(finding) for finding in verify(path)]


@pytest.mark.parametrize("version", RELEASES)
def test_an_archive_of_a_release_says_what_it_said_and_can_be_added_to(version, unpacked):
    path = unpacked(version)
    opened_as_it_was(path, json.loads((FOLDER / f"{version}.json").read_text("utf-8")))
    known = [migration.name for migration in schema.migrations._migrations]
    is_older = RELEASES[version]["migrations"] != known
    assert bool(list(path.parent.glob("archive.db.before-*"))) == is_older


def test_the_command_that_an_older_archive_asks_for_brings_it_up_to_date(tmp_path, unpacked):
    path = unpacked("0.1.0")
    (tmp_path / "empty.db").touch()
    assert "luutru extract" in luutru("status", "--archive", path, code=1).stderr
    assert "luutru extract" in luutru("extract", "--dry-run", "--archive", path, code=1).stderr
    assert not list(tmp_path.glob("archive.db.before-*"))
    assert "empty.db is left out" in luutru("extract", tmp_path).stderr
    assert list(tmp_path.glob("archive.db.before-*")) and not (tmp_path / "empty.db").stat().st_size
    luutru("status", "--archive", path)
    luutru("extract", "--archive", unpacked("0.1.0"))


def test_of_an_older_archive_the_facts_are_verified_as_it_is(unpacked):
    path = unpacked("0.1.0")
    before = path.read_bytes()
    (told,) = verify(path)
    assert "made by an older luutru" in str(told) and path.read_bytes() == before
    with closing(sqlite3.connect(path)) as db:
        db.execute("update crawls set reason = 'x'")
        db.execute("create table note (text)")
        db.commit()
    found = [str(each) for each in verify(path)]
    assert (
        len(found) == 3 and any("note" in each for each in found) and any("crawls" in each for each in found)
    )
    assert "luutru extract" in luutru("verify", "--archive", path, code=1).stdout


@pytest.mark.parametrize("version", RELEASES)
def test_the_migrations_of_a_release_are_not_changed_afterwards(version):
    frozen = RELEASES[version]
    assert schema.fingerprint(frozen["migrations"]) == frozen["sha256"], (
        f"a migration that came with {version} makes something else now: change the schema by a migration of its own"
    )


def test_the_newest_schema_is_that_of_a_release_or_has_migrations_of_its_own():
    known = [migration.name for migration in schema.migrations._migrations]
    for version, frozen in RELEASES.items():
        assert known[: len(frozen["migrations"])] == frozen["migrations"], version


def test_what_is_frozen_opens_after_the_next_migration_and_a_copy_is_kept(tmp_path, unpacked, monkeypatch):
    releases = tmp_path / "releases.json"
    releases.write_text("{}")
    freeze("9.9.9", tmp_path / "frozen", releases)
    frozen = json.loads(releases.read_text())["9.9.9"]
    with pytest.raises(ValueError, match=r"9\.9\.9 is frozen"):
        freeze("9.9.9", tmp_path / "frozen", releases)
    said = json.loads((tmp_path / "frozen" / "9.9.9.json").read_text())
    assert [row[4] for row in said["articles"]] == ["live", "gone", "live"]
    newer = type(schema.migrations)("luutru")
    newer._migrations = list(schema.migrations._migrations)

    @newer()
    def m999_notes(db):
        db.execute("create table of_a_later_release (id integer primary key)")

    monkeypatch.setattr(schema, "migrations", newer)
    assert schema.fingerprint(frozen["migrations"]) == frozen["sha256"] != schema.fingerprint()
    path = unpacked("9.9.9", tmp_path / "frozen")
    with pytest.raises(NotAnArchive, match="made by an older luutru"):
        Archive.open(path, create=False, write=False)
    opened_as_it_was(path, said)
    with closing(sqlite3.connect(path.with_name("archive.db.before-m999_notes"))) as copy:
        assert copy.execute("select count(*) from articles").fetchone() == (3,)


def test_an_older_archive_that_somebody_changed_is_not_migrated(tmp_path, monkeypatch):
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("create trigger evil after insert on _sqlite_migrations begin delete from portals; end")
    newer = type(schema.migrations)("luutru")
    newer._migrations = list(schema.migrations._migrations)
    newer(name="m999_nothing")(lambda db: None)
    monkeypatch.setattr(schema, "migrations", newer)
    with pytest.raises(NotAnArchive, match="trigger evil"):
        Archive.open(path)
    assert not list(tmp_path.glob("*.before-*"))


@pytest.mark.parametrize(
    "change",
    [
        "alter table alarms drop column acknowledged_by",
        "delete from _sqlite_migrations where name = 'm002_entities'",
    ],
    ids=["another column", "a gap in the migrations"],
)
def test_a_schema_of_no_release_is_named_with_what_can_read_it(tmp_path, change):
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        archive.db.execute(change)
    for write in (True, False):
        with pytest.raises(NotAnArchive, match=r"luutru that made it, `luutru export all\.warc\.gz`"):
            Archive.open(path, create=False, write=write)


def test_the_table_of_migrations_may_be_a_view_that_never_ends(tmp_path):
    path = tmp_path / "archive.db"
    numbers = "with recursive n(i) as (select 1 union all select i + 1 from n)"
    endless = f"{numbers} select 'luutru' as migration_set, i as name"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"create view _sqlite_migrations as {endless} from n")
    with pytest.raises(NotAnArchive, match="another program"):
        Archive.open(path, create=False, write=False)


def test_the_program_that_made_a_newer_archive_is_named(tmp_path):
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        archive.db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('luutru', 'm9', '')"
        )
        archive.db.execute(
            "insert into portals (id, name, home_url, cms) values ('p', 'P', 'https://p.vn/', 'x')"
        )
        archive.db.execute(
            "insert into crawls (portal, started_at, state, software, settings) values ('p', ?, 'finished', ?, '{}')",
            (at(0), "luutru/9.1.0"),
        )
    with pytest.raises(Exception, match=r"newer luutru \(luutru/9\.1\.0\)"):
        Archive.open(path)
