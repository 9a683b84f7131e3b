"""What looks like an article, a list or a file and is none."""

from __future__ import annotations

import gzip
import os
import zlib

import pytest

from tests.support.commands import luutru
from tests.support.little import LIST, Answer, Little, article, article_path, frame, listing, not_found
from tests.support.portal import rows, value
from tests.support.serving import certificate_for

NUMBER = 392005
PATH = article_path(NUMBER)
WALL = (
    "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to "
    "continue</noscript><script>document.cookie='a=1';location.reload()</script></body></html>"
)
LOGIN = (
    "<html><head><title>Đăng nhập</title></head><body><form method='post'><h1>Đăng nhập hệ thống</h1>Tên đăng nhập"
    " <input name='u'> Mật khẩu <input type='password' name='p'></form></body></html>"
)


@pytest.fixture
def portal():
    with Little() as little:
        yield little


def outcome(archive, path=PATH):
    return value(
        archive,
        "select outcome from captures where url like ? order by captured_at desc, id desc",
        [f"%{path}"],
    )


def state(archive, number=NUMBER):
    return rows(archive, "select state, versions from articles where cms_id = ?", [str(number)])


@pytest.mark.parametrize(
    ("answer", "said", "then", "code"),
    [
        (Answer(not_found()), "soft-404", "missing", 0),
        (Answer(not_found(), 404), "not-found", "missing", 0),
        (Answer("", 302, {"Location": "/"}), "redirect-home", "missing", 0),
        (Answer(listing([392001, 392002, 392003, 392004, 392006])), "list-instead", "missing", 0),
        (Answer(WALL, 403), "wall", "live", 3),
        (Answer(WALL), "wall", "live", 3),
        (Answer(LOGIN), "wall", "live", 3),
        (Answer("", 302, {"Location": "/Login.aspx?ReturnUrl=x"}), "wall", "live", 3),
        (Answer("<html><body></body></html>"), "wall", "live", 3),
        (Answer(frame("Cổng", "<p>Xin chào</p>")), "wall", "live", 3),
    ],
    ids=["soft-404", "404", "home", "list", "wall-403", "wall-200", "login", "to-login", "shell", "stub"],
)
def test_what_is_no_article_is_recorded_as_what_it_is_and_makes_no_version(
    portal, archive, answer, said, then, code
):
    portal.crawl(archive)
    portal.pages[PATH] = answer
    portal.crawl(archive, "--all", code=code)
    assert outcome(archive) == said
    assert state(archive) == [{"state": then, "versions": 1}]


def test_the_same_page_at_the_addresses_of_several_articles_is_an_alarm_and_no_version(portal, archive):
    portal.crawl(archive)
    same = article(999999)
    for number in portal.numbers[:6]:
        portal.pages[article_path(number)] = same
    done = portal.crawl(archive, "--all", code=3)
    assert "same-page" in done.stderr
    outcomes = [outcome(archive, article_path(number)) for number in portal.numbers[:6]]
    assert set(outcomes) == {"same-page"}
    assert value(archive, "select max(versions) from articles") == 1
    assert not rows(archive, "select * from articles where title like '%999999%'")


def test_the_same_words_at_the_addresses_of_several_articles_are_no_text_of_the_first_either(portal, archive):
    portal.crawl(archive)
    for count, number in enumerate(portal.numbers[:6]):
        portal.pages[article_path(number)] = article(999999, total=1_600_000 + count)
    portal.crawl(archive, "--all", code=3)
    assert {outcome(archive, article_path(number)) for number in portal.numbers[:6]} == {"same-page"}
    assert value(archive, "select max(versions) from articles") == 1


@pytest.mark.parametrize("number", [392003, 392009])
def test_another_article_in_place_of_a_removed_one_is_an_alarm_and_no_version(portal, archive, number):
    portal.crawl(archive)
    portal.pages[article_path(number)] = article(392006, total=1_600_000)
    done = portal.crawl(archive, "--all", code=3)
    assert "same-page" in done.stderr
    assert outcome(archive, article_path(number)) == "same-page"
    assert outcome(archive, article_path(392006)) == "ok"
    assert value(archive, "select max(versions) from articles") == 1
    assert value(archive, "select title from articles where cms_id = ?", [str(number)]).endswith(str(number))


