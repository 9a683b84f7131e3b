"""Replays captures: the bytes, the page with links into the archive, and the page below a banner."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from types import MappingProxyType

from archive.clock import at_millis
from archive.errors import PayloadRemoved
from archive.payloads.headers import Pairs, first, target_of
from archive.payloads.payloads import Payloads
from archive.postbacks import parted
from archive.web.http.request import PageRequest, PageResponse, Unclear
from archive.web.http.templates import page
from archive.web.mementos.find import Memento, addresses_like, escaped, mementos_of, nearest
from archive.web.mementos.paths import Asked, asked_in, asked_moment, base, links, web
from archive.web.mementos.postbacks import answers
from archive.web.mementos.rewrite import rewritten, rewritten_style

LIKE = 10
_SANDBOX = (
    "sandbox; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
    " font-src 'self' data:; media-src 'self'; form-action 'none'; base-uri 'none'"
)
"""No script of an archived page runs, no form is sent, and nothing is fetched but from here."""
_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[ \w=\"./+-]{0,100})?")
_OWN = "X-Archive-Orig-"


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """A capture, or the way to it."""
    asked = asked_in(ask)
    found = mementos_of(db, asked.url)
    if not found:
        return _missing(db, ask, asked)
    if not asked.digits:
        try:
            wish = asked_moment(ask)
        except ValueError:
            raise Unclear("bad_datetime") from None
        at = len(found) - 1 if wish is None else nearest(found, wish)
        here = web(ask, found[at], asked.form)
        if wish is None or found[at].status >= 400:
            # pywb takes the status of a captured error for that of the gate.
            gate = {"Vary": "accept-datetime", "Link": links(ask, asked.url, found, at, asked.form)}
            return _redirect(here, gate)
        direct = _memento(db, ask, asked, found, at)
        headers = {**direct.headers, "Content-Location": here, "Vary": "accept-datetime"}
        return PageResponse(direct.body, direct.content_type, direct.status, headers)
    at = nearest(found, asked.ms)
    if found[at].digits != asked.digits:
        return _redirect(web(ask, found[at], asked.form))
    return _memento(db, ask, asked, found, at)


def _redirect(target: str, headers: Mapping[str, str] = MappingProxyType({})) -> PageResponse:
    return PageResponse("", status=302, headers={"Location": escaped(target), **headers})


def _memento(
    db: sqlite3.Connection, ask: PageRequest, asked: Asked, found: list[Memento], at: int
) -> PageResponse:
    memento = found[at]
    fields = {"Memento-Datetime": memento.http_date, "Link": links(ask, memento.url, found, at, asked.form)}
    is_page = memento.media_type in ("text/html", "application/xhtml+xml")
    if not asked.form and is_page and not 300 <= memento.status < 400:
        return _in_banner(db, ask, found, at, fields)
    body, headers = _reply(db, memento)
    kind = first(headers, "content-type") or ""
    kind = kind if _TYPE.fullmatch(kind) else "application/octet-stream"
    fields |= {f"{_OWN}{name}": _utf8(value) for name, value in headers if _is_plain(name, _utf8(value))}
    fields |= {"Content-Security-Policy": _SANDBOX, "Referrer-Policy": "no-referrer"}
    target = target_of(headers, memento.url)
    prefix = f"{base(ask)}/web/{memento.digits}"
    if 300 <= memento.status < 400 and target:
        fields["Location"] = f"{prefix}{asked.form}/{escaped(target)}"
    if asked.form != "id_":
        if is_page:
            is_article = memento.kind == "article"
            walks = {} if is_article else answers(db, memento, lambda each: web(ask, each, "mp_"))
            url = posted.url if (posted := parted(memento.url)) else memento.url
            body, kind = rewritten(body, kind, url, prefix, walks), "text/html; charset=utf-8"
        elif memento.media_type == "text/css":
            body = rewritten_style(body, memento.url, prefix)
    return PageResponse(body, kind, memento.status, fields)


def _in_banner(
    db: sqlite3.Connection, ask: PageRequest, found: list[Memento], at: int, headers: dict[str, str]
) -> PageResponse:
    """The page as it was in a frame, below what is known of it."""
    memento = found[at]
    version = db.execute(
        "select number from versions where article_id = ? and content_id = ? order by number desc limit 1",
        (memento.article_id, memento.content_id),
    ).fetchone()
    shown = page(
        ask,
        "captures/replay",
        memento=memento,
        at=at_millis(memento.ms),
        before=web(ask, found[at - 1]) if at else None,
        after=web(ask, found[at + 1]) if at + 1 < len(found) else None,
        frame=web(ask, memento, "mp_"),
        calendar=ask.path("captures", url=memento.url),
        version=version[0] if version else None,
        count=len(found),
    )
    return PageResponse(
        shown.body, shown.content_type, memento.status, {**headers, "Content-Security-Policy": _FRAMING}
    )


_FRAMING = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'self'"
)
"""A page in a frame cannot lead it out of the archive."""


def _missing(db: sqlite3.Connection, ask: PageRequest, asked: Asked) -> PageResponse:
    """The page for an address without captures, with similar addresses."""
    like = [(url, f"{base(ask)}/web/{url}") for url in addresses_like(db, asked.url, LIKE)]
    return page(ask, "captures/not_captured", 404, url=asked.url, like=like)


def _reply(db: sqlite3.Connection, memento: Memento) -> tuple[bytes, Pairs]:
    headers = db.execute("select headers from captures where id = ?", (memento.id,)).fetchone()[0]
    try:
        body = Payloads(db).of(memento.sha256) or b""
    except PayloadRemoved:
        body = b""
    return body, tuple((name, value) for name, value in json.loads(headers or "[]"))


def _is_plain(name: str, value: str) -> bool:
    """Whether a header can be said again as it was."""
    is_name = re.fullmatch(r"[\w!#$%&'*+.^`|~-]{1,200}", name, re.ASCII) is not None
    return is_name and len(value) < 4000 and value.isprintable()


def _utf8(value: str) -> str:
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
