"""Recognises pages without an article: missing, behind a wall, empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.controls import is_stop
from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean
from crawler.extract.document.tree import elements, strings
from crawler.extract.vocabulary.error_pages import CHALLENGE, LOGIN, MAINTENANCE, MISSING, SERVER_ERROR

Element = etree._Element

_FRAMES = elements("//frame[@src]")
_FRAMED = strings("//frame/@src | //iframe/@src")
_PASSWORD = elements("//input[translate(@type, 'PASWORD', 'pasword') = 'password']")
_REFRESH = strings("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
_NOSCRIPT = strings("//noscript//text()")
_COOKIE = (b"document.cookie", b"location.reload", b"__cf_chl", b"challenge-platform", b"_incapsula_")
"""What scripts of challenges have in them, in lower case."""
_MOVED = re.compile(
    rb"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*=\s*['\"]([^'\"]+)|location\.replace\(\s*['\"]([^'\"]+)",
    re.IGNORECASE,
)
_TARGET = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)
_NEGATIVE = re.compile(r"không|chưa|hết hạn|4[01][04]|\bnot\b|xo|xó|gỡ", re.IGNORECASE)
_ALERT = re.compile(rb"\balert\(\s*['\"]([^'\"<>]{5,200})['\"]")
_SILENT = re.compile(rb"<!--.*?-->|<script\b.*?</script", re.IGNORECASE | re.DOTALL)
_TAIL = 4000
_VIETNAMESE = (b"\xe1\xba", b"\xe1\xbb")
"""How letters begin that only Vietnamese has."""
_WHOLE = re.compile("[\u0300-\u036f\u1ea0-\u1ef9]")
_LOST = re.compile(r"[^\W\d_][?\ufffd]{1,2}[^\W\d_]")
_HALVES = ("\u00e1\u00ba", "\u00e1\u00bb")
"""The same, each byte taken for a letter."""
_MANY_LOST = 10
_SMALL = 400
_FEW_LINES = 60
_NOTICE = 150
"""A page with fewer characters may be nothing but a way to another."""
LONGEST_NOTE = 220
"""The longest line, in characters, that states that nothing is here."""
_SIGNATURES = (
    (b"%PDF", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"Rar!", "application/vnd.rar"),
)


def other_type(payload: bytes, content_type: str | None) -> str | None:
    """The media type of a payload that is no page, by its first bytes or by the header; else None."""
    for signature, name in _SIGNATURES:
        if payload.startswith(signature):
            return name
    media = (content_type or "").partition(";")[0].strip().lower()
    is_page = (
        not media
        or "html" in media
        or "xml" in media
        or media.startswith(("text/plain", "application/octet"))
    )
    return None if is_page or b"<html" in payload[:2000].lower() else media


def wall(root: Element, title: str, markup: bytes, lines: Sequence[Line]) -> str | None:
    """``challenge``, ``login``, ``maintenance``, ``redirect`` or ``empty`` of a page with next to nothing on it,
    else None."""
    text = " ".join(line.text for line in lines)
    if len(text) > _SMALL:
        return None
    if MISSING.search(text) or MISSING.search(title):
        return None
    whole = f"{text} {title}"
    if _PASSWORD(root) and (len(text) <= 60 or is_login(root, title, lines)):
        return "login"
    if (
        CHALLENGE.search(whole)
        or any(map(markup.lower().__contains__, _COOKIE))
        or CHALLENGE.search(" ".join(_NOSCRIPT(root)))
    ):
        return "challenge"
    if MAINTENANCE.search(whole) and not any(line.links for line in lines):
        return "maintenance"
    if len(text) < _NOTICE and (_REFRESH(root) or _MOVED.search(markup)):
        return "redirect"
    shows = any(line.pictures for line in lines) or bool(_FRAMES(root))
    return "empty" if len(text) < 15 and not shows else None


def breaks_off(markup: bytes) -> bool:
    """Whether a page is cut off: it ends inside a tag, or within text while its body, a form or a block is
    still open.

    A page that ends with a tag may be a careless author's whole page. Nothing else shows a cut where the server
    gave no length, or the length of what it sent.
    """
    tail = markup[-_TAIL:].lower()
    if b"</body" in tail or b"</html" in tail:
        return False
    page = _SILENT.sub(b"", markup).lower().rstrip()
    if page.endswith(b">") or b"<body" not in page or b"</body" in page or b"</html" in page:
        return False
    blocks = sum(page.count(b"<" + name) - page.count(b"</" + name) for name in (b"div", b"table", b"ul"))
    return page.rfind(b"<") > page.rfind(b">") or page.count(b"<form") > page.count(b"</form") or blocks > 1


def is_garbled(markup: bytes, lines: Sequence[Line], legacy: str | None) -> bool:
    """Whether letters were lost on the whole page ("H?i ngh?", "phá»?i"), its own labels among them, so that the
    server has trouble; an article alone may have been published so."""
    if legacy is None and (any(each in markup for each in _VIETNAMESE) or b"?" not in markup):
        return False
    text = " ".join(line.text for line in lines)
    if legacy is not None:
        return sum(map(text.count, _HALVES)) >= _MANY_LOST
    return len(_LOST.findall(text)) > max(_MANY_LOST, len(_WHOLE.findall(text)))


def is_server_error(title: str, lines: Sequence[Line]) -> bool:
    """Whether the server failed and says so in place of the page, whatever status it sent."""
    first = next((line.text for line in lines if line.text), "")
    return SERVER_ERROR.search(first) is not None or (
        len(lines) < _FEW_LINES and SERVER_ERROR.search(title) is not None
    )


def alerts_missing(markup: bytes) -> bool:
    """Whether a script tells the reader that nothing is here ("alert('Bài viết không tồn tại')")."""
    return any(
        MISSING.search(clean(alert.group(1).decode("utf-8", "replace"))) for alert in _ALERT.finditer(markup)
    )


def redirect_target(root: Element, markup: bytes) -> str | None:
    """Where a page that only sends its reader on sends them."""
    if match := _TARGET.search("".join(_REFRESH(root))):
        return match.group(1).strip()
    moved = _MOVED.search(markup)
    return (moved.group(1) or moved.group(2)).decode("utf-8", "replace") if moved else None


def framed(root: Element, lines: Sequence[Line]) -> list[str]:
    """The addresses that a page with next to nothing of its own shows in frames."""
    if sum(len(line.text) for line in lines) >= _NOTICE or any(line.pictures for line in lines):
        return []
    return [source.strip() for source in _FRAMED(root) if source.strip()]


def is_login(root: Element, title: str, lines: Sequence[Line]) -> bool:
    """Whether a page asks for a password and is named after it."""
    named = [
        title,
        *(line.text for line in lines if line.element.tag in ("h1", "h2", "h3", "legend")),
    ]
    return bool(_PASSWORD(root)) and any(LOGIN.search(name) for name in named)


def missing_line(boilerplate: Boilerplate) -> Line | None:
    """The line that states that nothing is here ("Không tìm thấy …", "… không tồn tại", "404")."""
    for line in boilerplate.page.lines:
        if 3 <= len(line.text) <= LONGEST_NOTE and not line.is_link and _is_missing_sentence(line.text):
            return line
    return None


@remembered
def _is_missing_sentence(text: str) -> bool:
    return _NEGATIVE.search(text) is not None and MISSING.search(text) is not None


def own_text(boilerplate: Boilerplate, listed: frozenset[int] = frozenset()) -> int:
    """Characters of running text that are neither boilerplate nor part of a list (line numbers `listed`)."""
    return sum(
        len(line.text)
        for line in boilerplate.page.lines
        if len(line.text) >= 40 and not line.is_link and line.index not in listed and not is_stop(line.text)
        and boilerplate.box(line, None) is None
    )  # fmt: skip
