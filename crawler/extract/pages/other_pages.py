"""Pages that are no article: lists, home pages, walls, and what is missing."""

from __future__ import annotations

from archive.model import Page, Pager
from crawler.extract.article.region import Region
from crawler.extract.article.title import Heading
from crawler.extract.blocks.attachments import is_file
from crawler.extract.document.addresses import address
from crawler.extract.document.links import absolute
from crawler.extract.listing.entries import Entry, groups_of, is_matter, items_of, listed_lines, main_list
from crawler.extract.listing.pager import is_unread, read_pager
from crawler.extract.pages import page_type
from crawler.extract.pages.context import Reading
from crawler.extract.vocabulary import labels

ENOUGH_TEXT = 300
"""Characters from which text cannot be an accident of the layout."""

_THING_WORTH = 40
"""Characters of text that a picture or a document stands for."""
_NO_TITLE = "title: no heading on the page can be told to be the article's"


def front_page(reading: Reading) -> Page:
    """A page whose address promises a list or a home page."""
    entries = reading.entries
    pager, place = read_pager(reading.page, reading.base)
    main = main_list(reading.page, entries, place)
    if not entries:
        if page_type.is_login(reading.root, reading.head.title, reading.lines):
            return reading.around(Page("wall", "login"))
        if page_type.missing_line(reading.layout) and page_type.own_text(reading.layout) < 2 * ENOUGH_TEXT:
            return reading.around(Page("missing", "soft-404"))
    if reading.promised.kind == "home":
        return reading.around(Page("home", items=items_of(reading.page, entries), pager=pager))
    unread = bool(main) and pager is None and is_unread(reading.page, main[-1].line.index)
    if not unread and _is_home(reading, entries, main, pager):
        return reading.around(Page("home", "home-instead"))
    problems: tuple[str, ...] = () if main else ("items: the list has none",)
    if unread:
        pager, problems = Pager(), ("pager: the list may go on, in a way that is not understood",)
    items = items_of(reading.page, main)
    return reading.around(Page("list", items=items, pager=pager, problems=problems))


def no_article(reading: Reading) -> Page:
    """A page that is no article though its address may promise one."""
    entries = reading.matter
    pager, _ = read_pager(reading.page, reading.base)
    main = main_list(reading.page, entries)
    promised = reading.promised.kind == "article"
    text = page_type.own_text(reading.layout, listed_lines(reading.page, entries))
    if page_type.is_login(reading.root, reading.head.title, reading.lines):
        return reading.around(Page("wall", "login"))
    if promised and text >= ENOUGH_TEXT:
        page = Page("other", problems=(_NO_TITLE,))
    elif _is_home(reading, entries, main, pager):
        items = items_of(reading.page, entries)
        page = Page("missing", "home-instead") if promised else Page("home", items=items)
    elif main and (pager is not None or is_matter(reading.page, main)):
        items = items_of(reading.page, main)
        page = Page("missing", "list-instead") if promised else Page("list", items=items, pager=pager)
    elif promised and text < 100 and any(labels.NO_DATA.fullmatch(line.text) for line in reading.lines):
        page = Page("missing", "soft-404")
    elif promised and text < 100 and not any(line.pictures for line in reading.lines):
        page = Page("wall", "empty")
    elif promised:
        page = Page("other", problems=(_NO_TITLE,))
    else:
        page = Page("other")
    return reading.around(page)


def walled(reading: Reading, reason: str) -> Page:
    """A page with next to nothing on it. One that sends readers of an article home says it is gone; one that sends
    them to another address of what they asked for is no wall."""
    target = page_type.redirect_target(reading.root, reading.markup) if reason == "redirect" else None
    leads = absolute(target, reading.base) if target else None
    if leads is None:
        return Page("wall", reason)
    promised, there = reading.promised, address(leads, reading.cms)
    if promised.kind == "article" and there.kind == "home":
        return Page("missing", "redirect-home")
    is_same = there.kind == promised.kind and there.cms_id == promised.cms_id
    if promised.kind != "other" and is_same and there.url != promised.url:
        return Page("other", "redirect", links=(leads,))
    return Page("wall", reason)


def says_missing(reading: Reading, heading: Heading | None, region: Region) -> bool:
    """Whether the page says that nothing is here. An article that only speaks of missing things does not."""
    if heading is None:
        if page_type.missing_line(reading.layout) is None:
            return page_type.alerts_missing(reading.markup)
        return page_type.own_text(reading.layout) <= 4 * ENOUGH_TEXT
    if reading.evidence.is_slug(heading.text):
        return False
    if region.lines and all(labels.NO_DATA.fullmatch(line.text) for line in region.lines):
        return True
    is_named = labels.MISSING.search(heading.text) is not None
    if region.length >= ENOUGH_TEXT + page_type.LONGEST_NOTE and not is_named:
        return False
    line = page_type.missing_line(reading.layout)
    return line is not None and (is_named or region.length - len(line.text) < ENOUGH_TEXT)


def is_challenge(reading: Reading, heading: Heading, region: Region) -> bool:
    """Whether a challenge stands in place of the article, within the portal's own layout."""
    if region.length >= ENOUGH_TEXT:
        return False
    return labels.CHALLENGE.search(heading.text) is not None and not reading.evidence.is_slug(heading.text)


def is_notice(reading: Reading, heading: Heading, region: Region) -> bool:
    """Whether the CMS speaks in place of an article ("Thông báo: Bạn không có quyền xem nội dung này")."""
    is_named = labels.NOTICE.fullmatch(heading.text) and not reading.evidence.is_slug(heading.text)
    return bool(is_named) and region.length < ENOUGH_TEXT


def is_list(reading: Reading, heading: Heading, region: Region) -> bool:
    """Whether what follows the heading is a list of other articles."""
    if reading.evidence.is_slug(heading.text):
        return False
    first = region.lines[0].index if region.lines else len(reading.lines)
    things = sum(len(line.pictures) + is_file(line) for line in (*region.lines, *region.files))
    substance = region.length + _THING_WORTH * things
    if substance >= _THING_WORTH and not any(
        line.link_length for line in reading.lines[heading.last + 1 : first]
    ):
        return False
    main = main_list(reading.page, reading.matter)
    behind = [entry for entry in main if entry.line.index > heading.last]
    if not behind or not is_matter(reading.page, main):
        return not region.lines and not heading.sure
    return (len(behind) >= 2 and behind[0].line.index < first) or substance < _THING_WORTH


def _is_home(reading: Reading, entries: list[Entry], main: list[Entry], pager: Pager | None) -> bool:
    """Whether a page shows blocks of news from several categories, none of which is its matter."""
    return pager is None and len(groups_of(reading.page, entries)) >= 3 and len(main) * 2 <= len(entries)
