"""A portal that is not known yet, looked at: its CMS, the forms of its addresses, and how its pages are read.

A couple of dozen pages tell. What a link says longer than a menu would is an article's title; that its page says the
same proves it. A page that leads to several articles which no other page leads to is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from archive.model import Address, Article, Page, Site
from crawler.cms import Cms, Hints
from crawler.cms.declared import Declared
from crawler.cms.systems import CODED, DECLARED, system
from crawler.cms.tables import FORMS
from crawler.extract.document.text import clean
from crawler.extract.document.tree import parsed, strings
from crawler.extract.listing.pager_links import is_label, leads_on, names_a_page
from crawler.extract.read import read_page
from crawler.frontier.traps import grows
from crawler.politeness.http_client import HttpResponse, Unreachable
from crawler.portals import address_forms
from crawler.portals.address_forms import MOST, same_title, tells_apart
from crawler.portals.sample import Sample, Sampled, Source, is_title, sampled

BUDGET = 36
"""Pages that are asked for, at most."""
LISTS = 20
"""Pages that menus lead to, of these."""
PROOFS = 2
"""Articles of each group of addresses by which it is proved that they are articles."""
TELLING = 5
"""Links of a CMS's own form that count for more than marks of another."""
SHOWN = 4
"""Articles that are read for the table."""
ENTRIES = 3
"""Articles that a page leads to and others do not, from which it is a list."""
_TITLE = strings("//title/text()")
_SNAME = re.compile(r"[A-Za-z][\w-]{0,40}")
_BESIDE = re.compile(r"\s+[-–|»:]\s+|\s*\|\s*")
_FRONT = re.compile(r"trang chủ|home|trang chính|default", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/|$)")
_OUT = re.compile(
    r"dang-?nhap|dang-?ky|login|logon|register|search|tim-?kiem|seek|/users?/|rss|feed|lien-?he|contact|sitemap|mailto",
    re.IGNORECASE,
)
"""What the addresses have in them that no archivist needs."""


