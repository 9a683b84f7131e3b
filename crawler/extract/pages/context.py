"""Holds what is known about a page while it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from archive.model import Address, Page
from crawler.cms import Cms, Hints
from crawler.extract.article.category import leads_to_list
from crawler.extract.article.region.model import Region
from crawler.extract.article.title.evidence import TitleEvidence
from crawler.extract.article.title.heading import Heading
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.contact import read_contact
from crawler.extract.boilerplate.visit_counter import read_visits
from crawler.extract.document.addresses import address
from crawler.extract.document.cms_hints import Places, find_places
from crawler.extract.document.head import Head
from crawler.extract.document.lines import Line, Lines
from crawler.extract.document.links import absolute
from crawler.extract.listing.entries import ListEntry, entries_of
from crawler.extract.listing.groups import unrelated
from crawler.extract.main_text.votes import MainText, main_text

Element = etree._Element


@dataclass
class PageContext:
    """A page while it is read: its tree, its lines, its address and the promise of that."""

    root: Element
    markup: bytes
    head: Head
    base: str
    cms: Cms | None
    promised: Address
    hints: Hints
    places: Places | None
    boilerplate: Boilerplate
    evidence: TitleEvidence
    problems: tuple[str, ...] = ()
    legacy: str | None = None
    """The font encoding that the text was converted from."""
    labels: dict[int, str] = field(default_factory=dict)
    """What the readers took lines for, by number."""
    text_of: tuple[Heading, Region] | None = None
    """The title and the region of the text that the page was read from, where it is an article."""
    template: str | None = None
    """The sha256 of the template that the page was read by."""

    @property
    def page(self) -> Lines:
        """The page as lines, with its tree and its address."""
        return self.boilerplate.page

    @property
    def lines(self) -> list[Line]:
        """All lines of the page, in reading order."""
        return self.boilerplate.page.lines

    @cached_property
    def entries(self) -> list[ListEntry]:
        """All links to articles other than the page's own."""
        own = self.promised.cms_id
        found = entries_of(self.page, self.base, self.cms)
        return [entry for entry in found if own is None or entry.address.cms_id != own]

    @cached_property
    def listed(self) -> frozenset[int]:
        """The lines of these."""
        return frozenset(entry.line.index for entry in self.entries)

    @cached_property
    def matter(self) -> list[ListEntry]:
        """The entries outside boxes of other news: the matter of the page itself."""
        return unrelated(self.page, self.entries)

    @cached_property
    def main_text(self) -> MainText | None:
        """The votes of main text libraries over the page; None where it is too large for them."""
        return main_text(self.root, self.boilerplate)

    def is_own(self, link: Element) -> bool:
        """Whether a link leads to the page's own article or address."""
        own, href = self.promised.cms_id, link.get("href") or ""
        if href.startswith("#") or (own is not None and own.rpartition("-")[2] not in href):
            return False
        url = absolute(href, self.base)
        if url is None:
            return False
        leads = address(url, self.cms)
        return leads.url == self.promised.url if own is None else leads.cms_id == own

    def is_filing(self, line: Line) -> bool:
        """Whether a line is a link to a list, as that of an article's category is."""
        return len(line.links) == 1 and leads_to_list(line.links[0], self.base, self.cms)

    def hinted(self, paths: Sequence[str]) -> list[Element]:
        """The elements of the first path that leads anywhere."""
        if paths and self.places is None:
            self.places = find_places(self.root, self.hints)
        places = self.places or {}
        return next((found for path in paths if (found := places[path])), [])

    def hinted_lines(self, paths: Sequence[str]) -> list[Line]:
        """The lines in the elements of the first path that leads anywhere."""
        return [
            line for element in self.hinted(paths) for line in self.lines[slice(*self.page.span(element))]
        ]

    def around(self, page: Page, article: frozenset[int] = frozenset()) -> Page:
        """`page` with what is around the article (line numbers `article`) on pages of any kind:
        the statistics box and the contact footer."""
        visits, problem = read_visits(self.lines, article)
        problems = (*page.problems, *([problem] if problem else []))
        return replace(page, visits=visits, contact=read_contact(self.lines, article), problems=problems)
