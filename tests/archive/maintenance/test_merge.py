"""Merging archives is a union of facts: in any order, in any grouping, however often."""

from __future__ import annotations

import tempfile
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.captures.record import record
from archive.captures.reread import reread
from archive.completeness import completeness
from archive.contents import names
from archive.crawls import finish_crawl, finish_import, start_crawl
from archive.errors import ArchiveError
from archive.frontier.addresses import discover
from archive.integrity import hash_chain, seals
from archive.maintenance.dump import canonical_dump
from archive.maintenance.merge import merge
from archive.maintenance.merge_frontier import merge_frontier
from archive.maintenance.publish import publish
from archive.maintenance.takedown import take_down
from archive.maintenance.verify import verify
from archive.model import Address, Site
from archive.store import Archive
from tests.archive.test_history_property import captures
from tests.support.facts import (
    HOST,
    NOW,
    PORTAL,
    article_address,
    at,
    capture,
    new_archive,
    put,
    read,
    rows,
    says,
)


def dump(path: Path) -> list[str]:
    with Archive.open(path, write=False) as archive:
        return list(canonical_dump(archive.db))


def filled(path: Path, entries: list[tuple]) -> Path:
    with new_archive(path) as archive, archive.writing():
        for taken, address, extractor in entries:
            put(archive, taken, address, extractor)
    return path


def merged(into: Path, *sources: Path) -> Path:
    merge(sources, into, now=lambda: NOW)
    return into


@settings(max_examples=12, deadline=None)
@given(
    parts=st.lists(st.lists(captures(), max_size=6), min_size=3, max_size=3),
    shared=st.lists(captures(), max_size=2),
)
def test_merging_is_commutative_associative_and_idempotent(parts, shared):
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        a, b, c = (filled(here / f"{n}.db", [*part, *shared]) for n, part in zip("abc", parts, strict=True))
        ab = merged(here / "ab.db", a, b)
        assert dump(merged(here / "ba.db", b, a)) == dump(ab)
        bc = merged(here / "bc.db", b, c)
        assert dump(merged(here / "ab_c.db", ab, c)) == dump(merged(here / "a_bc.db", a, bc))
        assert dump(merged(here / "aba.db", ab, a)) == dump(ab)
        assert dump(ab) == dump(filled(here / "both.db", [*parts[0], *shared, *parts[1]]))
        assert list(verify(ab)) == []


def test_the_newer_extractor_is_believed(tmp_path):
    with new_archive(tmp_path / "a.db") as a, new_archive(tmp_path / "b.db") as b:
        taken = capture(says("Tựa"), 0)
        put(a, taken, extractor="luutru-extract 9")
        better = read(capture(says("Tựa đề"), 0).payload)
        record(b, taken, better, address=article_address(), extractor="luutru-extract 10")
    with Archive.open(merged(tmp_path / "c.db", tmp_path / "a.db", tmp_path / "b.db")) as c:
        assert rows(c, "select title from articles") == [("Tựa đề",)]
        assert rows(c, "select count(*) from captures") == [(1,)]


def test_of_two_editions_of_one_version_the_later_reading_is_believed(tmp_path):
    taken = capture(says("Tựa"), 0)
    with new_archive(tmp_path / "a.db") as a, new_archive(tmp_path / "b.db") as b:
        put(a, taken, extractor="luutru 0.1.0+ff00ff00")
        b.now = lambda: at(1)
        put(b, taken, extractor="luutru 0.1.0+99999999")
        b.now = lambda: at(24 * 365 * 10)
        better = read(capture(says("Tựa đề"), 0).payload)
        reread(b, [(1, taken, better)], "luutru 0.1.0+00000000")
    with new_archive(tmp_path / "c.db") as c:
        put(c, taken, extractor="luutru 0.1.0+eeeeeeee")
    a_b, b_c = merged(tmp_path / "ab", tmp_path / "a.db", tmp_path / "b.db"), tmp_path / "bc"
    merged(b_c, tmp_path / "b.db", tmp_path / "c.db")
    for path in (
        a_b,
        b_c,
        merged(tmp_path / "1", a_b, tmp_path / "c.db"),
        merged(tmp_path / "2", tmp_path / "a.db", b_c),
    ):
        assert list(verify(path)) == []
        with Archive.open(path) as archive:
            assert rows(archive, "select title from articles") == [("Tựa đề",)]
            assert rows(archive, "select extractor from captures") == [("luutru 0.1.0+00000000 cold",)]
    assert dump(tmp_path / "1") == dump(tmp_path / "2")


