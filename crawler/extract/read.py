"""A page, read: the payload and its address are all that the result depends on."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from archive.model import Article, Page
from crawler.cms import Cms, Hints
from crawler.extract.article.body import read_body
from crawler.extract.article.category import read_category
from crawler.extract.article.facts import read_bylines, read_date, read_views
from crawler.extract.article.region import Region, meta_above
from crawler.extract.article.title import Heading
from crawler.extract.article.title_evidence import TitleEvidence
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.document.addresses import address
from crawler.extract.document.cms_hints import find_places
from crawler.extract.document.head import read_head
from crawler.extract.document.legacy_fonts import convert
from crawler.extract.document.lines import read_lines
from crawler.extract.document.links import base_of, page_links, reveal
from crawler.extract.document.text import clean
from crawler.extract.document.tree import LARGEST, parsed
from crawler.extract.listing.aspnet_form import read_form
from crawler.extract.pages import other_pages, page_type
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.locate import locate

Element = etree._Element

_PAGES = ("article", "list")


def read_page(payload: bytes, url: str, cms: Cms | None = None, content_type: str | None = None) -> Page:
    """What `payload`, received from `url`, says.

    With a CMS its hints are used; without one, meaning alone decides. Never raises: what cannot be read
    is in `problems`.
    """
    try:
        return _read(payload, url, cms, content_type)
    except Exception as error:  # one page that cannot be read must not end a crawl of a hundred thousand
        return Page("other", problems=(f"extractor: {type(error).__name__}: {error}",))


def _read(payload: bytes, url: str, cms: Cms | None, content_type: str | None) -> Page:
    if not payload.strip():
        return Page("wall", "empty")
    if media := page_type.other_type(payload, content_type):
        return Page("other", problems=(f"page: the payload is {media}",))
    root, markup, problems = parsed(payload, content_type)
    if root is None:
        return Page("other", problems=(*problems, "page: no markup"))
    hints = cms.hints if cms else Hints()
    # noise has to go before lines are read; where there is none, places are looked for when they are asked for
    places = find_places(root, hints) if hints.noise else None
    promised = address(url, cms)
    if promised.kind != "article":
        reveal(root, base_of(read_head(root), url), lambda leads: address(leads, cms).kind in _PAGES)
    page = read_lines(root)
    if legacy := convert(root, page):
        problems.append(f"letters: {legacy} text was converted")
        page = read_lines(root)
    if not page.complete:
        problems.append("markup: too many elements to read them all")
    head = read_head(root)
    context = PageContext(
        root,
        markup,
        head,
        base_of(head, url),
        cms,
        promised,
        hints,
        places,
        Boilerplate(page, url),
        TitleEvidence(head, url),
    )
    found = _judged(context)
    pager = found.pager
    if pager and any(link.target for link in pager.links):
        pager = replace(pager, form=read_form(root))
    links = tuple(dict.fromkeys((*found.links, *page_links(root, context.base))))
    problems += found.problems
    if found.kind != "wall" and len(markup) < LARGEST and page_type.breaks_off(markup):
        found = replace(found, reason="truncated")
        problems.append("markup: the page breaks off")
    elif found.kind != "wall" and page_type.is_garbled(markup, page.lines, legacy):
        found = replace(found, reason="bad-encoding")
        problems.append("encoding: letters were lost")
    return replace(found, links=links, pager=pager, problems=tuple(dict.fromkeys(problems)))


def _judged(context: PageContext) -> Page:
    """What kind of page it is, and what it says as such."""
    if page_type.is_server_error(context.head.title, context.lines):
        return Page("other", problems=("page: the server reports an error of its own",))
    if reason := page_type.wall(context.root, context.head.title, context.markup, context.lines):
        return other_pages.walled(context, reason)
    promises_list = context.promised.kind in ("list", "home")
    if promises_list and context.cms:
        return other_pages.front_page(context)
    located = locate(context)
    if promises_list and not located.is_plain:
        return other_pages.front_page(context)
    heading, region = located.heading, located.region
    if other_pages.says_missing(context, heading, region):
        return context.around(Page("missing", "soft-404"))
    if heading is None or (not located.is_plain and other_pages.is_list(context, heading, region)):
        return other_pages.no_article(context)
    if other_pages.is_challenge(context, heading, region):
        return context.around(Page("wall", "challenge"))
    if other_pages.is_notice(context, heading, region):
        return context.around(Page("other", problems=("page: a notice stands in place of the article",)))
    promised = located.is_plain or context.promised.kind == "article"
    is_text = region.length >= other_pages.ENOUGH_TEXT and not other_pages.teases(context, region)
    if not promised and (context.cms or not heading.sure or not is_text):
        return context.around(Page("other"))
    page = _article(context, heading, region)
    return replace(page, problems=(*page.problems, *located.problems))


def _article(context: PageContext, heading: Heading, region: Region) -> Page:
    sapo = context.hinted(context.hints.summary)
    summary = clean(" ".join(line.text for line in context.hinted_lines(context.hints.summary)))
    article = read_body(
        context.page, heading, region, context.base, context.head.description, hinted=bool(sapo)
    )
    if any(map(str.isalnum, summary)):
        article = replace(article, summary=summary)
    near = [
        *context.hinted_lines(context.hints.date),
        *region.meta,
        *meta_above(context.boilerplate, heading),
    ]
    named = read_bylines(near)
    article = replace(
        article,
        department=article.department or named.get("department"),
        author=article.author or named.get("author"),
        cms_id=context.promised.cms_id,
        published_at=read_date(near) or heading.date,
        category=read_category(
            context.boilerplate, heading, near, context.evidence, context.base, context.cms
        ),
        views=read_views([*near, *context.lines[region.end : region.end + 4]]),
    )
    problems = () if _says_something(article) else ("body: nothing stands below the title",)
    inside = frozenset((*range(heading.first, heading.last + 1), *(line.index for line in region.lines)))
    return context.around(Page("article", article=article, problems=problems), inside)


def _says_something(article: Article) -> bool:
    return bool(article.body or article.images or article.tables or article.attachments or article.captions)
