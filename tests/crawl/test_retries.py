"""Servers that send back to the address that was asked, before they answer."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.core.engine import ExecutionEngine

from archive.model import Address, Capture
from crawler.frontier.retries import followed, is_due, retried
from tests.support.little import LIST, Answer, Little, article_path
from tests.support.portal import rows, value


@pytest.fixture
def portal():
    with Little(list(range(392001, 392004))) as little:
        yield little


def sent_back(portal, path, how, told=""):
    """Makes `path` answer only whoever comes back; `how` adds to the address, `told` is the cookie that counts."""
    page = portal.answer_to(path)

    def answer(asked):
        if told in asked.headers.get("cookie", "") and asked.path.endswith(how):
            return page
        return Answer("", 302, {"Location": path + how, "Set-Cookie": "session=1; path=/"})

    portal.pages |= {path: answer, path + how: answer}


@pytest.mark.parametrize(
    ("how", "told"),
    [("", "session=1"), ("?AspxAutoDetectCookieSupport=1", "session=1"), ("?again=1", "")],
    ids=["a cookie", "a cookie and a mark", "a mark"],
)
def test_who_is_sent_back_to_the_same_place_goes_there(portal, archive, how, told):
    for path in ("/", LIST, *map(article_path, portal.numbers)):
        sent_back(portal, path, how, told)
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == 3
    assert {row["versions"] for row in rows(archive, "select versions from articles")} == {1}
    assert value(archive, "select count(*) from addresses where kind = 'article'") == 3
    portal.crawl(archive, "--all")
    assert value(archive, "select count(*) from versions") == 3


def test_who_is_sent_back_without_end_stops(portal, archive):
    path = article_path(392001)
    portal.pages[path] = Answer("", 302, {"Location": path})
    portal.crawl(archive)
    assert portal.asked().count(path) == 6
    assert value(archive, "select count(*) from articles") == 2


def test_a_redirect_to_another_place_is_followed_as_an_address_of_its_own(portal, archive):
    portal.pages[article_path(392001)] = Answer("", 302, {"Location": article_path(392009)})
    portal.pages[article_path(392009)] = portal.answer_to(article_path(392002)).replace("lần thứ", "số")
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles where cms_id = '392009'") == 1


def test_what_is_asked_for_again_is_what_led_to_a_redirect():
    """Else an error that was stored behind the redirect would be asked for again and again."""
    listed = "http://h/1/2/3/tin/"
    posted = Request(listed, method="POST", body=b"__EVENTTARGET=grv")
    away = Capture("p", listed, "2026-01-01T00:00:00.000Z", 302, (("Location", f"{listed}?kept=7"),), None)
    there = followed(posted, away, lambda url: Address(url.partition("?")[0], "list"))
    assert there is not None and (there.method, there.url, there.body) == ("GET", f"{listed}?kept=7", b"")
    once_more = retried(there, away)
    assert once_more is not None and (once_more.method, once_more.url, once_more.body) == (
        *("POST", listed, posted.body),
    )
    assert not is_due(once_more) and once_more.meta["tries"] == 2
    third = retried(once_more, away)
    assert third is not None and retried(third, away) is None


def test_scrapy_can_be_told_how_often_to_look_whether_a_pause_is_over():
    """Else each pause would last until the next look of its own, up to five seconds later."""
    assert isinstance(ExecutionEngine._SLOT_HEARTBEAT_INTERVAL, float)
