"""What is taken away is all that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.history.date_estimates import estimate_dates
from crawler.commands.maintain.export import command
from tests.support.facts import article_address, capture, new_archive, put, says


def test_no_article_of_a_month_is_lost_between_those_with_estimated_dates(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    dated = {number: f"2024-08-{number:02}" for number in range(1, 29) if number % 9}
    with new_archive(tmp_path / "a.db") as archive:
        for number in range(1, 29):
            address = article_address(str(392000 + number))
            said = says(f"Bài {number}", published_at=dated.get(number))
            put(archive, capture(said, number, address), address)
        with archive.writing():
            estimate_dates(archive.db)
        estimated = archive.db.execute("select count(*) from date_estimates").fetchone()[0]
    assert estimated == 3
    arguments = [str(tmp_path / "out"), "--archive", str(tmp_path / "a.db"), "--format", "parquet"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    rows = {
        file.parent.name: pq.ParquetFile(file).read().to_pylist()
        for file in (tmp_path / "out").rglob("*.parquet")
    }
    assert {name: len(found) for name, found in rows.items()} == {"month=2024-08": 25, "month=undated": 3}
    assert "28 " in done.output
