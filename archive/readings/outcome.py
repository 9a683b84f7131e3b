"""Decides in one word what became of a capture. No other module decides that.

============== ==================================================================================
ok             the page, picture or document that the address promises
not-modified   304: the earlier page is still there; or HEAD gives the size and type that a file had
not-found      404
gone           410
soft-404       "not found" in a page that answers 200, or an error page in place of a file
list-instead   a list where an article should be
home-instead   the home page where an article or list should be
article-instead an article where a list or the home page should be
redirect       to another address of the portal; redirect-home: to a home page
host-closed    to the home page of another host: the host of the page is dead, which says nothing of the page
wall           a challenge, log-in or block page in front of the page
same-page      the same page at every address
unreadable     a page without a title, or without what its kind must have
no-text        an article page whose text failed to load: blank, an error, a request to log in
wrong-type     HTML where a picture or document should be, or a document of another type
empty          a reply without a body
truncated      a page that breaks off before its end, or part of a file (206)
bad-encoding   a page whose letters were lost on the way
refused        401, 403 and other 4xx; rate-limited: 429; server-error: 5xx
============== ==================================================================================

A capture without a whole reply has its `error` as outcome: timeout, dns, tls, truncated, …
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.model import AddressKind, Capture, Page
from archive.payloads.headers import by_name

ABSENT = frozenset({"not-found", "gone", "soft-404", "redirect-home", "list-instead", "home-instead"})
"""The definite answers that an article is not there."""

TRANSIENT = frozenset(
    ("timeout", "dns", "tls", "refused", "truncated", "failed", "server-error", "rate-limited", "empty")
)
"""Outcomes that say nothing about the address. The next try may give another."""

ALARMING = frozenset(
    (
        "wall",
        "same-page",
        "unreadable",
        "no-text",
        "article-instead",
        "too-large",
        "bad-encoding",
        "host-closed",
    )
)
"""The outcomes that someone has to look at: the portal, or how it is read, has changed."""

UNREAD_TEXT = "unread: text that no field accounts for"
"""The problem of a page with text that nothing accounts for."""
TEXT_LOST = "text-lost"
"""The reason of a page with a title, next to no text, and much that no field accounts for."""

NO_TEXT = "no-text"
"""The reason of a page with the frame of an article and nothing, or no more than an excuse, in place of its text."""

SPOILT = frozenset(("truncated", "bad-encoding"))
"""What a page comes to that was damaged on its way: nothing that it says counts."""

_ELSE = frozenset({"same-page", "empty", "redirect", NO_TEXT})
_RANGE = re.compile(r"bytes[ =]{1,4}(\d{1,15})-(\d{1,15})/(\d{1,15})", re.ASCII)
_MAGIC = {".pdf": b"%PDF", ".zip": b"PK", ".docx": b"PK", ".xlsx": b"PK", ".pptx": b"PK"}


def outcome_of(capture: Capture, page: Page | None, wanted: AddressKind) -> str:
    """The outcome of `capture`, read as `page`, at an address that promises `wanted`."""
    if capture.error:
        return capture.error
    status = capture.status
    if status is None:
        return "failed"
    if page is not None and page.kind == "wall" and status not in (404, 410, 429) and status < 500:
        return "wall"
    if page is not None and page.reason in ("redirect-home", "host-closed"):
        return str(page.reason)
    if not 200 <= status < 300:
        return _of_status(status)
    if not capture.payload:
        return "not-modified" if is_as_before(capture) else "empty"
    if status == 206 and not is_whole_range(capture):
        return "truncated"
    if page is not None and page.reason in SPOILT:
        return str(page.reason)
    if page is not None and page.kind == "missing":
        return page.reason if page.reason in ABSENT else "soft-404"
    if wanted in ("image", "file"):
        return "wrong-type" if _is_wrong_type(capture) else "ok"
    if page is None:
        return "ok" if wanted in ("other", "resource") else "unreadable"
    return _of_page(page, wanted)


def is_as_before(capture: Capture) -> bool:
    """Whether a reply to HEAD gives the size and type that its request names as those of the file as it was fetched."""
    expected: dict[str, str] = (capture.request or {}).get("expected", {})
    given = by_name(capture.headers)
    is_whole = capture.status == 200 and not capture.error
    return bool(expected) and is_whole and all(given.get(name) == value for name, value in expected.items())


def is_whole_range(capture: Capture) -> bool:
    """Whether a reply with part of a payload (206) says that this part is all of it."""
    span = _RANGE.fullmatch(by_name(capture.headers).get("content-range", "").strip().lower())
    if span is None:
        return False
    first, last, size = (int(number) for number in span.groups())
    return first == 0 and last + 1 == size == len(capture.payload or b"")


def _of_status(status: int) -> str:
    if status == 304:
        return "not-modified"
    if 300 <= status < 400:
        return "redirect"
    if status >= 500:
        return "server-error"
    return {404: "not-found", 410: "gone", 429: "rate-limited"}.get(status, "refused")


def _of_page(page: Page, wanted: AddressKind) -> str:
    if page.kind == "other":
        if page.reason in _ELSE:
            return str(page.reason)
        return "ok" if wanted == "other" else "unreadable"
    if page.kind == "article":
        if page.article is None or not page.article.title or page.reason == TEXT_LOST:
            return "unreadable"
        if page.reason == NO_TEXT:
            return NO_TEXT
        return "article-instead" if wanted in ("list", "home") else "ok"
    if wanted == "article":
        return f"{page.kind}-instead"
    return "home-instead" if wanted == "list" and page.kind == "home" else "ok"


def is_html(capture: Capture) -> bool:
    """Whether a reply is a page of HTML, by its type or its first bytes."""
    if capture.media_type in ("text/html", "application/xhtml+xml"):
        return True
    start = (capture.payload or b"")[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:14].lower().startswith((b"<!doctype html", b"<html"))


def _is_wrong_type(capture: Capture) -> bool:
    if is_html(capture):
        return True
    path = urlsplit(capture.url).path.lower()
    magic = next((magic for suffix, magic in _MAGIC.items() if path.endswith(suffix)), None)
    return magic is not None and magic not in (capture.payload or b"")[:1024]
