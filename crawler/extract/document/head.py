"""Reads the head of a page: its title, the title of its article, its description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from html import unescape

from lxml import etree

from crawler.extract.document.text import clean
from crawler.extract.document.tree import strings

Element = etree._Element

HERE = timezone(timedelta(hours=7))
"""The zone of dates on pages that name none."""
_PUBLISHED = frozenset(
    (
        "article:published_time", "og:article:published_time", "datePublished", "pubdate", "publishdate",
        "publish-date", "dc.date.issued", "DC.date.issued", "dcterms.issued",
    )
)  # fmt: skip
_LINKED_DATA = strings("//script[@type='application/ld+json']/text()")
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_FRACTION = re.compile(r":\d\d\.0*[1-9]")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page. All texts are clean and empty where there are none; `base` is as written.

    `is_article`: the page calls itself an article (Open Graph). `published`: the local date that all of its
    metadata agree on (Open Graph, JSON-LD, microdata)."""

    title: str = ""
    open_graph: str = ""
    description: str = ""
    base: str = ""
    is_article: bool = False
    published: str = ""


def read_head(root: Element) -> Head:
    """The head of a page; of several names, descriptions or bases the first. What is escaped twice is read so."""
    titles: list[str] = []
    open_graph = description = base = None
    is_article = False
    dates: list[str] = []
    for element in (element for head in root.iterchildren("head") for element in head):
        if element.tag == "title":
            titles += map(str, element.itertext()) if len(element) else [element.text or ""]
        elif element.tag == "base" and base is None:
            base = element.get("href")
        elif element.tag == "meta":
            names = element.get("name"), element.get("property")
            content = element.get("content")
            if content and not _PUBLISHED.isdisjoint((*names, element.get("itemprop"))):
                dates.append(content)
            kind = content.strip().lower() if content and names[1] == "og:type" else ""
            is_article |= kind == "article" or names[1] == "article:published_time"
            if open_graph is None and "og:title" in names:
                open_graph = content
            if description is None and (names[0] == "description" or names[1] == "og:description"):
                description = content
    if markup := _LINKED_DATA(root):
        dates += [date for text in markup for date in _DATE_PUBLISHED.findall(text)]
    return Head(
        clean(unescape("".join(titles))),
        clean(unescape(open_graph or "")),
        clean(unescape(description or "")),
        (base or "").strip(),
        is_article,
        _agreed(dates),
    )


def _agreed(dates: list[str]) -> str:
    """The local date that all of `dates` name, the fullest; empty where they differ, or tell the present moment.

    A fraction of a second is what a clock says, and nobody who publishes.
    """
    known = [date for each in dates if (date := _local(each.strip()))]
    if not known or len({day_of(date) for date in known}) > 1 or any(map(_FRACTION.search, dates)):
        return ""
    times = {date for date in known if "T" in date}
    return times.pop() if len(times) == 1 else day_of(known[0])


def _local(stamp: str) -> str:
    """The date here that a text in ISO 8601 tells; midnight fills in for what is not known."""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    if at.tzinfo is not None:
        at = at.astimezone(HERE)
    is_told = ":" in stamp and at.time() != time()
    return at.replace(tzinfo=None).isoformat(timespec="minutes") if is_told else at.date().isoformat()


def day_of(date: str) -> str:
    """The day of a date with or without its time, in ISO 8601."""
    return date.partition("T")[0]
