"""Files imported on several workers give the archive that one import of them gives, also where a worker dies."""

from __future__ import annotations

import gzip
import json
import os
import signal
from pathlib import Path

import pytest

from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.store import Archive
from archive.warc.files import Part, parts
from archive.warc.records.digests import sha1_of
from crawler.cluster.imports import import_each, import_on
from crawler.cluster.workers import cluster
from crawler.webarchives.import_files import Taking, import_files
from tests.support.commands import luutru
from tests.support.little import SITE, article
from tests.support.warcs import record, reply

HOST = "https://vpub.soctrang.gov.vn"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    """Four files of twenty articles, a month apart: of half of them the first alone has the page."""
    folder, found = tmp_path_factory.mktemp("files"), []
    for month in range(1, 5):
        records = []
        for number in range(1, 21):
            page = article(number, f" Lần {month}." if number % 2 else "").encode()
            told = {
                "WARC_Target_URI": f"{HOST}{SITE}/{number}/tin/so-{number}.aspx",
                "WARC_Date": f"2023-0{month}-01T00:00:00Z",
                "WARC_Payload_Digest": f"sha1:{sha1_of(page)}",
            }
            left_out = month > 1 and not number % 2
            kind, body = ("revisit", b"") if left_out else ("response", page)
            records.append(record(kind, reply(body), **told))
        file = folder / f"{month}.warc.gz"
        file.write_bytes(b"".join(gzip.compress(each, mtime=0) for each in records))
        found += parts(file)
    return found


@pytest.fixture(scope="module")
def expected(files: list[Part], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("one") / "archive.db"
    import_files(path, files, Taking())
    return facts(path)


def facts(path: Path) -> list[str]:
    with Archive.open(path, create=False, write=False) as archive:
        return list(canonical_dump(archive.db))


def test_a_cluster_imports_what_one_process_does(files, expected, tmp_path):
    path = tmp_path / "archive.db"
    done = luutru("import", "--archive", path, "--workers", 2, "--quiet", *[part.path for part in files])
    assert done.stdout.startswith("80 captures taken over")
    assert "20 articles new, 30 changed" in done.stdout
    assert facts(path) == expected
    assert list(verify(path)) == []
    assert list(tmp_path.glob("*.parts")) == []
    again = luutru("import", "--archive", path, "--workers", 2, files[0].path, code=1)
    assert "luutru merge" in again.stderr


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (0, 2)])
def test_parts_of_a_record_in_several_files_are_one_record(order, tmp_path):
    block, first = reply(article(1).encode()), "<urn:x:first>"
    url = {"WARC_Target_URI": f"{HOST}{SITE}/1/tin/mot.aspx"}
    more = url | {"WARC_Segment_Origin_ID": first}
    parts = [
        record("response", block[:200], WARC_Record_ID=first, WARC_Segment_Number="1", **url),
        record("continuation", block[200:400], WARC_Segment_Number="2", **more),
        record(
            "continuation",
            block[400:],
            WARC_Segment_Number="3",
            WARC_Segment_Total_Length=str(len(block)),
            **more,
        ),
    ]
    names = []
    for number in order:
        names.append(tmp_path / f"{number}.warc")
        names[-1].write_bytes(parts[number])
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    code = 0 if len(order) == 3 else 3
    said = [
        luutru("import", "--archive", path, "--quiet", *how, *names, code=code).stderr
        for path, how in ((one, ()), (two, ("--workers", 2)))
    ]
    assert said[0] == said[1]
    assert facts(one) == facts(two)
    assert len([line for line in facts(two) if "mot.aspx" in line]) > 0


def test_a_killed_worker_costs_its_file_and_nothing_else(files, expected, tmp_path):
    path = tmp_path / "archive.db"
    with cluster(2) as client:
        living = list(client.run(os.getpid).values())

        def kill() -> None:
            while len(living) > 1:
                os.kill(living.pop(), signal.SIGKILL)

        import_on(client, path, files, Taking(), kill)
    assert facts(path) == expected
    assert list(verify(path)) == []


def test_each_file_becomes_an_archive_of_a_folder(files, tmp_path):
    names = [part.path for part in files]
    luutru("import", "--folder", tmp_path / "one", "--quiet", *names, code=3)
    done = luutru("import", "--folder", tmp_path / "two", "--workers", 2, "--json", *names, code=3)
    told = json.loads(done.stdout)
    assert [Path(each["archive"]).name for each in told] == ["1.db", "2.db", "3.db", "4.db"]
    assert [each["captures"] for each in told] == [20, 10, 10, 10]
    assert [each["left_out"]["without_page"] for each in told] == [0, 10, 10, 10]
    for each in told:
        path = Path(each["archive"])
        assert facts(path) == facts(tmp_path / "one" / path.name)
    again = luutru("import", "--folder", tmp_path / "two", "--workers", 2, "--json", names[0])
    assert [(each["captures"], each["known"]) for each in json.loads(again.stdout)] == [(0, 20)]


def test_a_killed_worker_costs_its_archive_of_a_folder_and_nothing_else(files, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    for part in files:
        import_files(tmp_path / "one" / f"{part.path.name}.db", [part], Taking())
    archives = {tmp_path / "two" / f"{part.path.name}.db": part.path for part in files}
    with cluster(2) as client:
        living = list(client.run(os.getpid).values())

        def kill() -> None:
            while len(living) > 1:
                os.kill(living.pop(), signal.SIGKILL)

        import_each(client, archives, Taking(), kill)
    for path in archives:
        assert facts(path) == facts(tmp_path / "one" / path.name)
        assert list(verify(path)) == []


def test_what_is_missing_is_said(files, tmp_path):
    two = ("--workers", 2, "--dask", "tcp://127.0.0.1:9")
    said = luutru("import", "--archive", tmp_path / "a.db", *two, files[0].path, code=2).stderr
    assert "--workers" in said and "--dask" in said
    said = luutru(
        "import", "--archive", tmp_path / "a.db", "--dask", "tcp://127.0.0.1:9", files[0].path, code=1
    ).stderr
    assert "tcp://127.0.0.1:9" in said and "Traceback" not in said
