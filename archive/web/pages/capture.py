"""One capture, and its payload as received."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any
from urllib.parse import quote

from archive.clock import millis
from archive.errors import PayloadRemoved
from archive.names import ARTICLE_NAME
from archive.payloads.payloads import Payloads
from archive.web.data.explained import explanation_of, lines_of, shares_of
from archive.web.data.file_names import file_name
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.rows import one
from archive.web.http.templates import page

_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)
_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """What is known of a capture."""
    capture = _wanted(db, ask)
    shown = db.execute(
        f"select a.portal, {ARTICLE_NAME.format('a')}, v.first_captured_at, v.title, v.number"
        " from addresses d join article a on a.id = d.article_id join versions v on v.article_id = a.id"
        " where d.id = ? and v.content_id = ? and v.first_captured_at <= ?"
        " order by v.number desc limit 1",
        (capture["address_id"], capture["content_id"], capture["captured_at"]),
    ).fetchone()
    explanation = explanation_of(db, capture["id"])
    return page(
        ask,
        "captures/capture",
        capture=capture,
        shown=shown,
        raw=ask.path("capture", *(ask.parts[part] for part in ("portal", "key", "time")), "raw"),
        headers=json.loads(capture["headers"] or "[]"),
        problems=json.loads(capture["problems"] or "[]"),
        lines=lines_of(explanation, ask.language),
        shares=shares_of(explanation, ask.language),
        explained_by=explanation.reader if explanation else None,
    )


def build_raw(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The payload of a capture, to be saved."""
    capture = _wanted(db, ask)
    return _attached(_payload(db, capture["payload_sha256"]), capture)


def build_payload(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """A payload by its hash: pictures to be shown, all else to be saved under the name in the path and with the
    type that the portal served it as."""
    sha256 = ask.parts["sha256"]
    payload = _payload(db, sha256)
    kind = picture_type(payload)
    if kind:
        return PageResponse(payload, kind, headers={**_SANDBOX, "Cache-Control": "max-age=86400"})
    served = db.execute(
        "select coalesce(c.url, a.url), r.media_type from payload p join capture c on c.payload_id = p.id"
        " join address a on a.id = c.address_id join reply r on r.id = c.reply_id"
        " where substr(p.sha256, 1, 4) = ? and p.sha256 = ? and a.kind in ('file', 'image') limit 1",
        (bytes.fromhex(sha256)[:4], bytes.fromhex(sha256)),
    ).fetchone()
    url, media_type = served or ("", None)
    name = file_name(ask.parts.get("file") or url)
    return _attached(payload, {"url": name, "media_type": media_type, "payload_sha256": sha256})


def _wanted(db: sqlite3.Connection, ask: PageRequest) -> dict[str, Any]:
    """The capture that the path names by portal, url key and time."""
    stamp = ask.stamp("time")
    return one(
        db,
        "select c.* from address a join capture i on i.address_id = a.id join captures c on c.id = i.id"
        " where a.url_key = ? and a.portal = ? and i.captured_ms = ? order by a.url, i.id limit 1",
        int(ask.parts["key"], 16),
        ask.parts["portal"],
        millis(stamp or ""),
    )


def picture_type(payload: bytes) -> str | None:
    """The media type of a picture that no browser takes for anything else, told from its first bytes."""
    if payload[:4] == b"RIFF" and payload[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _PICTURES if payload.startswith(start)), None)


_SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox"}


def _payload(db: sqlite3.Connection, sha256: str | None) -> bytes:
    try:
        payload = Payloads(db).of(sha256)
    except PayloadRemoved as error:
        raise Missing("payload_gone") from error
    if payload is None:
        raise Missing
    return payload


def _attached(payload: bytes, capture: dict[str, Any]) -> PageResponse:
    kind = capture["media_type"] or ""
    name = file_name(capture["url"]) or capture["payload_sha256"][:16]
    if kind == "text/html" and not name.lower().endswith((".html", ".htm")):
        name += ".html"
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    headers = {
        **_SANDBOX,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
    }
    return PageResponse(
        payload, kind if _TYPE.fullmatch(kind) else "application/octet-stream", headers=headers
    )
