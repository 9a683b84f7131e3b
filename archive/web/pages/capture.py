"""One capture, and its payload as received."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from archive.errors import PayloadRemoved
from archive.payloads.payloads import Payloads
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.pages.article import one

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
    capture = one(db, "select * from captures where id = ?", ask.number("id"))
    shown = db.execute(
        "select v.article_id, v.number, v.title from addresses a join versions v on v.article_id = a.article_id"
        " where a.id = ? and v.content_id = ? and v.first_captured_at <= ?"
        " order by v.number desc limit 1",
        (capture["address_id"], capture["content_id"], capture["captured_at"]),
    ).fetchone()
    return page(
        ask,
        "capture",
        capture=capture,
        shown=shown,
        headers=json.loads(capture["headers"] or "[]"),
        problems=json.loads(capture["problems"] or "[]"),
    )


def build_raw(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The payload of a capture, to be saved."""
    capture = one(db, "select url, media_type, payload_sha256 from captures where id = ?", ask.number("id"))
    return _attached(_payload(db, capture["payload_sha256"]), capture)


def build_payload(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """A payload by its hash: pictures to be shown, all else to be saved."""
    sha256 = ask.parts["sha256"]
    payload = _payload(db, sha256)
    kind = picture_type(payload)
    if kind:
        return PageResponse(payload, kind, headers={**_SANDBOX, "Cache-Control": "max-age=86400"})
    return _attached(payload, {"url": "", "media_type": None, "payload_sha256": sha256})


def picture_type(payload: bytes) -> str | None:
    """The media type of a picture that no browser takes for anything else, told from its first bytes."""
    if payload[:4] == b"RIFF" and payload[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _PICTURES if payload.startswith(start)), None)


_SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox"}


def _payload(db: sqlite3.Connection, sha256: str | None) -> bytes:
    payloads = Payloads(db)
    payload_id = payloads.find(bytes.fromhex(sha256)) if sha256 else None
    if payload_id is None:
        raise Missing
    try:
        return payloads.read(payload_id)
    except PayloadRemoved as error:
        raise Missing("payload_gone") from error


def _attached(payload: bytes, capture: dict[str, Any]) -> PageResponse:
    kind = capture["media_type"] or ""
    name = _file_name(capture["url"], capture["payload_sha256"], kind)
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    headers = {
        **_SANDBOX,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
    }
    return PageResponse(
        payload, kind if _TYPE.fullmatch(kind) else "application/octet-stream", headers=headers
    )


def _file_name(url: str, sha256: str, kind: str) -> str:
    """The last part of the address without what a file system or a shell would stumble over."""
    last = PurePosixPath(unquote(urlsplit(url).path)).name
    last = re.sub(r"[^\w.() -]", "_", last).strip(" .")[-100:].lstrip(".-")
    name = last or sha256[:16]
    return f"{name}.html" if kind == "text/html" and not name.lower().endswith((".html", ".htm")) else name
