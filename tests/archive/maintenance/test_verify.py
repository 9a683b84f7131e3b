"""`verify` finds whatever is not as it was recorded, and says where."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from archive.crawls import finish_crawl, start_crawl
from archive.database import schema
from archive.errors import ArchiveError
from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.model import Address
from archive.store import Archive
from tests.support.facts import HOST, NOW, article_address, at, capture, new_archive, put, says

BOX = {"online": 94, "today": 430, "total": 1561138, "raw": "Online: 94\nHôm nay: 430\nTất cả: 1561138"}


def filled(path: Path) -> str:
    """A small archive with something in every table; the head of its chain."""
    with new_archive(path) as archive:
        crawl = start_crawl(archive, "soctrang", at(0), "luutru 1", {"site": None})
        picture = Address(f"{HOST}/SiteFolders/a.jpg", "image")
        for hours in range(6):
            for number in range(8):
                address = article_address(str(number))
                what = says(
                    f"Bài {number}" + "!" * (hours // 3),
                    body="\n\n".join(f"Đoạn {k} của bài {number}" for k in range(9)),
                    views=hours,
                    visits={**BOX, "online": hours, "raw": BOX["raw"].replace("94", str(hours))},
                    contact={"agency": "Văn phòng", "email": "vp@soctrang.gov.vn"},
                    captions=[["Ảnh", picture.url]],
                    images=[picture.url],
                    attachments=[["/a.pdf", "Công văn"]],
                    tables=[[["1", "2"]]],
                    body_html="<p>" + "dài " * 50,
                    department="Phòng Nội chính",
                )
                gone = {"status": 404} if number == 7 and hours > 3 else {}
                put(archive, capture(what, hours * 12, address, **gone), address, crawl_id=crawl)
        put(archive, capture(b"\xff\xd8 picture", 1, picture), picture, crawl_id=crawl)
        return finish_crawl(archive, crawl, at(99), "finished", None, {"captures": 49})


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "archive.db"
    filled(path)
    return path


def tampered(path: Path, *statements: str) -> list[str]:
    """What verify finds after changes made behind the program's back."""
    db = sqlite3.connect(path)
    db.execute(f"insert into setting values ('{schema.MAINTENANCE}', '')")
    for statement in statements:
        db.execute(statement)
    db.execute("delete from setting")
    db.commit()
    db.close()
    return [str(finding) for finding in verify(path)]


def test_a_whole_archive_has_no_findings(path):
    assert list(verify(path)) == []


