"""Resolves addresses in a page: links, documents, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote, urljoin

from lxml import etree

from crawler.cms.urls import DOCUMENTS, file_kind
from crawler.extract.document.head import Head
from crawler.extract.document.memo import LONGEST, remembered
from crawler.extract.document.text import storable
from crawler.extract.document.tree import elements

Element = etree._Element

_ROOTED = re.compile(r"/(?![/\\])(?:(?!/\.|[\s\\]).)*")
"""An address on the same host that has nothing to resolve."""
_FREE = re.compile(r"https?://|(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""Where an address begins that nothing of its page can change. Behind a slash the host alone can."""
_NOWHERE = re.compile(r"javascript:|#", re.IGNORECASE)
_OPENED = re.compile(
    r"(?:\bopen|\blocation(?:\.(?:assign|replace))?)\s*\(\s*['\"]([^'\"]+)|\blocation(?:\.href)?\s*=\s*['\"]([^'\"]+)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(("div", "li", "p", "td", "tr", "table", "ul", "article", "section"))
_clickable = elements("//*[@onclick] | //a[starts-with(@href, 'javascript:')]")
_LONGEST = 8000
"""Characters of an address. No portal has been seen with one above 700."""
_HOST = re.compile(r"https?://[^/?#\s]+")
_DOCUMENT = re.compile(
    r"\.(?:"
    + "|".join(sorted(DOCUMENTS))
    + r")(?:$|[/?#&!\s]|%20)|/documents/|/document_library/get_file|fileticket=|\$file|/sitefolders/"
    + r"|/\w*(?:download|getfile|viewfile|attach)\w*(?:\.as[hp]x)?\?|/download/\w|//storage[\w-]*\.[\w.]+/\w"
)
"""To be searched for in small letters, which takes a third of the time of a pattern that knows of capitals."""


def base_of(head: Head, url: str) -> str:
    """The address that relative addresses of the page are relative to."""
    return absolute(head.base, url) or url if head.base else url


def absolute(href: str, base: str) -> str | None:
    """`href` as an absolute http address without fragment; None for any other kind of address."""
    href = href.strip()
    if not href or href[0] == "#" or len(href) > _LONGEST:
        return None
    # what a link is relative to is all that counts of the base: menus lead to the same on every page
    if href[0] == "/" or _FREE.match(href):
        base = _origin(base)
    elif href[0] not in "?;":
        base = base[: base.partition("?")[0].rfind("/") + 1]
    return _remembered(href, base) if len(href) + len(base) <= LONGEST else _joined(href, base)


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    host = _HOST.match(base)
    return host.group() if host else base


def _joined(href: str, base: str) -> str | None:
    if _ROOTED.fullmatch(href) and (host := _HOST.match(base)):
        return host.group() + href.partition("#")[0]
    try:
        joined = urljoin(base, href.replace("\\", "/") if href[:2] in ("\\\\", "/\\") else href)
    except ValueError:
        return None
    if not joined[:8].lower().startswith(("http://", "https://")):
        return None
    return joined.partition("#")[0].replace("\n", "").replace("\r", "").replace("\t", "")


_remembered = lru_cache(maxsize=8192)(_joined)


def reveal(root: Element, base: str, is_page: Callable[[str], bool]) -> None:
    """Makes links of elements that open pages of the portal by script ("javascript:window.open('/…')").

    `is_page` tests whether an absolute address is wanted.
    """
    for element in _clickable(root):
        href = (element.get("href") or "").strip()
        if href and not _NOWHERE.match(href):
            continue
        opened = _OPENED.search(f"{href} {element.get('onclick') or ''}")
        if opened is None:
            continue
        leads = absolute(opened.group(1) or opened.group(2), base)
        if leads is None or not is_page(leads):
            continue
        if element.tag in _BLOCKS:
            element = etree.SubElement(element, "a")
        element.tag = "a"
        element.set("href", storable(leads))


def page_links(root: Element, base: str) -> tuple[str, ...]:
    """All http addresses that the page links, in order of first appearance."""
    found: dict[str, None] = {}
    for link in root.iter("a", "area", "frame", "iframe"):
        href = link.get("src" if link.tag in ("frame", "iframe") else "href")
        if href and (address := absolute(href, base)):
            found.setdefault(address)
    return tuple(found)


@remembered
def is_document(href: str) -> bool:
    """Whether an address promises a document or a sound file, by its ending or by where it lies."""
    if not _DOCUMENT.search(href.lower()):
        return False
    path = unquote(href.partition("?")[0])
    return file_kind(path) != "image" and not re.search(
        r"\.(?:jpe?g|png|gif|webp|bmp)(?:/|$)", path, re.IGNORECASE
    )
