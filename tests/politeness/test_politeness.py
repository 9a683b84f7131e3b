"""How a portal is treated: robots, pauses, limits, who is asking, and how quickly a crawl lets go."""

from __future__ import annotations

import os
import signal
import threading
import time
from itertools import pairwise

import pytest

from crawler.politeness.throttle import AFTER_TOO_MUCH, LONGEST, next_delay
from tests.crawl.test_due import age
from tests.support.commands import luutru, start
from tests.support.little import LIST, Answer, Little, article, article_path, frame
from tests.support.portal import rows, value


@pytest.fixture
def portal():
    with Little() as little:
        yield little


def assert_apart(times, pause):
    """That requests which came at `times` were sent `pause` seconds apart.

    On a busy machine one comes late and the next in time, so the first may have lost up to one pause.
    """
    assert times[-1] - times[0] >= (len(times) - 2) * pause


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_a_robots_file_nothing_is_forbidden(portal, archive, status):
    portal.pages["/robots.txt"] = Answer("no", status)
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_while_the_robots_file_cannot_be_had_nothing_is_asked_and_nothing_is_given_up(
    portal, archive, status
):
    portal.pages["/robots.txt"] = Answer("", status)
    done = portal.crawl(archive, code=1)
    assert "robots.txt" in done.stderr
    assert portal.asked() == []
    del portal.pages["/robots.txt"]
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_a_robots_file_that_fails_for_a_moment_is_asked_for_again(portal, archive):
    answers = iter([Answer("", 502)])
    portal.pages["/robots.txt"] = lambda asked: next(answers, Answer("no", 404))
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_what_robots_forbid_is_not_asked(portal, archive):
    portal.pages["/robots.txt"] = Answer(
        f"User-agent: *\nDisallow: {article_path(392003)}\n", headers={"Content-Type": "text/plain"}
    )
    portal.crawl(archive)
    assert article_path(392003) not in portal.asked()
    assert value(archive, "select count(*) from articles") == len(portal.numbers) - 1


def test_a_robots_file_at_another_place_is_obeyed_but_none_of_another_host(portal, archive):
    rules = f"User-agent: *\nDisallow: {article_path(392003)}\n"
    portal.pages["/robots.txt"] = Answer("", 301, {"Location": "/quy-tac/robots.txt"})
    portal.pages["/quy-tac/robots.txt"] = Answer(rules, headers={"Content-Type": "text/plain"})
    portal.crawl(archive)
    assert article_path(392003) not in portal.asked()
    with Little() as other:
        portal.pages["/robots.txt"] = Answer("", 301, {"Location": f"{other.home}robots.txt"})
        portal.crawl(archive, "--all")
        assert other.log == []
    assert article_path(392003) in portal.asked()


def test_many_that_wait_for_the_robots_file_all_obey_it(portal, archive):
    """Requests to a host wait while its rules are on their way; on a recrawl they are articles at once."""
    portal.crawl(archive)
    age(archive, 40)
    forbidden = [article_path(number) for number in portal.numbers[:8]]
    rules = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in forbidden)
    portal.pages["/robots.txt"] = Answer(rules, headers={"Content-Type": "text/plain"}, wait=1.0)
    asked = len(portal.log)
    portal.crawl(
        archive, *(f"{portal.home.rstrip('/')}{path}" for path in forbidden), "--concurrency=4", code=1
    )
    assert [each.path for each in portal.log[asked:]] == ["/robots.txt"]


@pytest.mark.parametrize("together", [1, 3])
def test_never_more_requests_at_a_time_than_asked_for_pictures_included(portal, archive, together):
    for number in portal.numbers:
        picture = f"<p><img src='/SiteFolders/{number}.png' width='600' height='400'></p>"
        portal.pages[article_path(number)] = article(number).replace(
            "<div class='content'>", f"<div class='content'>{picture}"
        )
    under_way, most, lock = 0, 0, threading.Lock()
    answer = portal.answer

    def counting(asked):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.03)
        try:
            return answer(asked)
        finally:
            with lock:
                under_way -= 1

    portal.answer = counting
    portal.crawl(archive, f"--concurrency={together}")
    assert any("SiteFolders" in path for path in portal.asked())
    assert most <= together


