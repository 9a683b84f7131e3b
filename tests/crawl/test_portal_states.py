"""What every address of a portal answers tells of the portal, and of none of its articles."""

from __future__ import annotations

import json
import os
import signal
import subprocess

import pytest

from archive.maintenance.merge import merge
from archive.maintenance.verify import verify
from tests.support.commands import installed
from tests.support.little import LIST, Answer, Little, article, article_path, frame, listing, not_found
from tests.support.portal import luutru, rows

HOME = "https://www.cantho.gov.vn/"
ITEMS = "".join(
    f"<li><span>27/08/2026</span> <a href='/ubndct/2001/40100/90001/{n}/tin/bai-{n}.aspx'>Thành phố Cần Thơ tổ chức hội"
    f" nghị lần thứ {n} về phát triển</a></li>"
    for n in range(500001, 500009)
)
NEW_HOME = (
    f"<html><head><title>Cổng thông tin điện tử thành phố Cần Thơ</title><link rel='canonical' href='{HOME}'></head>"
    f"<body><h1>Cổng thông tin điện tử thành phố Cần Thơ</h1><ul>{ITEMS}</ul><div>Thống kê truy cập<p>Tất cả: 88000000"
    "</p></div><div>Cơ quan chủ quản: UBND thành phố Cần Thơ. Địa chỉ: 02 Hòa Bình</div></body></html>"
)
CLOSED = (
    "<html><head><title>Thông báo</title></head><body><h1>Thông báo</h1><p>Cổng đã ngừng hoạt động. Mời quý vị truy cập"
    f" {HOME}</p></body></html>"
)


def spam(asked):
    """Another text at each address, dressed as an article."""
    seed = abs(hash(asked.path)) % 1000
    paragraphs = "".join(
        f"<p>Nhà cái uy tín số {seed}-{n}: nạp tiền, nhận thưởng mỗi ngày cho thành viên.</p>"
        for n in range(4)
    )
    title = f"Nhà cái số một lần {seed}"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"


WHOLE = {
    "new home page": (lambda asked: NEW_HOME, "replaced", "www.cantho.gov.vn"),
    "redirect to one page": (lambda asked: Answer("", 301, {"Location": HOME}), "moved", "www.cantho.gov.vn"),
    "redirect page by page": (
        lambda asked: Answer("", 301, {"Location": HOME.rstrip("/") + asked.path}),
        "moved",
        "www.cantho.gov.vn",
    ),
    "script": (lambda asked: f"<script>location.replace('{HOME}')</script>", "moved", "www.cantho.gov.vn"),
    "frame": (
        lambda asked: f"<frameset rows='100%'><frame src='{HOME}'></frameset>",
        "moved",
        "www.cantho.gov.vn",
    ),
    "sign-on": (
        lambda asked: Answer("", 302, {"Location": "https://sso.dancuquocgia.gov.vn/auth/realms/x"}),
        "refusing",
        "sso.dancuquocgia.gov.vn",
    ),
    "404": (lambda asked: Answer("<h1>Not Found</h1>", 404), "closed", None),
    "410": (lambda asked: Answer("<h1>Gone</h1>", 410), "closed", None),
    "403": (lambda asked: Answer("<h1>Forbidden</h1>", 403), "refusing", None),
    "500": (lambda asked: Answer("<h1>Internal Server Error</h1>", 500), "refusing", None),
    "spam": (spam, "replaced", None),
    "notice": (lambda asked: CLOSED, "closed", "www.cantho.gov.vn"),
    "nothing": (lambda asked: Answer(""), "refusing", None),
}


class Front(dict):
    """Answers every address, or those that `where` takes, in one way."""

    def __init__(self, answer, where=lambda path: True):
        super().__init__()
        self._answer, self._where = answer, where

    def get(self, path, default=None):
        return self._answer if self._where(path) else default


@pytest.fixture
def portal():
    with Little() as little:
        yield little


def states(archive):
    return rows(
        archive, "select state, target, ended_at is null as open from portal_states order by began_at"
    )


def history(archive):
    """All that must not be touched: articles, versions, events, counters, contacts."""
    return [
        rows(archive, sql)
        for sql in (
            "select cms_id, title, body, state, versions from articles order by cms_id",
            "select article_id, event, at from events order by id",
            "select max(total) as total from visit_stats",
            "select agency from sites where agency is not null",
        )
    ]


def status(archive, *more, code=0):
    return luutru("status", "--archive", archive, *more, code=code).stdout


def sound(archive):
    return [str(finding) for finding in verify(archive)]


def test_what_tells_of_the_portal_alone_and_links_that_are_dead_count_as_no_missing_article(portal, archive):
    dead = "".join(f"<a href='{article_path(number)}'>Tin</a> " for number in range(500_000, 500_006))
    portal.pages["/"] = frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a> {dead}")
    assert "12 new, 0 changed, 0 missing" in portal.crawl(archive).stdout
    news = listing(list(range(493_001, 493_013)))
    portal.pages |= {article_path(number): not_found() for number in portal.numbers} | {LIST: news}
    portal.pages |= {article_path(number): article(number) for number in range(493_001, 493_013)}
    assert "12 new, 0 changed, 0 missing" in portal.crawl(archive, "--all", code=3).stdout
    assert rows(archive, "select distinct state from articles") == [{"state": "live"}]


