"""What texts name is stored with them, goes with them, and is found anew when the rules change."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.captures.reread import renew_entities
from archive.contents import names as entity_rows
from archive.contents.rows import load_content
from archive.maintenance.merge import merge
from archive.maintenance.takedown import take_down
from archive.maintenance.verify import verify
from archive.store import Archive
from crawler.cli import luutru
from tests.support.facts import NOW, article_address, at, capture, new_archive, put, rows, says

TEXT = "Đồng chí Lê Văn Tám, Bí thư Huyện ủy, nêu Quyết định số 05/QĐ-UBND ngày 2/1/2024 của UBND tỉnh."
CITED = [("Quyết định số 05/QĐ-UBND", "05/QĐ-UBND", "Quyết định", "2024-01-02", "UBND tỉnh")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with new_archive(path) as archive:
        put(archive, capture(says("Tin", TEXT), 0))
        put(archive, capture(says("Tin", "Bà Trần Thị Sáu nói."), 5))
    return path


def cited(archive: Archive) -> list[tuple]:
    return rows(archive, "select text, number, kind, date, issuer from citations")


def people(archive: Archive) -> list[tuple]:
    return rows(archive, "select name, office from mentions where kind = 'person' order by content_id")


def test_what_a_text_names_is_there_when_it_is_stored(path: Path) -> None:
    with Archive.open(path) as archive:
        assert cited(archive) == CITED
        assert people(archive) == [("Lê Văn Tám", "Bí thư Huyện ủy"), ("Trần Thị Sáu", None)]
    assert list(verify(path)) == []


def test_captions_tables_and_names_of_files_are_searched_too(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        what = says(
            "Tin", "Nay.", captions=[["Ông Kim Sa Rên", None]], tables=[[["Kế hoạch 7/KH-UBND", "x"]]]
        )
        put(archive, capture(what | {"attachments": [["/a.pdf", "Công văn 8/SNN-VP"]]}, 0))
        assert people(archive) == [("Kim Sa Rên", None)]
        assert rows(archive, "select number from citations") == [("7/KH-UBND",), ("8/SNN-VP",)]


def test_a_takedown_leaves_no_name(path: Path) -> None:
    with Archive.open(path) as archive:
        take_down(archive, 1, who="A", why="B", at=at(9))
        assert cited(archive) == []
        assert people(archive) == []
    assert list(verify(path)) == []
    assert "Trần Thị Sáu".encode() not in path.read_bytes()


def test_a_merge_carries_what_both_name(path: Path, tmp_path: Path) -> None:
    other = article_address("7")
    with new_archive(tmp_path / "b.db") as archive:
        put(archive, capture(says("Khác", "Ông Sơn Ươl nhận quà."), 1, other), other)
    merge([path, tmp_path / "b.db"], tmp_path / "c.db", now=lambda: NOW)
    with Archive.open(tmp_path / "c.db") as merged:
        assert cited(merged) == CITED
        assert {name for name, _ in people(merged)} == {"Lê Văn Tám", "Trần Thị Sáu", "Sơn Ươl"}


@pytest.mark.parametrize(
    "statement",
    [
        "update mention set name = 'Lê Văn Tư' where name = 'Lê Văn Tám'",
        "delete from citation",
        "insert into mention values (2, 9, 'Lê Văn Tư', 'person', null, null, 'lê văn tư')",
    ],
)
def test_verify_finds_a_name_that_is_not_in_the_text(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(statement)
    assert [finding.table for finding in verify(path)] == ["entity_edition"]


def test_extract_finds_names_anew_when_the_rules_change(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("update entity_edition set edition = 'other' where content_id = 1")
        db.execute("delete from citation")
        db.execute("update mention set name = 'Lê Văn' where content_id = 1")
    assert list(verify(path)) == []
    with Archive.open(path) as archive:
        todo = entity_rows.outdated(archive.db)
        named = [
            (content_id, entity_rows.named_in(load_content(archive.db, content_id))) for content_id in todo
        ]
        assert renew_entities(archive, named) == 1
        assert cited(archive) == CITED
        assert entity_rows.outdated(archive.db) == []
    assert list(verify(path)) == []


def test_an_archive_of_before_is_filled_by_extract(path: Path) -> None:
    with sqlite3.connect(path) as db:
        for table in ("citation", "mention", "entity_edition"):
            db.execute(f"delete from {table}")
    answer = CliRunner().invoke(luutru, ["extract", "--archive", str(path), "--jobs", "1", "--json"])
    assert answer.exit_code == 0, answer.output
    assert '"named"' in answer.output
    with Archive.open(path) as archive:
        assert entity_rows.outdated(archive.db) == []
