"""A page, read: the payload and its address are all that the result depends on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from archive.model import Address, Article, Page, Pager
from crawler.cms import Hints, cms_of
from crawler.extract import kinds
from crawler.extract.body import read_body
from crawler.extract.category import read_category
from crawler.extract.contact import read_contact
from crawler.extract.heading import Heading, TitleEvidence, find_heading
from crawler.extract.labels import MISSING
from crawler.extract.layout import Layout
from crawler.extract.legacy import convert
from crawler.extract.lines import Line, read_lines
from crawler.extract.links import base_of, page_links
from crawler.extract.listing import (
    Entry,
    address,
    entries_of,
    groups_of,
    is_matter,
    items_of,
    listed_lines,
    main_list,
    unrelated,
)
from crawler.extract.pager import read_pager
from crawler.extract.region import Region, find_region, read_date, read_views
from crawler.extract.text import clean
from crawler.extract.tree import drop, elements, parsed, strings
from crawler.extract.visits import read_visits

Element = etree._Element

EXTRACTOR = "luutru-extract 1"
"""Stored with whatever it read. A change of what is read changes the number."""

_DESCRIPTION = strings("/html/head/meta[@name='description' or @property='og:description']/@content")
_ENOUGH_TEXT = 300
_PICTURE_WORTH = 40
_NO_TITLE = "title: no heading on the page can be told to be the article's"


def read_page(
    payload: bytes, url: str, *, portal: str | None = None, content_type: str | None = None
) -> Page:
    """What `payload`, received from `url`, says.

    With the name of a portal, hints of its CMS are used; without one, meaning alone decides. Never
    raises: what cannot be read is in `problems`.
    """
    try:
        return _read(payload, url, portal, content_type)
    except Exception as error:  # one page that cannot be read must not end a crawl of a hundred thousand
        return Page("other", problems=(f"extractor: {type(error).__name__}: {error}",))


@dataclass(slots=True)
class _Reading:
    """What has been found out about a page so far."""

    root: Element
    markup: bytes
    url: str
    base: str
    portal: str | None
    promised: Address
    hints: Hints
    layout: Layout
    evidence: TitleEvidence
    problems: list[str]

    @property
    def lines(self) -> list[Line]:
        return self.layout.page.lines

    def hinted(self, paths: Sequence[str]) -> list[Element]:
        """The elements of the first path that leads anywhere."""
        for path in paths:
            if found := _path(path)(self.root):
                return found
        return []


@lru_cache(maxsize=256)
def _path(expression: str) -> Callable[[Element], list[Element]]:
    return elements(expression)


def _read(payload: bytes, url: str, portal: str | None, content_type: str | None) -> Page:
    if not payload.strip():
        return Page("wall", "empty")
    if media := kinds.other_type(payload, content_type):
        return Page("other", problems=(f"page: the payload is {media}",))
    root, markup, problems = parsed(payload, content_type)
    if root is None:
        return Page("other", problems=(*problems, "page: no markup"))
    hints = Hints()
    try:
        if cms := cms_of(portal):
            hints = cms.hints
    except LookupError as error:
        problems.append(f"portal: {error}")
        portal = None
    for path in hints.noise:
        for element in _path(path)(root):
            drop(element)
    if legacy := convert(root, markup):
        problems.append(f"letters: {legacy} text was converted")
    page = read_lines(root)
    if not page.complete:
        problems.append("markup: too many elements to read them all")
    reading = _Reading(
        root, markup, url, base_of(root, url), portal, address(url, portal), hints,
        Layout(page, url), TitleEvidence(root, url), problems,
    )  # fmt: skip
    found = _kind(reading)
    links = page_links(root, reading.base)
    return replace(found, links=links, problems=tuple(dict.fromkeys((*problems, *found.problems))))


def _kind(reading: _Reading) -> Page:
    if reason := kinds.wall(reading.root, reading.markup, reading.lines):
        return _walled(reading, reason)
    entries = entries_of(reading.layout.page, reading.base, reading.portal)
    own = reading.promised.cms_id
    others = [entry for entry in entries if own is None or entry.address.cms_id != own]
    if reading.promised.kind in ("list", "home"):
        return _front(reading, others)
    others = unrelated(reading.layout.page, others)
    self_links = frozenset(entry.link for entry in entries if own and entry.address.cms_id == own)
    heading = find_heading(reading.layout, reading.evidence, reading.hinted(reading.hints.title), self_links)
    region = (
        find_region(reading.layout, heading, reading.hinted(reading.hints.content)) if heading else Region()
    )
    missing = _missing(reading, heading, region)
    if missing is not None:
        return missing
    if heading is None or _is_list(reading, heading, region, others):
        return _no_article(reading, others)
    unknown = reading.promised.kind != "article"
    if unknown and (reading.portal or not heading.sure or _length(region) < _ENOUGH_TEXT):
        return _around(reading, Page("other"), frozenset())
    return _article(reading, heading, region)


def _article(reading: _Reading, heading: Heading, region: Region) -> Page:
    lines = reading.lines
    sapo = reading.hinted(reading.hints.summary)
    summary = clean(" ".join(lines[i].text for e in sapo for i in range(*reading.layout.page.span(e))))
    described = clean("".join(_DESCRIPTION(reading.root)[:1]))
    article = read_body(reading.layout.page, heading, region, reading.base, described, hinted=bool(sapo))
    dated = [
        lines[i] for e in reading.hinted(reading.hints.date) for i in range(*reading.layout.page.span(e))
    ]
    above = _meta_above(reading.layout, heading)
    behind = lines[region.end : region.end + 4]
    near = [*dated, *region.meta, *above]
    article = replace(
        article,
        cms_id=reading.promised.cms_id,
        summary=(summary if any(map(str.isalnum, summary)) else None) if sapo else article.summary,
        published_at=read_date(near),
        category=read_category(reading.layout, heading, reading.base, reading.portal),
        views=read_views([*near, *behind]),
    )
    problems = () if _says_something(article) else ("body: nothing stands below the title",)
    inside = frozenset(line.index for line in region.lines)
    return _around(reading, Page("article", article=article, problems=problems), inside)


def _around(reading: _Reading, page: Page, inside: frozenset[int]) -> Page:
    """`page` with what stands around the article on any page: statistics box and contact footer."""
    visits, problem = read_visits(reading.lines, inside)
    contact = read_contact(reading.lines, inside)
    return replace(
        page, visits=visits, contact=contact, problems=(*page.problems, *([problem] if problem else []))
    )


def _front(reading: _Reading, entries: list[Entry]) -> Page:
    """A page whose address promises a list or a home page."""
    pager = read_pager(reading.layout.page, reading.base)
    main = main_list(reading.layout.page, entries)
    if not entries:
        if kinds.is_login(reading.root, reading.lines):
            return _around(reading, Page("wall", "login"), frozenset())
        if kinds.missing_line(reading.layout) and kinds.own_text(reading.layout) < 2 * _ENOUGH_TEXT:
            return _around(reading, Page("missing", "soft-404"), frozenset())
    if reading.promised.kind == "home":
        return _around(
            reading, Page("home", items=items_of(reading.layout.page, entries), pager=pager), frozenset()
        )
    if _is_home(reading, entries, main, pager):
        return _around(reading, Page("home", "home-instead"), frozenset())
    problems = () if main else ("items: the list has none",)
    items = items_of(reading.layout.page, main)
    return _around(reading, Page("list", items=items, pager=pager, problems=problems), frozenset())


def _no_article(reading: _Reading, entries: list[Entry]) -> Page:
    """A page that is no article though its address may promise one."""
    pager = read_pager(reading.layout.page, reading.base)
    main = main_list(reading.layout.page, entries)
    promised = reading.promised.kind == "article"
    text = kinds.own_text(reading.layout, listed_lines(reading.layout.page, entries))
    if kinds.is_login(reading.root, reading.lines):
        return _around(reading, Page("wall", "login"), frozenset())
    if promised and text >= _ENOUGH_TEXT:
        page = Page("other", problems=(_NO_TITLE,))
    elif _is_home(reading, entries, main, pager):
        page = (
            Page("missing", "home-instead")
            if promised
            else Page("home", items=items_of(reading.layout.page, entries))
        )
    elif main and (pager is not None or is_matter(reading.layout.page, main)):
        items = items_of(reading.layout.page, main)
        page = Page("missing", "list-instead") if promised else Page("list", items=items, pager=pager)
    elif promised and text < 100 and not any(line.pictures for line in reading.lines):
        page = Page("wall", "empty")
    elif promised:
        page = Page("other", problems=(_NO_TITLE,))
    else:
        page = Page("other")
    return _around(reading, page, frozenset())


def _walled(reading: _Reading, reason: str) -> Page:
    if reason == "redirect":
        target = (kinds.redirect_target(reading.root, reading.markup) or "").split("?")[0]
        if reading.promised.kind == "article" and target.rstrip("/").count("/") in (0, 2):
            return Page("missing", "redirect-home")
    return Page("wall", reason)


def _missing(reading: _Reading, heading: Heading | None, region: Region) -> Page | None:
    """The page as missing, if it says so. An article that only speaks of missing things is none."""
    line = kinds.missing_line(reading.layout)
    if line is None:
        return None
    if heading is not None:
        if reading.evidence.is_slug(heading.text):
            return None
        if _length(region) - len(line.text) >= _ENOUGH_TEXT and not MISSING.search(heading.text):
            return None
    elif kinds.own_text(reading.layout) > 4 * _ENOUGH_TEXT:
        return None
    return _around(reading, Page("missing", "soft-404"), frozenset())


def _is_list(reading: _Reading, heading: Heading, region: Region, entries: list[Entry]) -> bool:
    """Whether what follows the heading is a list of other articles."""
    if reading.evidence.is_slug(heading.text):
        return False
    main = main_list(reading.layout.page, entries)
    behind = [entry for entry in main if entry.line.index > heading.last]
    if not behind or not is_matter(reading.layout.page, main):
        return not region.lines and not heading.sure
    first = region.lines[0].index if region.lines else len(reading.lines)
    substance = _length(region) + _PICTURE_WORTH * sum(len(line.pictures) for line in region.lines)
    return (len(behind) >= 2 and behind[0].line.index < first) or substance < _PICTURE_WORTH


def _is_home(reading: _Reading, entries: list[Entry], main: list[Entry], pager: Pager | None) -> bool:
    """Whether a page shows blocks of news from several categories, none of which is its matter."""
    return (
        pager is None and len(groups_of(reading.layout.page, entries)) >= 3 and len(main) * 2 <= len(entries)
    )


def _meta_above(layout: Layout, heading: Heading) -> list[Line]:
    """Lines right above the title that may be its date or view counter."""
    found: list[Line] = []
    for line in reversed(layout.page.lines[max(0, heading.first - 3) : heading.first]):
        if layout.is_navigation(line) or len(line.text) > 140:
            break
        found.append(line)
    return found


def _length(region: Region) -> int:
    return sum(len(line.text) for line in region.lines)


def _says_something(article: Article) -> bool:
    return bool(article.body or article.images or article.tables or article.attachments or article.captions)
