"""Records are taken wherever their ends are known, and what is looked at is looked at once."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import time
from contextlib import suppress

import pytest

from archive.payloads.headers import to_template
from archive.warc.dates import stamp_of, stamp_of_digits
from archive.warc.memento import within
from archive.warc.read import Found, read_captures
from archive.warc.records.coding import decoded, unchunked
from archive.warc.records.digests import parse, sha1_of
from archive.warc.records.heads import NoHead, read_head
from archive.warc.records.http_reply import split_reply
from archive.warc.records.stream import NO_WARC
from tests.support.warcs import PAGE, URL, record, reply


def read(data: bytes) -> tuple[list[Found], list[str]]:
    everything = list(read_captures(io.BytesIO(data), "warc:test"))
    found = [each for each in everything if isinstance(each, Found)]
    return found, [each.why for each in everything if not isinstance(each, Found)]


def pages(count: int) -> list[bytes]:
    return [record("response", reply(PAGE + b"%d" % n), WARC_Target_URI=f"{URL}?{n}") for n in range(count)]


def payloads(data: bytes) -> list[bytes | None]:
    return [each.capture.payload for each in read(data)[0]]


WANTED = [PAGE + b"%d" % n for n in range(3)]


@pytest.mark.parametrize("size", [1, 7, 100, 333])
def test_a_record_may_go_on_in_the_next_member(size):
    whole = b"".join(pages(3))
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    found, said = read(b"".join(gzip.compress(part) for part in parts))
    assert [each.capture.payload for each in found] == WANTED and said == []


def test_packed_and_plain_records_may_stand_in_one_file():
    one, two, three = pages(3)
    for data in (gzip.compress(one) + two + three, one + gzip.compress(two) + three + bytes(512)):
        assert payloads(data) == WANTED
        assert read(data)[1] == []


@pytest.mark.parametrize("wrong", [b"5", b"99999", b""], ids=["short", "long", "missing"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_record_with_a_wrong_length_is_taken_and_named(pack, wrong):
    records = pages(3)
    length = f"Content-Length: {len(reply(WANTED[1]))}".encode()
    records[1] = records[1].replace(length, b"Content-Length: " + wrong)
    data = b"".join(pack(each) for each in records)
    assert payloads(data) == WANTED
    assert len(read(data)[1]) == 1


def test_records_without_a_blank_line_between_are_taken_and_named():
    found, said = read(b"".join(each.removesuffix(b"\r\n\r\n") for each in pages(3)))
    assert [each.capture.payload for each in found] == WANTED
    assert len(said) == 2 and "blank line" in said[0]


def test_a_file_of_one_member_is_read_up_to_where_it_breaks_off():
    packed = gzip.compress(b"".join(pages(3)), 0)
    found, said = read(packed[:-60])
    assert [each.capture.payload for each in found] == WANTED[:2]
    assert said == ["the file ends in the midst of a record"]


def test_a_record_cut_into_segments_is_whole_again():
    block = reply()
    first = record("response", block[:40], WARC_Segment_Number="1", WARC_Record_ID="<urn:x:first>")
    told = {"WARC_Segment_Origin_ID": "<urn:x:first>", "WARC_Segment_Total_Length": str(len(block))}
    second = record("continuation", block[40:], WARC_Segment_Number="2", **told)
    assert payloads(first + second) == [PAGE]
    assert read(first)[0][0].capture.error == "truncated"


def test_a_block_digest_that_fails_costs_nothing_where_that_of_the_page_holds():
    bad = {"WARC_Block_Digest": "sha1:" + "A" * 32}
    found, said = read(record("response", reply(), WARC_Payload_Digest=f"sha1:{sha1_of(PAGE)}", **bad))
    assert found[0].capture.payload == PAGE and "digest" in said[0]
    assert read(record("response", reply(), WARC_Payload_Digest="sha1:" + "B" * 32, **bad))[0] == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", f"{NO_WARC}: it is empty"),
        (b"hello\nworld\n", NO_WARC),
        (PAGE, NO_WARC),
        (gzip.compress(b"hello", mtime=0), NO_WARC),
        (b"\x04\x22\x4d\x18rest", f"{NO_WARC}: lz4 is not read; unpack it first"),
    ],
)
def test_what_is_no_warc_is_called_that(data, said):
    assert read(data) == ([], [said])


@pytest.mark.parametrize(
    ("date", "stamp"),
    [
        ("2024-05-01T10:20:30Z", "2024-05-01T10:20:30.000Z"),
        ("2024-05-01T10:20:30", "2024-05-01T10:20:30.000Z"),
        ("2024-05-01T10:20:30.123456789Z", "2024-05-01T10:20:30.123Z"),
        ("2024-05-01T10:20:30+07:00", "2024-05-01T03:20:30.000Z"),
        ("2024-05-01", "2024-05-01T00:00:00.000Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
    ],
)
def test_times_are_utc_whatever_the_clock_of_the_machine_says(date, stamp, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    try:
        assert stamp_of(date) == stamp
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("date", ["2024-18-01T10:20:30Z", "2024-02-30T00:00:00Z", "2024-05", "2024", "", "x"])
def test_a_time_that_cannot_be_is_no_time(date):
    with pytest.raises(ValueError):
        stamp_of(date)


@pytest.mark.parametrize("digits", ["2024050110203", "202405011020", "20240230102030", "20241812205410"])
def test_a_time_of_an_index_that_is_not_whole_is_no_time(digits):
    with pytest.raises(ValueError):
        stamp_of_digits(digits)


def test_digests_are_one_however_they_are_written():
    raw = hashlib.sha1(b"x").digest()
    forms = (
        f"sha1:{raw.hex()}",
        f"SHA-1:{raw.hex().upper()}",
        f"sha1:{base64.b32encode(raw).decode()}",
        raw.hex(),
    )
    assert {parse(form) for form in forms} == {("sha1", raw)}
    assert parse("blake3:abcd") is None and parse("sha1:zz") is None


def _head(line: bytes) -> None:
    with suppress(NoHead):
        read_head(io.BytesIO(line))


def _date(text: str) -> None:
    with suppress(ValueError):
        stamp_of(text)


HOSTILE = {
    "a header of letters": lambda n: to_template((("X", "a" * n),), 0, None),
    "a header of short words": lambda n: to_template((("X", "aaaaaaa " * (n // 8)),), 0, None),
    "a status line": lambda n: split_reply(b"HTTP/1.1" + b" " * n),
    "line ends before a body": lambda n: split_reply(b"HTTP/1.1 200 OK\r\n" + b"\rX" * n),
    "chunks": lambda n: unchunked(b"1\r\nx\r\n" * (n // 6)),
    "a chunk line of digits": lambda n: unchunked(b"f" * n),
    "codings": lambda n: decoded((("Content-Encoding", "gzip," * (n // 5)),), b"x", 100),
    "a line of ARC": lambda n: _head(b"http://a " + b"1.1.1.1 " * (n // 8) + b"\n"),
    "beginnings of ARC": lambda n: read(b"WARC/1.0\r\n\r\n" + b"\nhttp://a" * (n // 9)),
    "beginnings of records": lambda n: read(b"WARC/1.0\r\nA:\r\n\r\n" * (n // 16)),
    "blank lines": lambda n: read(b"\r\n" * n),
    "an address in an address": lambda n: within("http://a/" + "1" * n),
    "dates": lambda n: _date("2024-05-01T10:20:30." + "1" * n),
}


def least_cpu(run, size: int) -> float:
    """CPU seconds of the quickest of three runs: a collection of garbage may fall into one of them."""
    took = []
    for _ in range(3):
        begin = time.process_time()
        run(size)
        took.append(time.process_time() - begin)
    return min(took)


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_as_much_takes_twice_as_long_at_most(name):
    took = [least_cpu(HOSTILE[name], size) for size in (75_000, 150_000, 300_000)]
    assert took[2] < 0.2 or took[2] < 3.2 * took[1], took
    assert took[2] < 20
