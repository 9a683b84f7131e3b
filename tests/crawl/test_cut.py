"""Lists that are longer than one crawl may read: each crawl reads on where the last one left off."""

import pytest

from crawler.replica import Replica
from tests.support.commands import luutru
from tests.support.portal import rows, value

CATEGORY = "Thông tin phục vụ Sản xuất Nông nghiệp"
RUNS = 40


@pytest.fixture(scope="module")
def portal():
    with Replica(articles=300) as replica:
        yield replica


def crawl(portal, archive, *more):
    """A crawl of one site through one host; the requests that it took."""
    before = len(portal.log)
    pace = ["--delay=0", "--quiet", "--media=none"]
    luutru("crawl", "soctrang", "--archive", archive, f"--home={portal.home}", "--site=snnptnt", *pace, *more)
    return portal.log[before:]


def turns(requests):
    return [request.argument for request in requests if request.method == "POST"]


def listed(portal):
    return {truth.cms_id for truth in portal.truth() if truth.category == CATEGORY}


def known(archive):
    return {row["cms_id"] for row in rows(archive, "select cms_id from articles")}


def test_a_list_longer_than_max_requests_is_read_to_its_end_by_crawls_in_a_row(portal, archive):
    most = 11
    for _ in range(RUNS):
        asked = crawl(portal, archive, f"--max-requests={most}")
        assert len(asked) <= most
        assert all(request.status == 200 for request in asked)
        if len(asked) < most:
            break
    assert listed(portal) <= known(archive)
    assert value(archive, "select max(pages) from walk where walked_at is not null") > most
    assert value(archive, "select count(*) from cut") == 0


def test_what_is_new_at_the_top_is_found_before_the_walk_goes_on_below(archive):
    with Replica(articles=300) as portal:
        crawl(portal, archive, "--max-requests=20")
        reached = value(archive, "select max(page) from cut")
        before = listed(portal)
        while listed(portal) <= before:
            portal.advance()
        asked = crawl(portal, archive)
        assert listed(portal) <= known(archive)
    assert f"Page${reached + 1}" in turns(asked)


def test_a_list_is_walked_anew_where_the_server_has_forgotten_the_form(portal, archive):
    crawl(portal, archive, "--max-requests=20")
    cut = rows(archive, "select page from cut order by page desc limit 1")[0]
    portal.fail(f"Page${cut['page'] + 1}", 500)
    try:
        for _ in range(3):
            asked = crawl(portal, archive)
    finally:
        portal.heal()
    assert listed(portal) <= known(archive)
    assert value(archive, "select count(*) from cut") == 0
    assert value(archive, "select count(*) from walk where walked_at is null") == 0
    assert asked
