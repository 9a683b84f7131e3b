"""Reads one page. The result depends on the payload and its address alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from archive.model import Article, Page
from archive.readings.explanation import Accounted
from crawler.cms import Cms
from crawler.extract.article.body import caption_scores, read_body
from crawler.extract.article.category import read_category
from crawler.extract.article.region.facts_around import meta_above
from crawler.extract.article.region.model import Region
from crawler.extract.article.title.heading import Heading, title_scores
from crawler.extract.document.links import page_links
from crawler.extract.document.text import clean
from crawler.extract.document.tree import LARGEST
from crawler.extract.facts.facts import read_bylines, read_date, read_views
from crawler.extract.listing.aspnet_form import read_form
from crawler.extract.listing.groups import entry_scores
from crawler.extract.listing.script_links import script_links
from crawler.extract.pages import other_pages, page_type
from crawler.extract.pages.account import accounted, checked
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.locate import locate, seems_article
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.apply import Fitted, fitting, read_by
from crawler.extract.template.model import Stages
from crawler.extract.vocabulary.signatures import unit_named

_NAMES = ("department", "author", "source")


def read_page(
    payload: bytes,
    url: str,
    cms: Cms | None = None,
    content_type: str | None = None,
    stages: Stages = (),
) -> Page:
    """Reads the page `payload`, received from `url`.

    The first of `stages` with a fitting template reads the fields. Without one the page is read cold: with the
    hints of its CMS, or by meaning alone. Never raises; `problems` names what could not be read.
    """
    try:
        return _read(payload, url, cms, content_type, stages)
    except Exception as error:  # one page that cannot be read must not end a crawl of a hundred thousand
        return Page("other", problems=(f"extractor: {type(error).__name__}: {error}",))


def explain_page(
    payload: bytes,
    url: str,
    cms: Cms | None = None,
    content_type: str | None = None,
    stages: Stages = (),
) -> tuple[Page, list[Accounted]]:
    """As `read_page`, with what became of each line of the page."""
    context = prepare(payload, url, cms, content_type)
    if isinstance(context, Page):
        return context, []
    page = replace(_judged(context, stages), template=context.template)
    page, lines = checked(context, page), accounted(context, page)
    captions = caption_scores(context.page, *context.text_of) if context.text_of else {}
    scores = {} if context.template else _weighed(context)
    return page, [
        replace(line, score=scores.get(index) or captions.get(line.text, ""))
        for index, line in enumerate(lines)
    ]


def _weighed(context: PageContext) -> dict[int, str]:
    """What was weighed of the lines of a page that is read cold, by their numbers."""
    titles = title_scores(context.boilerplate, context.evidence, context.is_own)
    return entry_scores(context.page, context.entries) | titles


def _read(payload: bytes, url: str, cms: Cms | None, content_type: str | None, stages: Stages) -> Page:
    context = prepare(payload, url, cms, content_type)
    if isinstance(context, Page):
        return context
    markup, problems = context.markup, list(context.problems)
    found = _judged(context, stages)
    if found.kind == "article":
        found = checked(context, found)
    pager = found.pager
    if pager and any(link.target for link in pager.links):
        pager = replace(pager, form=read_form(context.root))
    # what is in the menu of an article, lists and the home page have, too
    written = () if found.kind == "article" else script_links(context.root, context.base)
    links = tuple(dict.fromkeys((*found.links, *page_links(context.root, context.base), *written)))
    problems += found.problems
    if found.kind != "wall" and len(markup) < LARGEST and page_type.breaks_off(markup):
        found = replace(found, reason="truncated")
        problems.append("markup: the page breaks off")
    elif found.kind != "wall" and page_type.is_garbled(markup, context.lines, context.legacy):
        found = replace(found, reason="bad-encoding")
        problems.append("encoding: letters were lost")
    return replace(
        found,
        article=found.article and _signed(found.article),
        links=links,
        pager=pager,
        problems=tuple(dict.fromkeys(problems)),
        template=context.template,
    )


def _judged(context: PageContext, stages: Stages) -> Page:
    """The page, by its kind."""
    if page_type.is_server_error(context.head.title, context.lines):
        return Page("other", problems=("page: the server reports an error of its own",))
    reason = page_type.wall(context.root, context.head.title, context.markup, context.lines)
    if reason in (None, "empty") and (framed := other_pages.framed_elsewhere(context)):
        return framed
    if reason:
        return other_pages.walled(context, reason)
    promises_list = context.promised.kind in ("list", "home")
    if promises_list and context.cms:
        return other_pages.front_page(context)
    if found := _by_template(context, stages):
        return _article_by(context, found)
    located = locate(context)
    if promises_list and not (located.is_plain or seems_article(context, located)):
        return other_pages.front_page(context)
    heading, region = located.heading, located.region
    if other_pages.is_missing_page(context, heading, region):
        return context.around(Page("missing", "soft-404"))
    if heading is None or (not located.is_plain and other_pages.is_list(context, heading, region)):
        return other_pages.no_article(context)
    if other_pages.is_challenge(context, heading, region):
        return context.around(Page("wall", "challenge"))
    if other_pages.is_notice(context, heading, region):
        return context.around(Page("other", problems=("page: a notice stands in place of the article",)))
    promised = located.is_plain or context.promised.kind == "article"
    if not (promised or promises_list or seems_article(context, located)):
        return context.around(Page("other"))
    page = _article(context, heading, region)
    return replace(page, problems=(*page.problems, *located.problems))


def _by_template(context: PageContext, stages: Stages) -> Fitted | None:
    """The reading by the first of `stages` with a fitting template, if the page is an article; else None."""
    if context.promised.kind == "home":
        return None
    for templates in stages:
        fit = fitting(context, templates)
        found = read_by(*fit) if fit else None
        if fit is None or found is None:
            continue
        # where an article should be, a list in its frame has a title, too, but no text and no document
        promised = context.promised.kind == "article" and bool(found.region.lines or found.region.files)
        if promised or not other_pages.is_list(context, found.heading, found.region):
            context.template = fit[0].sha256
            return found
    return None


def _article(context: PageContext, heading: Heading, region: Region) -> Page:
    sapo = context.hinted(context.hints.summary)
    summary = clean(" ".join(line.text for line in context.hinted_lines(context.hints.summary)))
    context.text_of = heading, region
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
    article = replace(
        _named(article, {}, read_bylines(near)),
        cms_id=context.promised.cms_id,
        published_at=read_date(near) or heading.date,
        category=read_category(
            context.boilerplate, heading, near, context.evidence, context.base, context.cms
        ),
        views=read_views([*near, *context.lines[region.end : region.end + 4]]),
    )
    problems = () if _has_content(article) else ("body: nothing stands below the title",)
    for label, lines in (("fact", near), ("attachments", region.files), ("text", region.lines)):
        context.labels.update((line.index, label) for line in lines)
    context.labels.update(dict.fromkeys(range(heading.first, heading.last + 1), "title"))
    inside = frozenset(i for i, label in context.labels.items() if label in ("title", "text"))
    return context.around(Page("article", article=article, problems=problems), inside)


def _article_by(context: PageContext, found: Fitted) -> Page:
    """The article that a template found."""
    values = found.values.fields
    context.text_of = found.heading, found.region
    article = read_body(
        context.page,
        found.heading,
        found.region,
        context.base,
        context.head.description,
        hinted="summary" in values,
        is_caption=found.is_caption,
    )
    article = replace(
        _named(article, values, read_bylines(found.near)),
        summary=values.get("summary") or article.summary,
        cms_id=context.promised.cms_id,
        published_at=values.get("published_at") or found.heading.date,
        category=values.get("category")
        or read_category(
            context.boilerplate,
            found.heading,
            meta_above(context.boilerplate, found.heading),
            context.evidence,
            context.base,
            context.cms,
        ),
        views=values["views"] if "views" in values else read_views(found.near),
    )
    if article.department == article.author:  # editors who write are told once
        article = replace(article, department=None)
    if found.signature:
        kind, name = found.signature
        known = {"author": article.author, "department": article.department}
        if kind == "source":
            article = replace(article, source=article.source or name)
        # where there is no text, who signs stands alone
        elif not any(known.values()) or (found.region.top is None and not known[kind]):
            article = replace(article, author=name) if kind == "author" else replace(article, department=name)
    problems = () if _has_content(article) else ("body: nothing stands below the title",)
    context.labels = found.values.labels
    inside = frozenset(i for i, label in context.labels.items() if label in ("title", "text"))
    return context.around(
        Page("article", article=article, problems=(*problems, *found.values.problems)), inside
    )


def _named(article: Article, values: Mapping[str, Any], labelled: Mapping[str, str]) -> Article:
    """`article` with its names: those at the places of a template, else in its text, else beside it with a label."""
    names: dict[str, Any] = {
        name: values.get(name) or getattr(article, name) or labelled.get(name) for name in _NAMES
    }
    return replace(article, **names)


def _signed(article: Article) -> Article:
    """`article`, with a source that is a unit of the portal's own as its department where nothing else signs."""
    if article.department or article.author:
        return article
    return replace(article, department=unit_named(article.source))


def _has_content(article: Article) -> bool:
    return bool(article.body or article.images or article.tables or article.attachments or article.captions)