def test_history_is_derived_from_both(tmp_path):
    with new_archive(tmp_path / "a.db") as a, new_archive(tmp_path / "b.db") as b:
        for archive, hours in ((a, 0), (a, 2), (b, 1)):
            put(archive, capture(says("A" if archive is a else "B"), hours))
    result = merge([tmp_path / "a.db", tmp_path / "b.db"], tmp_path / "c.db", now=lambda: NOW)
    with Archive.open(tmp_path / "c.db") as c:
        assert rows(c, "select title from versions order by number") == [("A",), ("B",), ("A",)]
        assert result.captures == 3
        assert result.head == c.head.hex()


def test_names_are_found_anew_only_where_other_rules_found_them(tmp_path, monkeypatch):
    text = says(body="Đồng chí Trần Văn An – Chủ tịch UBND huyện Mỹ Xuyên nêu Quyết định số 12/QĐ-UBND.")
    other = says(body="Ông Lê Minh Bình – Giám đốc Sở Y tế ban hành Công văn số 7/SYT-VP.")
    with new_archive(tmp_path / "a.db") as a, new_archive(tmp_path / "b.db") as b:
        put(a, capture(text, 0))
        put(b, capture(other, 0, article_address("2")), article_address("2"))
        named = "select number from citations union select name from mentions order by 1"
        expected = sorted({*rows(a, named), *rows(b, named)})
        with b.writing():
            b.db.execute("update entity_edition set edition = 'older'")
            b.db.execute("delete from citation")
    searched = []

    def named_in(article):
        searched.append(article.body)
        return real(article)

    real = names.named_in
    monkeypatch.setattr(names, "named_in", named_in)
    merged(tmp_path / "c.db", tmp_path / "a.db", tmp_path / "b.db")
    assert searched == [tuple(other["body"])]
    with Archive.open(tmp_path / "c.db", write=False) as c:
        assert rows(c, named) == expected
    assert list(verify(tmp_path / "c.db")) == []


def test_crawls_and_frontier_come_along(tmp_path):
    with new_archive(tmp_path / "a.db") as a:
        a.add_portal(PORTAL, [Site("stn", "Sở TN")])
        crawl = start_crawl(a, "soctrang", at(0), "luutru 1", {})
        put(a, capture(says(), 0), crawl_id=crawl, found=[article_address("7")])
        finish_crawl(a, crawl, at(1), "finished", None, {"captures": 1})
    with new_archive(tmp_path / "b.db") as b:
        crawl = start_crawl(b, "soctrang", at(5), "luutru 1", {})
        put(b, capture(says(), 5), crawl_id=crawl)
    with Archive.open(merged(tmp_path / "c.db", tmp_path / "b.db", tmp_path / "a.db")) as c:
        assert rows(c, "select started_at, state from crawls") == [(at(0), "finished"), (at(5), "stopped")]
        assert rows(c, "select crawl_id from captures order by captured_at") == [(1,), (2,)]
        assert rows(c, "select state from addresses where cms_id = '7'") == [("pending",)]
        assert rows(c, "select name from sites order by sname") == [("Sở TN",), ("Văn phòng UBND",)]
        assert rows(c, "select min(recorded_at) from captures") == [(NOW,)]


def test_what_imports_said_of_the_length_of_lists_comes_along(tmp_path):
    for name, hour in (("b", 3), ("a", 4)):
        with new_archive(tmp_path / f"{name}.db") as archive:
            with archive.writing():
                put(archive, capture(says("Một"), hour))
            told = {"file": f"{name}.warc", "list_totals": {PORTAL.id: {f"{HOST}/list": 1000 + hour}}}
            finish_import(archive, at(hour), told, 1)
    ab = merged(tmp_path / "ab.db", tmp_path / "a.db", tmp_path / "b.db")
    merged(tmp_path / "ba.db", tmp_path / "b.db", ab)
    for name in ("ab", "ba"):
        with Archive.open(tmp_path / f"{name}.db", write=False) as archive:
            (found,) = completeness(archive.db)
            noted = [detail["file"] for _, detail in hash_chain.noted(archive.db, "import", 9)]
        assert (found.by, found.about, noted) == ("list", 1004, ["a.warc", "b.warc"])
        assert list(verify(tmp_path / f"{name}.db")) == []


def test_what_one_archive_took_down_is_taken_down(tmp_path):
    with new_archive(tmp_path / "a.db") as a, new_archive(tmp_path / "b.db") as b:
        put(a, capture(says("Bí mật"), 0))
        put(b, capture(says("Bí mật"), 0))
        put(b, capture(says("Bí mật", views=2), 1))
        put(b, capture(says("Khác"), 2))
        take_down(a, 1, who="Lưu trữ viên", why="yêu cầu của toà", at=at(9))
    for order in ("ab", "ba"):
        path = merged(tmp_path / f"{order}.merged", *(tmp_path / f"{name}.db" for name in order))
        assert list(verify(path)) == []
        with Archive.open(path) as c:
            assert [title == "Khác" for (title,) in rows(c, "select title from versions")] == [False, True]
            assert rows(c, "select count(*) from payloads where data is not null") == [(1,)]
    assert dump(tmp_path / "ab.merged") == dump(tmp_path / "ba.merged")


