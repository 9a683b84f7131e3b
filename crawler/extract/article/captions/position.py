"""The position of a text relative to a picture: same block, same box, named as caption, part of a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from crawler.extract.article.captions.score import (
    Running,
)
from crawler.extract.blocks.blocks import Item
from crawler.extract.blocks.images import is_floating
from crawler.extract.document.lines import Fragment, Line
from crawler.extract.document.styles import Style
from crawler.extract.document.text import clean
from crawler.extract.document.tree import around, names
from crawler.extract.vocabulary.names import CAPTION

Element = etree._Element


BOXED = 4
"""Most blocks within each other that a picture and its caption are set in."""


def is_quoted(above: Iterable[Item], style: Style, top: Element | None) -> bool:
    """Whether a text goes on with what a colon introduces, as the one before the picture does, set as it is.

    `above` are the items above it, the nearest first.
    """
    if style.align == "center":
        return False
    for number, item in enumerate(item for item in above if item.kind == "text"):
        if item.text.endswith(":"):
            return number > 0
        if item.is_listed or item.style(top) != style:
            return False  # where the markup ends a list, what is below goes on with nothing
    return False


def stands_with(text: Line, pictured: Item, running: Running) -> bool:
    """Whether a text is in one block with a picture, and not only because all of the article does.

    Text that flows around a picture is the article's.
    """
    if text.element is not pictured.line.element or (pictured.picture and is_floating(pictured.picture)):
        return False
    return text is pictured.line or text.joined or text.element not in running.blocks


def share_a_box(items: Sequence[Item], index: int, top: Element | None) -> bool:
    """Whether a picture and the text behind it are in one block, no paragraph, that holds nothing else."""
    picture, text = (item.line.element for item in items[index : index + 2])
    outer = list(around(picture, top, BOXED))
    box = next((element for element in around(text, top, BOXED) if element in outer), None)
    if box is None or box.tag == "p" or (box in (picture, text) and picture is not text):
        return False
    others = (*items[max(0, index - 1) : index], *items[index + 2 : index + 3])
    return not any(box in around(other.line.element, top, 2 * BOXED) for other in others)


def is_named(element: Element | None, top: Element | None) -> bool:
    """Whether the markup itself calls a text a caption."""
    return any(each.tag == "figcaption" or CAPTION.search(names(each)) for each in around(element, top))


def bears_title(picture: Fragment | None, text: str) -> bool:
    """Whether a picture or its link bears the text as its title."""
    elements = [picture.element, picture.link] if picture is not None else []
    titles = (element.get(name) for element in elements if element is not None for name in ("title", "alt"))
    return any(clean(title).casefold() == text.casefold() for title in titles if title)


def leads(items: Sequence[Item], index: int) -> bool:
    """Whether a picture is before all text and in a box of its own."""
    box, text = items[index].line.element.getparent(), items[index + 1].line.element.getparent()
    return box is not text and all(items[place].kind == "picture" for place in range(index))
