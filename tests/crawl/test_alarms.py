"""When a portal's pages no longer yield what they did, and how that is shown and acknowledged."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from archive import clock
from archive.alarms import Alarm, shown, withdraw
from archive.alarms import note as raise_alarm
from archive.errors import ArchiveError
from crawler.crawl.run import Run
from crawler.frontier.scope import Scope
from crawler.monitoring import baseline
from crawler.options import Options
from crawler.portals.registry import portal_named
from crawler.replica import Replica
from tests.support.commands import luutru
from tests.support.facts import new_archive
from tests.support.little import LIST, Answer, Little, article, article_path, frame, not_found
from tests.support.portal import crawl, rows
from tests.support.skins import article_page, list_page, prose


@pytest.fixture
def portal():
    with Little(list(range(392001, 392041))) as little:
        yield little


def status(archive, *more, code=0):
    return luutru("status", "--archive", archive, *more, code=code)


def alarms(archive):
    return json.loads(status(archive, "--json").stdout)["alarms"]


@pytest.mark.parametrize("skin", ["tables", "blocks"])
def test_a_redesign_without_the_statistics_box_raises_an_alarm_and_gives_no_article_a_version(skin, archive):
    with Replica(skin=skin, articles=36) as replica:
        crawl(replica, archive, "--media=none")
        replica.redesign()
        done = crawl(replica, archive, "--media=none", "--all", code=3)
    assert "box" in done.stderr
    fall = next(alarm for alarm in alarms(archive) if alarm["field"] == "box")
    assert fall["before"] > 0.8 and fall["now"] < 0.1
    assert fall["addresses"] and all(url.startswith("http://127.0.0.1") for url in fall["addresses"])
    assert rows(archive, "select * from articles where versions > 1") == []
    assert rows(archive, "select * from events where event <> 'published'") == []


def test_a_list_whose_pages_nothing_asks_for_is_an_alarm(portal, archive):
    pages = " ".join(f"<a href='#' class='ButtonPage'>{number}</a>" for number in range(1, 6))
    portal.pages[LIST] = portal.answer_to(LIST).replace("</ul>", f"</ul><div>{pages}</div>")
    portal.crawl(archive, code=3)
    assert [(alarm["kind"], alarm["addresses"]) for alarm in alarms(archive)] == [
        ("pager", [portal.home.rstrip("/") + LIST])
    ]
    assert f"pager: {portal.home}"[:-1] in status(archive).stdout


def test_an_alarm_stays_open_until_it_is_acknowledged_and_then_the_new_state_is_the_measure(portal, archive):
    portal.crawl(archive)
    assert alarms(archive) == []
    assert status(archive, "--check").stdout.startswith("OK")
    pages = {article_path(n): article(n, total=None) for n in portal.numbers}
    portal.pages |= pages | {LIST: portal.answer_to(LIST).replace("Thống kê truy cập", "")}
    portal.crawl(archive, "--all", code=3)
    portal.crawl(archive, "--all", code=3)
    [alarm] = [alarm for alarm in alarms(archive) if alarm["field"] == "box"]
    shown = status(archive).stdout
    assert "box fell from" in shown and alarm["addresses"][0] in shown
    check = status(archive, "--check", code=3).stdout
    assert check.startswith("ALARM") and check.count("\n") == 1
    status(archive, "--ack", str(alarm["id"]))
    told = rows(archive, "select acknowledged_at, acknowledged_by from alarms where id = ?", [alarm["id"]])[0]
    assert told["acknowledged_at"] and told["acknowledged_by"]
    status(archive, "--ack")
    assert alarms(archive) == []
    portal.crawl(archive, "--all")
    assert status(archive, "--check").stdout.startswith("OK")


def test_the_same_page_that_cannot_be_read_is_not_brought_up_again_once_acknowledged(portal, archive):
    portal.crawl(archive)
    wall = (
        "<html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies</body></html>"
    )
    portal.pages[article_path(392005)] = wall
    portal.crawl(archive, "--all", code=3)
    status(archive, "--ack", "all")
    portal.crawl(archive, "--all")
    portal.pages[article_path(392006)] = wall
    portal.crawl(archive, "--all", code=3)
    [alarm] = alarms(archive)
    assert [url.rpartition("-")[2] for url in alarm["addresses"]] == ["392006.aspx"]


def test_articles_that_lose_their_department_raise_an_alarm_that_names_it(portal, archive):
    portal.crawl(archive)
    for number in portal.numbers:
        portal.pages[article_path(number)] = article(number).replace("<p>Phòng Nội chính</p>", "")
    done = portal.crawl(archive, "--all", code=3)
    assert "department fell from" in done.stderr


def test_a_counter_that_goes_back_is_an_alarm(portal, archive):
    portal.crawl(archive)
    portal.pages["/"] = frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a>", total=17)
    done = portal.crawl(archive, code=3)
    assert "went back from 1561138 to 17" in done.stderr


def test_acknowledging_what_is_not_there_is_said(portal, archive):
    portal.crawl(archive)
    assert "no open alarm 7" in status(archive, "--ack", "7", code=1).stderr
    assert "--ack" in status(archive, "--ack", "seven", code=2).stderr


def test_the_check_fails_without_a_recent_crawl_or_a_readable_archive(portal, archive, tmp_path):
    assert status(tmp_path / "none.db", "--check", code=1).stdout.startswith("FAILED")
    (tmp_path / "broken.db").write_bytes(b"no archive" * 1000)
    assert status(tmp_path / "broken.db", "--check", code=1).stdout.startswith("FAILED")
    portal.crawl(archive)
    with closing(sqlite3.connect(archive)) as db, db:
        db.execute("update crawls set finished_at = '2024-01-01T00:00:00.000Z'")
    late = status(archive, "--check", "--max-age=12h", code=1).stdout
    assert late.startswith("FAILED") and "soctrang" in late


def test_the_check_counts_only_crawls_that_asked_and_that_ended_by_now(portal, archive):
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    shut = f"{now + timedelta(hours=2):%H:%M}-{now + timedelta(hours=3):%H:%M}"
    portal.crawl(archive, f"--window={shut}")
    assert status(archive, "--check", code=1).stdout.startswith("FAILED")
    portal.crawl(archive)
    assert status(archive, "--check").stdout.startswith("OK")
    with closing(sqlite3.connect(archive)) as db, db:
        db.execute("update crawls set finished_at = '2124-01-01T00:00:00.000Z'")
    assert status(archive, "--check", code=1).stdout.startswith("FAILED")


def test_a_clock_that_is_days_off_is_an_alarm(portal, archive):
    portal.pages["/"] = Answer(portal.answer_to("/"), headers={"Date": "Tue, 27 Aug 2024 07:05:00 GMT"})
    done = portal.crawl(archive, code=3)
    assert f"clock: {portal.home}" in done.stderr
    assert "is the clock of this machine right?" in status(archive).stdout


def test_a_crawl_under_an_impossible_clock_asks_for_nothing(portal, archive, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "1970-01-01T00:00:07.000Z")
    soctrang = portal_named("soctrang")
    scope = Scope(soctrang, Options())
    with pytest.raises(ArchiveError, match="clock of this machine says 1970"):
        Run.begin(soctrang, archive, Options(), scope, seeds=[], stop=lambda: None)
    assert not archive.exists()


def test_a_portal_that_leads_to_no_article_at_all_is_no_success(portal, archive):
    notice = frame("Cổng thông tin mới", "<a href='/web/trang-moi'>Xin mời xem trang mới</a>")
    portal.pages |= {"/": notice, LIST: notice}
    done = portal.crawl(archive, code=1)
    assert "no page that was read leads to an article" in done.stderr


def yields(chance, sites, pages, share):
    return {
        f"site{n}/article": {
            "pages": pages,
            "department": sum(chance.random() < share * (n % 3) / 2 for _ in range(pages)),
        }
        for n in range(sites)
    }


def test_chance_and_other_pages_than_usual_raise_no_alarm():
    chance = random.Random(5)
    for _ in range(400):
        before = yields(chance, 6, chance.choice([8, 40, 400]), 0.7)
        now = yields(chance, 6, chance.choice([1, 5, 30]), 0.7)
        only = dict(list(now.items())[: chance.randint(1, 6)])
        assert baseline.fallen("department", only, before) is None


def test_a_real_fall_is_seen_with_few_pages():
    chance = random.Random(5)
    before = yields(chance, 6, 60, 0.9)
    now = {key: {**counts, "department": 0} for key, counts in yields(chance, 6, 8, 0.9).items()}
    expected, share = baseline.fallen("department", now, before)
    assert 0.3 < expected < 0.6
    assert share == 0


def test_lists_that_become_short_are_seen():
    before = {"a/list": {"pages": 9, "lists": 9, "entries": 90}}
    assert baseline.shortened({"a/list": {"pages": 9, "lists": 9, "entries": 27}}, before) == (10, 3)
    assert baseline.shortened({"a/list": {"pages": 9, "lists": 9, "entries": 80}}, before) is None
    assert baseline.shortened({"b/list": {"pages": 9, "lists": 9, "entries": 9}}, before) is None


def test_a_list_that_may_go_on_in_a_way_that_is_not_understood_raises_an_alarm(portal, archive):
    turn = "<p><a href=\"javascript:__doPostBack('ctl00$m','')\">Lật trang</a></p>"
    portal.pages |= {LIST: portal.answer_to(LIST).replace("</ul>", f"</ul>{turn}")}
    portal.crawl(archive, code=3)
    [alarm] = alarms(archive)
    assert alarm["kind"] == "pager" and alarm["addresses"][0].endswith(LIST)


def test_many_articles_that_are_not_there_at_once_are_an_alarm(portal, archive):
    portal.crawl(archive)
    portal.pages |= {article_path(number): not_found() for number in portal.numbers[:15]}
    portal.crawl(archive, "--all", code=3)
    [alarm] = alarms(archive)
    assert (alarm["kind"], alarm["before"], alarm["now"]) == ("vanished", 40, 15)
    assert "15 of 40 articles" in status(archive).stdout
    portal.crawl(archive, "--all")


@pytest.mark.parametrize("first", [0, 34], ids=["the oldest", "the newest"])
def test_only_the_newest_articles_that_are_not_there_any_more_are_an_alarm_where_they_are_few(
    first, portal, archive
):
    for place, number in enumerate(portal.numbers):
        dated = f"{1 + place % 28:02}/{1 + place // 28:02}/2024"
        portal.pages[article_path(number)] = article(number).replace("27/08/2024", dated)
    portal.crawl(archive)
    portal.pages |= {article_path(number): not_found() for number in portal.numbers[first : first + 6]}
    portal.crawl(archive, "--all", code=3 if first else 0)
    assert [(each["kind"], each["now"]) for each in alarms(archive)] == [("vanished", 6)] * bool(first)


def test_an_article_that_fails_crawl_after_crawl_is_an_alarm(portal, archive):
    portal.crawl(archive)
    portal.pages[article_path(392005)] = Answer("<h1>Server Error in '/' Application.</h1>", 500)
    portal.crawl(archive, "--all")
    done = portal.crawl(archive, "--all", code=3)
    assert "unfinished" in done.stderr


def test_an_alarm_of_pages_that_are_understood_by_now_is_withdrawn_and_others_stay(archive):
    with new_archive(archive) as opened, opened.writing():
        for url in ("https://a.gov.vn/1", "https://a.gov.vn/2"):
            alarm = Alarm("no-text", now=1, addresses=(url,))
            raise_alarm(opened.db, "soctrang", None, clock.now(), alarm)
        withdraw(opened.db, "soctrang", "no-text", ["https://a.gov.vn/1"])
        assert [(row["now"], row["addresses"]) for row in shown(opened.db)] == [(1, ["https://a.gov.vn/2"])]
        withdraw(opened.db, "soctrang", "no-text", ["https://a.gov.vn/2"])
        assert shown(opened.db) == []


def test_text_that_nothing_accounts_for_on_more_pages_than_before_is_an_alarm(archive):
    chance = random.Random(12)
    with Little(list(range(392001, 392029))) as little:
        little.pages |= {article_path(number): article_page("old", number) for number in little.numbers}
        little.pages[LIST] = list_page(little.numbers)
        little.crawl(archive)
        for number in little.numbers:
            box = f"<div class='z1'><p>{prose(chance)}</p><p>{prose(chance)}</p></div><div class='s1'>"
            little.pages[article_path(number)] = article_page("old", number).replace("<div class='s1'>", box)
        done = little.crawl(archive, "--all", code=3)
    assert "accounted" in done.stderr
    fall = next(alarm for alarm in alarms(archive) if alarm["field"] == "accounted")
    assert fall["before"] > 0.9 and fall["now"] < 0.1 and len(fall["addresses"]) >= 3
    assert rows(archive, "select * from versions where number > 1") == []


def test_more_than_half_of_many_texts_changed_at_once_are_asked_about_until_they_are_as_before(
    portal, archive
):
    portal.crawl(archive)
    said = portal.text
    portal.text = " Số liệu đã được đính chính."
    for _ in range(2):
        portal.crawl(archive, "--all", code=3)
        [alarm] = alarms(archive)
        assert (alarm["kind"], alarm["before"]) == ("quarantined", 40)
        assert {row["versions"] for row in rows(archive, "select versions from articles")} == {1}
    portal.text = said
    portal.crawl(archive, "--all")
    assert rows(archive, "select * from portal_states where ended_at is null") == []
    assert rows(archive, "select * from events where event <> 'published'") == []