def test_requests_are_as_far_apart_as_the_robots_file_asks(portal, archive):
    rules = "User-agent: *\nCrawl-delay: 0.4\n"
    portal.pages["/robots.txt"] = Answer(rules, headers={"Content-Type": "text/plain"})
    portal.crawl(archive, "--limit=5")
    times = [each.at for each in portal.log if each.path not in ("/robots.txt", "/")]
    assert len(times) > 5
    assert_apart(times, 0.4)


def test_a_portal_that_shuts_itself_off_is_an_alarm_and_is_seen_again_when_it_opens(portal, archive):
    portal.crawl(archive)
    portal.pages["/robots.txt"] = Answer(
        "User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"}
    )
    before = len(portal.log)
    done = portal.crawl(archive, code=1)
    assert "robots.txt forbids" in done.stderr
    assert portal.asked(before) == []
    del portal.pages["/robots.txt"]
    portal.numbers.insert(0, 392100)
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_an_article_that_may_no_longer_be_fetched_is_an_alarm(portal, archive):
    portal.crawl(archive)
    forbidden = article_path(392003)
    portal.pages["/robots.txt"] = Answer(
        f"User-agent: *\nDisallow: {forbidden}\n", headers={"Content-Type": "text/plain"}
    )
    done = portal.crawl(archive, "--all", code=3)
    assert "forbidden (robots.txt)" in done.stderr and forbidden in done.stderr
    assert value(archive, "select state from articles where cms_id = '392003'") == "live"
    del portal.pages["/robots.txt"]
    before = len(portal.log)
    portal.crawl(archive)
    assert forbidden not in portal.asked(before), "the rules are not looked up again at once"
    age(archive, 8)
    portal.crawl(archive)
    assert forbidden in portal.asked(before)


def test_a_host_that_asks_for_a_pause_gets_it_from_all_requests(portal, archive):
    del portal.numbers[6:]  # the pauses get shorter only slowly
    replies = [Answer("", 429, {"Retry-After": "3"})]
    path = article_path(392004)
    portal.pages[path] = lambda asked: replies.pop() if replies else article(392004)
    portal.crawl(archive)
    refused = next(n for n, each in enumerate(portal.log) if each.path == path)
    # What was under way already may still come.
    late = [each.at - portal.log[refused].at for each in portal.log[refused + 2 :]]
    assert late and min(late) >= 2.9
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_a_host_that_asks_for_an_hour_is_left_alone_and_the_rest_waits(portal, archive):
    portal.pages[article_path(392004)] = Answer("", 503, {"Retry-After": "3600"})
    done = portal.crawl(archive, code=5)
    assert "pause" in done.stderr
    del portal.pages[article_path(392004)]
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") >= len(portal.numbers) - 1


def test_a_server_that_slows_down_is_asked_more_slowly_and_then_only_slowly_faster(archive):
    def slow(number):
        return lambda asked: Answer(article(number), wait=0.5 if number < 392005 else 0)

    with Little() as portal:
        portal.pages = {article_path(number): slow(number) for number in portal.numbers}
        portal.crawl(archive)
        asked = [each for each in portal.log if "tin-so" in each.path]
    # Of the first articles some are asked for twice, to see what ticks.
    times = [each.at for place, each in enumerate(asked) if each.path not in {e.path for e in asked[:place]}]
    gaps = [after - before for before, after in pairwise(times)]
    assert min(gaps[1:4]) >= 0.45
    assert gaps[5] > 0.25
    assert gaps[-1] < gaps[5]


def test_the_pause_has_bounds():
    assert next_delay(1.0, 1.0, 0.2, 200) == 1.0
    assert next_delay(1.0, 1.0, 500.0, 200) == LONGEST
    assert next_delay(0.0, 0.0, 0.01, 503) == AFTER_TOO_MUCH
    assert next_delay(LONGEST, 1.0, 0.1, 429) == LONGEST
    assert next_delay(8.0, 1.0, 0.1, 404) == 8.0
    delays = [8.0]
    for _ in range(40):
        delays.append(next_delay(delays[-1], 1.0, 0.1, 200))
    assert delays == sorted(delays, reverse=True)
    assert 1.0 <= delays[-1] < 1.01


