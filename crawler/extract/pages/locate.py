"""Locates the article on a page: by hints of its CMS, by our own rules, and else by votes."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.extract.article.region.facts_around import meta_above
from crawler.extract.article.region.model import Region
from crawler.extract.article.region.region import find_region
from crawler.extract.article.region.unknown_page import misses_text, trimmed_region, voted_region
from crawler.extract.article.title.heading import Heading, find_heading
from crawler.extract.article.title.weight import REPEATED
from crawler.extract.document.lines import PROSE
from crawler.extract.facts.facts import read_date
from crawler.extract.listing.groups import is_matter, main_list
from crawler.extract.main_text.votes import MainText
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.other_pages import ENOUGH_TEXT, is_list, teases

_AGREE = 0.6
"""Overlap of libraries from which they see one text: .67 and more on 46 news pages, .55 and less on 28 of 35 pages
of a portal that are none; the others are four procedures, two lists and an article in a list's place."""
_CLEARLY_AGREE = 0.8
_ONE_TEXT = 0.9
"""The same for texts without date or sure title: no list or home page comes near, an administrative procedure
does."""
_LONG_TEXT = 4000
"""Characters that no teaser of a list, no contact page and no administrative procedure reached."""


@dataclass(frozen=True, slots=True)
class Located:
    """The title and the text region, either empty, and what is doubtful about them.

    `is_plain`: the page is an article whatever its address promises.
    """

    heading: Heading | None
    region: Region
    is_plain: bool = False
    problems: tuple[str, ...] = ()


def locate(context: PageContext) -> Located:
    """The title and the text of a page.

    Main text libraries are asked where no CMS has hints to the text: always without a CMS, and with one where
    much running text would stay unread.
    """
    heading = find_heading(
        context.boilerplate, context.evidence, context.hinted(context.hints.title), context.is_own
    )
    content = context.hinted(context.hints.content)
    region = find_region(context.boilerplate, heading, content, context.is_filing) if heading else Region()
    found = Located(heading, region)
    if content or (context.cms and not _leaves_text(context, heading, region)):
        return found
    main = context.main_text
    if main is None or not main.taken:
        return found
    if misses_text(main, heading, region):
        if heading is None or heading.first >= main.start:
            heading = _heading_above(context, main.start)
        if heading is None:
            return found
        region = voted_region(context.boilerplate, heading, main)
    elif heading is None:
        return found
    elif not context.cms:
        region = trimmed_region(main, region)
    return Located(heading, region, _is_plain(context, heading, region, main), _doubts(main, heading, region))


def _heading_above(context: PageContext, start: int) -> Heading | None:
    """The title above line `start`: where nothing looks like one, the last line that the page's name repeats."""
    found = find_heading(context.boilerplate, context.evidence, (), context.is_own, before=start)
    if found is not None:
        return found
    for line in reversed(context.lines[:start]):
        if line.text and context.evidence.weight(line.text) >= REPEATED:
            return Heading(line.text, line.index, line.index, line.element, True)
    return None


def _leaves_text(context: PageContext, heading: Heading | None, region: Region) -> bool:
    """Whether much running text is outside of the region, in no box of the page."""
    inside = _inside(heading, region)
    unread = sum(
        len(line.text)
        for line in context.lines
        if len(line.text) >= PROSE
        and not line.is_link
        and line.index not in inside
        and context.boilerplate.box(line, None) is None
    )
    return unread > max(ENOUGH_TEXT, region.length / 2)


def _is_plain(context: PageContext, heading: Heading, region: Region, main: MainText) -> bool:
    """Whether a page of an unknown portal is an article by its look.

    Libraries agree on one text below one title. Also, the page calls itself an article, or the text is long, or
    all of it is below the title, or the page repeats the title and has a date. Of a list, each library takes
    another part.
    """
    length = main.length(main.taken)
    if context.cms or length < ENOUGH_TEXT:
        return False
    if heading.first >= main.start and misses_text(main, heading, region):
        return False
    if context.head.is_article:
        return main.agreement >= _AGREE
    if teases(context, region):
        return False
    if length >= _LONG_TEXT and main.discord >= _CLEARLY_AGREE:
        return True
    if main.discord < _AGREE or _is_listed_among(context, heading, region):
        return False
    if main.discord >= _ONE_TEXT and heading.last < min(main.taken):
        return True
    return _is_dated(context, heading, region) and (heading.sure or main.agreement >= _ONE_TEXT)


def seems_article(context: PageContext, located: Located) -> bool:
    """Whether what was found on a page of an unknown portal is enough for an article. Where the address promises
    something else, libraries must agree on one text, for of a list each takes another part; so must they where nothing
    but a date tells that a heading is a title."""
    heading, region, main = located.heading, located.region, context.main_text
    if heading is None or region.length < ENOUGH_TEXT or teases(context, region):
        return False
    agreement = main.agreement if main else 0.0
    if context.promised.kind in ("list", "home"):
        return heading.sure and agreement >= _AGREE and not is_list(context, heading, region)
    return heading.sure or (agreement >= _CLEARLY_AGREE and _is_dated(context, heading, region))


def _is_dated(context: PageContext, heading: Heading, region: Region) -> bool:
    """Whether a date stands beside the title."""
    return (heading.date or read_date([*region.meta, *meta_above(context.boilerplate, heading)])) is not None


def _is_listed_among(context: PageContext, heading: Heading, region: Region) -> bool:
    """Whether the page is a list: its entries are among the text, not all above or all below."""
    listed = main_list(context.page, context.matter)
    if len(listed) < 2 or not is_matter(context.page, listed):
        return False
    end = max((line.index for line in region.lines if line.text), default=heading.last)
    return any(heading.first <= entry.line.index <= end for entry in listed)


def _doubts(main: MainText, heading: Heading, region: Region) -> tuple[str, ...]:
    """A problem where libraries and we see texts of different extent."""
    inside = _inside(heading, region)
    text = {line.index for line in region.lines if line.text}
    disputed = main.length(text - main.votes.keys()) + main.length(main.taken - inside)
    if disputed > max(ENOUGH_TEXT, region.length / 2):
        return ("body: the extent of the text is doubtful",)
    return ()


def _inside(heading: Heading | None, region: Region) -> set[int]:
    """The numbers of the lines that are read as title, facts, text or documents."""
    inside = {line.index for line in (*region.lines, *region.files, *region.meta)}
    if heading is not None:
        inside.update(range(heading.first, heading.last + 1))
    return inside
