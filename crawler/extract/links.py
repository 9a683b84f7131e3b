"""Addresses in a page: links, documents, pictures."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin

from lxml import etree

from crawler.cms.urls import DOCUMENTS, file_kind
from crawler.extract.tree import strings

Element = etree._Element

_HREFS = strings("//a/@href | //area/@href | //frame/@src | //iframe/@src")
_BASE = strings("/html/head/base/@href")
_ROOTED = re.compile(r"/(?![/\\])(?:(?!/\.|[\s\\]).)*")
"""An address on the same host that has nothing to resolve."""
_HOST = re.compile(r"https?://[^/?#\s]+")
_DOCUMENT = re.compile(
    r"\.(?:"
    + "|".join(sorted(DOCUMENTS))
    + r")(?:$|[/?#&!\s]|%20)|/documents/|/document_library/get_file|fileticket=|\$file|/sitefolders/",
    re.IGNORECASE,
)


def base_of(root: Element, url: str) -> str:
    """The address that relative addresses of the page are relative to."""
    base = "".join(_BASE(root)[:1]).strip()
    return absolute(base, url) or url if base else url


def absolute(href: str, base: str) -> str | None:
    """`href` as an absolute http address without fragment; None for any other kind of address."""
    href = href.strip()
    if not href or href[0] == "#":
        return None
    # what is relative to a folder is the same for all pages in it, which share their menus
    return _joined(href, base if href[0] in "?;" else base[: base.partition("?")[0].rfind("/") + 1])


@lru_cache(maxsize=16384)
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


def page_links(root: Element, base: str) -> tuple[str, ...]:
    """All http addresses that the page links, in order of first appearance."""
    found: dict[str, None] = {}
    for href in dict.fromkeys(_HREFS(root)):
        address = absolute(href, base)
        if address:
            found.setdefault(address)
    return tuple(found)


def is_document(href: str) -> bool:
    """Whether an address promises a document or a sound file, by its ending or by where it lies."""
    if not _DOCUMENT.search(href):
        return False
    path = unquote(href.partition("?")[0])
    return file_kind(path) != "image" and not re.search(
        r"\.(?:jpe?g|png|gif|webp|bmp)(?:/|$)", path, re.IGNORECASE
    )
