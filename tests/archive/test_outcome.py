"""What became of a capture is decided in one place."""

from __future__ import annotations

import re

import pytest

from archive.alarms import MEANINGS, Alarm
from archive.model import Article, Capture, Page
from archive.readings.outcome import ABSENT, ALARMING, TRANSIENT, outcome_of

ARTICLE = Page("article", article=Article("Tựa"))
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def got(status=200, payload=b"<html>", url="https://soctrang.gov.vn/a", headers=HTML, error=None) -> Capture:
    return Capture("soctrang", url, "2024-08-27T00:00:00.000Z", status, headers, payload, error=error)


@pytest.mark.parametrize(
    "page, wanted, outcome",
    [
        (ARTICLE, "article", "ok"),
        (ARTICLE, "other", "ok"),
        (ARTICLE, "list", "article-instead"),
        (ARTICLE, "home", "article-instead"),
        (Page("article", article=Article("")), "article", "unreadable"),
        (Page("other"), "article", "unreadable"),
        (Page("article", "no-text", article=Article("Tựa")), "article", "no-text"),
        (Page("other"), "list", "unreadable"),
        (Page("other"), "other", "ok"),
        (Page("other", "same-page"), "article", "same-page"),
        (Page("article", "truncated", article=Article("Tựa")), "article", "truncated"),
        (Page("list", "bad-encoding"), "list", "bad-encoding"),
        (None, "article", "unreadable"),
        (None, "other", "ok"),
        (Page("list"), "list", "ok"),
        (Page("list"), "home", "ok"),
        (Page("list"), "article", "list-instead"),
        (Page("home"), "article", "home-instead"),
        (Page("home"), "list", "home-instead"),
        (Page("missing"), "article", "soft-404"),
        (Page("missing", "list-instead"), "article", "list-instead"),
        (Page("missing", "never heard of"), "article", "soft-404"),
        (Page("missing"), "file", "soft-404"),
        (Page("wall", "challenge"), "article", "wall"),
    ],
)
def test_pages_that_answer_200(page, wanted, outcome):
    assert outcome_of(got(), page, wanted) == outcome


@pytest.mark.parametrize(
    "status, outcome",
    [
        (304, "not-modified"),
        (301, "redirect"),
        (404, "not-found"),
        (410, "gone"),
        (429, "rate-limited"),
        (401, "refused"),
        (403, "refused"),
        (451, "refused"),
        (500, "server-error"),
        (503, "server-error"),
    ],
)
def test_other_answers(status, outcome):
    assert outcome_of(got(status), None, "article") == outcome


def test_a_wall_is_a_wall_at_403_but_an_absence_stays_one():
    wall = Page("wall", "challenge")
    assert outcome_of(got(403), wall, "article") == "wall"
    assert outcome_of(got(404), wall, "article") == "not-found"
    assert outcome_of(got(503), wall, "article") == "server-error"


def test_no_whole_reply():
    assert outcome_of(got(200, error="truncated"), ARTICLE, "article") == "truncated"
    assert outcome_of(got(None, None, error="timeout"), None, "article") == "timeout"
    assert outcome_of(got(None, None), None, "article") == "failed"
    assert outcome_of(got(200, b""), None, "article") == "empty"


@pytest.mark.parametrize(
    "url, media_type, payload, outcome",
    [
        ("/a.jpg", "image/jpeg", b"\xff\xd8", "ok"),
        ("/a.jpg", "text/html", b"<p>", "wrong-type"),
        ("/a.jpg", "image/jpeg", b"\xef\xbb\xbf\n<!DOCTYPE HTML>", "wrong-type"),
        ("/a.PDF", "application/pdf", b"\n%PDF-1.4", "ok"),
        ("/a.pdf", "application/pdf", b"an error occurred", "wrong-type"),
        ("/a.docx", "application/octet-stream", b"PK\x03\x04", "ok"),
        ("/a.docx", "application/octet-stream", b"not found", "wrong-type"),
        ("/file?id=7", "application/octet-stream", b"anything", "ok"),
    ],
)
def test_pictures_and_documents(url, media_type, payload, outcome):
    capture = got(200, payload, f"https://soctrang.gov.vn{url}", (("content-type", media_type),))
    assert outcome_of(capture, None, "file") == outcome


def test_no_outcome_is_both_an_absence_and_worth_another_try():
    assert not ABSENT & TRANSIENT


def test_every_alarm_says_what_it_means():
    kinds = set(re.findall(r"``([a-z-]+)``", Alarm.__doc__ or ""))
    assert {"fall", "vanished", "clock"} < kinds
    assert kinds | ALARMING <= MEANINGS.keys()
