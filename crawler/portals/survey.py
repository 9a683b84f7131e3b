"""Surveys an unknown portal: its CMS, the forms of its addresses, the reading of its pages.

A few dozen pages suffice. A link text longer than a menu item is probably the title of an article; the page behind it
proves that by repeating the text. A page with links to several articles that no other page has is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from archive.model import Address, Page, Site
from archive.wording import t
from crawler.cms import Cms
from crawler.cms.declared import Declared
from crawler.cms.systems import CODED, system
from crawler.extract.document.links import absolute
from crawler.extract.document.text import clean
from crawler.extract.document.tree import parsed, strings
from crawler.extract.pages.page_type import redirect_target
from crawler.extract.read import read_page
from crawler.politeness.http_client import HttpResponse, Unreachable
from crawler.portals.feeds import feeds_of
from crawler.portals.findings import Look, NotRecognised, Survey
from crawler.portals.learned_forms import declared, doubts, fits, forms_of
from crawler.portals.recognise_cms import is_characteristic, marked, recognised
from crawler.portals.tour import Tour
from crawler.portals.visited import Source, visited_page

LISTS = 20
"""Pages that menus lead to, of these."""
TELLING = 5
"""Links of a CMS's own form that count for more than marks of another."""
SHOWN = 4
"""Articles that are read for the table."""
_TITLE = strings("//title/text()")
_SNAME = re.compile(r"[A-Za-z][\w-]{0,40}")
_BESIDE = re.compile(r"\s+[-–|»:]\s+|\s*\|\s*")
_FRONT = re.compile(r"trang chủ|home|trang chính|default", re.IGNORECASE)


def survey(source: Source, home: str, cms: str | None = None, more: Iterable[str] = ()) -> Survey:
    """Surveys a portal: its home page, the pages of its menu, and some articles.

    `cms` None: it is recognised from the pages. `more` are further known addresses, as those in a file of
    captures.

    Raises Unreachable where the home page is not available, NotRecognised where no link leads to an article.
    """
    reply = source.get(home)
    if not 200 <= reply.status < 300:
        raise Unreachable(t("{home} answers {status}.", home=home, status=reply.status))
    if (leads := _sent_on(reply)) and source.owns(leads) and leads != home:
        home, reply = leads, source.get(leads)
    front = read_page(reply.body, reply.url, content_type=reply.header("content-type"))
    if front.kind == "wall":
        raise Unreachable(
            t(
                "{home} shows a page that stands in front of the portal ({reason}).",
                home=home,
                reason=front.reason,
            )
        )
    first = visited_page(reply)
    own = [url for url in (*first.links, *more) if source.owns(url)]
    known = cms if cms in CODED else None
    if cms is None and (found := recognised(own)):
        # links to other portals, or dates in addresses, may look like those of another CMS
        telling = sum(is_characteristic(found, each) for each in map(system(found).address, own))
        known = found if telling >= TELLING or marked([reply]) in (None, "liferay7") else None
    if known is not None:
        return _of_system(source, home, reply, known, own)
    return _of_forms(Tour(source, home, first), cms)


def _sent_on(reply: HttpResponse) -> str | None:
    """Where a page with next to nothing on it sends its readers by itself, as the first page of many portals does."""
    front = read_page(reply.body, reply.url, content_type=reply.header("content-type"))
    root, *_ = parsed(reply.body, reply.header("content-type"))
    if root is None or front.reason != "redirect":
        return None
    return absolute(redirect_target(root, reply.body) or "", reply.url)


def _of_system(source: Source, home: str, reply: HttpResponse, cms: str, own: list[str]) -> Survey:
    """A portal on a CMS that a module describes."""
    address = system(cms).address
    found = list(dict.fromkeys(address(url) for url in own))
    looks = [Look(home, "home", _read(reply, system(cms)))]
    for listing in _filed_first(found)[:1]:
        looks.append(_look(source, listing.url, "list", system(cms)))
    listed = [item.url for look in reversed(looks) if look.page for item in look.page.items]
    articles: dict[str | None, str] = {}
    for each in (*map(address, listed), *found):
        if each.kind == "article" and source.owns(each.url):
            articles.setdefault(each.cms_id, each.url)
    looks += [_look(source, url, "article", system(cms)) for url in list(articles.values())[: SHOWN - 1]]
    return Survey(home, cms, source.domain, _title(reply), _sites(found), tuple(looks))


