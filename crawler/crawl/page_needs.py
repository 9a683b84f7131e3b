"""What pages need to be shown as they were: styles, scripts, fonts and the pictures around articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from archive.contents.url_keys import media_key
from archive.model import Address, AddressKind, Capture
from archive.payloads.style_links import style_links
from archive.readings.outcome import is_html
from crawler.cms.urls import file_kind
from crawler.extract.capture import header
from crawler.extract.document.head import read_head
from crawler.extract.document.links import absolute, base_of
from crawler.extract.document.tree import elements, parsed
from crawler.frontier.scope import Scope
from crawler.options import PAGES

MOST = 5000
"""Addresses that one crawl takes from pages. Pictures whose addresses differ on every page would have no end."""
_SHOWN = frozenset(("stylesheet", "icon"))
"""Relations of links that a browser follows to show a page."""
_needing = elements("//link[@href] | //*[@src] | //*[@background] | //style | //*[@style]")
_SOURCES = ("img", "script", "input")


class PageNeeds:
    """Finds what the pages and styles of a crawl need, each once, however many of them need it."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._met: set[int] = set()

    def of(self, capture: Capture, kind: AddressKind) -> Iterator[Address]:
        """The addresses that a capture needs, of an address of that kind, and that may be contacted."""
        if capture.status != 200 or not capture.payload:
            return
        needed: Iterator[tuple[str, bool]] = iter(())
        if kind in PAGES and is_html(capture):
            needed = _of_page(capture, capture.payload)
        elif kind == "resource" and capture.media_type == "text/css":
            needed = _absolute(style_links(capture.payload), capture.url)
        for url, is_shown in needed:
            key = media_key(url)
            if key not in self._met and len(self._met) < MOST:
                self._met.add(key)
                is_picture = is_shown or file_kind(urlsplit(url).path) == "image"
                yield from self._scope.media([url], "image" if is_picture else "resource")


def _of_page(capture: Capture, payload: bytes) -> Iterator[tuple[str, bool]]:
    """The absolute addresses that a page needs, each with whether it is shown as a picture."""
    root = parsed(payload, header(capture, "content-type"))[0]
    if root is None:
        return
    base = base_of(read_head(root), capture.url)
    for element in _needing(root):
        if element.tag == "link" and not _SHOWN.isdisjoint((element.get("rel") or "").lower().split()):
            yield from _absolute([element.get("href") or ""], base)
        elif element.tag in _SOURCES:
            yield from _absolute([element.get("src") or ""], base, is_picture=element.tag != "script")
        elif element.tag == "style":
            yield from _absolute(style_links((element.text or "").encode()), base)
        yield from _absolute([element.get("background") or ""], base)
        yield from _absolute(style_links((element.get("style") or "").encode()), base)


def _absolute(links: Iterable[str], base: str, *, is_picture: bool = False) -> Iterator[tuple[str, bool]]:
    for link in links:
        url = absolute(link, base)
        if url is not None:
            yield url, is_picture
