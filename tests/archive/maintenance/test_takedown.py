"""A takedown removes what was said, and leaves on record who did it, when and why."""

from __future__ import annotations

import json

import pytest

from archive.captures.load import load_capture
from archive.crawls import finish_crawl, start_crawl
from archive.errors import ArchiveError, PayloadRemoved
from archive.maintenance.takedown import take_down
from archive.maintenance.verify import verify
from archive.search import index
from archive.store import Archive
from tests.support.facts import article_address, at, capture, new_archive, put, rows, says

SECRET = "0912 345 678 của bà Nguyễn Thị Mười"


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        crawl = start_crawl(archive, "soctrang", at(0), "luutru 1", {})
        put(archive, capture(says("Thông báo", SECRET, views=1), 0), crawl_id=crawl)
        put(archive, capture(says("Thông báo", SECRET, views=2), 1), crawl_id=crawl)
        put(archive, capture(says("Thông báo", "Đã sửa.", views=3), 2), crawl_id=crawl)
        other = article_address("7")
        put(archive, capture(says("Bài khác", "Chuyện khác " * 400), 3, other), other, crawl_id=crawl)
        finish_crawl(archive, crawl, at(4), "finished", None, {})
        yield archive


def remove(archive, target):
    return take_down(archive, target, who="Lưu trữ viên", why="số điện thoại riêng", at=at(5))


def test_texts_and_bytes_are_gone_from_the_file(archive):
    assert SECRET.encode() in archive.path.read_bytes()
    sha256 = rows(archive, "select payload_sha256 from captures where id = 2")[0][0]
    done = remove(archive, sha256)
    assert (len(done.payloads), len(done.contents), done.articles) == (2, 1, (1,))
    assert SECRET.encode() not in archive.path.read_bytes()
    assert not index.match(SECRET) or not rows(
        archive, "select rowid from search_index where search_index match ?", index.match(SECRET)
    )


def test_what_remains_says_that_something_was_there(archive):
    remove(archive, 1)
    assert rows(archive, "select number, captures, body from versions where article_id = 1") == [
        (1, 2, ""),
        (2, 1, ""),
    ]
    assert rows(archive, "select count(*) from captures where payload_sha256 is not null") == [(4,)]
    assert (
        rows(archive, "select codec, data from payloads where codec = 'taken down'")
        == [("taken down", None)] * 3
    )
    (detail,) = rows(archive, "select detail from ledger where kind = 'takedown'")[0]
    assert json.loads(detail)["who"] == "Lưu trữ viên"
    assert json.loads(detail)["why"] == "số điện thoại riêng"


def test_the_chain_still_verifies_and_all_else_is_there(archive):
    remove(archive, 1)
    assert list(verify(archive.path)) == []
    with Archive.open(archive.path, write=False) as fresh:
        assert load_capture(fresh, 1).payload is None
        assert b"Chuy" in load_capture(fresh, 4).payload
        with pytest.raises(PayloadRemoved):
            fresh.payloads.read(1)


def test_the_record_of_a_takedown_cannot_be_dropped_unseen(archive):
    remove(archive, 1)
    archive.db.execute("insert into setting values ('maintenance', '')")
    archive.db.execute("delete from ledger where kind = 'takedown'")
    archive.db.execute("delete from setting")
    assert any(finding.table == "payload" for finding in verify(archive.path))


def test_a_recapture_of_the_same_page_does_not_bring_it_back(archive):
    remove(archive, 1)
    put(archive, capture(says("Thông báo", SECRET, views=1), 9))
    assert rows(archive, "select body from versions order by id desc limit 1") == [("",)]
    assert list(verify(archive.path)) == []


@pytest.mark.parametrize("target", [99, "ff" * 32])
def test_what_is_not_there_cannot_be_taken_down(archive, target):
    with pytest.raises(ArchiveError, match="there is no article or payload"):
        remove(archive, target)


def test_a_reason_is_asked_for(archive):
    with pytest.raises(ArchiveError, match="reason"):
        take_down(archive, 1, who="Lưu trữ viên", why=" ", at=at(5))


def test_twice_is_once(archive):
    remove(archive, 1)
    with pytest.raises(ArchiveError, match="already"):
        remove(archive, 1)


def test_pages_that_were_packed_against_the_removed_one_stay_small(tmp_path):
    layout = " ".join(f"{number * number}" for number in range(3000))
    with new_archive(tmp_path / "archive.db") as archive:
        for number in range(6):
            address = article_address(str(number))
            put(
                archive,
                capture(says(f"Bài {number}", body_html=f"<p>{layout}</p>"), number, address),
                address,
            )
        assert rows(archive, "select count(*) from payload where base_id = 1") == [(5,)]
        before = rows(archive, "select sum(length(data)) from payload_data")[0][0]
        remove(archive, 1)
        assert rows(archive, "select sum(length(data)) < 1.1 * ? from payload_data", before) == [(1,)]
        assert list(verify(archive.path)) == []
