"""A capture whose page was left out finds it, whenever and from whichever file it came."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from archive.warc.records.digests import sha1_of
from tests.support.little import SITE, article
from tests.support.portal import luutru, rows, value
from tests.support.warcs import record, reply

HOST = "https://vpub.soctrang.gov.vn"
URL = f"{HOST}{SITE}/1/tin/mot.aspx"
PAGE = article(1).encode()
FIRST, LATER = "2023-05-01T00:00:00Z", "2023-06-01T00:00:00Z"
ID = "<urn:uuid:aaaaaaaa-0000-4000-8000-000000000001>"


def bring(archive: Path, tmp_path: Path, *records: bytes, code: int = 0) -> None:
    file = tmp_path / f"{len(list(tmp_path.iterdir()))}.warc.gz"
    file.write_bytes(b"".join(gzip.compress(each) for each in records))
    luutru("import", "--archive", archive, file, code=code)


def first(body: bytes = PAGE, headers: str = "Content-Type: text/html\r\n", **fields: str) -> bytes:
    told = {"WARC_Target_URI": URL, "WARC_Date": FIRST, "WARC_Record_ID": ID, **fields}
    return record("response", reply(body, headers), **told)


def again(block: bytes | None = None, url: str = URL, **fields: str) -> bytes:
    block = reply(b"") if block is None else block
    return record("revisit", block, WARC_Target_URI=url, WARC_Date=LATER, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"WARC_Payload_Digest": f"sha1:{sha1_of(PAGE)}"},
        {"WARC_Payload_Digest": f"sha1:{hashlib.sha1(PAGE).hexdigest()}"},
        {"WARC_Payload_Digest": f"sha256:{hashlib.sha256(PAGE).hexdigest()}"},
        {"WARC_Refers_To": ID},
        {"WARC_Refers_To_Target_URI": URL, "WARC_Refers_To_Date": FIRST},
        {"WARC_Refers_To_Target_URI": URL},
    ],
)
def test_it_is_found_by_whatever_names_it(fields, archive, tmp_path):
    bring(archive, tmp_path, first())
    bring(archive, tmp_path, again(**fields))
    assert value(archive, "select count(*) from captures where outcome = 'ok'") == 2
    assert value(archive, "select captures from versions") == 2


def test_what_files_call_a_capture_outlives_a_merge(archive, tmp_path):
    bring(archive, tmp_path, first())
    merged = tmp_path / "merged.db"
    luutru("merge", archive, "--into", merged)
    bring(merged, tmp_path, again(WARC_Refers_To=ID))
    assert value(merged, "select count(*) from captures where outcome = 'ok'") == 2


def test_a_digest_is_enough_at_another_address(archive, tmp_path):
    digest = {"WARC_Payload_Digest": f"sha1:{sha1_of(PAGE)}"}
    bring(archive, tmp_path, first(**digest))
    bring(archive, tmp_path, again(url=URL.replace("https:", "http:"), **digest))
    assert value(archive, "select count(*) from captures where outcome = 'ok'") == 2


def test_a_digest_of_a_coded_page_is_known_again(archive, tmp_path):
    coded = gzip.compress(PAGE, mtime=0)
    digest = {"WARC_Payload_Digest": f"sha1:{sha1_of(coded)}"}
    bring(archive, tmp_path, first(coded, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", **digest))
    bring(archive, tmp_path, again(**digest))
    assert value(archive, "select count(*) from captures where outcome = 'ok'") == 2


def test_a_page_that_comes_later_is_found_by_the_same_file_again(archive, tmp_path):
    revisit = again(WARC_Payload_Digest=f"sha1:{sha1_of(PAGE)}")
    bring(archive, tmp_path, revisit, code=3)
    bring(archive, tmp_path, first())
    bring(archive, tmp_path, revisit)
    assert value(archive, "select count(*) from captures") == 2


def test_a_revisit_may_be_of_a_revisit(archive, tmp_path):
    between = "<urn:uuid:aaaaaaaa-0000-4000-8000-000000000002>"
    bring(archive, tmp_path, first())
    bring(archive, tmp_path, again(WARC_Refers_To=ID, WARC_Record_ID=between))
    last = record(
        "revisit", reply(b""), WARC_Target_URI=URL, WARC_Date="2023-07-01T00:00:00Z", WARC_Refers_To=between
    )
    bring(archive, tmp_path, last)
    assert value(archive, "select captures from versions") == 3


def test_a_revisit_without_a_head_leads_where_its_redirect_did(archive, tmp_path):
    page, target = b"<p>Object moved", f"{HOST}{SITE}/2/tin/hai.aspx"
    digest = {"WARC_Payload_Digest": f"sha1:{sha1_of(page)}"}
    moved = reply(page, f"Content-Type: text/html\r\nLocation: {target}\r\n", "301 Moved")
    bring(archive, tmp_path, record("response", moved, WARC_Target_URI=URL, WARC_Date=FIRST, **digest))
    bring(archive, tmp_path, again(b"", **digest))
    told = rows(archive, "select status, headers from captures order by captured_at")
    assert [each["status"] for each in told] == [301, 301]
    assert all(target in each["headers"] for each in told)


def test_a_redirect_without_a_body_lacks_nothing(archive, tmp_path):
    moved = reply(b"", f"Location: {URL}\r\n", "301 Moved")
    bring(archive, tmp_path, again(moved, WARC_Payload_Digest=f"sha1:{sha1_of(b'')}"))
    assert rows(archive, "select status, outcome from captures") == [{"status": 301, "outcome": "redirect"}]


@pytest.mark.parametrize("block", [b"", reply(b""), reply(b"", status="304 Not Modified")])
def test_not_modified_is_that_whatever_status_stands_there(block, archive, tmp_path):
    profile = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    bring(archive, tmp_path, first(), again(block, WARC_Profile=profile))
    assert [row["outcome"] for row in rows(archive, "select outcome from captures")] == ["ok", "not-modified"]


def test_only_pages_are_taken_where_no_more_is_asked_for(archive, tmp_path):
    style = record("response", reply(b"p {}", "Content-Type: text/css\r\n"), WARC_Target_URI=f"{HOST}/a.css")
    file = tmp_path / "x.warc"
    file.write_bytes(first() + style)
    luutru("import", "--archive", archive, "--only", "pages", file)
    assert value(archive, "select count(*) from captures") == 1
    said = luutru("import", "--archive", archive, file).stdout
    assert "resource" in said and f"{HOST}/a.css" in said
    assert value(archive, "select kind from addresses where url like '%a.css'") == "resource"
    luutru("extract", "--archive", archive, "--all")
    assert value(archive, "select count(*) from captures where outcome = 'ok'") == 2


def test_part_of_a_file_is_no_file(archive, tmp_path):
    for name, told in (("part", "bytes 0-8/99"), ("whole", "bytes 0-8/9")):
        headers = f"Content-Type: application/pdf\r\nContent-Range: {told}\r\n"
        block = reply(b"%PDF-1.4 ", headers, "206 Partial Content")
        part = record("response", block, WARC_Target_URI=f"{HOST}/Upload/{name}.pdf")
        bring(archive, tmp_path, part, code=3 if name == "part" else 0)
    assert {
        row["url"][-8:]: row["outcome"] for row in rows(archive, "select url, outcome from captures")
    } == {
        "part.pdf": "truncated",
        "hole.pdf": "ok",
    }
    due = rows(archive, "select url from addresses where kind = 'file' and next_due_at is not null")
    assert [row["url"][-8:] for row in due] == ["part.pdf"]


def test_any_form_of_the_page_that_a_digest_names_is_found(archive, tmp_path):
    """Makers of files take it of the page, of what was sent of it, or of that in its chunks."""
    packed = gzip.compress(PAGE, mtime=0)
    chunks = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    coded = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n"
    bring(archive, tmp_path, first(chunks, coded))
    for day, body in enumerate((PAGE, packed, chunks), 1):
        told = {"WARC_Payload_Digest": f"sha1:{sha1_of(body)}"}
        moved = URL.replace("mot.aspx", f"mot-{day}.aspx")
        bring(archive, tmp_path, again(url=moved, **told).replace(b"2023-06-01", b"2023-06-0%d" % day))
    assert value(archive, "select count(*) from captures where outcome = 'ok'") == 4


def test_a_revisit_that_has_its_page_with_it_needs_no_other(archive, tmp_path):
    digest = f"sha1:{sha1_of(PAGE)}"
    bring(archive, tmp_path, again(reply(PAGE), WARC_Payload_Digest=digest))
    assert value(archive, "select outcome from captures") == "ok"


def test_a_body_that_is_not_the_page_of_a_revisit_is_not_taken_for_it(archive, tmp_path):
    bring(archive, tmp_path, first())
    digest = f"sha1:{sha1_of(PAGE)}"
    bring(archive, tmp_path, again(reply(b"Not modified"), WARC_Payload_Digest=digest))
    assert value(archive, "select count(distinct payload_sha256) from captures") == 1
