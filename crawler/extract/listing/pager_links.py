"""Reads one link or button of a pager: its label, and what it requests."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from archive.model import PagerLink
from archive.postbacks import Postback, posted_by
from crawler.cms.urls import query_pairs
from crawler.extract.document.links import absolute
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean
from crawler.extract.document.tree import inner_text
from crawler.extract.vocabulary.paging import ELSEWHERE, ONWARD

Element = etree._Element

_ARROW = re.compile(
    r"\.{3}|…|[<>«»‹›❮❯◄►◀▶]{1,2}|[←→]|\|<|>\|"
    rf"|[<«‹←]{{0,2}}\s*(?:{ELSEWHERE.pattern}|{ONWARD.pattern})\s*[>»›→]{{0,2}}",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(rf"{ONWARD.pattern}\s*[>»›→]{{0,2}}", re.IGNORECASE)
_ICON = re.compile(
    r"(?:chevron|angle|arrow|caret)s?-(?P<far>double-|bar-)?(?:circle-)?(?P<side>right|left|next|prev)\b"
)
_DAY = re.compile(r"V?\d{4,5}")
"""The argument of a day in a calendar of ASP.NET, counted from the year 2000."""
PAGES = "p|pg|page|trang|paged"
COUNTS = rf"{PAGES}|start|offset|limitstart|skip"
"""Parameters with the number of a page; and of the page or the first entry."""
_ADDRESS = re.compile(
    rf"(?:[?&](?:{COUNTS}|[\w$]*_?cur(?:page)?|pageindex|[\w$]*page[\w$]*)=\d+"
    r"|/(?:page|trang|pg|pageid|pageno|p)[-/]?\d+(?=[/.?]|$)|[-_](?:page|trang|p)-?\d+(?=[/.?]|$))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[?&](?:before|after|until|to|date|cursor|max_?id|last\w*)=[\w:%+.-]+", re.IGNORECASE)
"""What asks for entries older than one."""
_BARE = re.compile(r"[/_-]0*(?P<number>(?!0)\d{1,999}|0)(?=/?(?:\.\w{1,5})?(?:\?|$))")
"""A number at the end of a path. It may be the number of a page, where the link has the same text. Python reads none of
thousands of digits."""
_MOMENT = re.compile(
    r"(?:19|20)\d\d-?\d\d-?\d\d(?:[T +]?[\d:.%+-]{0,20}Z?)?|\d{1,2}[/-]\d{1,2}[/-]20\d\d|1\d{9,12}"
)
"""A day or a time, as the value of a parameter."""
_OF_DAYS = re.compile(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}/?$|/(?:19|20)\d\d-\d{1,2}-\d{1,2}")
LONGEST_LABEL = 20
"""Characters that a link of a pager has at most."""
_NUMBER = re.compile(
    r"(?:(?:trang|page)\s*|[\[(]\s*)?0*(\d+)\s*[\])]?|trang\s+0*(\d+)\s*/\s*\d+", re.IGNORECASE
)


def pager_link(link: Element, base: str) -> PagerLink | None:
    """The link of a pager that an element is, or None for any other."""
    href = (link.get("href") or "").strip()
    postback = posted_by(link)
    if not is_label(label := label_of(link)):
        return None
    is_paged = names_a_page(href) or turns(href, label) or _is_next(link, href)
    if not (postback or is_paged or (leads_on(label) and _follows(href, base))):
        return None
    if postback:
        return None if is_day(label, postback) else PagerLink(label, None, *postback)
    return PagerLink(label, absolute(href, base))


def is_day(label: str, postback: Postback) -> bool:
    """Whether a number, or the name of a month, is of a calendar and no page."""
    return label != postback.argument and _DAY.fullmatch(postback.argument) is not None


def label_of(element: Element) -> str:
    """What an element says, its picture where it has no text; of "Trang 2", "[2]" and "02" the number."""
    label = clean(inner_text(element))
    if not label and len(element):
        label = clean(next((picture.get("alt") or "" for picture in element.iter("img")), ""))
    return plain(label or sign(element))


def sign(link: Element) -> str:
    """What a link without text says: its name, or the arrow that a sign of an icon font in it is, by its own."""
    if name := clean(link.get("title") or link.get("aria-label") or ""):
        return name
    for element in link.iter():
        if arrow := _ICON.search(element.get("class") or ""):
            pointed = ">" if arrow["side"] in ("right", "next") else "<"
            return pointed * 2 if arrow["far"] else pointed
    return ""


def plain(label: str) -> str:
    """A label without what is about its number ("Trang 2", "Trang 2/9", "[2]", "02")."""
    number = _NUMBER.fullmatch(label)
    return number.group(1) or number.group(2) if number else label


def is_label(label: str) -> bool:
    """Whether a text is what links of a pager say: a number, an arrow, or a word for one."""
    return len(label) <= LONGEST_LABEL and (label.isdigit() or _ARROW.fullmatch(label) is not None)


def leads_on(label: str) -> bool:
    """Whether a text leads on in a pager that has no numbers."""
    return _LEADS_ON.fullmatch(label) is not None


@remembered
def names_a_page(href: str) -> bool:
    """Whether an address asks for a page of a list by a parameter or a part of its path."""
    return _ADDRESS.search(href) is not None or _BEFORE.search(href) is not None


def turns(href: str, label: str) -> bool:
    """Whether an address ends with the number that the link shows, which is not a day."""
    if not label.isdecimal() or _OF_DAYS.search(href):
        return False
    number = _BARE.search(href)
    return number is not None and int(number["number"]) == int(label)


def _is_next(link: Element, href: str) -> bool:
    """Whether a link is marked as the one to the next page."""
    return "next" in (link.get("rel") or "").lower().split() and bool(href) and href[0] != "#"


def _follows(href: str, base: str) -> bool:
    """Whether an address is the page's own with another moment in its query, or ends with the number of the next page,
    behind the page's own address or in its place. What leads on from a home page leads to lists."""
    url = absolute(href, base) or ""
    cut, own_cut = urlsplit(url), urlsplit(base)
    if cut.path == own_cut.path and cut.query:
        asked, known = query_pairs(cut.query), query_pairs(own_cut.query)
        changed = [value for name, value in asked if (name, value) not in known]
        is_own = {name for name, _ in known} <= {name for name, _ in asked}
        return is_own and len(changed) == 1 and _MOMENT.fullmatch(changed[0]) is not None
    number, own = _BARE.search(url), _BARE.search(base)
    if number is None or own_cut.path in ("", "/") or _OF_DAYS.search(url):
        return False
    if own is not None and url[: number.start()] == base[: own.start()]:
        return int(number["number"]) == int(own["number"]) + 1 > 2
    return int(number["number"]) == 2 and url.startswith(f"{base.rstrip('/')}/")


def series(url: str) -> str:
    """What the addresses of one pager share: all but the number, and the file name where a query follows."""
    path, mark, query = url.partition("?")
    rest = _ADDRESS.sub("", mark + query)
    if mark:
        return path.rpartition("/")[0] + rest
    return _ADDRESS.sub("", path) if _ADDRESS.search(path) else _BARE.sub("", path)
