"""The summary (sapo): a separate element between title and body."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from crawler.extract.blocks.blocks import Item
from crawler.extract.document.lines import BLOCKS
from crawler.extract.document.tree import around, names
from crawler.extract.vocabulary.names import SUMMARY
from crawler.extract.vocabulary.signatures import is_signature

Element = etree._Element


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SHORTEST = 30
_SENTENCE = 120
_LONGEST = 600
_FRAMED = 2
"""Fewest paragraphs in a block of their own that make the text in the block above them a summary."""


def take_summary(items: list[Item], top: Element | None, description: str) -> tuple[list[Item], str | None]:
    """The items without the summary, and the summary.

    A summary is apart from the body in the tree. Also, it is named as one, emphasised as a whole, repeated as the
    page's description, or in a block of its own between title and body.
    """
    place = next((place for place, item in enumerate(items) if item.kind != "picture"), 0)
    first, behind = (items[place], items[place + 1 :]) if items else (None, [])
    others = [item for item in behind if item.kind == "text"]
    if first is None or first.kind != "text" or first.is_listed or not behind:
        return items, None
    rest = items[:place] + behind
    if _is_named(_whole(first), top):
        return rest, first.text
    if place or len(first.text) < _SHORTEST:
        return items, None
    if top is not None and len(first.text) <= _LONGEST and _is_framed(first, behind, top):
        return rest, first.text
    if (
        _is_heading(first)
        and first.text.endswith((".", "!", "…"))
        and not any(other.line.element.tag == first.line.element.tag for other in others)
    ):
        return rest, first.text
    if not _stands_apart(first, behind):
        return items, None
    style = first.style(top)
    longest = sorted(others, key=lambda other: len(other.text), reverse=True)
    running = next((other for other in longest if not is_signature(other.text)), None)
    plain = running.style(top) if running else None
    emphasised = (style.bold and not (plain and plain.bold)) or (
        style.italic and not (plain and plain.italic)
    )
    described = len(description) >= _SHORTEST and first.text.startswith(description.rstrip("… ."))
    return (rest, first.text) if emphasised or described else (items, None)


def bold_lead(items: Sequence[Item], top: Element | None, title: str) -> str | None:
    """The first paragraph of the body where it is a sentence all in bold and what follows is not.

    It sums up the article and is part of its text, in which it stays.
    """
    texts = [item for item in items if item.kind == "text"]
    if len(texts) > 1 and texts[0].text.casefold() == title.casefold():
        del texts[0]
    if len(texts) < 2 or texts[0].is_listed or not texts[0].style(top).bold or texts[1].style(top).bold:
        return None
    first = texts[0].text
    return first if len(first) >= _SENTENCE or first.endswith((".", "!", "…")) else None


def _is_heading(item: Item) -> bool:
    """Whether an item is marked up as a heading, as no sentence of a text is."""
    return item.line.element.tag in _HEADINGS


def _whole(item: Item) -> Element:
    """The innermost element that holds all the text of an item, inline ones too."""
    elements = {
        fragment.element for line in item.lines for fragment in line.fragments if fragment.text.strip()
    }
    return elements.pop() if len(elements) == 1 else item.line.element


def _is_named(element: Element | None, top: Element | None) -> bool:
    return any(
        SUMMARY.search(names(each)) or each.get("itemprop") == "description"
        for each in around(element, top, 3)
    )


def _is_framed(first: Item, others: Sequence[Item], top: Element) -> bool:
    """Whether the frame of the article has one block for the first text and one for all the others.

    A paragraph is no such block: those who write articles make it.
    """
    own = _block_in(top, first.line.element)
    blocks = {_block_in(top, other.line.element) for other in others}
    if own.tag == "p" or own.getparent() is not top or len(blocks) != 1 or not blocks.isdisjoint((own, top)):
        return False
    return sum(other.kind == "text" and not is_signature(other.text) for other in others) >= _FRAMED


def _block_in(frame: Element, element: Element) -> Element:
    """The child of `frame` that `element` is or is in; `element` itself where it is no part of it."""
    return next(
        (inner for inner in (element, *element.iterancestors()) if inner.getparent() is frame), element
    )


def _stands_apart(first: Item, others: Sequence[Item]) -> bool:
    element = first.line.element
    if any(element in (other.line.element, *other.line.element.iterancestors()) for other in others):
        # loose text of the frame, if all the others are in one block of it
        blocks = {_block_in(element, other.line.element) for other in others}
        has_text = any(other.kind == "text" and len(other.text) >= _SHORTEST for other in others)
        return len(blocks) == 1 and element not in blocks and has_text
    frame = _block_around(element)
    siblings = [other for other in others if _block_around(other.line.element) is frame]
    if not siblings:
        return not _is_wrapped_alike(element, others)
    body = siblings[0].line.element
    # the whole body in one block beside the summary's, some of its paragraphs parted by line breaks alone
    outside = [other for other in others if body not in (e := other.line.element, *e.iterancestors())]
    return len(others) - len(outside) >= 2 and all(is_signature(other.text) for other in outside)


def _is_wrapped_alike(element: Element, others: Sequence[Item]) -> bool:
    """Whether other paragraphs have a wrapper of their own each, as the first has, which sets none apart."""
    own = _block_around(element)
    wrappers = [wrapper for other in others if (wrapper := _block_around(other.line.element)) is not None]
    alike = [
        wrapper
        for wrapper in wrappers
        if own is not None
        and wrapper.getparent() is own.getparent()
        and (wrapper.tag, names(wrapper)) == (own.tag, names(own))
    ]
    return len(set(alike)) == len(alike) >= _FRAMED


def _block_around(element: Element) -> Element | None:
    """The innermost block that an element is in; emphasis around a paragraph is none."""
    return next((outer for outer in element.iterancestors() if outer.tag in BLOCKS), None)
