"""An import whose pages are read by other processes leaves what one leaves that reads them itself."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.store import Archive
from archive.warc.files import Part, parts
from crawler.webarchives import import_captures, import_files
from tests.support.skins import LIST, article_page, list_page
from tests.webarchives.test_import import HOST, page, warc
from tests.webarchives.test_killed import url

DAYS = ("2023-01-01T00:00:00Z", "2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    """Three looks at articles and their list, of which the last finds some that were edited."""
    records = []
    for tick, day in enumerate(DAYS):
        records.append(page(f"{HOST}{LIST}", list_page([1, 2, 3]), day))
        for number in range(1, 31):
            edited = day == DAYS[-1] and number % 3 == 0
            records.append(page(url(number), article_page("old", number, tick, edited=edited), day))
    return parts(warc(tmp_path_factory.mktemp("files") / "looks.warc.gz", *records))


@pytest.fixture
def bring(
    files: list[Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[list[str], int]]:
    """Imports the files with so many processes, `tell` being called after each transaction: the facts, and how many
    pages this process read."""
    monkeypatch.setattr(import_captures, "FEW", 0)
    monkeypatch.setattr(import_files, "TOGETHER", 8)
    read_capture, here = import_captures.read_capture, []

    def counted(*given: object) -> object:
        here.append(given)
        return read_capture(*given)

    monkeypatch.setattr(import_captures, "read_capture", counted)

    def import_with(jobs: int, tell: Callable[[], None] = lambda: None) -> tuple[list[str], int]:
        path = tmp_path / f"{jobs}.db"
        here.clear()
        taking = import_files.Taking()
        done = import_files.import_files(path, files, taking, lambda *_: tell(), jobs=jobs)
        assert done.brought.captures == 93
        assert list(verify(path)) == []
        with Archive.open(path, create=False, write=False) as archive:
            return list(canonical_dump(archive.db)), len(here)

    return import_with


def test_pages_are_read_beside_and_say_the_same(bring):
    alone, all_pages = bring(1)
    beside, rest = bring(2)
    assert beside == alone
    assert rest < all_pages


def test_processes_that_are_killed_cost_nothing(bring):
    alone, _ = bring(1)
    killed = []

    def kill() -> None:
        for process in multiprocessing.active_children():
            process.kill()
            killed.append(process)

    beside, _ = bring(2, kill)
    assert killed
    assert beside == alone
