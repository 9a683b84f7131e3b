"""A published copy is consistent, compact, the same every time, and can be served read-only."""

from __future__ import annotations

import sqlite3
import stat

import pytest

from archive.captures.load import load_capture
from archive.crawls import start_crawl
from archive.errors import ArchiveError, PayloadRemoved
from archive.maintenance.dump import canonical_dump
from archive.maintenance.publish import publish
from archive.maintenance.verify import verify
from archive.store import Archive
from tests.support.facts import at, capture, new_archive, put, rows, says


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        crawl = start_crawl(archive, "soctrang", at(0), "luutru 1", {})
        for hours in range(5):
            put(
                archive,
                capture(says(f"Bài {hours // 2}", "Đoạn. " * 500, views=hours), hours),
                crawl_id=crawl,
            )
        yield archive


def dump(path) -> list[str]:
    with Archive.open(path, write=False) as archive:
        return list(canonical_dump(archive.db))


def test_while_a_crawl_runs(archive, tmp_path):
    with archive.writing():
        put(archive, capture(says("Chưa xong"), 9))
        publish(archive.path, tmp_path / "out.db")
    published = dump(tmp_path / "out.db")
    assert not any("Chưa xong" in line for line in published)
    assert set(published) < set(dump(archive.path)) | set(published)
    assert list(verify(tmp_path / "out.db")) == []


def test_the_same_archive_gives_the_same_bytes(archive, tmp_path):
    for name in ("a.db", "b.db"):
        publish(archive.path, tmp_path / name)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()
    assert dump(tmp_path / "a.db") == dump(archive.path)


def test_it_opens_where_nobody_may_write(archive, tmp_path):
    folder = tmp_path / "public"
    folder.mkdir()
    publish(archive.path, folder / "out.db")
    (folder / "out.db").chmod(stat.S_IRUSR)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with Archive.open(folder / "out.db", write=False) as copy:
            assert rows(copy, "select count(*) from captures") == [(5,)]
        assert [path.name for path in folder.iterdir()] == ["out.db"]
    finally:
        folder.chmod(stat.S_IRWXU)


def test_without_payloads_it_is_small_and_says_so(archive, tmp_path):
    publish(archive.path, tmp_path / "whole.db")
    publish(archive.path, tmp_path / "small.db", payloads=False)
    assert (tmp_path / "small.db").stat().st_size <= (tmp_path / "whole.db").stat().st_size
    assert list(verify(tmp_path / "small.db")) == []
    with Archive.open(tmp_path / "small.db", write=False) as copy:
        assert rows(copy, "select distinct codec, data from payloads") == [("left out", None)]
        assert load_capture(copy, 1).payload is None
        with pytest.raises(PayloadRemoved, match="published without payloads"):
            copy.payloads.read(1)


def test_nothing_is_overwritten_and_nothing_half_made_is_left(archive, tmp_path):
    (tmp_path / "out.db").write_text("x")
    with pytest.raises(ArchiveError, match="is there already"):
        publish(archive.path, tmp_path / "out.db")
    with pytest.raises(ArchiveError):
        publish(tmp_path / "none.db", tmp_path / "other.db")
    with pytest.raises((ArchiveError, sqlite3.Error)):
        publish(archive.path, tmp_path / "no folder" / "other.db")
    assert not list(tmp_path.glob("*.part*"))
