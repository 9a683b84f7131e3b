"""Reads pages without an article: lists, home pages, walls, missing pages."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

from archive.contents.url_keys import is_foreign
from archive.model import Page, Pager
from crawler.extract.article.region.model import Region
from crawler.extract.article.title.heading import Heading
from crawler.extract.blocks.attachments import is_file
from crawler.extract.document.addresses import address
from crawler.extract.document.lines import Lines
from crawler.extract.document.links import absolute
from crawler.extract.listing.entries import ListEntry, items_of, last_untitled
from crawler.extract.listing.groups import groups_of, is_matter, listed_lines, main_list
from crawler.extract.listing.numbered_links import is_of_date
from crawler.extract.listing.pager import is_unread, read_pager
from crawler.extract.listing.pager_links import names_a_page
from crawler.extract.pages import page_type
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.elsewhere import led_to
from crawler.extract.vocabulary.error_pages import CHALLENGE, MISSING, NO_DATA, NOTICE

ENOUGH_TEXT = 300
"""Characters from which text cannot be an accident of the layout. The longest footer seen has 343."""

LITTLE_TEXT = 100
"""Characters up to which text may be furniture."""
_TEASERS = 3
"""Fewest teasers that are a list; each has a title, a date, a text and a picture at most."""
_HEAD, _ABOVE, _BELOW = 25, 3, 3
"""Characters of a link above a teaser; lines between it and the text, and of that text, at most."""
_TITLE_LIKE, _TITLE_WORDS = 40, 7
"""Characters and words from which a heading is an article's title rather than the name of a category."""
_THING_WORTH = 40
"""Characters of text that a picture or a document stands for."""
_HEADING_REACH = 3
"""Lines from the name of a category to the first title below it: a picture's or a date's may be between."""
_NO_TITLE = "title: no heading on the page can be told to be the article's"


def front_page(context: PageContext) -> Page:
    """A page whose address promises a list or a home page."""
    entries = context.entries
    pager, place = read_pager(context.page, context.base)
    main = main_list(context.page, entries, place)
    if not entries:
        if page_type.is_login(context.root, context.head.title, context.lines):
            return context.around(Page("wall", "login"))
        if (
            page_type.missing_line(context.boilerplate)
            and page_type.own_text(context.boilerplate) < 2 * ENOUGH_TEXT
        ):
            return context.around(Page("missing", "soft-404"))
    if context.promised.kind == "home":
        return context.around(Page("home", items=items_of(context.page, entries), pager=pager))
    last = main[-1].line.index if main else last_untitled(context.page, context.base, context.cms)
    unread = last is not None and pager is None and is_unread(context.page, last)
    # the last page of a list, and that of a month, may have one entry beside many boxes
    is_further = names_a_page(context.promised.url) or is_of_date(context.promised.url)
    if not (unread or is_further) and _is_home(context, entries, main, pager):
        return context.around(Page("home", "home-instead"))
    problems: tuple[str, ...] = () if main else ("items: the list has none",)
    if unread:
        pager = Pager()
        problems = (*problems, "pager: the list may go on, in a way that is not understood")
    items = items_of(context.page, main)
    return context.around(Page("list", items=items, pager=pager, problems=problems))


def no_article(context: PageContext) -> Page:
    """A page that is no article though its address may promise one."""
    entries = context.matter
    pager, _ = read_pager(context.page, context.base)
    main = main_list(context.page, entries)
    promised = context.promised.kind == "article"
    text = page_type.own_text(context.boilerplate, listed_lines(context.page, entries))
    if page_type.is_login(context.root, context.head.title, context.lines):
        return context.around(Page("wall", "login"))
    if promised and text >= ENOUGH_TEXT:
        page = Page("other", problems=(_NO_TITLE,))
    elif _is_home(context, entries, main, pager):
        items = items_of(context.page, entries)
        page = Page("missing", "home-instead") if promised else Page("home", items=items)
    elif main and (pager is not None or is_matter(context.page, main)):
        items = items_of(context.page, main)
        page = Page("missing", "list-instead") if promised else Page("list", items=items, pager=pager)
    elif promised and text < LITTLE_TEXT and any(NO_DATA.fullmatch(line.text) for line in context.lines):
        page = Page("missing", "soft-404")
    elif (
        promised
        and context.page.complete  # else the text may come behind what was read
        and text < LITTLE_TEXT
        and not any(line.pictures for line in context.lines)
    ):
        page = Page("wall", "empty")
    elif promised:
        page = Page("other", problems=(_NO_TITLE,))
    else:
        page = Page("other")
    return context.around(page)


def walled(context: PageContext, reason: str) -> Page:
    """A page with next to nothing on it.

    It is no wall where it sends the reader home (the article is gone), to another address of the same article, from
    the first page of a host to the home page behind it, or to a foreign host.
    """
    target = page_type.redirect_target(context.root, context.markup) if reason == "redirect" else None
    leads = absolute(target, context.base) if target else None
    if leads is None:
        return Page("wall", reason)
    promised, there = context.promised, address(leads, context.cms)
    if found := led_to(leads, there, promised.kind, promised.url):
        return found
    is_same = there.kind == promised.kind and there.cms_id == promised.cms_id
    is_first = promised.kind == "home" and urlsplit(there.url).netloc == urlsplit(promised.url).netloc
    if promised.kind != "other" and (is_same or is_first) and there.url != promised.url:
        return Page("other", "redirect", links=(leads,))
    return Page("wall", reason)