def test_by_default_requests_are_a_second_apart_and_one_at_a_time(portal, archive):
    luutru("crawl", "soctrang", "--archive", archive, f"--home={portal.home}", "--limit=3", "--quiet")
    assert_apart([each.at for each in portal.log if each.path != "/robots.txt"], 1.0)


def test_max_requests_is_kept_and_the_next_crawl_goes_on(portal, archive):
    done = portal.crawl(archive, "--max-requests=6")
    assert len(portal.log) <= 6
    assert "--max-requests" in done.stdout
    assert value(archive, "select state from crawls") == "finished"
    for _ in range(4):
        portal.crawl(archive, "--max-requests=8")
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_max_bytes_ends_the_crawl(portal, archive):
    portal.crawl(archive, "--max-bytes=6KB")
    kept = value(archive, "select sum(payload_bytes) from captures")
    assert 6000 <= kept <= 6000 + 3 * 3000
    assert value(archive, "select state from crawls") == "finished"


def test_outside_the_window_nothing_is_asked(portal, archive):
    from datetime import UTC, datetime, timedelta

    from crawler.limits import ZONE

    hour = datetime.now(UTC).astimezone(ZONE) + timedelta(hours=2)
    done = portal.crawl(archive, f"--window={hour:%H:%M}-{hour + timedelta(hours=1):%H:%M}")
    assert portal.log == []
    assert "--window" in done.stdout
    before = hour - timedelta(hours=3)
    portal.crawl(archive, f"--window={before:%H:%M}-{hour:%H:%M}")
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


@pytest.mark.parametrize(
    "option", ["--window=22-6-3", "--window=10:00-10:00", "--max-requests=0", "--max-bytes=lots"]
)
def test_limits_that_cannot_be_followed_are_named(portal, archive, option):
    assert option.split("=")[0] in portal.crawl(archive, option, code=2).stderr


def test_a_live_crawl_without_a_contact_asks_nobody_and_says_how_to_set_it(archive):
    environment = {name: text for name, text in os.environ.items() if name != "LUUTRU_CONTACT"}
    done = luutru("crawl", "soctrang", "--archive", archive, code=1, env=environment)
    assert "--contact" in done.stderr and "LUUTRU_CONTACT" in done.stderr
    assert not archive.exists()


def test_the_contact_is_in_every_request(portal, archive):
    portal.crawl(archive, env={**os.environ, "LUUTRU_CONTACT": "luutru@example.org"})
    assert all("luutru@example.org" in each.headers["user-agent"] for each in portal.log)


@pytest.mark.parametrize("where", ["/", LIST, "/robots.txt"])
def test_whoever_stops_a_crawl_does_not_wait_for_a_server_that_hangs(portal, archive, where):
    portal.pages[where] = Answer(frame("x", "y"), wait=60)
    child = start("crawl", "soctrang", "--archive", archive, f"--home={portal.home}", "--quiet", "--delay=0")
    deadline = time.monotonic() + 20
    while not any(each.path == where for each in portal.log) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    at = time.monotonic()
    child.send_signal(signal.SIGTERM)
    _, errors = child.communicate(timeout=120)
    assert child.returncode == 5, errors
    assert time.monotonic() - at < 5
    assert "Traceback" not in errors
    assert value(archive, "select state from crawls") == "stopped"
    del portal.pages[where]
    portal.crawl(archive)
    assert rows(archive, "select count(*) as n from articles") == [{"n": len(portal.numbers)}]


def test_a_crawl_ends_when_its_host_wants_to_be_left_alone_whatever_still_waits_for_its_turn(portal, archive):
    portal.pages |= {article_path(number): Answer("", 429) for number in portal.numbers}
    pauses = {"AFTER_TOO_MUCH": 600, "LONGEST": 600}
    constants = {f"crawler.politeness.throttle.{name}": seconds for name, seconds in pauses.items()}
    done = portal.crawl(archive, code=5, constants={**constants, "crawler.politeness.hosts.BUSY": 1})
    assert "asks for a pause (429)" in done.stderr + done.stdout
