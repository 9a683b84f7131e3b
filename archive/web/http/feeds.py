"""Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree as ET

from archive.web.http.request import PageResponse

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00.000Z"

ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`key` names the thing for ever, in whichever archive it stands. `summary` is plain text; `content`, if any, HTML
    that shows more."""

    key: str
    url: str
    title: str
    updated: str
    summary: str
    author: str | None = None
    tags: tuple[str, ...] = ()
    content: str = ""

    @property
    def id(self) -> str:
        """The id of the entry, the same in every feed: a URN made from its key."""
        return uuid.uuid5(uuid.NAMESPACE_URL, self.key).urn


@dataclass(frozen=True, slots=True)
class Feed:
    """`url` is the feed's own address, `page` that of the page it belongs to. Entries newest first; `next` is the
    address of those that follow, where there are some (RFC 5005)."""

    title: str
    url: str
    page: str
    language: str
    entries: Sequence[FeedEntry]
    next: str | None = None

    @property
    def updated(self) -> str:
        """When the newest entry was; 1970 where there is none."""
        return max((entry.updated for entry in self.entries), default=_NEVER)

    def atom(self) -> str:
        """The feed as Atom."""
        ET.register_namespace("", _ATOM)
        root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": self.language})
        _add(root, "id", uuid.uuid5(uuid.NAMESPACE_URL, self.url).urn)
        _add(root, "title", self.title)
        _add(root, "updated", self.updated)
        _add(root, "link", rel="self", href=self.url, type="application/atom+xml")
        _add(root, "link", rel="alternate", href=self.page, type="text/html")
        if self.next:
            _add(root, "link", rel="next", href=self.next)
        _add(root, "generator", "luutru")
        for entry in self.entries:
            node = _add(root, "entry")
            _add(node, "id", entry.id)
            _add(node, "title", entry.title or "–")
            _add(node, "updated", entry.updated)
            _add(node, "link", rel="alternate", href=entry.url, type="text/html")
            _add(_add(node, "author"), "name", entry.author or self.title)
            for tag in entry.tags:
                _add(node, "category", term=tag)
            _add(node, "summary", entry.summary, type="text")
            if entry.content:
                _add(node, "content", entry.content, type="html")
        return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")

    def json(self) -> str:
        """The feed as JSON Feed."""
        return json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": self.title,
                "home_page_url": self.page,
                "feed_url": self.url,
                **({"next_url": self.next} if self.next else {}),
                "language": self.language,
                "items": [
                    {
                        "id": entry.id,
                        "url": entry.url,
                        "title": entry.title,
                        "content_text": entry.summary or entry.title,
                        **({"content_html": entry.content} if entry.content else {}),
                        "date_published": entry.updated,
                        **({"authors": [{"name": entry.author}]} if entry.author else {}),
                        "tags": list(entry.tags),
                    }
                    for entry in self.entries
                ],
            },
            ensure_ascii=False,
        )


def next_page(ask: Any, current: int, more: bool) -> str | None:
    """The address of the page of a feed that follows the `current`, None where there is no more."""
    return str(ask.url(ask.here(page=current + 1))) if more else None


def response(ask: Any, feed: Feed, form: str) -> PageResponse:
    """The feed as ``atom`` or ``json``; 304 where the reader, by ETag or date, has it already."""
    body, kind = (feed.atom(), ATOM) if form == "atom" else (feed.json(), JSON)
    at = datetime.fromisoformat(feed.updated).replace(microsecond=0).astimezone(UTC)
    tag = f'"{sha256(body.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Last-Modified": format_datetime(at, usegmt=True), "Cache-Control": "no-cache"}
    asked = ask.request.headers
    known = asked.get("if-none-match")
    if (
        tag in re.split(r"\s*,\s*", known.replace("W/", ""))
        if known
        else _is_since(asked.get("if-modified-since"), at)
    ):
        return PageResponse("", kind, 304, headers)
    return PageResponse(body, kind, headers=headers)


def _is_since(text: str | None, at: datetime) -> bool:
    try:
        since = parsedate_to_datetime(text) if text else None
    except ValueError:
        return False
    return since is not None and since.tzinfo is not None and at <= since


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    node = ET.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    node.text = _NOT_XML.sub("", text) or None
    return node
