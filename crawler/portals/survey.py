"""What a portal that is not known yet looks like: its CMS, its sites, and how its pages are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from archive.model import Address, Article, Page, Site
from crawler.cms.systems import SYSTEMS, system
from crawler.extract.document.text import clean
from crawler.extract.document.tree import parsed, strings
from crawler.extract.read import read_page
from crawler.politeness.http_client import HttpResponse, Unreachable
from crawler.politeness.visitor import Visitor

ARTICLES = 3
"""How many articles are tried."""
_TITLE = strings("//title/text()")
_SNAME = re.compile(r"[A-Za-z][\w-]{0,40}")
_BESIDE = re.compile(r"\s+[-–|»:]\s+|\s*\|\s*")
_FRONT = re.compile(r"trang chủ|home|trang chính|default", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """One page that was tried. `page` is None where it was not had; `why` says why not."""

    url: str
    wanted: str
    page: Page | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found. `title` is None where the home page bears none."""

    home: str
    cms: str
    domain: str
    title: str | None
    sites: tuple[Site, ...]
    looks: tuple[Look, ...]

    def articles(self) -> list[Article]:
        """What was read of the articles that were tried."""
        return [look.page.article for look in self.looks if look.page and look.page.article]

    def stores(self) -> list[str]:
        """Foreign hosts that hold pictures or documents of these articles."""
        urls = [url for each in self.articles() for url in (*each.images, *(a.url for a in each.attachments))]
        hosts = dict.fromkeys(urlsplit(url).netloc for url in urls)
        return [host for host in hosts if f".{host}".removesuffix(f".{self.domain}") == f".{host}"]


class NotRecognised(Exception):
    """No CMS that luutru knows writes addresses like those of the home page."""


def survey(visitor: Visitor, home: str, cms: str | None) -> Survey:
    """Asks for the home page, a list and some articles. `cms` None: told from the home page's links.

    Raises Unreachable where the home page is not had, NotRecognised where its CMS is not known.
    """
    reply = visitor.get(home)
    if not 200 <= reply.status < 300:
        raise Unreachable(f"{home} answers {reply.status}.")
    first = read_page(reply.body, reply.url, content_type=reply.header("content-type"))
    if first.kind == "wall":
        raise Unreachable(f"{home} shows a page that stands in front of the portal ({first.reason}).")
    own = [url for url in first.links if visitor.owns(url)]
    cms = cms or recognised(own)
    if cms is None:
        raise NotRecognised(home)
    address = system(cms).address
    found = list(dict.fromkeys(address(url) for url in own))
    front = _read(reply, cms)
    looks = [Look(reply.url, "home", front)]
    for listing in _lists(found)[:1]:
        looks.append(_look(visitor, listing.url, "list", cms))
    listed = [item.url for look in reversed(looks) if look.page for item in look.page.items]
    articles: dict[str | None, str] = {}
    for told in (*map(address, listed), *found):
        if told.kind == "article" and visitor.owns(told.url):
            articles.setdefault(told.cms_id, told.url)
    looks += [_look(visitor, url, "article", cms) for url in islice(articles.values(), ARTICLES)]
    return Survey(home, cms, visitor.domain, _title(reply), _sites(found), tuple(looks))


def recognised(links: Iterable[str]) -> str | None:
    """The CMS whose articles and numbered categories most of the links are; None where none is."""
    urls = list(links)
    counts = {
        name: sum(_is_telling(address) for address in map(system(name).address, urls)) for name in SYSTEMS
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def _is_telling(address: Address) -> bool:
    return address.kind == "article" or (address.kind == "list" and address.category is not None)


def _lists(found: list[Address]) -> list[Address]:
    """The lists among the addresses, first those that articles of the same page are filed under."""
    filed = {name for a in found if a.kind == "article" for name in (a.category, a.category_slug) if name}
    lists = [each for each in found if each.kind == "list"]
    return sorted(lists, key=lambda each: each.category not in filed and each.category_slug not in filed)


def _look(visitor: Visitor, url: str, wanted: str, cms: str) -> Look:
    try:
        reply = visitor.get(url)
    except Unreachable as error:
        return Look(url, wanted, why=str(error))
    if not 200 <= reply.status < 300:
        return Look(url, wanted, why=f"answers {reply.status}")
    return Look(url, wanted, _read(reply, cms))


def _read(reply: HttpResponse, cms: str) -> Page:
    return read_page(reply.body, reply.url, system(cms), reply.header("content-type"))


def _title(reply: HttpResponse) -> str | None:
    """The title of the home page without "Trang chủ" beside it."""
    root, *_ = parsed(reply.body, reply.header("content-type"))
    text = clean("".join(_TITLE(root)[:1])) if root is not None else ""
    parts = [part for part in _BESIDE.split(text) if part and not _FRONT.fullmatch(part)]
    return max(parts, key=len) if parts else None


def _sites(found: Iterable[Address]) -> tuple[Site, ...]:
    """The sites that addresses name, with their numbers where lists tell these, in order of appearance."""
    numbers: dict[str, str | None] = {}
    for each in found:
        if each.site and _SNAME.fullmatch(each.site):
            number = (each.cms_id or "").rpartition(":")[2].partition("/")[0] if each.kind == "list" else ""
            numbers[each.site] = numbers.get(each.site) or (number if number.isdigit() else None)
    return tuple(Site(sname, None, number) for sname, number in numbers.items())
