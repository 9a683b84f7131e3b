"""Makes the article from the lines of its region: body, captions, signature, tables, pictures, documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise

from lxml import etree

from archive.contents.url_keys import normal_picture
from archive.model import Article
from crawler.extract.article.captions.pairing import take_captions
from crawler.extract.article.captions.place import PLACES, Pair
from crawler.extract.article.captions.score import explain, look_of
from crawler.extract.article.region.model import Region
from crawler.extract.article.signature import take_signature
from crawler.extract.article.summary import bold_lead, take_summary
from crawler.extract.article.title.heading import Heading
from crawler.extract.blocks.blocks import Item, flow_of
from crawler.extract.blocks.embedded import embedded
from crawler.extract.blocks.images import attachments, is_icon, picture_address
from crawler.extract.blocks.numbering import number_of
from crawler.extract.document.lines import Fragment, Line, Lines
from crawler.extract.rows import held
from crawler.extract.vocabulary.boilerplate import TICKING

Element = etree._Element


def read_body(
    page: Lines,
    heading: Heading,
    region: Region,
    base: str,
    description: str = "",
    *,
    hinted: bool = False,
    is_caption: Callable[[Line], bool] = lambda line: False,
) -> Article:
    """The article whose text is `region`; date, views and the like are the caller's.

    `description` is what the page says of itself; `hinted`: the summary is known to be elsewhere;
    `is_caption` tells lines that are known to be captions.
    """
    items = flow_of(page, region.lines, region.top, page.lines[heading.first])
    pictures = [picture for item in items for picture in _pictures(item) if not is_icon(picture)]
    tables = tuple(item.table for item in items if item.kind == "table")
    in_tables = [line for item in items if item.kind == "table" for line in item.lines]
    lines = {line.index: line for line in [*region.lines, *region.files, *in_tables]}
    linked = attachments([lines[index] for index in sorted(lines)], base)
    known = {document.url for document in linked}
    shown = embedded(page, list(lines.values()), region.top, base)
    documents = (*linked, *(document for document in shown if document.url not in known))
    items, summary = (items, None) if hinted else take_summary(items, region.top, description)
    items, captions = take_captions(items, region.top, base, is_caption)
    items, signed = take_signature(items, region.top)
    summary = summary or bold_lead(items, region.top, heading.text)
    images: dict[str, str] = {}
    for picture in pictures:
        if found := picture_address(picture, base):  # the same picture may have the time in its address once
            images.setdefault(normal_picture(found, base), found)
    return Article(
        title=heading.text,
        summary=summary,
        body=paragraphs(items),
        captions=captions,
        images=tuple(images.values()),
        department=next((s.value for s in signed if s.kind == "department"), None),
        author=next((s.value for s in signed if s.kind == "author"), None),
        source=next((s.value for s in signed if s.kind == "source" and s.value), None),
        attachments=documents,
        tables=tables,
        body_html=markup(page, region),
    )


def caption_scores(page: Lines, heading: Heading, region: Region) -> dict[str, str]:
    """What speaks for the texts beside pictures as captions, and against them, by text."""
    items = flow_of(page, region.lines, region.top, page.lines[heading.first])
    running = look_of(items, region.top)
    beside = [pair[0 if pair[1].kind == "picture" else 1] for pair in pairwise(items) if _is_beside(pair)]
    scores = {item.text: explain(item, running, region.top) for item in beside}

    def note(pair: Pair) -> None:
        scores[pair.text.text] = explain(pair.text, pair.running, pair.top, held(PLACES, pair))

    take_captions(items, region.top, "", note=note)
    return {text: f"as a caption {score}" for text, score in scores.items()}


def _is_beside(pair: tuple[Item, Item]) -> bool:
    return sorted(item.kind for item in pair) == ["picture", "text"]


def _pictures(item: Item) -> list[Fragment]:
    if item.kind == "table":
        return [picture for line in item.lines for picture in line.pictures]
    return [item.picture] if item.picture is not None else []


def paragraphs(items: list[Item]) -> tuple[str, ...]:
    """The texts of the body; what only a picture parted is one paragraph again."""
    texts: list[str] = []
    before: Item | None = None
    for item in (item for item in items if item.kind == "text"):
        text = TICKING.sub("", item.text).strip() if item.text.endswith(")") else item.text
        if item.goes_on and texts and before is not None and before.line.element is item.line.element:
            texts[-1] = f"{texts[-1]} {text}"
        elif text:
            texts.append(number_of(item.line.element, text) * _begins(item, before) + text)
        before = item
    return tuple(texts)


def _begins(item: Item, before: Item | None) -> bool:
    """Whether an item is the first text of its element, not one that a break parts from another."""
    return before is None or before.line.element is not item.line.element


def markup(page: Lines, region: Region) -> str:
    """The markup that the region's lines are in: the outermost elements that hold no other line."""
    indices = [line.index for line in region.lines]
    whole: dict[Element, bool] = {}
    parts: dict[Element, None] = {}
    for line in region.lines:
        element = line.element
        parent = element.getparent()
        while parent is not None and element is not region.top:
            if parent not in whole:
                whole[parent] = _holds_only(page, parent, indices)
            if not whole[parent]:
                break
            element, parent = parent, parent.getparent()
        parts.setdefault(element)
    return "".join(
        [etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in parts]
    )


def _holds_only(page: Lines, element: Element, indices: list[int]) -> bool:
    """Whether all lines in an element are among `indices`, which are in order."""
    start, end = page.span(element)
    return bisect_left(indices, end) - bisect_left(indices, start) == end - start