TAMPERINGS = {
    "a capture's time": "update capture set captured_ms = captured_ms + 1 where id = 5",
    "a capture's status": "update reply set status = 201 where id = 1",
    "a capture left out": "delete from capture where id = 49",
    "a capture's outcome": "update capture set verdict_id = verdict_id % 2 + 1 where id = 49",
    "a payload": "update payload_data set data = x'00' where payload_id = 3",
    "a payload's hash": "update payload set sha256 = zeroblob(32) where id = 3",
    "a text": "update body set text = replace(text, 'Đoạn 1', 'Đoạn 2') where content_id = 2",
    "a title": "update content set title = 'x' where id = 2",
    "markup": "update content set markup = '[]' where id = 2",
    "a caption": "update caption set text = 'Anh' where content_id = 3",
    "a version": "update version set captures = 7 where id = 2",
    "a version left out": "delete from version where number = 2 and article_id = 3",
    "an event": "update events set event = 'gone' where event = 'missing'",
    "an article's state": "update article set state = 'gone' where id = 2",
    "an article's author": "update article set author = 'x' where id = 2",
    "a counter": "update reading set online = online + 1 where capture_id = 4",
    "a view count": "update reading set views = views + 1 where capture_id = 4",
    "an estimate": "insert into date_estimate values (1, '2024-01-01', '2024-01-01', '2024-01-02', 'ids')",
    "an amount": "update change_amount set words_added = 99 where after_id = (select max(after_id) from change_amount)",
    "a contact": "update site set email = 'x@y.vn'",
    "a portal's name": "update portals set name = 'x'",
    "a crawl's statistics": "update crawls set stats = '{}'",
    "an address": "update address set url = url || '?' where id = 2",
    "the key of an address": "update address set url_key = url_key + 1 where id = 2",
    "an address twice": "insert into address select 1000, portal, url, url_key, kind, null, cms_id, told_cms_id,"
    " told_ms, site, host, rank, state, first_seen_at, null, null, 0, 0, null, null, media_key, null, null"
    " from address where id = 2",
    "an article's address": "update address set article_id = 1 where id = 3",
    "what a search finds": "delete from search_index where rowid = 2",
    "a view": "drop view captures",
    "a guard": "drop trigger capture_stays",
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(path, what):
    assert tampered(path, TAMPERINGS[what])


def test_since_a_crawl_that_captured_nothing_there_is_nothing_wrong(path):
    with Archive.open(path) as archive:
        crawl = start_crawl(archive, "soctrang", at(900), "luutru 1", {})
        finish_crawl(archive, crawl, at(900), "stopped", None, {})
    assert list(verify(path, since=crawl)) == []
    with pytest.raises(ArchiveError, match="there is no crawl 99"):
        list(verify(path, since=99))


def test_findings_name_row_and_address(path):
    assert tampered(path, TAMPERINGS["a payload"])[0].startswith("payload 3: ")
    assert article_address("2").url in tampered(path)[0]


def test_facts_are_guarded_against_accidents(path):
    db = sqlite3.connect(path)
    for statement in (
        "update capture set captured_ms = 0",
        "delete from capture",
        "update payload_data set data = x''",
        "delete from payload_data",
        "delete from payload",
        "update reply set status = 200",
        "delete from ledger",
        "update address set url = 'x'",
        "delete from address",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="kept as it is"):
            db.execute(statement)
    db.close()


def test_the_head_kept_elsewhere_shows_what_was_cut_off(tmp_path):
    head = filled(tmp_path / "a.db")
    assert list(verify(tmp_path / "a.db", head=head)) == []
    assert "does not hold the head" in str(next(verify(tmp_path / "a.db", head="ff" * 32)))


def test_since_looks_at_what_came_later(path):
    with Archive.open(path, now=lambda: NOW) as archive:
        crawl = start_crawl(archive, "soctrang", at(200), "luutru 1", {})
        put(archive, capture(says("Mới"), 201), crawl_id=crawl)
        finish_crawl(archive, crawl, at(202), "finished", None, {})
    assert list(verify(path, since=2)) == []
    tampered(path, "update capture set captured_ms = captured_ms + 1 where id = 5")
    assert list(verify(path, since=2)) == []
    tampered(path, "update capture set captured_ms = captured_ms + 1 where id = 50")
    assert [finding.row for finding in verify(path, since=2)] == [50]


@pytest.mark.parametrize("left", [0.2, 0.5, 0.9, 0.99])
def test_torn_copies_are_recognised(path, left):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * left)])
    assert list(verify(path))


def flips(path: Path, seed: int, count: int) -> list[int]:
    """Flips one bit at a time in copies of the file; the places where nothing was found but facts differ."""
    original = path.read_bytes()
    with Archive.open(path, write=False) as archive:
        facts = list(canonical_dump(archive.db))
    copy = path.with_name("flipped.db")
    chance = random.Random(seed)
    missed = []
    for _ in range(count):
        place = chance.randrange(len(original))
        flipped = bytearray(original)
        flipped[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        for rest in path.parent.glob("flipped.db-*"):
            rest.unlink()
        if list(verify(copy)):
            continue
        try:
            with Archive.open(copy, write=False) as archive:
                same = list(canonical_dump(archive.db)) == facts
        except (ArchiveError, sqlite3.Error):
            same = False
        if not same:
            missed.append(place)
    return missed


def test_flipped_bits_are_found_or_make_no_difference(path):
    assert flips(path, seed=1, count=60) == []


@pytest.mark.long
def test_a_thousand_flipped_bits_are_found_or_make_no_difference(path):
    assert flips(path, seed=2, count=1000) == []


def test_a_torn_file_is_not_sent_back_to_verify(path):
    path.write_bytes(path.read_bytes()[:40_000])
    assert not any("luutru verify" in str(finding) for finding in verify(path))


def test_an_article_that_no_capture_shows_any_more_is_a_finding(path):
    tampered(path, "update verdict set outcome = 'soft-404' where outcome = 'ok'")
    assert "no capture shows it" in {finding.what for finding in verify(path)}


def test_another_file_is_no_archive(tmp_path):
    for content in (b"", b"text", b"SQLite format 3\0" + bytes(500)):
        other = tmp_path / "other.db"
        other.write_bytes(content)
        assert [finding.table for finding in verify(other)] == ["file"]
    assert "there is no archive" in str(next(verify(tmp_path / "none.db")))
    shutil.rmtree(tmp_path)
