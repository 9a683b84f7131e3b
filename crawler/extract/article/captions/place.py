"""The place of a text below a picture: what it adds to the caption score of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.extract.article.captions.position import bears_title, is_named, share_a_box, stands_with
from crawler.extract.article.captions.score import SHORT, Running, is_bold_line
from crawler.extract.blocks.blocks import Item
from crawler.extract.document.styles import Style
from crawler.extract.rows import Row, Rows
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

_LONGEST = 250
"""Most characters of a caption in one block with its picture."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The picture at `index` and the text below it. `has_after`: pictures above have their captions below them;
    `goes_on`: more is below the text."""

    items: Sequence[Item]
    index: int
    running: Running
    top: Element | None
    has_after: bool
    goes_on: bool

    @property
    def text(self) -> Item:
        """The text below the picture."""
        return self.items[self.index + 1]

    @property
    def style(self) -> Style:
        """The look of the text."""
        return self.text.style(self.top)

    @property
    def is_with(self) -> bool:
        """Whether the text is in the picture's block."""
        is_alone = stands_with(self.text.line, self.items[self.index], self.running)
        return is_alone and not is_bold_line(self.style) and len(self.text.text) <= _LONGEST

    @property
    def is_boxed(self) -> bool:
        """Whether a box holds the picture and a short text that signs nothing."""
        text = self.text.text
        is_short = len(text) <= SHORT and (self.goes_on or not read_signature(text, marked=True))
        return is_short and not self.style.bold and share_a_box(self.items, self.index, self.top)

    @property
    def is_between(self) -> bool:
        """Whether another picture is below the text."""
        return self.index + 2 < len(self.items) and self.items[self.index + 2].kind == "picture"

    @property
    def is_alone_in_italics(self) -> bool:
        """Whether the text is in italics and no other text of the article is."""
        others = (item for item in self.items if item.kind == "text" and item is not self.text)
        return self.style.italic and not any(item.style(self.top).italic for item in others)

    @property
    def is_named(self) -> bool:
        """Whether markup or picture say that the text is the caption."""
        is_titled = not self.style.bold and bears_title(self.items[self.index].picture, self.text.text)
        return is_titled or is_named(self.text.line.element, self.top)


PLACES: Rows[Pair] = (
    Row("in the picture's block", 2.0, lambda p: p.is_with),
    Row("alone with the picture in a box", 3.0, lambda p: p.is_boxed),
    Row("between two pictures", 1.5, lambda p: p.is_between),
    Row("between two pictures, captions below", 2.0, lambda p: p.is_between and p.has_after),
    Row("alone in italics", 1.0, lambda p: p.is_alone_in_italics),
    Row("below a picture as captions are", 1.0, lambda p: p.has_after),
    Row("short below a picture as captions are", 1.0, lambda p: p.has_after and len(p.text.text) <= SHORT),
    Row("named as caption", 6.0, lambda p: p.is_named),
)
"""What the place of a text adds to its score as caption; for each row there is a page that is read otherwise without
it."""
