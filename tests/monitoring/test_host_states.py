"""One host of several closed, moved or refusing while the others answer: that host is named, and no article is lost."""

from __future__ import annotations

import re

import pytest

from archive.maintenance.verify import verify
from tests.crawl.test_portal_states import HOME, NEW_HOME, Front, exchanged, history, spam, states, status
from tests.support.little import LIST, Answer, Little, article, article_path, frame, listing
from tests.support.portal import rows
from tests.support.web import Site

OTHERS = list(range(393001, 393013))


def elsewhere(text):
    """The addresses of a page as the other host has them: of a site of its own, for one page at two hosts is one."""
    return text.replace("/vpubnd/1292/32237/63645/", "/ttcb/1401/40100/71200/")


def dated(text):
    """A page with days of their own for each article: one that all show is none of theirs."""
    on_lists = re.sub(r"27/08/2024(?=</span> <a href='[^']*/(\d+)/)", lambda item: day(item[1]), text)
    number = re.search(r"của tin số (\d+)", text)
    return on_lists.replace("27/08/2024", day(number[1])) if number else on_lists


def day(number):
    return f"{int(number) % 28 + 1:02}/08/2024"


def own_pages(numbers=OTHERS, where=elsewhere):
    """What a host shows, by default the other one."""
    pages = {article_path(number): article(number) for number in numbers}
    pages |= {LIST: listing(numbers)}
    pages = {where(path): where(dated(page)) for path, page in pages.items()}
    return pages | {"/": where(frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a>"))}


FRONTS = {
    "403": (Answer("<h1>Forbidden</h1>", 403), "refusing", None),
    "404": (Answer("<h1>Not Found</h1>", 404), "closed", None),
    "410": (Answer("<h1>Gone</h1>", 410), "closed", None),
    "500": (Answer("<h1>Internal Server Error</h1>", 500), "refusing", None),
    "redirect": (lambda asked: Answer("", 301, {"Location": HOME}), "moved", "www.cantho.gov.vn"),
    "new home page": (lambda asked: NEW_HOME, "replaced", "www.cantho.gov.vn"),
    "spam": (spam, "replaced", None),
    "nothing": (Answer(""), "refusing", None),
}


@pytest.fixture
def hosts():
    with Little() as one, Little([]) as other:
        other.pages = own_pages()
        one.pages = own_pages(one.numbers, str)
        yield one, other


def crawl(hosts, archive, *more, code=0):
    one, other = hosts
    return one.crawl(archive, f"--home={other.home}", *more, code=code)


def netloc(little):
    return little.home.split("/")[2]


def parts(archive):
    return rows(
        archive,
        "select part, state, target, ended_at is null as open from portal_states order by began_at, part",
    )


@pytest.mark.parametrize("name", FRONTS)
def test_a_host_in_trouble_is_named_until_that_ends_and_no_article_is_lost(name, hosts, archive):
    one, other = hosts
    answer, state, target = FRONTS[name]
    crawl(hosts, archive)
    before = history(archive)
    assert len(before[0]) == 24
    other.pages = Front(answer)
    for _ in range(2):
        crawl(hosts, archive, "--all", code=3)
        assert parts(archive) == [{"part": netloc(other), "state": state, "target": target, "open": 1}]
        assert history(archive) == before
        assert not list(verify(archive))
    status(archive, "--ack")
    word = f"moved to {target}" if state == "moved" else state
    for said in (status(archive), status(archive, "--check", code=3)):
        assert f"soctrang, host {netloc(other)}: {word}" in said and (target or "") in said
        assert f"host {netloc(one)}" not in said
    other.pages = own_pages()
    crawl(hosts, archive, "--all", code=3 if name == "new home page" else 0)
    assert not [row for row in parts(archive) if row["open"]]
    assert history(archive)[0] == before[0] and not list(verify(archive))


def test_a_section_that_moved_away_is_named_until_that_ends(archive):
    with Little([]) as one:
        here, there = range(392001, 392013), range(393001, 393013)
        pages = own_pages(here, str) | own_pages(there)
        links = f"<a href='{LIST}'>Hoạt động</a> <a href='{elsewhere(LIST)}'>Trung tâm</a>"
        pages["/"] = frame("Trang chủ", links)
        one.pages = dict(pages)
        one.crawl(archive)
        before = history(archive)
        assert len(before[0]) == 24
        away = {
            path: Answer("", 301, {"Location": HOME + path}) for path in pages if path.startswith("/ttcb/")
        }
        one.pages |= away
        for _ in range(2):
            one.crawl(archive, "--all", code=3)
            assert history(archive) == before
            assert not list(verify(archive))
            status(archive, "--ack")
        for said in (status(archive), status(archive, "--check", code=3)):
            assert f"soctrang, section {netloc(one)}/ttcb: moved to www.cantho.gov.vn" in said
        page = Site(archive).get("/-/luutru/archive").text
        assert f"soctrang, chuyên mục {netloc(one)}/ttcb: chuyên mục đã chuyển sang www.cantho.gov.vn" in page
        one.pages = pages
        one.crawl(archive, "--all")
        assert not [row for row in parts(archive) if row["open"]]
        assert history(archive)[0] == before[0] and not list(verify(archive))


def test_a_host_that_cannot_be_reached_is_named(archive):
    with Little() as one:
        with Little([]) as other:
            other.pages = own_pages()
            crawl((one, other), archive)
        crawl((one, other), archive, "--all", code=3)
    [row] = parts(archive)
    assert (row["part"], row["state"], row["open"]) == (netloc(other), "refusing", 1)
    assert {row["state"] for row in rows(archive, "select state from articles")} == {"live"}


def test_the_home_page_says_which_host_and_what_to_do(hosts, archive):
    crawl(hosts, archive)
    hosts[1].pages = Front(Answer("<h1>Not Found</h1>", 404))
    crawl(hosts, archive, "--all", code=3)
    page = Site(archive).get("/-/luutru/archive").text
    assert f"soctrang, máy chủ {netloc(hosts[1])}: máy chủ đã đóng" in page
    assert "Các máy chủ khác của cổng vẫn được thu thập như thường." in page


def test_a_host_whose_robots_txt_forbids_its_articles_is_named(hosts, archive):
    crawl(hosts, archive)
    hosts[1].pages["/robots.txt"] = "User-agent: *\nDisallow: /*tin-so"
    crawl(hosts, archive, "--all", code=3)
    status(archive, "--ack")
    assert f"host {netloc(hosts[1])}: refusing" in status(archive, "--check", code=3)
    hosts[1].pages = own_pages()
    crawl(hosts, archive, "--all")
    assert status(archive, "--check").startswith("OK")


def test_texts_exchanged_at_one_host_are_in_quarantine_and_edits_at_the_other_are_believed(hosts, archive):
    one, other = hosts
    crawl(hosts, archive)
    other.pages |= {elsewhere(article_path(number)): elsewhere(exchanged(number)) for number in OTHERS[:8]}
    one.pages[article_path(one.numbers[0])] = exchanged(one.numbers[0])
    crawl(hosts, archive, "--all", code=3)
    assert [(row["part"], row["state"]) for row in parts(archive)] == [(netloc(other), "quarantined")]
    changed = rows(archive, "select cms_id from articles where versions > 1")
    assert [row["cms_id"] for row in changed] == [str(one.numbers[0])]


def test_when_all_hosts_are_in_trouble_it_is_the_portal(hosts, archive):
    one, other = hosts
    crawl(hosts, archive)
    other.pages = Front(Answer("<h1>Not Found</h1>", 404))
    crawl(hosts, archive, "--all", code=3)
    one.pages = Front(Answer("<h1>Not Found</h1>", 404))
    crawl(hosts, archive, "--all", code=1)
    assert [(row["part"], row["open"]) for row in parts(archive)] == [(netloc(other), 0), (None, 1)]
    one.pages = own_pages(one.numbers, str)
    crawl(hosts, archive, "--all", code=3)
    assert [row["part"] for row in parts(archive) if row["open"]] == [netloc(other)]
    assert not list(verify(archive))


def test_a_few_articles_that_are_not_there_are_missing_where_their_host_shows_others(hosts, archive):
    other = hosts[1]
    crawl(hosts, archive)
    other.pages |= {elsewhere(article_path(number)): Answer("", 404) for number in OTHERS[:4]}
    crawl(hosts, archive, "--all")
    told = rows(archive, "select cms_id from articles where state = 'missing' order by cms_id")
    assert [row["cms_id"] for row in told] == [str(number) for number in OTHERS[:4]]
    assert states(archive) == []
