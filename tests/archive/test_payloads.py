"""Payloads are kept bit for bit, once, packed against what is there, and checked at every read."""

from __future__ import annotations

import random
import shutil
import subprocess

import pytest

from archive.captures.load import load_capture
from archive.errors import ArchiveDamaged
from archive.model import Address
from archive.payloads.payloads import MAX_DEPTH
from archive.store import Archive
from tests.support.facts import HOST, NOW, article_address, at, capture, new_archive, put, rows


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        yield archive


def page(seed: int, online: int = 1, size: int = 40_000) -> bytes:
    """A page of a template: much that all pages share, some text of its own, a counter."""
    template, own = random.Random(0), random.Random(seed)
    shared = "".join(template.choices("abcdefgh <>/=", k=size))
    text = "".join(own.choices("ăâđêôơưaeiou bcdghklmnpqrstvx", k=3000))
    return f"{shared[: size // 2]}{text}Online: {online}{shared[size // 2 :]}".encode()


def stored(archive) -> list[tuple]:
    return rows(archive, "select codec, length(data) from payloads")


def again(archive) -> Archive:
    """The same archive, opened anew, with nothing remembered."""
    return Archive.open(archive.path, write=False)


def test_every_payload_comes_back_bit_for_bit(archive):
    pages = [page(seed, online) for online in range(3) for seed in range(4)]
    odd = [b"", b"x", bytes(range(256)), b"\0" * 100_000, random.Random(1).randbytes(5000)]
    for hours, payload in enumerate([*pages, *odd]):
        put(
            archive, capture(payload, hours, article_address(str(hours % 4))), article_address(str(hours % 4))
        )
    with again(archive) as fresh:
        for capture_id, payload in enumerate([*pages, *odd], 1):
            assert load_capture(fresh, capture_id).payload == payload


def test_captures_come_back_as_received(archive):
    headers = (
        ("Date", "Tue, 27 Aug 2024 00:00:01 GMT"),
        ("date", "yesterday"),
        ("Content-Length", "7"),
        ("CONTENT-LENGTH", "0007"),
        ("Set-Cookie", "ASP.NET_SessionId=0123456789abcdef; path=/"),
        ("Set-Cookie", "b=2"),
        ("ETag", '"33a64df551425fcc55e4d42a148795d9"'),
        ("X-Vi", "Sóc Trăng, \"trích\" 'dẫn'"),
        ("Age", "12"),
        ("X-Empty", ""),
        ("Server", "Microsoft-IIS/10.0"),
    )
    request = {"target": "ctrl_191017_163$grvDocument", "argument": "Page$2"}
    sent = capture(b"1234567", 0, headers=headers, method="POST", request=request, source="warc", status=203)
    put(archive, sent)
    assert load_capture(archive, 1) == sent
    assert rows(
        archive, "select headers, request, media_type, status, captured_at, recorded_at from captures"
    ) == [
        (
            archive.db.execute("select json(?)", (str_json(headers),)).fetchone()[0],
            '{"argument":"Page$2","target":"ctrl_191017_163$grvDocument"}',
            None,
            203,
            at(0),
            NOW,
        )
    ]


def str_json(headers) -> str:
    import json

    return json.dumps([list(pair) for pair in headers], ensure_ascii=False)


def test_headers_that_no_text_can_hold_keep_their_bytes(archive):
    put(archive, capture(b"", 0, headers=(("X-Old", b"T\xeantrang".decode("utf-8", "surrogateescape")),)))
    assert load_capture(archive, 1).headers == (("X-Old", "T\xeantrang"),)


def test_an_unchanged_recapture_costs_next_to_nothing(archive):
    for hours in range(30):
        put(archive, capture(page(1, online=hours), hours))
    codecs, sizes = zip(*stored(archive), strict=True)
    assert codecs[0] == "zstd" and set(codecs[1:]) == {"zstd --patch-from"}
    assert max(sizes[1:]) < 100 < sizes[0]


