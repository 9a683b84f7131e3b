"""Visits the first pages of a portal: menus, probable articles, lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.extract.document.text import folded
from crawler.extract.listing.pager_links import is_label, leads_on, names_a_page
from crawler.extract.read import read_page
from crawler.frontier.traps import grows
from crawler.politeness.http_client import Unreachable
from crawler.portals.address_parts import grouped, parts_of
from crawler.portals.findings import Look
from crawler.portals.visited import Source, VisitedPage, VisitedPages, is_title, visited_page

BUDGET = 36
"""Pages that are asked for, at most."""
PROOFS = 2
"""Articles visited to prove that a group of addresses are articles."""
ENTRIES = 3
"""Articles linked from a page and not from others, from which the page is a list."""
SAME = 0.9
"""The share of links from which a page is the home page at another address."""
SPLASH = 4
"""Links of a first page that has no menu, but leads to the home page by a picture, or to one in each language."""
SHORT = 6
"""Addresses of a group from which short texts may be titles."""
GROUPS = 3
"""Groups of addresses with short texts that are tried, the largest."""
_OUT = re.compile(
    r"dang-?nhap|dang-?ky|login|logon|register|search|tim-?kiem|seek|/users?/|rss|feed|lien-?he|contact|sitemap|mailto",
    re.IGNORECASE,
)
"""What the addresses have in them that no archivist needs."""


class Tour:
    """The pages of a portal that are asked for, one after the other, within a budget."""

    def __init__(self, source: Source, home: str, first: VisitedPage) -> None:
        self.source = source
        self.home = home
        self.first = first
        self.visited = VisitedPages({first.reply.url: first})
        self.failed: list[Look] = []
        self.left = BUDGET
        self._short: set[object] = set()
        self._read: dict[str, str] = {}

    def visit(self, url: str) -> VisitedPage | None:
        """A page, once; None where it is not available or the budget is spent."""
        if url in self.visited.pages:
            return self.visited.pages[url]
        if self.left <= 0:
            return None
        self.left -= 1
        try:
            reply = self.source.get(url)
        except Unreachable as error:
            self.failed.append(Look(url, "page", why=str(error)))
            return None
        if not 200 <= reply.status < 300 or not self.source.owns(reply.url):
            return None
        page = visited_page(reply)
        self.visited.add(url, page)
        return page

    def _is_title(self, url: str) -> bool:
        """Whether a title leads to an address: a long text, or any where the titles of the portal are short."""
        text = self.visited.texts[url]
        return is_title(text) or (_is_name(text) and self._is_short_titled(url))

    def _is_short_titled(self, url: str) -> bool:
        if parts_of(url).key not in self._short:
            return False
        return url not in self.visited.usual or self._is_article(url, self.visited.texts[url])

    def _is_article(self, url: str, text: str) -> bool:
        """Whether a page reads as an article with this title."""
        page = self.visit(url)
        if page is None:
            return False
        if url not in self._read:
            reply = page.reply
            read = read_page(reply.body, reply.url, content_type=reply.header("content-type")).article
            self._read[url] = folded(read.title or "") if read and read.body else ""
        return self._read[url] == folded(text)

    def menu(self, most: int) -> list[str]:
        """Addresses not looked at yet that short texts lead to: first those of the home page."""
        found = []
        named = self._long_names()
        if len(self._own(self.first)) <= SPLASH:
            named |= self._own(self.first)
        for url, text in self.visited.texts.items():
            if url in self.visited.pages or not self._is_wanted(url):
                continue
            is_name = _is_name(text) and not self._is_short_titled(url)
            if (is_name or url in named) and not names_a_page(url):
                found.append(url)
        shapes: dict[object, int] = {}
        spread = []
        for url in found:  # a calendar or a cloud of tags must not take all the room
            key = parts_of(url).key
            shapes[key] = shapes.get(key, 0) + 1
            if shapes[key] <= most:
                spread.append(url)
        return spread[:most]

    def _is_wanted(self, url: str) -> bool:
        """Whether an address is the portal's, leads round in no circle, and is of a kind that archivists need."""
        return self.source.owns(url) and not grows(urlsplit(url).path) and _OUT.search(url) is None

    def _own(self, page: VisitedPage) -> set[str]:
        """The addresses of the portal that a page leads to, without its own."""
        return {url for url in page.links if self.source.owns(url) and url != page.reply.url}

    def _long_names(self) -> set[str]:
        """Addresses with texts as long as titles that are names in a menu: one or two among more of the same form with
        short ones."""
        short = Counter(parts_of(u).key for u, text in self.visited.texts.items() if _is_name(text))
        long: dict[object, set[str]] = defaultdict(set)
        for url, text in self.visited.texts.items():
            if is_title(text):
                long[parts_of(url).key].add(url)
        few = (urls for key, urls in long.items() if len(urls) <= PROOFS and short[key] > len(urls))  # type: ignore[index]
        return set().union(*few)

    def titled(self) -> dict[str, str]:
        """Addresses of the portal that a title leads to, with the title."""
        named = self._long_names()
        return {
            url: text
            for url, text in self.visited.texts.items()
            if self._is_title(url) and url not in named and self._is_wanted(url)
        }

    def proved(self) -> dict[str, str]:
        """Addresses of articles with their titles.

        A group of addresses is proved to be articles when some of its pages repeat the text of the links to them.
        Where no long text leads to one, the titles of the portal are short: those of addresses of whose group some
        read as articles with the texts of their links as titles.
        """
        found = self._proved()
        if not found:
            self._short = set(self._short_titled())
            found = self._proved() if self._short else {}
        return found

    def _proved(self) -> dict[str, str]:
        titled = self.titled()
        found: dict[str, str] = {}
        for group in grouped(titled):
            proofs = 0
            tried = [each.url for each in group]
            for url in tried[: PROOFS + 1]:
                proofs += self._is_proved(url, titled[url])
                if proofs == PROOFS:
                    break
            if proofs and (proofs >= PROOFS or len(group) <= PROOFS):
                found |= {url: titled[url] for url in tried}
        return found

    def _is_proved(self, url: str, title: str) -> bool:
        if self._short:
            return self._is_article(url, title)
        page = self.visit(url)
        return page is not None and page.is_titled(title)

    def _short_titled(self) -> Iterator[object]:
        """The groups of addresses that articles with short titles have."""
        named = {
            url: text
            for url, text in self.visited.texts.items()
            if _is_name(text)
            and url not in self.visited.usual
            and not names_a_page(url)
            and self._is_wanted(url)
        }
        for group in grouped(named)[:GROUPS]:
            if len(group) >= SHORT:
                tried = [each.url for each in group[: PROOFS + 1]]
                if sum(self._is_article(url, named[url]) for url in tried) >= PROOFS:
                    yield group[0].key

    def lists(self, articles: set[str]) -> list[str]:
        """Pages with links to several articles that most pages do not link."""
        fronts = self.fronts()
        return [
            url
            for url in self.visited.pages
            if url not in articles and url not in fronts and len(self._leads_to(url, articles)) >= ENTRIES
        ]

    def _leads_to(self, url: str, articles: set[str]) -> set[str]:
        """What a page leads to by titles, oftener than most pages, that is of the forms of articles; or by pictures
        and scripts, where it does by no title."""
        keys = {parts_of(each).key for each in articles}
        own = self.visited.own_titles(url, short=bool(self._short))
        for links in (own, self.visited.untitled(url)):
            if found := {each for each in links if each in articles or parts_of(each).key in keys}:
                return found
        return set()

    def fronts(self) -> set[str]:
        """The addresses of the home page: of pages that lead where it leads."""
        home = set(self.first.links)
        return {
            url
            for url, page in self.visited.pages.items()
            if page is self.first or len(home & set(page.links)) >= SAME * len(home | set(page.links))
        }

    def further(self, url: str) -> str | None:
        """The address of the second page of a list, where its pager names it."""
        links = self.visited.pages[url].links.items()
        numbered = (link for link, text in links if text == "2")
        return next(numbered, None) or next((link for link, text in links if leads_on(text)), None)

    def indexes(self, articles: set[str], lists: list[str]) -> list[str]:
        """The pages that alone lead to some of the lists, as an index of archives by month: lists of lists."""
        pages = self.visited.pages
        crawled = {*self.fronts(), *lists, *articles} & pages.keys()
        left = set(lists).difference(*(pages[url].links for url in crawled))
        found = []
        for url in sorted(pages.keys() - crawled):
            if left & pages[url].links.keys():
                left -= pages[url].links.keys()
                found.append(url)
        return found

    def others(self, articles: set[str], lists: list[str]) -> list[str]:
        """The pages of the menu that are neither lists nor articles, and lead to no articles but those that
        most pages lead to.
        """
        fronts = self.fronts()
        return [
            url
            for url in self.visited.pages
            if url not in articles
            and url not in lists
            and url not in fronts
            and not self._leads_to(url, articles)
        ]


def _is_name(text: str) -> bool:
    """Whether the text of a link may be a name in a menu."""
    return len(text) > 2 and not is_title(text) and not is_label(text)