def test_an_article_that_was_published_twice_is_two_articles(portal, archive):
    portal.pages[article_path(392003)] = article(392006, total=1_600_000)
    portal.crawl(archive)
    portal.crawl(archive, "--all")
    assert value(archive, "select count(*) from articles where title like '%392006'") == 2


def test_an_error_page_in_place_of_a_document_is_no_document(portal, archive):
    pdf = "/SiteFolders/vpubnd/ke-hoach.pdf"
    portal.pages[PATH] = article(NUMBER).replace(
        "<p>Phòng", f"<p><a href='{pdf}'>Kế hoạch số 1</a></p><p>Phòng"
    )
    portal.pages[pdf] = not_found()
    portal.crawl(archive)
    assert outcome(archive, pdf) in ("wrong-type", "soft-404")
    assert value(archive, "select sha256 from attachments") is None
    portal.pages[pdf] = Answer(b"%PDF-1.4 x", headers={"Content-Type": "application/pdf"})
    portal.crawl(archive, "--all")
    assert outcome(archive, pdf) in ("ok", "wrong-type", "soft-404")


def test_paths_that_grow_are_not_followed(portal, archive):
    def trap(asked):
        path = asked.path.rstrip("/")
        return frame("Trang", f"<a href='{path}/vi/'>Tiếng Việt</a> <a href='{path}/en/'>English</a>")

    portal.pages["/"] = trap
    for path in ("/en/", "/vi/", "/en/vi/", "/en/en/", "/vi/vi/", "/vi/en/"):
        portal.pages[path] = trap
    portal.crawl(archive)
    assert max(len(path.split("/")) for path in portal.asked() if "tin-so" not in path and path != LIST) <= 3


def test_a_calendar_without_end_is_left(portal, archive):
    def calendar(asked):
        day = int(asked.path.rstrip("/").rsplit("/", 1)[1])
        links = "".join(f"<a href='/lich/2024/8/{day + n}/'>{day + n}</a> " for n in range(1, 60))
        return frame("Lịch", f"<p>{links}</p>")

    class Days(dict):
        def get(self, path, default=None):
            return calendar if path.startswith("/lich/") else super().get(path, default)

    portal.pages = Days(
        {"/": frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a><a href='/lich/2024/8/1/'>Lịch</a>")}
    )
    portal.crawl(archive)
    # A page names 59 more days; of two dozen pages with nothing of their own those named so far are the last.
    assert sum(path.startswith("/lich/") for path in portal.asked()) < 100
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


@pytest.mark.parametrize(
    "sent",
    [
        "<html><head><meta http-equiv='refresh' content='0; url={}'></head><body></body></html>",
        "<html><head><script>window.location='{}';</script></head><body></body></html>",
    ],
)
def test_a_page_that_sends_its_reader_on_is_followed(portal, archive, sent):
    other = f"/Default.aspx?sname=vpubnd&sid=1292&catid=63645&id={NUMBER}"
    portal.pages |= {
        "/": sent.format("/Default.aspx?sname=vpubnd&sid=1292"),
        "/Default.aspx?sname=vpubnd&sid=1292": portal.answer_to("/"),
        PATH: sent.format(other),
        other: article(NUMBER),
    }
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)
    assert outcome(archive) == "redirect"
    portal.pages[PATH] = sent.format("/")
    portal.crawl(archive, "--all")
    assert state(archive) == [{"state": "live", "versions": 1}]


def test_redirects_in_a_circle_come_to_an_end(portal, archive):
    other = f"/Default.aspx?sname=vpubnd&sid=1292&id={NUMBER}"
    portal.pages[PATH] = Answer("", 302, {"Location": other})
    portal.pages[other] = Answer("", 302, {"Location": PATH})
    portal.crawl(archive)
    assert sum(str(NUMBER) in path for path in portal.asked()) <= 4
    assert value(archive, "select count(*) from articles") == len(portal.numbers) - 1


