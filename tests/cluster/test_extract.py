"""Archives read again on several workers are what one process makes of them, also where a worker dies."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.store import Archive
from archive.warc.files import parts
from crawler.cluster.extractions import extract_on
from crawler.cluster.workers import cluster
from crawler.learning.extract_archive import extract_archive
from crawler.webarchives.import_files import Taking, import_files
from tests.support.commands import luutru
from tests.support.little import SITE, article
from tests.support.warcs import record, reply

HOST = "https://vpub.soctrang.gov.vn"
NAMES = "abcd"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four archives of twelve articles, as another reader has read them: without a word of their texts."""
    folder = tmp_path_factory.mktemp("archives")
    for place, name in enumerate(NAMES):
        records = []
        for number in range(1, 13):
            told = {
                "WARC_Target_URI": f"{HOST}{SITE}/{100 * place + number}/tin/so-{number}.aspx",
                "WARC_Date": f"2023-01-{number:02}T00:00:00Z",
            }
            records.append(record("response", reply(article(100 * place + number).encode()), **told))
        file = folder / f"{name}.warc"
        file.write_bytes(b"".join(records))
        import_files(folder / f"{name}.db", list(parts(file)), Taking())
        with Archive.open(folder / f"{name}.db") as archive, archive.writing():
            archive.db.execute("update verdict set extractor = 'older'")
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    alone = tmp_path_factory.mktemp("alone")
    found = {}
    for name in NAMES:
        path = Path(shutil.copy(folder / f"{name}.db", alone))
        assert extract_archive(path, jobs=1).read == 12
        found[name] = facts(path)
    return found


def facts(path: Path) -> list[str]:
    with Archive.open(path, create=False, write=False) as archive:
        return list(canonical_dump(archive.db))


def copied(folder: Path, to: Path) -> list[Path]:
    return [Path(shutil.copy(folder / f"{name}.db", to)) for name in NAMES]


def test_a_cluster_reads_a_folder_of_archives_again(folder, expected, tmp_path):
    paths = copied(folder, tmp_path)
    done = luutru("extract", tmp_path, "--workers", 2, "--json")
    told = json.loads(done.stdout)
    assert [(each["archive"], each["read"]) for each in told] == [(str(path), 12) for path in paths]
    assert {path.stem: facts(path) for path in paths} == expected
    assert "0 captures read" in luutru("extract", tmp_path, "--workers", 1).stdout


def test_a_killed_worker_costs_its_archive_and_nothing_else(folder, expected, tmp_path):
    paths = copied(folder, tmp_path)
    with cluster(2) as client:
        living = list(client.run(os.getpid).values())

        def kill() -> None:
            while living:
                os.kill(living.pop(), signal.SIGKILL)

        extract_on(client, paths, False, kill)
    assert {path.stem: facts(path) for path in paths} == expected
    assert [list(verify(path)) for path in paths] == [[]] * 4


def test_several_archives_are_read_one_after_the_other_without_a_cluster(folder, expected, tmp_path):
    paths = copied(folder, tmp_path)
    said = luutru("extract", *paths[:2], "--jobs", 1).stdout
    assert said.count("12 captures read") == 2
    assert str(paths[0]) in said
    assert {path.stem: facts(path) for path in paths[:2]} == {name: expected[name] for name in NAMES[:2]}
    assert "--dry-run" in luutru("extract", "--dry-run", *paths[:2], code=2).stderr
