"""An article answers at many addresses: when one of them ends, the others are tried before it is missing."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.crawl.test_due import age, due_now
from tests.support.commands import luutru
from tests.support.little import LIST, Answer, Little, article, article_path, frame, not_found
from tests.support.portal import rows, value

NUMBER = 392003
QUERY = f"/Default.aspx?sname=vpubnd&sid=1292&pageid=32237&catid=63645&id={NUMBER}"
MOBILE = f"/mDefault.aspx?sname=vpubnd&sid=1292&pageid=32237&catid=63645&id={NUMBER}"
OTHERS = (QUERY, MOBILE)


def front(*more):
    links = "".join(f"<p><a href='{path}'>Tin</a></p>" for path in more)
    return frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a>{links}")


@pytest.fixture
def portal():
    with Little() as little:
        little.pages["/"] = front(article_path(NUMBER), *OTHERS)
        little.pages |= {path: article(NUMBER) for path in OTHERS}
        yield little


def story(archive):
    return rows(
        archive,
        "select a.state, a.versions, group_concat(e.event) as events from articles a"
        " join events e on e.article_id = a.id where a.cms_id = ? group by a.id",
        [str(NUMBER)],
    )[0]


ABSENCES = [
    Answer(not_found(), 404),
    not_found(),
    Answer("", 302, {"Location": "/"}),
]


@pytest.mark.parametrize("answer", ABSENCES, ids=["404", "soft-404", "redirect-home"])
def test_an_article_whose_first_address_ends_is_found_at_another(portal, archive, answer):
    portal.crawl(archive)
    assert not set(OTHERS) & set(portal.asked())
    portal.pages[article_path(NUMBER)] = answer
    done = portal.crawl(archive, "--all")
    assert "0 missing, 0 returned" in done.stdout
    assert story(archive) == {"state": "live", "versions": 1, "events": "published"}
    before = len(portal.log)
    portal.crawl(archive, "--all")
    tried = [path for path in portal.asked(before) if path in (article_path(NUMBER), *OTHERS)]
    assert len(tried) == 1 and tried[0] in OTHERS, "from now on it is asked for where it answers"


def test_an_article_that_answers_nowhere_is_missing_and_its_addresses_are_tried_once(portal, archive):
    portal.crawl(archive)
    portal.numbers.remove(NUMBER)
    for path in OTHERS:
        del portal.pages[path]
    before = len(portal.log)
    done = portal.crawl(archive, "--all")
    assert "1 missing" in done.stdout
    assert sorted(set(portal.asked(before)) & set(OTHERS)) == sorted(OTHERS)
    assert story(archive)["state"] == "missing"
    due_now(archive)
    before = len(portal.log)
    portal.crawl(archive)
    asked = portal.asked(before)
    assert article_path(NUMBER) in asked and not set(asked) & set(OTHERS)


def test_an_article_that_comes_back_at_another_address_returns(portal, archive):
    portal.crawl(archive)
    portal.numbers.remove(NUMBER)
    for path in OTHERS:
        del portal.pages[path]
    portal.crawl(archive, "--all")
    age(archive, 40)
    portal.pages[MOBILE] = article(NUMBER)
    portal.crawl(archive)
    assert story(archive) == {"state": "live", "versions": 1, "events": "published,missing,returned"}


def test_an_address_that_told_of_the_portal_alone_is_tried_again(portal, archive):
    portal.crawl(archive)
    moved = article_path(NUMBER)
    portal.pages |= {article_path(number): Answer("", 302, {"Location": "/"}) for number in portal.numbers}
    portal.pages |= {path: Answer("", 302, {"Location": "/"}) for path in OTHERS}
    portal.crawl(archive, "--all", code=3)
    assert rows(archive, "select state from portal_states where ended_at is null") == [{"state": "closed"}]
    for path in (*map(article_path, portal.numbers), *OTHERS):
        del portal.pages[path]
    portal.numbers.remove(NUMBER)
    before = len(portal.log)
    portal.crawl(archive, "--all")
    assert {moved, *OTHERS} <= set(portal.asked(before))
    assert story(archive)["state"] == "missing"


def test_what_stood_on_a_host_that_vanished_is_asked_for_at_another(archive):
    with Little() as stays:
        with Little() as goes:
            homes = goes.home.rstrip("/"), stays.home.rstrip("/")
            paths = [home + article_path(number) for home in homes for number in goes.numbers]
            goes.pages["/"] = stays.pages["/"] = front(*paths)
            both = ["crawl", "soctrang", "--archive", archive, f"--home={stays.home}", f"--home={goes.home}"]
            both += ["--delay=0", "--quiet"]
            luutru(*both)
            taken = {row["url"] for row in rows(archive, "select url from articles")}
            gone = {url for url in taken if url.startswith(goes.home)}
            assert gone
        age(archive, 100)
        with socket.socket() as held:  # else another server may be given the port, and answer
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", urlsplit(goes.home).port))
            luutru(*both, code=3)
            luutru(*both)
        assert value(archive, "select count(*) from articles where state = 'live'") == len(goes.numbers)
        now = rows(archive, "select url from articles")
    assert all(row["url"].startswith(stays.home) for row in now)
    assert value(archive, "select max(versions) from articles") == 1
