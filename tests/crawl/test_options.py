"""What the options of `luutru crawl` do."""

from __future__ import annotations

import shutil

import pytest

from crawler.replica import Replica
from tests.support.commands import luutru
from tests.support.portal import crawl, rows, value

pytestmark = pytest.mark.xdist_group("options")  # several look at a copy of one crawl


@pytest.fixture(scope="module")
def portal():
    with Replica(articles=40) as replica:
        yield replica


@pytest.fixture(scope="module")
def taken(portal, tmp_path_factory):
    """An archive of the whole portal without its files, and the requests that it took."""
    path = tmp_path_factory.mktemp("options") / "archive.db"
    before = len(portal.log)
    crawl(portal, path, "--media=none")
    return path, asked(portal, before)


@pytest.fixture
def whole(taken, archive):
    """A copy of that archive."""
    return shutil.copy(taken[0], archive)


def asked(portal, before):
    return [request for request in portal.log[before:] if not request.path.endswith("robots.txt")]


def test_limit_takes_so_many_articles(portal, archive):
    crawl(portal, archive, "--limit=7", "--media=none")
    assert value(archive, "select count(*) from articles") == 7
    assert value(archive, "select state from crawls") == "finished"


def test_after_a_limit_the_rest_is_still_found(portal, archive):
    crawl(portal, archive, "--limit=3", "--media=none")
    crawl(portal, archive, "--media=none")
    assert value(archive, "select count(*) from articles") == len(portal.truth())


def test_site_takes_the_articles_of_one_site(portal, archive):
    crawl(portal, archive, "--site=vpubnd", "--media=none")
    wanted = {truth.cms_id for truth in portal.truth() if truth.site == "vpubnd" and truth.in_lists}
    found = {row["cms_id"]: row["site"] for row in rows(archive, "select cms_id, site from articles")}
    assert wanted <= found.keys()
    assert set(found.values()) == {"vpubnd"}


def test_a_site_that_the_portal_does_not_show_is_said(portal, archive):
    done = crawl(portal, archive, "--site=vpubdn", "--media=none", code=1)
    assert "a site named vpubdn" in done.stderr


def test_since_takes_what_the_lists_date_on_or_after_a_day(portal, archive):
    dates = sorted(truth.listed_on for truth in portal.truth())
    day = dates[len(dates) // 2]
    crawl(portal, archive, f"--since={day}", "--media=none")
    wanted = {truth.cms_id for truth in portal.truth() if truth.listed_on >= day and truth.in_lists}
    older = {truth.cms_id for truth in portal.truth() if truth.listed_on < day}
    found = {row["cms_id"] for row in rows(archive, "select cms_id from articles")}
    assert wanted <= found
    assert not older & found


def test_since_spares_the_portal_the_old_pages_of_its_lists(portal, taken, archive):
    before = len(portal.log)
    newest = max(truth.listed_on for truth in portal.truth())
    crawl(portal, archive, f"--since={newest}", "--media=none")
    turns = [sum(request.method == "POST" for request in each) for each in (asked(portal, before), taken[1])]
    assert turns[0] < turns[1] / 2


@pytest.mark.parametrize(
    ("media", "kinds"), [("none", set()), ("images", {"image"}), ("all", {"image", "file"})]
)
def test_media_keeps_no_files_pictures_or_everything(portal, archive, media, kinds):
    crawl(portal, archive, f"--media={media}")
    captured = rows(
        archive,
        "select distinct a.kind from captures c join addresses a on a.id = c.address_id where c.outcome = 'ok'",
    )
    assert {row["kind"] for row in captured} - {"home", "list", "article"} == kinds


def test_a_given_article_is_taken_alone(portal, archive):
    truth = portal.truth()[5]
    address = f"{portal.home}Default.aspx?id={truth.cms_id}&sname={truth.site}"
    crawl(portal, archive, "--media=none", address)
    assert [row["cms_id"] for row in rows(archive, "select cms_id from articles")] == [truth.cms_id]
    assert value(archive, "select count(*) from captures") == 1


def test_a_given_list_is_walked_and_its_articles_are_taken(portal, whole, tmp_path):
    walked = "select url from addresses where kind = 'list' and state = 'done' and url like ?"
    number = value(whole, "select count(*) from articles where category = 'Hoạt động Đảng - Đoàn thể'")
    url = rows(whole, walked, ["%63645%"])[0]["url"]
    crawl(portal, tmp_path / "one.db", "--media=none", url)
    found = rows(tmp_path / "one.db", "select cms_id, category from articles")
    assert len(found) == number
    assert {row["category"] for row in found} == {"Hoạt động Đảng - Đoàn thể"}
    lists = "select count(distinct a.id) from captures c join addresses a on a.id = c.address_id where kind = 'list'"
    assert value(tmp_path / "one.db", lists) == 1


def test_a_given_list_brings_known_articles_again(portal, whole):
    list_url = rows(
        whole, "select url from addresses where kind = 'list' and url like '%/vpubnd/%' and state = 'done'"
    )
    before = value(whole, "select count(*) from captures where content_id is not null")
    crawl(portal, whole, "--media=none", list_url[0]["url"])
    assert value(whole, "select count(*) from captures where content_id is not null") > before


def test_all_takes_everything_again_and_makes_no_versions(portal, whole):
    crawl(portal, whole, "--media=none", "--all")
    assert value(whole, "select min(captures) from versions") == 2
    assert value(whole, "select max(versions) from articles") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "soctrang"),
        (["soctrang", "--media=films"], "--media"),
        (["soctrang", "--since=27/08/2024"], "--since"),
        (["soctrang", "--limit=0"], "--limit"),
        (["soctrang", "--home=soctrang.gov.vn"], "https://"),
        (["soctrang", "--delay=-1"], "--delay"),
        (["soctrang", "https://example.org/vpubnd/1/2/3/392000/tin/x.aspx"], "no other host"),
        (["soctrang", "--home=http://127.0.0.1:9/", "https://soctrang.gov.vn/"], "127.0.0.1:9"),
    ],
)
def test_wrong_usage_is_said_and_exits_2(archive, arguments, says):
    done = luutru("crawl", *arguments, "--archive", archive, code=2)
    assert says in done.stderr
    assert not archive.exists()


def test_a_site_that_the_portal_does_not_have_is_said_with_those_it_has(portal, archive):
    done = crawl(portal, archive, "--site=nowhere", "--media=none", code=1)
    assert "named nowhere; those known are" in done.stderr and "vpubnd" in done.stderr


def test_an_unreachable_portal_is_said_clearly_and_leaves_the_archive_intact(portal, archive):
    crawl(portal, archive, "--limit=2", "--media=none")
    before = rows(archive, "select * from articles")
    done = luutru(
        "crawl",
        "soctrang",
        "--archive",
        archive,
        "--home=http://127.0.0.1:9/",
        "--delay=0",
        "--quiet",
        code=1,
    )
    assert "could not be reached" in done.stderr
    assert rows(archive, "select * from articles") == before
    assert value(archive, "select state from crawls order by id desc limit 1") == "failed"
