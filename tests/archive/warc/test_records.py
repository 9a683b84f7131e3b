"""Records are taken wherever their ends are known, and what is looked at is looked at once."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import sys
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
from archive.warc.records.segments import Segments
from archive.warc.records.stream import NO_WARC
from tests.support.warcs import PAGE, URL, record, reply

if sys.version_info >= (3, 14):
    from compression.zstd import compress
else:
    from backports.zstd import compress


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


def segments(*cuts: int, body: bytes = PAGE) -> list[bytes]:
    """The records of one reply that was cut at some bytes."""
    block, ends = reply(body), [*cuts, None]
    blocks = [block[begin:end] for begin, end in zip([0, *cuts], ends, strict=True)]
    made = [record("response", blocks[0], WARC_Segment_Number="1", WARC_Record_ID="<urn:x:first>")]
    for number, each in enumerate(blocks[1:], 2):
        told = {"WARC_Segment_Origin_ID": "<urn:x:first>", "WARC_Segment_Number": str(number)}
        if number == len(blocks):
            told["WARC_Segment_Total_Length"] = str(len(block))
        made.append(record("continuation", each, **told))
    return made


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0), (1, 0, 2)])
def test_a_record_cut_into_segments_is_whole_again(order):
    parts = segments(40, 60)
    other = pages(1)[0]
    found, said = read(parts[order[0]] + other + parts[order[1]] + parts[order[2]])
    assert [each.capture.payload for each in found] == [WANTED[0], PAGE] and said == []


def test_segments_are_joined_across_the_files_that_are_read_together():
    one, two, three = segments(40, 60)
    together = Segments()
    first = list(read_captures(io.BytesIO(three + one), "warc:a", together, is_last=False))
    (found,) = read_captures(io.BytesIO(two), "warc:b", together)
    assert first == [] and isinstance(found, Found)
    assert (found.capture.payload, found.capture.source) == (PAGE, "warc:a")


def test_what_is_missing_of_a_record_in_segments_is_named():
    one, _, three = segments(40, 60)
    (cut,), said = read(one + three)
    assert (cut.capture.error, cut.capture.payload) == (
        "truncated",
        reply()[:40].partition(b"\r\n\r\n")[2] or None,
    )
    found, said = read(three)
    assert found == [] and "beginning" in said[0]


CHUNKED = (("Transfer-Encoding", "chunked"), ("Content-Type", "text/html"))


@pytest.mark.parametrize("begin", [b"ad\r\n", b"1\r\n", b"0\r\n", b"ffff\r\n", b"2024\n"])
def test_a_page_that_begins_as_a_chunk_does_keeps_all_its_bytes(begin):
    page = begin + PAGE * 9
    assert decoded(CHUNKED, page, 10_000) == (page, None)


@pytest.mark.parametrize(
    ("body", "payload", "is_whole"),
    [
        (b"5\r\nhello\r\n0\r\n\r\n", b"hello", True),
        (b"5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n", b"hello", True),
        (b"0\r\n\r\n", b"", True),
        (b"5\r\nhello\r\n", b"hello", False),
        (b"5\r\nhello\r\n1f", b"hello", False),
        (b"5\r\nhel", b"hel", False),
        (b"5\r\nhello\r\n5\r\nworld, and more", b"helloworld, and more", False),
    ],
)
def test_chunks_are_taken_away_as_far_as_there_are_any(body, payload, is_whole):
    assert unchunked(body) == (payload, is_whole)


def test_a_zstd_body_may_have_several_frames_and_some_to_skip():
    skipped = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"abcd"
    packed = compress(PAGE) + skipped + compress(PAGE)
    headers = (("Content-Encoding", "zstd"),)
    assert decoded(headers, packed, 10_000) == (PAGE * 2, None)
    assert decoded(headers, skipped + packed[:-3], 10_000)[1] == "truncated"
    assert decoded(headers, packed, 10)[1] == "too-large"


def test_a_digest_may_leave_out_what_only_fills_up():
    for told in (hashlib.sha256(PAGE).digest(), hashlib.sha1(PAGE).digest(), hashlib.md5(PAGE).digest()):
        for text in (base64.b32encode(told), base64.b64encode(told)):
            name = {16: "md5", 20: "sha1", 32: "sha256"}[len(told)]
            assert parse(f"{name}:{text.decode().rstrip('=')}") == (name, told)


@pytest.mark.parametrize("digest", ["sha1:" + "A" * 32, f"sha1:{sha1_of(b'')}"])
def test_a_page_digest_that_fails_alone_is_named_and_the_page_kept(digest):
    block = f"sha1:{sha1_of(reply())}"
    found, said = read(record("response", reply(), WARC_Payload_Digest=digest, WARC_Block_Digest=block))
    assert found[0].capture.payload == PAGE and found[0].digest is None
    assert len(said) == 1 and "digest" in said[0]
    of_all = record("response", reply(), WARC_Payload_Digest=block, WARC_Block_Digest=block)
    assert read(of_all)[1] == []


@pytest.mark.parametrize("is_first", [True, False])
def test_a_member_whose_sum_is_wrong_counts_where_digest_and_neighbour_prove_it(is_first):
    told = {"WARC_Block_Digest": f"sha1:{sha1_of(reply())}"}
    page = gzip.compress(record("response", reply(), **told), mtime=0)
    page = page[:-8] + bytes(each ^ 1 for each in page[-8:-4]) + page[-4:]
    asked = gzip.compress(record("request", b"GET / HTTP/1.1\r\n\r\n"))
    other = gzip.compress(pages(1)[0])
    found, said = read((page + asked if is_first else asked + page) + other)
    assert [each.capture.payload for each in found] == [PAGE, WANTED[0]] and len(said) == 1
    # Nothing proves the address and the time of the record alone.
    assert [each.capture.payload for each in read(page + other)[0]] == [WANTED[0]]
    later = gzip.compress(record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Date="2025-08-27T07:05:00Z"))
    assert [each.capture.payload for each in read(page + later)[0]] == []


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    "digest", [{}, {"WARC_Payload_Digest": f"sha1:{sha1_of(PAGE)}"}], ids=["none", "page"]
)
def test_a_member_whose_sum_is_wrong_is_kept_as_spoilt_unless_its_page_is_proven(is_first, digest):
    page = gzip.compress(record("response", reply(), **digest), mtime=0)
    page = page[:-8] + bytes(each ^ 1 for each in page[-8:-4]) + page[-4:]
    asked = gzip.compress(record("request", b"GET / HTTP/1.1\r\n\r\n"))
    found, said = read((page + asked if is_first else asked + page) + gzip.compress(pages(1)[0]))
    kept = [(each.capture.payload, each.capture.error) for each in found]
    assert kept == [(PAGE, None if digest else "bad-encoding"), (WANTED[0], None)]
    assert len(said) == 1 and "unpacked" in said[0]


def test_a_record_without_an_address_is_named():
    nameless = pages(1)[0].replace(f"WARC-Target-URI: {URL}?0\r\n".encode(), b"")
    assert read(nameless) == ([], ["the record names no address"])


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
    "gzip members": lambda n: decoded((("Content-Encoding", "gzip"),), gzip.compress(b"") * (n // 20), 100),
    "zstd frames": lambda n: decoded((("Content-Encoding", "zstd"),), compress(b"") * (n // 9), 100),
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