def framed_elsewhere(context: PageContext) -> Page | None:
    """A page that is nothing but a frame around one of a foreign host; else None."""
    sources = page_type.framed(context.root, context.lines)
    leads = [found for source in sources if (found := absolute(source, context.base))]
    if not leads or not all(is_foreign(urlsplit(each).netloc, context.promised.url) for each in leads):
        return None
    return led_to(leads[0], address(leads[0], context.cms), context.promised.kind, context.promised.url)


def is_missing_page(context: PageContext, heading: Heading | None, region: Region) -> bool:
    """Whether the page says that nothing is here. An article that only speaks of missing things does not."""
    if heading is None:
        if page_type.missing_line(context.boilerplate) is None:
            return page_type.alerts_missing(context.markup)
        return page_type.own_text(context.boilerplate) <= 4 * ENOUGH_TEXT
    if context.evidence.is_slug(heading.text):
        return False
    if region.lines and all(NO_DATA.fullmatch(line.text) for line in region.lines):
        return True
    is_named = MISSING.search(heading.text) is not None
    if region.length >= ENOUGH_TEXT + page_type.LONGEST_NOTE and not is_named:
        return False
    line = page_type.missing_line(context.boilerplate)
    return line is not None and (is_named or region.length - len(line.text) < ENOUGH_TEXT)


def is_challenge(context: PageContext, heading: Heading, region: Region) -> bool:
    """Whether a challenge is in place of the article, within the portal's own layout."""
    if region.length >= ENOUGH_TEXT:
        return False
    return CHALLENGE.search(heading.text) is not None and not context.evidence.is_slug(heading.text)


def is_notice(context: PageContext, heading: Heading, region: Region) -> bool:
    """Whether the CMS speaks in place of an article ("Thông báo: Bạn không có quyền xem nội dung này")."""
    is_named = NOTICE.fullmatch(heading.text) and not context.evidence.is_slug(heading.text)
    return bool(is_named) and region.length < ENOUGH_TEXT


def teases(context: PageContext, region: Region) -> bool:
    """Whether a region consists of links to other pages with a little text below each, whether these links are among
    its lines or between them."""
    lines = [line for line in region.lines if line.text]
    links = sum(map(context.boilerplate.is_navigation, lines))
    return (links >= _TEASERS and links * 4 >= len(lines)) or _heads(context, region) >= _TEASERS


def _heads(context: PageContext, region: Region) -> int:
    """How many links as long as titles stand each above a little text of the region, the first above all of it."""
    text = [line.index for line in region.lines if line.text and not context.boilerplate.is_navigation(line)]
    if not text:
        return 0
    heads = [
        line.index
        for line in context.lines[max(text[0] - _ABOVE, 0) : text[-1]]
        if len(line.text) >= _HEAD and context.boilerplate.is_navigation(line)
    ]
    if not heads or heads[0] > text[0]:
        return 0
    below = [sum(head < index < after for index in text) for head, after in pairwise((*heads, text[-1] + 1))]
    led = sum(count > 0 for count in below)
    return led if len(text) <= _BELOW * led else 0


def is_list(context: PageContext, heading: Heading, region: Region) -> bool:
    """Whether what follows the heading is a list of other articles."""
    teaser = _is_name(heading.text) and teases(context, region)
    if context.evidence.is_slug(heading.text) and not teaser:
        return False
    if teaser and _heads(context, region) >= _TEASERS:
        return True
    first = region.lines[0].index if region.lines else len(context.lines)
    things = sum(len(line.pictures) + is_file(line) for line in (*region.lines, *region.files))
    main = main_list(context.page, context.matter)
    behind = [entry for entry in main if entry.line.index > heading.last]
    if not behind or not is_matter(context.page, main):
        return not (region.lines or region.files or heading.sure)
    return (
        len(behind) >= 2 and behind[0].line.index < first
    ) or region.length + _THING_WORTH * things < _THING_WORTH


def _is_name(text: str) -> bool:
    """Whether a heading is as short as the name of a category."""
    return len(text) < _TITLE_LIKE or len(text.split()) < _TITLE_WORDS


def _is_home(
    context: PageContext, entries: list[ListEntry], main: list[ListEntry], pager: Pager | None
) -> bool:
    """Whether a page shows blocks of news from several categories, none of them its main matter."""
    return (
        pager is None
        and len(groups_of(context.page, entries)) >= 3
        and len(main) * 2 <= len(entries)
        and not _is_headed(context.page, main)
    )


def _is_headed(page: Lines, main: list[ListEntry]) -> bool:
    """Whether the page's one heading of the first rank stands right above its main list, beside which are boxes."""
    tops = [range(*span) for element, span in page.spans.items() if element.tag == "h1"]
    tops = [lines for lines in tops if lines]
    if not (len(tops) == 1 and len(tops[0]) == 1 and is_matter(page, main)):
        return False
    return 0 < main[0].line.index - tops[0].start <= _HEADING_REACH
