"""Finds documents, sound and films embedded in the text, by their addresses."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from archive.model import Attachment
from crawler.extract.document.lines import Line, Lines
from crawler.extract.document.links import absolute, is_document
from crawler.extract.vocabulary.names import PLAYERS

Element = etree._Element

_SOURCES = ("src", "data", "data-src", "href")
_PLAYED = re.compile(r"\.(?:mp[34]|m4[av]|webm|og[gv]|wav|mov|flv|avi|wmv|m3u8)(?:$|[?#])", re.IGNORECASE)
_TAGS = ("iframe", "object", "embed", "audio", "video", "source")


def embedded(page: Lines, lines: list[Line], top: Element | None, base: str) -> tuple[Attachment, ...]:
    """What is shown among `lines` or right beside them, below `top`: each address once, with its file's name."""
    if top is None or not lines:
        return ()
    found: dict[str, str] = {}
    blocks = {outer for line in lines for outer in (line.element, line.element.getparent())}
    for element in top.iter(*_TAGS):
        places = [outer for outer in element.iterancestors() if outer in page.spans][:3]
        if not any(place in blocks for place in places):
            continue
        for source in filter(None, (element.get(name) for name in _SOURCES)):
            address = absolute(shown_in(source), base)
            if address and (is_document(address) or _PLAYED.search(address) or PLAYERS.search(address)):
                found.setdefault(address, _name(address))
                break
    return tuple(Attachment(address, title) for address, title in found.items())


def shown_in(source: str) -> str:
    """The address of the document that a viewer at `source` shows; `source` itself where it is no viewer."""
    try:
        query = parse_qsl(urlsplit(source).query)
    except ValueError:
        return source
    return next((value for _, value in query if is_document(value) and "." in value), source)


def _name(address: str) -> str:
    return unquote(address.partition("?")[0].rstrip("/").rpartition("/")[2]) or address