@pytest.mark.parametrize("name", WHOLE)
def test_a_portal_that_answers_every_address_alike_has_a_state_and_its_articles_are_as_they_were(
    name, portal, archive
):
    answer, state, target = WHOLE[name]
    portal.crawl(archive)
    before = history(archive)
    portal.pages = Front(answer)
    for _ in range(2):
        portal.crawl(archive, "--all", code=1)
        [told] = states(archive)
        assert told["open"] and told["target"] == target
        assert state is None or told["state"] == state
        assert history(archive) == before
        assert sound(archive) == []
    word = f"moved to {target}" if told["state"] == "moved" else told["state"]
    status(archive, "--ack")
    assert f"soctrang: {word}" in status(archive) and (target or "") in status(archive)
    assert f"soctrang: {word}" in status(archive, "--check", code=3)
    portal.pages = {}
    portal.crawl(archive, "--all", code=3 if name == "new home page" else 0)
    assert not states(archive)[0]["open"]
    assert history(archive)[0] == before[0]
    assert {row["event"] for row in history(archive)[1]} == {"published"}
    assert sound(archive) == []


PARTS = {
    "403": (Answer("<h1>Forbidden</h1>", 403), "refusing"),
    "404": (Answer(not_found(), 404), "closed"),
    "500": (Answer("<h1>Error</h1>", 500), "refusing"),
    "log-in": (Answer("", 302, {"Location": "/Login.aspx?ReturnUrl=x"}), "refusing"),
    "one article": (article(392007), "replaced"),
}


@pytest.mark.parametrize("name", PARTS)
def test_articles_that_are_all_refused_while_lists_answer_are_an_alarm_and_none_is_lost(
    name, portal, archive
):
    answer, state = PARTS[name]
    portal.crawl(archive)
    before = history(archive)
    portal.pages = Front(answer, lambda path: "tin-so" in path)
    portal.crawl(archive, "--all", code=3)
    assert states(archive) == [{"state": state, "target": None, "open": 1}]
    assert history(archive)[:2] == before[:2]
    assert status(archive, "--check", code=3).startswith(f"ALARM: soctrang: {state}")


def test_robots_txt_that_forbids_the_articles_is_a_state_until_it_does_no_more(portal, archive):
    portal.crawl(archive)
    portal.pages["/robots.txt"] = "User-agent: *\nDisallow: /*tin-so"
    portal.crawl(archive, "--all", code=3)
    status(archive, "--ack")
    assert "robots.txt forbids 12 of 12 articles" in status(archive, "--check", code=3)
    portal.pages = {}
    portal.crawl(archive, "--all")
    assert status(archive, "--check").startswith("OK")


def test_an_article_or_two_that_are_not_there_are_missing_also_where_only_they_are_due(portal, archive):
    portal.crawl(archive)
    removed = portal.numbers[:5]
    portal.numbers = portal.numbers[5:]
    portal.crawl(archive)
    told = rows(archive, "select cms_id from articles where state = 'missing' order by cms_id")
    assert [row["cms_id"] for row in told] == [str(number) for number in removed]
    assert states(archive) == []


def exchanged(number):
    return article(number + 1000, text=" Nội dung khác hẳn.")


def test_more_than_half_of_the_articles_exchanged_at_once_is_asked_about_and_taken_over_when_believed(
    portal, archive
):
    portal.crawl(archive)
    before = history(archive)
    portal.pages |= {article_path(number): exchanged(number) for number in portal.numbers[:7]}
    portal.crawl(archive, "--all", code=3)
    assert states(archive) == [{"state": "quarantined", "target": None, "open": 1}]
    assert history(archive)[:2] == before[:2]
    assert "7 of 12 articles changed their text at once" in status(archive)
    luutru("status", "--archive", archive, "--believe", "soctrang")
    assert states(archive) == []
    changed = rows(archive, "select title from articles where versions = 2 order by cms_id")
    assert [row["title"] for row in changed] == [
        f"Hội nghị sơ kết công tác lần thứ {n + 1000}" for n in portal.numbers[:7]
    ]
    assert sound(archive) == []
    portal.crawl(archive, "--all")
    assert (
        "no state of 'soctrang' goes on"
        in luutru("status", "--archive", archive, "--believe", "soctrang", code=1).stderr
    )


def test_less_than_half_exchanged_is_believed(portal, archive):
    portal.crawl(archive)
    portal.pages |= {article_path(number): exchanged(number) for number in portal.numbers[:5]}
    portal.crawl(archive, "--all")
    assert states(archive) == []
    assert len(rows(archive, "select * from articles where versions = 2")) == 5


