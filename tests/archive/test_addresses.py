"""The frontier: what is known, what is due, and what becomes of it."""

from __future__ import annotations

import time

import pytest

from archive.crawls import start_crawl
from archive.frontier import addresses, alternates, due, leases
from archive.model import Address
from tests.support.facts import HOST, article_address, at, capture, new_archive, put, rows, says


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        yield archive


@pytest.fixture
def crawl(archive) -> int:
    return start_crawl(archive, "soctrang", at(0), "luutru 1", {})


HOME = Address(f"{HOST}/", "home")
LIST = Address(f"{HOST}/vpubnd/1292/1/2/tin/", "list")
PICTURE = Address(f"{HOST}/SiteFolders/a.jpg", "image")
OTHER_HOST = "https://soctrang.gov.vn"


def discover(archive, *found, hosts=None):
    return addresses.discover(archive.db, "soctrang", found, at(0), hosts)


def lease(archive, crawl, limit=10, now=None, **more):
    return leases.lease(archive.db, "soctrang", crawl, now or at(1), limit, **more)


def settle(archive, lease, outcome="ok", changed=None, due=None):
    said = []

    def schedule(settled):
        said.append(settled)
        return due

    leases.settle(archive.db, lease, at(2), outcome, changed, False, schedule)
    return said[0]


def test_pages_that_lead_to_others_go_first(archive, crawl):
    discover(archive, PICTURE, article_address("1"), LIST, HOME)
    assert [lease.kind for lease in lease(archive, crawl)] == ["home", "list", "article", "image"]
    assert lease(archive, crawl) == []


def test_each_address_is_known_once(archive):
    assert len(discover(archive, HOME, LIST, HOME)) == 2
    assert discover(archive, HOME, LIST) == []


def test_an_article_is_taken_once_whatever_links_to_it(archive, crawl):
    here, there = article_address("7"), article_address("7", site="ubnd-stg")
    mobile = Address(f"{OTHER_HOST}/mDefault.aspx?id=7", "article", "7")
    discover(archive, here, there, hosts={"vpub.soctrang.gov.vn"})
    assert len(lease(archive, crawl)) == 1
    discover(archive, mobile, hosts={"soctrang.gov.vn"})
    assert [lease.url for lease in lease(archive, crawl)] == [mobile.url]
    assert rows(archive, "select state from addresses order by id") == [("leased",), ("alias",), ("leased",)]


def test_an_article_that_vanished_is_tried_at_a_new_address(archive, crawl):
    discover(archive, article_address("7"))
    settle(archive, lease(archive, crawl)[0], "not-found")
    moved = article_address("7", slug="moi")
    discover(archive, moved)
    assert [lease.url for lease in lease(archive, crawl)] == [moved.url]


def test_only_what_is_asked_for_is_leased(archive, crawl):
    ids = discover(
        archive, HOME, LIST, article_address("1"), article_address("2"), Address(f"{OTHER_HOST}/", "home")
    )
    assert [each.kind for each in lease(archive, crawl, kinds=["article"], limit=1)] == ["article"]
    assert [each.url for each in lease(archive, crawl, hosts={"soctrang.gov.vn"})] == [f"{OTHER_HOST}/"]
    assert [each.id for each in lease(archive, crawl, among=[ids[1], ids[2], ids[4]])] == [ids[1]]
    assert lease(archive, crawl, now=at(-1)) == []


def test_what_settles_an_address(archive, crawl):
    discover(archive, *(article_address(str(n)) for n in range(3)))
    first, second, third = lease(archive, crawl)
    assert settle(archive, first, "ok", False, at(50)).unchanged == 1
    assert settle(archive, second, "timeout", due=at(3)).failures == 1
    assert settle(archive, third, "gone").absent
    states = rows(archive, "select state, next_due_at, failures, note from addresses order by id")
    assert states == [("done", at(50), 0, None), ("failed", at(3), 1, "timeout"), ("done", None, 0, "gone")]
    (again,) = lease(archive, crawl, now=at(4))
    assert (again.id, again.failures) == (second.id, 1)
    assert settle(archive, again, "ok", True).failures == 0


def test_counts(archive, crawl):
    discover(archive, HOME, LIST, *(article_address(str(n)) for n in range(3)))
    lease(archive, crawl, limit=1)
    states = archive.db.execute("select state, count(*) from address group by state")
    assert dict(states.fetchall()) == {"leased": 1, "pending": 4}
    assert due.count(archive.db, "soctrang", at(1)) == 4
    assert due.count(archive.db, "soctrang", at(-1)) == 0
    assert due.hosts(archive.db, "soctrang") == ["vpub.soctrang.gov.vn"]


def test_a_capture_settles_its_lease_and_brings_its_links_in_one_step(archive, crawl):
    discover(archive, article_address("1"))
    (held,) = lease(archive, crawl)
    said = []
    recorded = put(
        archive,
        capture(says(), 1, article_address("1")),
        article_address("1"),
        crawl_id=crawl,
        lease=held,
        found=[LIST, HOME],
        schedule=lambda settled: said.append(settled) or at(30),
    )
    assert len(recorded.pending) == 2
    assert (said[0].outcome, said[0].absent, said[0].gone, said[0].at) == ("ok", False, False, at(1))
    assert rows(archive, "select state, last_captured_at, next_due_at from addresses where id = 1") == [
        ("done", at(1), at(30))
    ]


def test_an_import_leaves_the_plans_of_the_crawl_alone(archive, crawl):
    discover(archive, article_address("1"))
    put(archive, capture(says(), -100, article_address("1"), source="warc"), article_address("1"))
    assert [each.cms_id for each in lease(archive, crawl)] == ["1"]


@pytest.mark.parametrize("known", [0, 20_000])
def test_leasing_does_not_get_slower_with_what_is_known(archive, crawl, known):
    with archive.writing():
        for number in range(known):
            address = Address(f"{OTHER_HOST}/{number}", "article", f"x{number}")
            addresses.add(archive.db, "soctrang", address, at(0), "done", at(1000 + number))
        discover(archive, *(article_address(str(n)) for n in range(500)))
    began = time.process_time()
    for _ in range(50):
        assert len(lease(archive, crawl)) == 10
    assert time.process_time() - began < 0.5


def test_a_host_that_failed_has_not_answered_though_another_stands_in_for_what_it_had(archive, crawl):
    there = Address(f"{OTHER_HOST}/vpubnd/1292/1/2/7/tin/bai.aspx", "article", "7")
    here = article_address("7")
    discover(archive, there, here)
    [taken] = lease(archive, crawl)
    archive.db.execute("update address set last_captured_at = ? where id = ?", (at(2), taken.id))
    settle(archive, taken, "timeout")
    host = addresses.host_of(HOST)
    tried = alternates.attempt(archive.db, taken.id, [host], at(1), at(-9))
    assert lease(archive, crawl, now=at(3))[0].id == tried
    alternates.stand_in(archive.db, tried)
    assert alternates.answered_at(archive.db, "soctrang", addresses.host_of(OTHER_HOST)) is None
    assert lease(archive, crawl, now=at(9999)) == []
    assert alternates.attempt(archive.db, tried, [host], at(4), at(-9)) is None, (
        "there is no other on that host"
    )
