"""An archive that somebody made to harm: every command ends in a sentence, and nothing of it commands a terminal."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.support.commands import luutru, start
from tests.support.little import Little

ESCAPES = "\x1b]0;x\x07\x1b[2J\u202e"
HOSTILE = {
    "json": [
        ("update crawls set stats = ?, settings = '{'", "[" * 100_000),
        ("update verdict set problems = ?", '{"a"'),
        ("update capture set request = ?", "[" * 100_000),
    ],
    "escapes": [
        ("update portals set name = ?", ESCAPES),
        ("update crawls set reason = ?", ESCAPES),
        ("update content set title = ?", ESCAPES),
        ("update site set name = ?", ESCAPES),
        (
            "insert into alarms (portal, crawl_id, raised_at, kind, field, addresses)"
            " values ('soctrang', 1, '2026-01-01T00:00:00.000Z', 'trap', ?, ?)",
            ESCAPES,
            json.dumps([ESCAPES]),
        ),
    ],
    "types": [
        ("update crawls set started_at = ?, finished_at = -5", "gestern"),
        ("update capture set captured_ms = ?", "abc"),
        ("update content set published_at = '9999-99-99', title = ?", b"\xff"),
        ("update version set number = ?", "x"),
    ],
    "huge": [("update capture set captured_ms = ?", 9223372036854775807)],
    "paths": [
        (f"update {table} set {column} = ?", "../../../evil")
        for table, column in (
            ("portals", "id"),
            ("address", "portal"),
            ("article", "portal"),
            ("crawls", "portal"),
        )
    ],
    "index": [("update search_index_data set block = randomblob(?)", 50)],
}
COMMANDS = (
    ("status",), ("status", "--json"), ("status", "--check"), ("status", "--prometheus", "-"), ("report",),
    ("history", "392001"), ("diff", "392001"), ("verify",), ("export", "out.warc.gz"), ("export", "out.csv"),
    ("extract", "--dry-run"), ("publish", "out.db"),
)  # fmt: skip
TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "archive.db"
    with Little() as portal:
        portal.crawl(path)
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_every_command_ends_in_a_sentence(whole, tmp_path, name):
    for number, command in enumerate(COMMANDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "archive.db"
        shutil.copy(whole, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            guards = db.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()
            for trigger, _ in guards:
                db.execute(f"drop trigger {trigger}")
            for sql, *values in HOSTILE[name]:
                db.execute(sql, values)
            for _, sql in guards:
                db.execute(sql)
        running = start(*command, "--archive", path, cwd=folder)
        said, complained = running.communicate(timeout=120)
        assert running.returncode in range(6), command
        assert "Traceback" not in said + complained, command
        assert not TERMINAL.search(said + complained), command
        assert running.returncode == 0 or (said + complained).strip(), command
        assert not (tmp_path.parent / "evil").exists()


def test_a_hostile_archive_is_not_merged_into_a_good_one(whole, tmp_path):
    evil = tmp_path / "evil.db"
    shutil.copy(whole, evil)
    with closing(sqlite3.connect(evil)) as db:
        db.execute("create trigger evil after insert on setting begin delete from portals; end")
        db.commit()
    done = luutru("merge", whole, evil, "--into", tmp_path / "all.db", code=1)
    assert "trigger evil" in done.stderr and not (tmp_path / "all.db").exists()


def test_what_others_added_to_an_archive_is_named_and_not_merged(whole, tmp_path):
    own, into = tmp_path / "own.db", tmp_path / "all.db"
    shutil.copy(whole, own)
    with closing(sqlite3.connect(own)) as db:
        db.execute("create view evil as select load_extension('evil.so')")
        db.execute('create table "ghi chú\x1b[31m" (lời text)')
        db.commit()
    done = luutru("merge", whole, own, "--into", into)
    assert "own.db holds a view evil that is not luutru's" in done.stderr and "table ghi chú" in done.stderr
    assert "archive.db holds" not in done.stderr and not TERMINAL.search(done.stderr)
    with closing(sqlite3.connect(into)) as db:
        assert not db.execute("select name from sqlite_schema where name in ('evil', 'ghi chú')").fetchall()