def test_what_a_killed_crawl_recorded_is_taken_back_by_the_next(portal, archive):
    portal.crawl(archive)
    asked = []

    def gone(_):
        asked.append(1)
        if len(asked) == 12:
            os.kill(crawl.pid, signal.SIGKILL)
        return Answer("<h1>Not Found</h1>", 404)

    portal.pages = Front(gone)
    words = [
        "crawl",
        "soctrang",
        "--archive",
        archive,
        f"--home={portal.home}",
        "--delay=0",
        "--all",
        "--quiet",
    ]
    with subprocess.Popen([installed(), *map(str, words)]) as crawl:
        assert crawl.wait() == -signal.SIGKILL
    assert len(rows(archive, "select * from articles where state = 'missing'")) > 1
    portal.pages = {}
    portal.crawl(archive)
    assert states(archive) == [{"state": "closed", "target": None, "open": 0}]
    assert {row["event"] for row in history(archive)[1]} == {"published"}
    assert sound(archive) == []


def test_archives_that_are_merged_know_the_state_and_what_was_believed(portal, archive, tmp_path):
    portal.crawl(archive)
    portal.pages |= {article_path(number): exchanged(number) for number in portal.numbers[:7]}
    portal.crawl(archive, "--all", code=3)
    merge([archive], tmp_path / "asked.db")
    assert states(tmp_path / "asked.db") == states(archive)
    assert history(tmp_path / "asked.db")[0] == history(archive)[0]
    luutru("status", "--archive", archive, "--believe", "soctrang")
    merge([archive], tmp_path / "believed.db")
    assert states(tmp_path / "believed.db") == []
    assert history(tmp_path / "believed.db")[0] == history(archive)[0]
    assert sound(tmp_path / "believed.db") == sound(tmp_path / "asked.db") == []


def test_a_portal_that_gave_no_article_is_never_said_to_be_well(portal, archive):
    portal.pages = {LIST: listing([]), "/": frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a>")}
    portal.crawl(archive, code=1)
    assert "OK" not in status(archive, "--check", code=1)


def test_the_state_is_in_the_archive_for_programs(portal, archive):
    portal.crawl(archive)
    portal.pages = Front(Answer("", 301, {"Location": HOME}))
    portal.crawl(archive, "--all", code=1)
    [row] = json.loads(status(archive, "--json"))["portal_states"]
    assert (row["portal"], row["state"], row["target"]) == ("soctrang", "moved", "www.cantho.gov.vn")
    assert row["detail"]["asked"] == 12


def test_lists_that_do_not_answer_any_more_are_said_for_nothing_new_can_be_found(portal, archive):
    other = LIST.replace("63645", "63646")
    portal.pages["/"] = frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a> <a href='{other}'>Khác</a>")
    portal.pages[other] = listing(portal.numbers[:4])
    portal.crawl(archive)
    portal.pages |= {LIST: Answer(not_found(), 404), other: Answer(not_found(), 404)}
    portal.crawl(archive, "--all", code=3)
    status(archive, "--ack")
    assert "no list answers" in status(archive, "--check", code=3)
    assert {row["state"] for row in rows(archive, "select state from articles")} == {"live"}


def test_articles_that_ask_to_come_again_tomorrow_are_an_alarm_though_one_alone_was_asked_for(
    portal, archive
):
    portal.crawl(archive)
    later = Answer("Bảo trì", 503, {"Retry-After": "86400"})
    portal.pages = Front(later, lambda path: path.endswith(".aspx"))
    before = len(portal.log)
    portal.crawl(archive, "--all", code=3)
    assert sum(path.endswith(".aspx") for path in portal.asked(before)) == 1
    assert states(archive) == [{"state": "refusing", "target": None, "open": 1}]
    portal.pages = {}
    portal.crawl(archive, "--all")
    assert [row["open"] for row in states(archive)] == [0]


def test_what_every_other_page_says_is_busy_is_asked_for_again(portal, archive):
    portal.crawl(archive)
    busy = frame("Thông báo", "<p>Hệ thống đang bận, vui lòng thử lại sau ít phút.</p>")
    asked_for = []

    def every_other(asked):
        asked_for.append(asked.path)
        number = next(n for n in portal.numbers if article_path(n) == asked.path)
        return busy if asked_for.count(asked.path) == 1 and number % 2 else article(number, "Đã sửa.")

    portal.pages = {article_path(number): every_other for number in portal.numbers}
    portal.crawl(archive, "--all", code=3)
    assert sorted(set(asked_for)) == sorted(map(article_path, portal.numbers))
    odd = [article_path(number) for number in portal.numbers if number % 2]
    assert all(asked_for.count(path) == 2 for path in odd)


def test_a_robots_txt_that_cannot_be_had_is_named(portal, archive):
    portal.crawl(archive)
    portal.pages["/robots.txt"] = Answer("error", 500)
    portal.crawl(archive, "--all", code=1)
    [crawl] = rows(archive, "select reason from crawls where state = 'failed'")
    assert crawl["reason"].startswith("the portal is refusing; robots.txt of 127.0.0.1:")
    assert "robots.txt cannot be had" in status(archive)
