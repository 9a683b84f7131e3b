"""All tables as Parquet: DuckDB gives the rows that SQLite gives, of every canned query."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.captures.settle import settle
from archive.store import Archive
from archive.web.datasette.queries import QUERIES
from archive.web.parquet.duckdb import for_duckdb
from archive.web.parquet.export import export_tables
from archive.web.tables import TABLES
from benchmarks.figures.synthetic import build
from tests.support.commands import luutru
from tests.support.facts import article_address, capture, new_archive, put, says
from tests.support.web import fill

pytest.importorskip("pyarrow", reason="needs pyarrow: pip install '.[data]'")
duckdb = pytest.importorskip("duckdb", reason="needs duckdb: pip install '.[test]'")

ASKED: dict[str, list[dict[str, str]]] = {
    "articles_by_department_and_month": [{"department": ""}, {"department": "Phòng Nội chính"}],
    "changed_after_publication": [{"field": "", "since": ""}, {"field": "body", "since": "2024-08-01"}],
    "article_as_of": [
        {"date": "2024-08-27", "portal": "", "article": "1"},
        {"date": "2024-08-28T06:00:00.000Z", "portal": "soctrang", "article": "1"},
        {"date": "27/8/2024", "portal": "", "article": "1"},
        {"date": "2018-01-01", "portal": "soctrang", "article": "3"},
    ],
    "portal_as_of": [
        {"date": "2024-08-27", "portal": ""},
        {"date": "2018-01-01", "portal": "soctrang"},
        {"date": "2018-01-01T00:00:00.000Z", "portal": "haugiang"},
        {"date": "nonsense", "portal": ""},
    ],
    "visits_per_day": [{"site": ""}, {"site": "so3"}],
    "counter_falls": [{"site": ""}, {"site": "vpubnd"}],
    "silently_edited": [{"days": "1"}, {"days": "400"}],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """An archive of a bit of everything, and one of two portals over years, each with its export."""
    folder = tmp_path_factory.mktemp("parquet")
    with new_archive(folder / "few.db") as archive:
        fill(archive)
        laws = "Đồng chí Trần Văn An – Chủ tịch UBND tỉnh dự.\n\nCăn cứ Luật Đất đai năm 2024."
        for number in range(3, 7):
            address = article_address(str(number))
            said = says(
                f"Bài {number}",
                f"{laws} {number}",
                published_at="2024-01-01",
                department=f"Phòng {number}",
                visits={"total": 90 - number, "raw": str(90 - number)},
            )
            put(archive, capture(said, number, address), address)
            later = {**said, "body": [f"{laws} {number * 7}", "Bà Lê Thị Bình – Giám đốc Sở Y tế dự."]}
            put(archive, capture(later, 40 + number, address), address)
        with archive.writing():
            settle(archive)
    build(folder / "many.db", 400)
    found = {}
    for name in ("few", "many"):
        with Archive.open(folder / f"{name}.db", create=False, write=False) as archive:
            export_tables(archive.db, folder / name)
        found[name] = folder / f"{name}.db", folder / name
    return found


@pytest.fixture(params=["few", "many"], scope="module")
def both(request: Any, folders: dict[str, tuple[Path, Path]]) -> Iterator[tuple[sqlite3.Connection, Any]]:
    """The same archive in SQLite and in DuckDB."""
    path, folder = folders[request.param]
    with Archive.open(path, create=False, write=False) as archive:
        other = duckdb.connect()
        other.execute(f"set file_search_path = '{folder}'")
        other.execute((folder / "views.sql").read_text("utf-8"))
        yield archive.db, other
        other.close()


@pytest.mark.parametrize("name", QUERIES)
def test_a_canned_query_gives_the_same_rows(both: tuple[sqlite3.Connection, Any], name: str) -> None:
    db, other = both
    sql = QUERIES[name].sql
    for asked in ASKED.get(name, [{}]):
        assert set(asked) == set(re.findall(r"(?<![:\w]):(\w+)", sql))
        cursor = db.execute(sql, asked)
        expected = cursor.fetchall()
        found = other.execute(for_duckdb(sql), asked)
        assert [column[0] for column in found.description] == [column[0] for column in cursor.description]
        assert found.fetchall() == expected


def test_the_queries_ask_for_something(folders: dict[str, tuple[Path, Path]]) -> None:
    some = set()
    for path, _ in folders.values():
        with Archive.open(path, create=False, write=False) as archive:
            for name, query in QUERIES.items():
                if any(archive.db.execute(query.sql, asked).fetchone() for asked in ASKED.get(name, [{}])):
                    some.add(name)
    assert set(QUERIES) - some <= {"scans", "shortest_lived", "undated_articles"}


@pytest.mark.parametrize("table", sorted({*TABLES, "alarms"} - {"payloads", "templates"}))
def test_every_table_has_the_same_rows(both: tuple[sqlite3.Connection, Any], table: str) -> None:
    db, other = both
    cursor = db.execute(f"select * from {table}")
    names = [column[0] for column in cursor.description]
    found = other.execute(f"select * from {table}")
    assert [column[0] for column in found.description] == names
    assert sorted(found.fetchall(), key=repr) == sorted(cursor.fetchall(), key=repr)


def test_the_export_is_parted_by_portal_and_year_and_described(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        fill(archive)
    done = luutru(
        "export", tmp_path / "out", "--archive", tmp_path / "a.db", "--format", "parquet", "--tables"
    )
    assert "2 articles" in done.stdout and "queries.sql" in done.stdout
    assert (tmp_path / "out/versions/portal=soctrang/year=2024/rows.parquet").exists()
    schema = json.loads((tmp_path / "out/schema.json").read_text("utf-8"))
    assert schema["visit_stats"]["columns"]["total"]["type"] == "int64"
    assert schema["articles"]["columns"]["title"]["description"]
    again = luutru(
        "export", tmp_path / "out", "--archive", tmp_path / "a.db", "--format", "parquet", "--tables", code=1
    )
    assert "is there already" in again.stderr