def test_a_page_beyond_all_measure_is_broken_off(portal, archive):
    portal.pages[PATH] = "<p>" + "x" * (21 * 1024 * 1024)
    portal.crawl(archive, code=3)
    assert outcome(archive) == "too-large"
    assert value(archive, "select payload_bytes from captures where outcome = 'too-large'") is None


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_decompression_bomb_does_not_go_off(portal, archive, coding):
    zeros = b"0" * (300 * 1024 * 1024)
    packed = gzip.compress(zeros) if coding == "gzip" else zlib.compress(zeros)
    portal.pages[PATH] = Answer(packed, headers={"Content-Encoding": coding})
    portal.crawl(archive, code=3)
    assert outcome(archive) == "too-large"


def test_a_reply_that_breaks_off_is_recorded_and_tried_again(portal, archive):
    replies = [Answer(article(NUMBER), cut=500), Answer(article(NUMBER))]
    portal.pages[PATH] = lambda asked: replies.pop(0) if len(replies) > 1 else replies[0]
    portal.crawl(archive)
    outcomes = [
        row["outcome"] for row in rows(archive, "select outcome from captures where url like ?", [f"%{PATH}"])
    ]
    assert outcomes == ["truncated", "ok"]


def test_a_page_that_breaks_off_where_its_length_agrees_is_tried_again_and_makes_no_version(portal, archive):
    portal.crawl(archive)
    half = article(NUMBER)[:600]
    replies = [half, article(NUMBER)]
    portal.pages[PATH] = lambda asked: replies.pop(0) if len(replies) > 1 else replies[0]
    portal.crawl(archive, "--all")
    assert value(archive, "select count(*) from captures where outcome = 'truncated'") == 1
    portal.pages[PATH] = half
    portal.crawl(archive, "--all")
    portal.crawl(archive, "--all", code=3)
    assert state(archive) == [{"state": "live", "versions": 1}]


def test_a_list_that_breaks_off_is_asked_for_again(portal, archive):
    whole = listing(portal.numbers)
    replies = [whole[: len(whole) // 2], whole]
    portal.pages[LIST] = lambda asked: replies.pop(0) if len(replies) > 1 else replies[0]
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_letters_that_were_lost_are_an_alarm_and_no_version(portal, archive):
    portal.crawl(archive)
    portal.pages[PATH] = article(NUMBER).encode("cp1252", "replace")
    portal.crawl(archive, "--all", code=3)
    assert outcome(archive) == "bad-encoding"
    assert state(archive) == [{"state": "live", "versions": 1}]


def test_a_list_that_has_lost_its_entries_is_an_alarm_and_its_articles_are_not_gone(portal, archive):
    portal.crawl(archive)
    portal.pages[LIST] = frame("Hoạt động", "<h2>Hoạt động</h2><ul class='ArticleList'></ul>")
    portal.crawl(archive, code=3)
    assert {row["state"] for row in rows(archive, "select state from articles")} == {"live"}


@pytest.fixture
def certificate(tmp_path):
    return certificate_for(tmp_path, "127.0.0.9")


def test_a_certificate_of_another_host_is_told_as_one_that_is_not_trusted(archive, certificate):
    with Little(certificate=certificate) as portal:
        done = portal.crawl(archive, code=1, env={**os.environ, "SSL_CERT_FILE": str(certificate)})
    assert "no trusted co" in done.stderr
    assert value(archive, "select group_concat(distinct outcome) from captures") == "tls"


def test_a_broken_certificate_is_refused_unless_allowed_and_then_every_capture_says_so(archive, certificate):
    with Little(certificate=certificate) as portal:
        done = portal.crawl(archive, code=1)
        assert "no trusted co" in done.stderr
        assert portal.asked() == []
        portal.crawl(archive, "--insecure")
        portal.crawl(archive, code=1)
    said = luutru("status", "--archive", archive).stdout
    assert "refusing" in said and "× tls" in said and "luutru crawl --insecure" in said
    told = rows(archive, "select distinct request from captures where outcome = 'ok'")
    assert told == [{"request": '{"tls":"unverified"}'}]
    assert value(archive, "select count(*) from articles") == len(portal.numbers)
