"""What is exported is what the tools of the field read."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.maintenance.publish import publish
from archive.maintenance.takedown import take_down
from tests.support.commands import luutru
from tests.support.facts import NOW, article_address, at, capture, new_archive, put, says

POST = {"method": "POST", "request": {"target": "ctl$grid", "argument": "Page$2"}}


@pytest.fixture
def filled(archive):
    with new_archive(archive) as store:
        put(store, capture(says("Một"), 0), article_address())
        put(store, capture(says("Một"), 30), article_address())
        put(store, capture(says("Hai"), 60, article_address("2")), article_address("2"))
        put(store, capture(b"", 61, article_address("3"), status=404), article_address("3"))
        put(
            store, capture(None, 62, article_address("3"), status=None, error="timeout"), article_address("3")
        )
        put(store, capture(says("Ba"), 63, article_address("4"), **POST), article_address("4"))
    return archive


def records(file):
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream):
            yield record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read()


def test_every_tool_reads_the_file(filled, tmp_path):
    file = tmp_path / "out.warc.gz"
    said = luutru("export", "--archive", filled, file).stdout
    assert "6 captures, 1 of them" in said
    kinds = [kind for kind, *_ in records(file)]
    assert kinds == [
        "warcinfo",
        "response",
        "revisit",
        "response",
        "response",
        "metadata",
        "response",
        "request",
    ]
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", file], capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert gzip.decompress(file.read_bytes()).startswith(b"WARC/1.1\r\n")


def test_a_revisit_names_the_record_with_the_page(filled, tmp_path):
    file = tmp_path / "out.warc"
    luutru("export", "--archive", filled, file)
    found = list(records(file))
    first, again = found[1][1], found[2][1]
    assert again.get_header("WARC-Refers-To-Date") == first.get_header("WARC-Date") == at(0)
    assert again.get_header("WARC-Refers-To-Target-URI") == first.get_header("WARC-Target-URI")
    assert again.get_header("WARC-Payload-Digest") == first.get_header("WARC-Payload-Digest")


def test_a_postback_stands_beside_its_request(filled, tmp_path):
    file = tmp_path / "out.warc.gz"
    luutru("export", "--archive", filled, file)
    reply, request = list(records(file))[-2:]
    assert request[1].get_header("WARC-Concurrent-To") == reply[1].get_header("WARC-Record-ID")
    assert request[2].protocol == "POST"
    assert request[3] == b"__EVENTARGUMENT=Page%242&__EVENTTARGET=ctl%24grid"


def test_headers_that_would_belie_the_record_are_set_apart(archive, tmp_path):
    headers = (
        ("Content-Encoding", "gzip"),
        ("Content-Length", "7"),
        ("X-Tên".encode().decode("latin-1"), "1"),
    )
    with new_archive(archive) as store:
        put(store, capture(says(), 0, headers=headers), article_address())
    file = tmp_path / "out.warc"
    luutru("export", "--archive", archive, file)
    _, _, http, body = list(records(file))[1]
    assert json.loads(body)["title"] == "Đại hội"
    assert [name for name, _ in http.headers][:2] == [
        "X-Archive-Orig-Content-Encoding",
        "X-Archive-Orig-Content-Length",
    ]
    assert "X-Tên: 1\r\n".encode() in file.read_bytes()


def test_a_package_has_an_index_and_its_articles(filled, tmp_path):
    file = tmp_path / "out.wacz"
    luutru("export", "--archive", filled, file)
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
        described = json.loads(package.read("datapackage.json"))
        index = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").decode().splitlines()]
    assert {each["path"] for each in described["resources"]} == set(names) - {
        "datapackage.json",
        "datapackage-digest.json",
    }
    assert (
        index == sorted(index)
        and len(index) == 5
        and any("__wb_method=post" in line.lower() for line in index)
    )
    assert [page["title"] for page in pages[1:]] == ["Một", "Một", "Hai"]


def test_days_and_portals_are_chosen(filled, tmp_path):
    luutru("export", "--archive", filled, tmp_path / "a.warc", "--since", "2024-08-29")
    assert [kind for kind, *_ in records(tmp_path / "a.warc")].count("response") == 3
    luutru("export", "--archive", filled, tmp_path / "b.warc", "--until", "2024-08-27")
    assert [kind for kind, *_ in records(tmp_path / "b.warc")] == ["warcinfo", "response"]
    said = luutru("export", "--archive", filled, tmp_path / "c.warc", "--portal", "hanoi", code=1).stderr
    assert "no captures" in said


def test_what_was_taken_down_is_not_exported(filled, tmp_path):
    with new_archive(filled) as store:
        take_down(store, 1, who="An", why="nhầm", at=NOW)
    said = luutru("export", "--archive", filled, tmp_path / "a.warc").stdout
    assert "2 were taken down" in said
    assert "Một".encode() not in (tmp_path / "a.warc").read_bytes()


def test_a_file_appears_whole_or_not_at_all(filled, tmp_path):
    file = tmp_path / "a.warc.gz"
    file.write_text("mine")
    assert "there already" in luutru("export", "--archive", filled, file, code=1).stderr
    assert file.read_text() == "mine"
    assert ".wacz" in luutru("export", "--archive", filled, tmp_path / "a.zip", code=2).stderr
    publish(filled, tmp_path / "thin.db", payloads=False)
    assert (
        "without payloads"
        in luutru("export", "--archive", tmp_path / "thin.db", tmp_path / "b.warc", code=1).stderr
    )
    assert not list(tmp_path.glob("*.part")) and not (tmp_path / "b.warc").exists()


def test_tables_are_written_for_spreadsheets_and_for_programs(filled, tmp_path):
    said = luutru("export", "--archive", filled, tmp_path / "articles.csv").stdout
    assert "3 rows of articles" in said
    text = (tmp_path / "articles.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert [row["title"] for row in table] == ["Một", "Hai", "Ba"]
    luutru("export", "--archive", filled, tmp_path / "x.jsonl", "--table", "captures")
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == 6 and lines[0]["outcome"] == "ok"
    assert "visit_stats" in luutru("export", "--archive", filled, tmp_path / "y.csv", code=2).stderr
    more = ("--table", "articles", "--since", "2024-01-01")
    assert "whole" in luutru("export", "--archive", filled, tmp_path / "z.csv", *more, code=2).stderr
    assert sorted(path.suffix for path in tmp_path.iterdir()).count(".part") == 0
