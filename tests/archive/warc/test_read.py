"""WARC files of every make are read as captures, and what is damaged in them is named and passed by."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import sys
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.warc.read import Found, read_captures
from archive.warc.records.members import Damage
from tests.support.warcs import PAGE, URL, record, reply

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDict, compress
else:
    from backports.zstd import ZstdDict, compress


def read(data: bytes) -> tuple[list[Found], list[Damage]]:
    everything = list(read_captures(io.BytesIO(data), "warc:test"))
    return (
        [each for each in everything if isinstance(each, Found)],
        [each for each in everything if isinstance(each, Damage)],
    )


def only(data: bytes) -> Found:
    found, damaged = read(data)
    assert damaged == []
    (one,) = found
    return one


def test_a_response_is_a_capture_with_what_was_received():
    capture = only(record("response", reply(headers="Server: IIS\r\nContent-Type: text/html\r\n"))).capture
    assert (capture.url, capture.status, capture.payload) == (URL, 200, PAGE)
    assert capture.captured_at == "2024-08-27T07:05:00.000Z"
    assert capture.headers == (("Server", "IIS"), ("Content-Type", "text/html"))
    assert (capture.method, capture.request, capture.error, capture.source) == (
        "GET",
        None,
        None,
        "warc:test",
    )


def test_headers_keep_their_bytes_and_lose_their_folds():
    capture = only(
        record(
            "response", reply(headers="X-Tên: Tờ trình\r\nrubbish\r\nX-Long: one\r\n  two\r\nX-Tên: hai\r\n")
        )
    ).capture
    names = [
        (name.encode("latin-1").decode(), value.encode("latin-1").decode()) for name, value in capture.headers
    ]
    assert names == [("X-Tên", "Tờ trình"), ("X-Long", "one two"), ("X-Tên", "hai")]


@pytest.mark.parametrize(
    "pack",
    [
        lambda records: b"".join(records),
        lambda records: b"".join(gzip.compress(each) for each in records),
        lambda records: gzip.compress(b"".join(records)),
        lambda records: b"".join(compress(each) for each in records),
    ],
    ids=["plain", "gzip", "gzip in one piece", "zstd"],
)
def test_files_are_read_however_they_are_packed(pack):
    records = [record("warcinfo", b"software: x\r\n")]
    records += [record("response", reply(PAGE + bytes([n])), WARC_Target_URI=f"{URL}?{n}") for n in range(5)]
    found, damaged = read(pack(records))
    assert [each.capture.url for each in found] == [f"{URL}?{n}" for n in range(5)]
    assert damaged == []


def test_a_zstd_file_may_bring_its_dictionary():
    words = ZstdDict(reply() * 20, is_raw=True).dict_content
    frame = compress(record("response", reply()), zstd_dict=ZstdDict(words, is_raw=True))
    assert len(frame) < 250
    for dictionary in (words, compress(words)):
        head = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary
        with_dictionary = head + frame
        found, damaged = read(with_dictionary)
        if damaged:  # a raw dictionary has no magic of its own, so the file cannot tell it
            assert "dictionary" in damaged[0].why
        else:
            assert [each.capture.payload for each in found] == [PAGE]


def arc(*urls: str, version: int = 1) -> list[bytes]:
    between = "" if version == 1 else " 200 sum - 0 x.arc"
    told = f"{version} 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    parts = [("filedesc://x.arc 0.0.0.0 20090101000000 text/plain", told.encode())]
    parts += [(f"{url} 127.0.0.1 20090203040506 text/html", reply()) for url in urls]
    return [f"{line}{between} {len(block)}\n".encode() + block + b"\n" for line, block in parts]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_arc_files_are_read_too(pack, version):
    capture = only(b"".join(pack(each) for each in arc(URL, version=version))).capture
    assert (capture.url, capture.captured_at, capture.payload) == (URL, "2009-02-03T04:05:06.000Z", PAGE)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_damage_in_an_arc_file_costs_one_record(pack):
    head, *rest = [pack(each) for each in arc(*(f"{URL}?{n}" for n in range(4)))]
    rest[1] = rest[1][:20] + b"\n\n" + rest[1][22:]
    found, damaged = read(head + b"".join(rest))
    assert [each.capture.url for each in found] == [f"{URL}?{n}" for n in (0, 2, 3)]
    assert len(damaged) == 1


@pytest.mark.parametrize(
    ("headers", "coded"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: br\r\n", brotli.compress(PAGE)),
        ("Content-Encoding: zstd\r\n", compress(PAGE)),
        ("Content-Encoding: gzip, br\r\n", brotli.compress(gzip.compress(PAGE))),
        (
            "Transfer-Encoding: chunked\r\n",
            b"9\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (PAGE[:9], len(PAGE) - 9, PAGE[9:]),
        ),
        ("Content-Encoding: gzip\r\n", PAGE),
        ("Transfer-Encoding: chunked\r\n", PAGE),
        ("Content-Encoding: identity\r\n", PAGE),
    ],
    ids=[
        "gzip",
        "deflate",
        "brotli",
        "zstd",
        "two",
        "chunked",
        "not gzip after all",
        "not chunked after all",
        "identity",
    ],
)
def test_a_payload_is_the_body_without_its_codings(headers, coded):
    capture = only(record("response", reply(coded, headers))).capture
    assert (capture.payload, capture.error) == (PAGE, None)


def test_a_body_that_breaks_off_or_is_coded_in_no_known_way_says_so():
    cut = only(
        record("response", reply(gzip.compress(PAGE * 50)[:-20], "Content-Encoding: gzip\r\n"))
    ).capture
    assert cut.error == "truncated"
    assert (cut.payload or b"").startswith(PAGE)
    odd = only(record("response", reply(b"???", "Content-Encoding: exi\r\n"))).capture
    assert (odd.payload, odd.error) == (b"???", "bad-encoding")
    told = only(record("response", reply(PAGE[:9]), WARC_Truncated="time")).capture
    assert (told.payload, told.error) == (PAGE[:9], "truncated")
    part = only(record("response", reply(PAGE[:9]), WARC_Segment_Number="1")).capture
    assert (part.payload, part.error) == (PAGE[:9], "truncated")


OPEN = PAGE[: -len("</html>")]
CHUNKED = "Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "page", "error"),
    [
        (f"Content-Length: {len(PAGE) + 1}\r\n", PAGE, PAGE, "truncated"),
        (f"Content-Length: {len(PAGE) - 1}\r\n", PAGE, PAGE, None),
        ("Content-Length: 9999\r\nContent-Encoding: gzip\r\n", PAGE, PAGE, None),
        (CHUNKED, b"%x\r\n" % len(PAGE) + OPEN, OPEN, "truncated"),
        (CHUNKED, b"%x\r\n" % len(OPEN) + OPEN + b"\r\n", OPEN, "truncated"),
        (CHUNKED, b"%x\r\n" % len(PAGE) + PAGE + b"\r\n", PAGE, None),  # the page itself says that it ends
        (CHUNKED, b"%X;a=b\r\n" % len(PAGE) + PAGE + b"\r\n0\r\nX: y\r\n\r\n", PAGE, None),
        (CHUNKED, PAGE, PAGE, None),
    ],
)
def test_a_connection_that_was_lost_leaves_part_of_a_page(headers, body, page, error):
    capture = only(record("response", reply(body, headers))).capture
    assert (capture.payload, capture.error) == (page, error)


@pytest.mark.parametrize("first", ["request", "response"])
def test_a_postback_is_known_by_the_request_beside_it(first):
    form = (
        b"POST / HTTP/1.1\r\nHost: x\r\n\r\n__VIEWSTATE=abc&__EVENTTARGET=ctl%24grid&__EVENTARGUMENT=Page%242"
    )
    pair = {
        "response": record("response", reply(), WARC_Record_ID="<urn:r>"),
        "request": record("request", form, WARC_Record_ID="<urn:q>", WARC_Concurrent_To="<urn:r>"),
    }
    other = record("response", reply(b"other"), WARC_Record_ID="<urn:o>", WARC_Target_URI=f"{URL}?2")
    order = [first, *(pair.keys() - {first})]
    found, damaged = read(b"".join(pair[name] for name in order) + other)
    assert damaged == []
    assert [(each.capture.method, each.capture.request) for each in found] == [
        ("POST", {"target": "ctl$grid", "argument": "Page$2"}),
        ("GET", None),
    ]


def test_a_postback_is_known_by_what_a_recorder_put_behind_its_address():
    form = "__EVENTTARGET=ctl%24grid&__EVENTARGUMENT=Page%242"
    capture = only(record("response", reply(), WARC_Target_URI=f"{URL}?a=1&__wb_method=POST&{form}")).capture
    assert (capture.url, capture.method) == (f"{URL}?a=1", "POST")
    assert capture.request == {"target": "ctl$grid", "argument": "Page$2"}


def test_a_revisit_names_the_page_that_it_leaves_out():
    seen = only(
        record(
            "revisit",
            reply(b""),
            WARC_Payload_Digest="sha1:ABC",
            WARC_Refers_To_Date="2024-08-26T07:05:00Z",
            WARC_Refers_To_Target_URI=f"<{URL}>",
        )
    )
    assert seen.revisit is not None and seen.revisit.digest == "sha1:ABC"
    assert seen.revisit.at == "2024-08-26T07:05:00.000Z"
    nothing = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
    of_wget = record("revisit", reply(b""), WARC_Payload_Digest="sha1:ABC", WARC_Block_Digest=nothing)
    assert only(of_wget).revisit is not None
    unmodified = only(record("revisit", reply(b"", status="304 Not Modified")))
    assert (unmodified.revisit, unmodified.capture.status) == (None, 304)


def test_what_is_no_reply_is_passed_over():
    data = b"".join(record(kind, b"x: y\r\n") for kind in ("warcinfo", "metadata", "conversion"))
    data += record(
        "response", b"20240827070500\nx. 60 IN A 192.0.2.1\n", WARC_Target_URI="dns:vpub.soctrang.gov.vn"
    )
    data += record("resource", b"{}", WARC_Target_URI=f"urn:pageinfo:{URL}")
    assert read(data) == ([], [])


def test_a_page_kept_without_its_reply_is_a_capture():
    capture = only(record("resource", PAGE, Content_Type="text/html")).capture
    assert (capture.status, capture.payload, capture.error) == (200, PAGE, None)
    assert capture.headers == (("Content-Type", "text/html"),)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (record("response", b"SSH-2.0-x\r\n"), "no HTTP reply"),
        (record("response", reply(), WARC_Date="gestern"), "no date"),
        (record("response", reply(), WARC_Block_Digest="sha1:" + "A" * 32), "digest differs"),
        (record("response", reply())[:-60], "does not end where"),
        (b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n\r\n", "how long it is"),
    ],
    ids=["no HTTP", "no date", "digest", "too short", "no length"],
)
def test_a_bad_record_is_named_and_the_next_one_read(bad, why):
    good = record("response", reply(), WARC_Target_URI=f"{URL}?good")
    found, damaged = read(bad + good)
    assert [each.capture.url for each in found if each.capture.url.endswith("good")] == [f"{URL}?good"]
    assert any(why in each.why for each in damaged), damaged


def test_a_page_that_is_not_the_one_of_its_digest_is_named_and_kept():
    other = "sha1:" + hashlib.sha1(b"other").hexdigest()
    found, damaged = read(record("response", reply(), WARC_Payload_Digest=other))
    assert found[0].capture.payload == PAGE and "not the one" in damaged[0].why
    packed = gzip.compress(PAGE, mtime=0)
    chunked = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    coded = reply(chunked, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")
    for body in (PAGE, packed, chunked):
        only(record("response", coded, WARC_Payload_Digest="sha1:" + hashlib.sha1(body).hexdigest()))


def test_what_a_server_says_before_its_reply_is_not_the_reply():
    capture = only(record("response", b"HTTP/1.1 100 Continue\r\n\r\n" + reply())).capture
    assert (capture.status, capture.payload) == (200, PAGE)


def test_digests_are_known_in_every_form():
    block = reply()
    sha1, sha256 = hashlib.sha1(block), hashlib.sha256(block)
    for digest in (
        f"sha1:{base64.b32encode(sha1.digest()).decode()}",
        f"sha1:{sha1.hexdigest()}",
        f"sha-256:{sha256.hexdigest()}",
        f"sha256:{base64.b32encode(sha256.digest()).decode()}",
        "blake9:unknown",
    ):
        assert only(record("response", block, WARC_Block_Digest=digest)).capture.payload == PAGE


def whole() -> tuple[list[bytes], set[tuple]]:
    records = [
        record("response", block := reply(PAGE + b"%d" % n), WARC_Target_URI=f"{URL}?{n}",
               WARC_Block_Digest=f"sha1:{hashlib.sha1(block).hexdigest()}")
        for n in range(6)
    ]  # fmt: skip
    return records, {(each.capture.url, each.capture.payload) for each in read(b"".join(records))[0]}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_anywhere_costs_one_record_and_never_goes_unnoticed(data):
    records, expected = whole()
    file = bytearray(b"".join(gzip.compress(each, mtime=0) for each in records))
    place = data.draw(st.integers(0, len(file) - 1))
    if data.draw(st.booleans()):
        file[place] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del file[place : place + data.draw(st.integers(1, 40))]
    found, damaged = read(bytes(file))
    got = {(each.capture.url, each.capture.payload) for each in found}
    assert got <= expected
    assert len(expected - got) <= 2
    assert damaged or got == expected


@pytest.mark.parametrize("pack", [gzip.compress, compress], ids=["gzip", "zstd"])
def test_a_few_bytes_that_stand_for_millions_fill_no_disk(pack, monkeypatch):
    monkeypatch.setattr("archive.warc.records.members.LARGEST", 1 << 20)
    found, damaged = read(pack(bytes(40 << 20)) + pack(record("response", reply())))
    assert len(found) == 1
    assert "unpacks to more" in damaged[0].why


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_rubbish_is_never_more_than_damage(rubbish):
    for data in (rubbish, b"WARC/1.0\r\n" + rubbish, gzip.compress(rubbish), b"\x1f\x8b\x08" + rubbish):
        found, damaged = read(data)
        assert found == []
        assert damaged or not rubbish.strip()