def _of_forms(tour: Tour, named: str | None) -> Survey:
    """A portal whose addresses are learned; `named` is the declared CMS that it is said to be on."""
    feeds = feeds_of(tour.source, tour.home, tour.first)
    for url in tour.menu(LISTS // 2):
        tour.visit(url)
    for url in tour.menu(LISTS // 2):
        tour.visit(url)
    proved = tour.proved()
    if not proved:
        raise NotRecognised(tour.home)
    proved |= tour.proved()  # articles lead to others by further forms of addresses
    lists = tour.lists(set(proved))
    for url in tour.menu(LISTS // 4):
        tour.visit(url)
    lists = tour.lists(set(proved)) or lists
    lists += tour.indexes(set(proved), lists)
    name_of_base = named or marked(page.reply for page in tour.visited.pages.values())
    base = system(name_of_base) if name_of_base else None
    if isinstance(base, Declared) and not fits(base, proved):
        base = None
    learned = forms_of(
        base if isinstance(base, Declared) else None,
        proved,
        {url: tour.further(url) for url in lists},
        tour.others(set(proved), lists),
        sorted(tour.fronts()),
    )
    name = base.name if base is not None else None
    cms = declared(name or "declared", learned, base)
    return Survey(
        tour.home,
        name,
        tour.source.domain,
        _title(tour.first.reply),
        (),
        tuple(_table(tour, cms, proved, lists)),
        {kind: texts for kind, texts in learned.items() if texts},
        tuple(feeds),
        tuple(doubts(cms, proved, lists, tour.visited)),
    )


def _table(tour: Tour, cms: Cms, proved: Mapping[str, str], lists: list[str]) -> Iterator[Look]:
    yield Look(tour.home, "home", _read(tour.first.reply, cms))
    for url in lists[: SHOWN // 2]:
        yield Look(url, "list", _read(tour.visited.pages[url].reply, cms))
    for url in [each for each in proved if each in tour.visited.pages][:SHOWN]:
        yield Look(url, "article", _read(tour.visited.pages[url].reply, cms))
    yield from tour.failed[:SHOWN]


def _look(source: Source, url: str, wanted: str, cms: Cms) -> Look:
    try:
        reply = source.get(url)
    except Unreachable as error:
        return Look(url, wanted, why=str(error))
    if not 200 <= reply.status < 300:
        return Look(url, wanted, why=f"answers {reply.status}")
    return Look(url, wanted, _read(reply, cms))


def _read(reply: HttpResponse, cms: Cms) -> Page:
    return read_page(reply.body, reply.url, cms, reply.header("content-type"))


def _filed_first(found: list[Address]) -> list[Address]:
    """The lists among the addresses, first those whose category is that of an article on the page."""
    filed = {name for a in found if a.kind == "article" for name in (a.category, a.category_slug) if name}
    lists = [each for each in found if each.kind == "list"]
    return sorted(lists, key=lambda each: each.category not in filed and each.category_slug not in filed)


def _title(reply: HttpResponse) -> str | None:
    """The title of the home page without "Trang chủ" beside it."""
    root, *_ = parsed(reply.body, reply.header("content-type"))
    text = clean("".join(_TITLE(root)[:1])) if root is not None else ""
    parts = [part for part in _BESIDE.split(text) if part and not _FRONT.fullmatch(part)]
    return max(parts, key=len) if parts else None


def _sites(found: Iterable[Address]) -> tuple[Site, ...]:
    """The sites in addresses, in order of appearance, with the numbers that lists give."""
    numbers: dict[str, str | None] = {}
    for each in found:
        if each.site and _SNAME.fullmatch(each.site):
            number = (each.cms_id or "").rpartition(":")[2].partition("/")[0] if each.kind == "list" else ""
            numbers[each.site] = numbers.get(each.site) or (number if number.isdigit() else None)
    return tuple(Site(sname, None, number) for sname, number in numbers.items())