def test_what_was_captured_after_a_takedown_stays(tmp_path):
    with new_archive(tmp_path / "a.db") as a, new_archive(tmp_path / "b.db") as b:
        put(a, capture(says("Bí mật"), 0))
        take_down(a, 1, who="Lưu trữ viên", why="yêu cầu của toà", at=at(9))
        put(a, capture(says("Bí mật", views=2), 10))
        put(b, capture(says("Khác"), 0, article_address("2")), article_address("2"))
    for path in (tmp_path / "a.db", merged(tmp_path / "c.db", tmp_path / "a.db", tmp_path / "b.db")):
        assert list(verify(path)) == []
        with Archive.open(path) as archive:
            assert rows(archive, "select count(*) from contents where title = 'Bí mật'") == [(0,)]
            kept = "select data is not null from captures join payloads on sha256 = payload_sha256"
            assert rows(archive, f"{kept} where url = ? order by captured_at", article_address().url) == [
                (0,),
                (1,),
            ]


def test_addresses_of_all_sources_are_never_in_memory_at_once(tmp_path):
    def peak(count: int) -> int:
        sources = []
        for name in ("a", "b"):
            archive = new_archive(tmp_path / f"{name}{count}.db")
            found = [
                Address(f"{HOST}/vpubnd/1292/1/2/{n}/tin/bai-{name}.aspx", "article", str(n))
                for n in range(count)
            ]
            with archive.writing():
                discover(archive.db, "soctrang", found, at(0))
            sources.append(archive)
        with new_archive(tmp_path / f"into{count}.db") as target, target.writing():
            tracemalloc.start()
            merge_frontier(sources, target)
            memory = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert target.db.execute("select count(*) from address").fetchone() == (2 * count,)
        for archive in sources:
            archive.close()
        return memory

    few, many = peak(300), peak(3000)
    assert many < 2 * few


def test_refusals_say_why(tmp_path):
    with new_archive(tmp_path / "a.db") as a:
        put(a, capture(says(), 0))
    publish(tmp_path / "a.db", tmp_path / "small.db", payloads=False)
    with pytest.raises(ArchiveError, match="published without payloads"):
        merge([tmp_path / "a.db", tmp_path / "small.db"], tmp_path / "c.db")
    with pytest.raises(ArchiveError, match="is there already"):
        merge([tmp_path / "a.db"], tmp_path / "a.db")
    with pytest.raises(ArchiveError, match="there is no archive"):
        merge([tmp_path / "a.db", tmp_path / "none.db"], tmp_path / "d.db")


def test_a_merge_that_fails_leaves_nothing_that_looks_like_an_archive(tmp_path, monkeypatch):
    with new_archive(tmp_path / "a.db") as a:
        put(a, capture(says(), 0))

    def full(*_):
        raise ArchiveError("no room left")

    with monkeypatch.context() as patch:
        patch.setattr(seals, "close", full)
        with pytest.raises(ArchiveError, match="no room"):
            merge([tmp_path / "a.db"], tmp_path / "b.db")
    assert not list(tmp_path.glob("b.db*"))
    merge([tmp_path / "a.db"], tmp_path / "b.db")
    assert list(verify(tmp_path / "b.db")) == []


def test_a_capture_that_came_into_both_by_different_ways_is_counted_once(tmp_path):
    """Of a file that was imported under two names, and of a crawl that a web archive tells in whole seconds."""
    page = capture(says("A"), 0, source="warc:a.warc.gz")
    live = replace(capture(says("B"), 24), captured_at="2024-08-28T00:00:00.417Z")
    again = [replace(page, source="warc:b.warc.gz", headers=()), replace(live, captured_at=at(24))]
    address = article_address()
    a = filled(tmp_path / "a.db", [(each, address, "x 1") for each in (page, live)])
    b = filled(tmp_path / "b.db", [(each, address, "x 2") for each in again])
    ab, ba = merged(tmp_path / "ab.db", a, b), merged(tmp_path / "ba.db", b, a)
    assert dump(ab) == dump(ba)
    with Archive.open(ab, write=False) as archive:
        found = rows(archive, "select source, captured_at, extractor from captures order by 2")
    assert found == [
        ("warc:a.warc.gz", at(0), "x 2 cold"),
        ("live", "2024-08-28T00:00:00.417Z", "x 1 cold"),
    ]
