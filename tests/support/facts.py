"""Made-up captures whose payload says what an extractor would read from it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.captures.record import record
from archive.clock import stamp
from archive.model import (
    Address,
    Article,
    Attachment,
    Caption,
    Capture,
    Contact,
    Listed,
    Page,
    Portal,
    Site,
    Visits,
)
from archive.store import Archive

PORTAL = Portal("soctrang", "Sóc Trăng", "https://soctrang.gov.vn/", "vnportal")
HOST = "https://vpub.soctrang.gov.vn"
START = datetime(2024, 8, 27, tzinfo=UTC)
NOW = "2030-01-01T00:00:00.000Z"


def at(hours: float) -> str:
    """The stamp so many hours after the first day of all tests began."""
    return stamp(START + timedelta(hours=hours))


def article_address(cms_id: str = "392000", site: str = "vpubnd", slug: str = "bai") -> Address:
    return Address(f"{HOST}/{site}/1292/1/2/{cms_id}/tin/{slug}.aspx", "article", cms_id, site)


def says(title: str = "Đại hội", body: str = "Sáng nay.\n\nChiều nay.", views: int = 1, **fields) -> dict:
    """What a page says, as `capture` puts it into a payload."""
    return {"kind": "article", "title": title, "body": body.split("\n\n"), "views": views, **fields}


def capture(what: dict | bytes | None, hours: float, address: Address | None = None, **more) -> Capture:
    """A capture whose payload is `what`."""
    payload = json.dumps(what, ensure_ascii=False).encode() if isinstance(what, dict) else what
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(payload or b""))))
    values = {"status": 200, "headers": headers, **more}
    return Capture("soctrang", (address or article_address()).url, at(hours), payload=payload, **values)


def read(payload: bytes | None) -> Page | None:
    """The page that a payload of `capture` says; None where it says none."""
    try:
        plain = json.loads(payload or b"")
    except ValueError:
        return None
    if not isinstance(plain, dict):
        return None
    visits = Visits(**plain["visits"]) if "visits" in plain else None
    contact = Contact(**plain["contact"]) if "contact" in plain else None
    article = None
    if plain["kind"] == "article":
        article = Article(
            title=plain["title"],
            cms_id=plain.get("cms_id"),
            summary=plain.get("summary"),
            body=tuple(plain["body"]),
            captions=tuple(Caption(*pair) for pair in plain.get("captions", ())),
            images=tuple(plain.get("images", ())),
            department=plain.get("department"),
            author=plain.get("author"),
            source=plain.get("source"),
            published_at=plain.get("published_at"),
            category=plain.get("category"),
            attachments=tuple(Attachment(*pair) for pair in plain.get("attachments", ())),
            tables=tuple(tuple(tuple(row) for row in table) for table in plain.get("tables", ())),
            views=plain["views"],
            body_html=plain.get("body_html", ""),
        )
    listed = tuple(Listed(*said) for said in plain.get("listed", ()))
    return Page(plain["kind"], plain.get("reason"), article, visits, contact, listed=listed)


def new_archive(path: Path, now: str = NOW) -> Archive:
    """A new archive with one portal; it believes that it is always `now`."""
    archive = Archive.open(path, now=lambda: now)
    archive.add_portal(PORTAL, [Site("vpubnd", "Văn phòng UBND")])
    return archive


def put(archive: Archive, capture: Capture, address: Address | None = None, extractor: str = "e1", **more):
    """Records a capture of `address` with the page that it says."""
    return record(
        archive,
        capture,
        read(capture.payload),
        address=address or article_address(),
        extractor=extractor,
        **more,
    )


def rows(archive: Archive, sql: str, *parameters) -> list[tuple]:
    return archive.db.execute(sql, parameters).fetchall()
