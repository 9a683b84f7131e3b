"""Reads what scripts fetch instead of pages: JSON with entries, pieces of HTML, feeds and sitemaps.

All are converted to markup and read as any page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from crawler.cms.urls import file_kind
from crawler.extract.document.head import HERE
from crawler.extract.document.text import slug_key, untagged

_URL_KEYS = (
    "url", "link", "href", "permalink", "detailurl", "articleurl", "path", "uri", "slugurl", "duongdan", "lienket",
)  # fmt: skip
_TITLE_KEYS = ("title", "headline", "name", "tieude", "ten", "subject")
_SUMMARY_KEYS = ("summary", "excerpt", "description", "sapo", "lead", "tomtat", "trichyeu")
_DATE_KEYS = (
    "publishedat", "publisheddate", "publishdate", "publishedon", "publishtime", "published", "pubdate", "ngaydang",
    "date", "createdat", "createddate", "created", "time",
)  # fmt: skip
_NEXT_KEYS = ("next", "nexturl", "nextpageurl", "nextlink", "nextpagelink")
_ADDRESS = re.compile(
    r"(?:https?:/)?/[^\s<>\"']+|\?[^\s<>\"']+|[\w-]+(?:/[^\s<>\"']+|\.(?:html?|aspx|php)\S*)"
)
_MARKUP = re.compile(r"<a\s[^>]*href", re.IGNORECASE)
_WHOLE = re.compile(rb"<(?:html|body|head)\b", re.IGNORECASE)
_DEEPEST = 12
_LONGEST, _LEAST, _SPELT = 2000, 12, 30
"""Characters of an address or title at most; and letters of a title that an address has to have, and is asked for."""
NOTHING = b"<div></div>"
"""What JSON comes to that names no entry."""
LARGEST = 5_000_000
"""Bytes of JSON that are looked into."""


def is_fragment(payload: bytes) -> bool:
    """Whether markup is a piece of a page and no whole one."""
    return not _WHOLE.search(payload[:20_000])


def from_json(payload: bytes) -> bytes | None:
    """The entries that JSON names, as markup; None for what is no JSON."""
    start = payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"[") or len(payload) > LARGEST:
        return None
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return f"<div>{''.join(_pieces(value, 0))}</div>".encode()


def _pieces(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        if _MARKUP.search(value):
            yield f"<div>{value}</div>"
    elif isinstance(value, list):
        for each in value:
            yield from _pieces(each, depth + 1)
    elif isinstance(value, dict):
        keyed = {
            re.sub(r"[_-]", "", key.lower()): each for key, each in value.items() if isinstance(key, str)
        }
        url, title = _address(keyed, _URL_KEYS), _text(keyed, _TITLE_KEYS)
        if not (url and title):
            url, title = _spelling(keyed) or (url, title)
        if url and title:
            summary, date = _text(keyed, _SUMMARY_KEYS), _date(keyed)
            yield f"<div><h3><a href='{escape(url)}'>{escape(title)}</a></h3>"
            yield (f"<span>{escape(date)}</span>" if date else "") + (
                f"<p>{escape(summary)}</p>" if summary else ""
            )
            yield "</div>"
            return
        for each in value.values():
            yield from _pieces(each, depth + 1)
        if (onward := _address(keyed, _NEXT_KEYS)) is not None:
            yield f"<p><a rel='next' href='{escape(onward)}'>Trang sau</a></p>"


def _address(keyed: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    found = (keyed.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and _ADDRESS.fullmatch(each)), None)


def _spelling(keyed: Mapping[str, Any]) -> tuple[str, str] | None:
    """An address that spells out another text of the same entry, whatever both are called, with that text."""
    texts = [each for each in keyed.values() if isinstance(each, str) and len(each) <= _LONGEST]
    addresses = [each for each in texts if _ADDRESS.fullmatch(each) and not file_kind(each.partition("?")[0])]
    for url in addresses:
        slug = slug_key(url)
        for text in texts:
            if " " in text and len(start := slug_key(text)[:_SPELT]) >= _LEAST and start in slug:
                return url, untagged(text).strip()
    return None


def _text(keyed: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = keyed.get(name)
        if isinstance(value, dict):  # as WordPress has it
            value = value.get("rendered")
        if isinstance(value, str) and value.strip():
            return untagged(value).strip()
    return None


def _date(keyed: Mapping[str, Any]) -> str | None:
    """A date as pages write it; one that is not understood as it is."""
    value = next((keyed[name] for name in _DATE_KEYS if keyed.get(name)), None)
    try:
        if isinstance(value, int | float) and value > 10**8:
            moment = datetime.fromtimestamp(value / 1000 if value > 10**11 else value, HERE)
            return moment.strftime("%d/%m/%Y %H:%M")
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            moment = moment.astimezone(HERE) if moment.tzinfo else moment
            return moment.strftime("%d/%m/%Y %H:%M" if "T" in value or ":" in value else "%d/%m/%Y")
    except (ValueError, OverflowError, OSError):
        pass
    return value if isinstance(value, str) else None