@dataclass(frozen=True, slots=True)
class Look:
    """One page that was tried. `page` is None where it was not had; `why` says why not."""

    url: str
    wanted: str
    page: Page | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found. `title` is None where the home page bears none, `cms` where none is recognised.

    `addresses` are forms that the portal's file has to declare, by their kind; `feeds` sitemaps and feeds that
    answer; `doubts` what a person should look at.
    """

    home: str
    cms: str | None
    domain: str
    title: str | None
    sites: tuple[Site, ...]
    looks: tuple[Look, ...]
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    feeds: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def articles(self) -> list[Article]:
        """What was read of the articles that were tried."""
        return [
            look.page.article
            for look in self.looks
            if look.wanted == "article" and look.page and look.page.article
        ]

    def stores(self) -> list[str]:
        """Foreign hosts that hold pictures or documents of these articles."""
        urls = [url for each in self.articles() for url in (*each.images, *(a.url for a in each.attachments))]
        hosts = dict.fromkeys(urlsplit(url).netloc for url in urls)
        return [host for host in hosts if f".{host}".removesuffix(f".{self.domain}") == f".{host}"]


class NotRecognised(Exception):
    """No links of the home page lead to articles."""


def survey(source: Source, home: str, cms: str | None = None, more: Iterable[str] = ()) -> Survey:
    """Looks at the home page, what its menu leads to, and some articles.

    `cms` None: told from what pages have in them. `more` are further addresses that are known, those in a file of
    captures. Raises Unreachable where the home page is not had, NotRecognised where nothing leads to an article.
    """
    reply = source.get(home)
    if not 200 <= reply.status < 300:
        raise Unreachable(f"{home} answers {reply.status}.")
    front = read_page(reply.body, reply.url, content_type=reply.header("content-type"))
    if front.kind == "wall":
        raise Unreachable(f"{home} shows a page that stands in front of the portal ({front.reason}).")
    first = sampled(reply)
    own = [url for url in (*first.links, *more) if source.owns(url)]
    known = cms if cms in CODED else None
    if cms is None and (found := recognised(own)):
        # links to other portals, or dates in addresses, may look like those of another CMS
        telling = sum(_is_telling(found, each) for each in map(system(found).address, own))
        known = found if telling >= TELLING or _marked([reply]) in (None, "liferay7") else None
    look = _Look(source, home, first, more)
    if known is not None:
        return look.of_system(known, own)
    return look.of_forms(cms)


def recognised(links: Iterable[str]) -> str | None:
    """The CMS of a module whose numbered categories, or articles of its own form, links lead to; None where none
    does."""
    urls = list(links)
    counts = {
        name: sum(_is_telling(name, each) for each in map(system(name).address, urls)) for name in CODED
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def _is_telling(name: str, address: Address) -> bool:
    if name == "liferay" or _DATED.search(address.url):
        return name == "liferay" and address.kind == "article"
    return address.kind in ("article", "list") and (
        address.category is not None or (address.cms_id or "").startswith("steering")
    )


def _marked(replies: Iterable[HttpResponse]) -> str | None:
    """The declared CMS of which pages have most of the marks."""
    markup = "\n".join(reply.body.decode("utf-8", "replace").casefold() for reply in replies)
    counts = {
        name: sum(mark.casefold() in markup for mark in cms.marks)
        for name in DECLARED
        if isinstance(cms := system(name), Declared)
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


class _Look:
    """The pages that are asked for, one after the other."""

    def __init__(self, source: Source, home: str, first: Sampled, more: Iterable[str]) -> None:
        self.source = source
        self.home = home
        self.first = first
        self.more = tuple(more)
        self.sample = Sample({first.reply.url: first})
        self.looks: list[Look] = []
        self.left = BUDGET

    def of_system(self, cms: str, own: list[str]) -> Survey:
        """A portal on a CMS that a module describes."""
        address = system(cms).address
        found = list(dict.fromkeys(address(url) for url in own))
        looks = [Look(self.home, "home", _read(self.first.reply, system(cms)))]
        for listing in _filed_first(found)[:1]:
            looks.append(self._look(listing.url, "list", system(cms)))
        listed = [item.url for look in reversed(looks) if look.page for item in look.page.items]
        articles: dict[str | None, str] = {}
        for told in (*map(address, listed), *found):
            if told.kind == "article" and self.source.owns(told.url):
                articles.setdefault(told.cms_id, told.url)
        looks += [self._look(url, "article", system(cms)) for url in list(articles.values())[: SHOWN - 1]]
        return Survey(
            self.home, cms, self.source.domain, _title(self.first.reply), _sites(found), tuple(looks)
        )

    def of_forms(self, named: str | None) -> Survey:
        """A portal whose addresses are learned; `named` is the declared CMS that it is said to be on."""
        feeds = self._feeds()
        for url in self._menu(LISTS // 2):
            self._visit(url)
        for url in self._menu(LISTS // 2):
            self._visit(url)
        proved = self._proved()
        if not proved:
            raise NotRecognised(self.home)
        lists = self._lists(set(proved))
        for url in self._menu(LISTS // 4):
            self._visit(url)
        lists = self._lists(set(proved)) or lists
        marked = named or _marked(page.reply for page in self.sample.pages.values())
        base = system(marked) if marked else None
        if isinstance(base, Declared) and not _fits(base, proved):
            base = None
        learned = _forms(
            base if isinstance(base, Declared) else None,
            proved,
            {url: self._further(url) for url in lists},
            self._others(set(proved), lists),
        )
        name = base.name if base is not None else None
        cms = _declared(name or "declared", learned, base)
        return Survey(
            self.home,
            name,
            self.source.domain,
            _title(self.first.reply),
            (),
            tuple(self._table(cms, proved, lists)),
            {kind: texts for kind, texts in learned.items() if texts},
            tuple(feeds),
            tuple(_doubts(cms, proved, lists, self.sample)),
        )

    def _visit(self, url: str) -> Sampled | None:
        """A page, once; None where it is not had or the budget is spent."""
        if url in self.sample.pages:
            return self.sample.pages[url]
        if self.left <= 0:
            return None
        self.left -= 1
        try:
            reply = self.source.get(url)
        except Unreachable as error:
            self.looks.append(Look(url, "page", why=str(error)))
            return None
        if not 200 <= reply.status < 300 or not self.source.owns(reply.url):
            return None
        page = sampled(reply)
        self.sample.add(url, page)
        return page

    def _menu(self, most: int) -> list[str]:
        """Addresses not looked at yet that short texts lead to: first those of the home page."""
        found = []
        for url, text in self.sample.texts.items():
            path = urlsplit(url).path
            if url in self.sample.pages or not self.source.owns(url) or grows(path) or _OUT.search(url):
                continue
            if text and not is_title(text) and not is_label(text) and len(text) > 2 and not names_a_page(url):
                found.append(url)
        shapes: dict[object, int] = {}
        spread = []
        for url in found:  # a calendar or a cloud of tags must not take all the room
            key = address_forms.parts_of(url).key
            shapes[key] = shapes.get(key, 0) + 1
            if shapes[key] <= most:
                spread.append(url)
        return spread[:most]

    def _titled(self) -> dict[str, str]:
        """Addresses of the portal that a title leads to, with the title."""
        return {
            url: text
            for url, text in self.sample.texts.items()
            if is_title(text)
            and self.source.owns(url)
            and not grows(urlsplit(url).path)
            and not _OUT.search(url)
        }

    def _proved(self) -> dict[str, str]:
        """Addresses of articles with their titles: those of groups of which some pages say what links to them say."""
        titled = self._titled()
        found: dict[str, str] = {}
        for group in address_forms.grouped(titled):
            proofs = 0
            tried = [each.url for each in group]
            for url in tried[: PROOFS + 1]:
                page = self._visit(url)
                proofs += bool(page and page.is_titled(titled[url]))
                if proofs == PROOFS:
                    break
            if proofs and (proofs >= PROOFS or len(group) <= PROOFS):
                found |= {url: titled[url] for url in tried}
        return found

    def _lists(self, articles: set[str]) -> list[str]:
        """The pages that lead to several articles which not every page leads to."""
        everywhere = self.sample.everywhere()
        found = []
        for url, page in self.sample.pages.items():
            if url in articles or (urlsplit(url).path in ("", "/") and not urlsplit(url).query):
                continue
            if len({link for link in page.links if link in articles} - everywhere) >= ENTRIES:
                found.append(url)
        return found

    def _further(self, url: str) -> str | None:
        """The address of the second page of a list, where its pager names it."""
        links = self.sample.pages[url].links.items()
        numbered = (link for link, text in links if text == "2")
        return next(numbered, None) or next((link for link, text in links if leads_on(text)), None)

    def _others(self, articles: set[str], lists: list[str]) -> list[str]:
        """The pages of the menu that are neither."""
        return [
            url
            for url in self.sample.pages
            if url not in articles and url not in lists and urlsplit(url).path not in ("", "/")
        ]

    def _feeds(self) -> list[str]:
        """Sitemaps and feeds that answer with one."""
        named: list[str] = []
        try:
            robots = self.source.get(urljoin(self.home, "/robots.txt"))
            text = robots.body.decode("utf-8", "replace") if robots.status == 200 else ""
            named = re.findall(r"^sitemap:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
        except Unreachable:
            pass
        tried = dict.fromkeys([*named[:3], urljoin(self.home, "/sitemap.xml"), *self.first.feeds[:1]])
        found = []
        for url in filter(self.source.owns, tried):
            try:
                reply = self.source.get(url)
            except Unreachable:
                continue
            if reply.status == 200 and re.search(
                rb"<(?:urlset|sitemapindex|rss|feed|rdf:RDF)\b", reply.body[:3000]
            ):
                found.append(url)
        return found

    def _table(self, cms: Cms, proved: Mapping[str, str], lists: list[str]) -> Iterator[Look]:
        yield Look(self.home, "home", _read(self.first.reply, cms))
        for url in lists[: SHOWN // 2]:
            yield Look(url, "list", _read(self.sample.pages[url].reply, cms))
        for url in [each for each in proved if each in self.sample.pages][:SHOWN]:
            yield Look(url, "article", _read(self.sample.pages[url].reply, cms))
        yield from self.looks[:SHOWN]

    def _look(self, url: str, wanted: str, cms: Cms) -> Look:
        try:
            reply = self.source.get(url)
        except Unreachable as error:
            return Look(url, wanted, why=str(error))
        if not 200 <= reply.status < 300:
            return Look(url, wanted, why=f"answers {reply.status}")
        return Look(url, wanted, _read(reply, cms))


def _declared(name: str, forms: Mapping[str, tuple[str, ...]], base: Cms | None) -> Declared:
    return Declared(
        name,
        **{kind: forms.get(kind, ()) for kind in FORMS},
        hints=base.hints if base else Hints(),
        base=base,
    )


def _fits(base: Declared, titles: Mapping[str, str]) -> bool:
    """Whether the ids of a CMS's own forms tell the portal's articles apart."""
    told = [(base.address(url), title) for url, title in titles.items()]
    pairs = [(each.cms_id, title) for each, title in told if each.kind == "article" and each.cms_id]
    conflicts = [
        (name, title)
        for name, title in pairs
        if any(other == name and not same_title(title, text) for other, text in pairs)
    ]
    return not conflicts and (len({name for name, _ in pairs}) < 3 or tells_apart(pairs))


def _forms(
    base: Declared | None, titles: Mapping[str, str], turned: dict[str, str | None], others: list[str]
) -> dict[str, tuple[str, ...]]:
    """What a portal's file has to declare beyond `base`. `turned` are the lists, each with the address of a further
    page of it where there is one."""
    forms: dict[str, tuple[str, ...]] = dict.fromkeys(FORMS, ())
    lists = list(turned)

    def kind(url: str) -> str:
        return _declared("x", forms, base).address(url).kind

    missed = {url: title for url, title in titles.items() if kind(url) != "article"}
    if (missed and len(missed) > (1 - MOST) * len(titles)) or any(kind(url) == "other" for url in missed):
        forms["article"] = tuple(address_forms.article_forms(missed, lists))
    missed_lists = [
        url
        for url in lists
        if kind(url) != "list" or ((further := turned[url]) and kind(further) == "article")
    ]
    general = [url for url in missed_lists if kind(url) != "article"]
    forms["list"] = (
        *address_forms.list_forms(missed_lists, turned),
        *address_forms.general_list_form(general, turned),
    )
    taken = [url for url in others if kind(url) == "article"]
    forms["ignore"] = tuple(address_forms.list_forms(taken, {}))
    return forms


def _doubts(cms: Declared, titles: Mapping[str, str], lists: list[str], sample: Sample) -> Iterator[str]:
    """What of the sample the forms do not account for."""
    lost = [url for url in titles if cms.address(url).kind != "article"]
    if lost:
        yield f"{len(lost)} of {len(titles)} addresses of articles have none of the forms, as {lost[0]}"
    if not lists:
        yield "no list of articles was found"
    nameless = [url for url in titles if cms.address(url).cms_id is None]
    if nameless:
        yield f"no id in the addresses tells articles apart, as in {nameless[0]}: each address is an article of its own"


def _read(reply: HttpResponse, cms: Cms) -> Page:
    return read_page(reply.body, reply.url, cms, reply.header("content-type"))


def _filed_first(found: list[Address]) -> list[Address]:
    """The lists among the addresses, first those that articles of the same page are filed under."""
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
    """The sites that addresses name, with their numbers where lists tell these, in order of appearance."""
    numbers: dict[str, str | None] = {}
    for each in found:
        if each.site and _SNAME.fullmatch(each.site):
            number = (each.cms_id or "").rpartition(":")[2].partition("/")[0] if each.kind == "list" else ""
            numbers[each.site] = numbers.get(each.site) or (number if number.isdigit() else None)
    return tuple(Site(sname, None, number) for sname, number in numbers.items())
