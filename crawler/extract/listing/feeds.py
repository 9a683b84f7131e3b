"""Reads sitemaps and feeds: addresses of articles, and titles and dates in feeds."""

from __future__ import annotations

import gzip
import re
import zlib
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from archive.model import ListItem, Page
from crawler.extract.document.head import HERE
from crawler.extract.document.links import absolute
from crawler.extract.document.text import clean, untagged

Element = etree._Element

_BEGINS = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex|rss|feed|RDF)\b")
_PARSER = etree.XMLParser(recover=True, no_network=True, resolve_entities=False, huge_tree=False)
_LARGEST = 50_000_000
_HEAD = 4000


def read_feed(payload: bytes, url: str) -> Page | None:
    """What a sitemap or a feed, received from `url`, names; None for any other payload."""
    if payload[:2] == b"\x1f\x8b":
        try:
            payload = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(payload, _LARGEST)
        except (OSError, zlib.error, gzip.BadGzipFile):
            return None
    head = payload[:_HEAD]
    found = _BEGINS.search(head)
    if found is None or b"<html" in head.lower():
        return None
    try:
        root = etree.fromstring(payload, _PARSER)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Page("list", problems=("items: the feed cannot be read",))
    if found[1] in (b"urlset", b"sitemapindex"):
        urls = (_inside(each, "loc") for each in root)
        links = tuple(dict.fromkeys(leads for text in urls if text and (leads := absolute(text, url))))
        return Page("list", links=links)
    entries = [each for each in root.iter() if _name(each) in ("item", "entry")]
    items = [item for each in entries if (item := _item(each, url))]
    return Page("list", items=tuple(items), links=tuple(dict.fromkeys(item.url for item in items)))


def _item(entry: Element, base: str) -> ListItem | None:
    title = clean(untagged(_inside(entry, "title") or ""))
    link = next(
        (each for each in entry if _name(each) == "link" and each.get("rel") in (None, "alternate")), None
    )
    href = (link.get("href") or link.text or "") if link is not None else _inside(entry, "guid") or ""
    url = absolute(href, base)
    if url is None or not title:
        return None
    stamp = _inside(entry, "pubDate") or _inside(entry, "published") or _inside(entry, "date") or ""
    return ListItem(url, title, _date(stamp.strip()))


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _inside(element: Element, name: str) -> str | None:
    return next((each.text for each in element if _name(each) == name and each.text), None)


def _date(text: str) -> str | None:
    """A moment of a feed as a date local to the portal, None where it is not understood."""
    try:
        moment = (
            parsedate_to_datetime(text)
            if re.match(r"[A-Za-z]|\d{1,2} ", text)
            else datetime.fromisoformat(text)
        )
    except (ValueError, TypeError):
        return None
    local = moment.astimezone(HERE) if moment.tzinfo else moment
    return local.strftime("%Y-%m-%dT%H:%M")