def test_pages_of_a_template_share_it(archive):
    for seed in range(5):
        put(archive, capture(page(seed), seed, article_address(str(seed))), article_address(str(seed)))
    sizes = [size for _, size in stored(archive)]
    assert max(sizes[1:]) < sizes[0] / 5


def test_chains_stay_short_however_often_a_page_changes(archive):
    for hours in range(40):
        put(archive, capture(page(hours), hours))
    depth = {None: 0}
    for payload_id, base_id in rows(archive, "select id, base_id from payload order by id"):
        depth[payload_id] = depth[base_id] + 1
    assert max(depth.values()) <= MAX_DEPTH


def test_a_page_of_another_template_founds_its_own(archive):
    for seed in range(3):
        put(archive, capture(page(seed), seed, article_address(str(seed))), article_address(str(seed)))
    other = [random.Random(99).randbytes(20_000) + bytes([seed]) * 100 for seed in range(3)]
    for seed, payload in enumerate(other):
        put(
            archive,
            capture(payload, 9 + seed, article_address(str(9 + seed))),
            article_address(str(9 + seed)),
        )
    assert [codec for codec, _ in stored(archive)][3:] == ["raw", "zstd --patch-from", "zstd --patch-from"]


def test_walls_and_errors_are_no_base(archive):
    put(archive, capture(page(1), 0))
    put(archive, capture(b'{"kind": "wall"}' + b" " * 200, 1))
    put(archive, capture(page(1, online=2), 2))
    assert stored(archive)[2][1] < 100


def test_a_picture_is_kept_once_and_not_blown_up(archive):
    picture = random.Random(5).randbytes(30_000)
    for number in range(3):
        address = Address(f"{HOST}/SiteFolders/{number}.jpg", "image")
        headers = (("Content-Type", "image/jpeg"),)
        put(archive, capture(picture, number, address, headers=headers), address)
    assert stored(archive) == [("raw", 30_000)]
    assert rows(archive, "select count(distinct payload_sha256), count(*) from captures") == [(1, 3)]


def test_what_is_not_what_was_kept_is_never_handed_out(archive):
    put(archive, capture(page(1), 0))
    put(archive, capture(page(1, online=2), 1))
    archive.db.execute("insert into setting values ('maintenance', '')")
    archive.db.execute("update payload_data set data = (select data from payload_data where payload_id = 1)")
    with again(archive) as fresh, pytest.raises(ArchiveDamaged):
        load_capture(fresh, 2)


def test_a_wrong_base_is_noticed(archive):
    put(archive, capture(page(1), 0))
    put(archive, capture(page(1, online=2), 1))
    put(archive, capture(page(2), 2, article_address("2")), article_address("2"))
    archive.db.execute("insert into setting values ('maintenance', '')")
    archive.db.execute("update payload set codec = 2, base_id = 3 where id = 2")
    with again(archive) as fresh, pytest.raises(ArchiveDamaged):
        load_capture(fresh, 2)


@pytest.mark.skipif(shutil.which("zstd") is None, reason="the zstd tool is not installed")
def test_the_zstd_tool_restores_payloads_without_us(archive, tmp_path):
    for online in range(2):
        put(archive, capture(page(1, online), online))
    full, patch = (data for (data,) in rows(archive, "select data from payloads"))
    (tmp_path / "base.zst").write_bytes(full)
    (tmp_path / "page.zst").write_bytes(patch)
    for command in (
        ["zstd", "-d", "base.zst", "-o", "base"],
        ["zstd", "-d", "--patch-from=base", "page.zst", "-o", "page"],
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "base").read_bytes() == page(1, 0)
    assert (tmp_path / "page").read_bytes() == page(1, 1)


def test_each_page_of_a_list_is_packed_against_itself(archive):
    address = Address(f"{HOST}/vpubnd/1292/1/2/tin/", "list")
    for hours in range(2):
        for number in range(2, 6):
            request = {"target": "pager", "argument": f"Page${number}"}
            put(
                archive, capture(page(number, hours), hours, address, method="POST", request=request), address
            )
    assert max(size for _, size in stored(archive)[4:]) < 200
