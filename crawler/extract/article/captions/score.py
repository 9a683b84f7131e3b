"""The caption score: how much a text looks like a caption, by its style against the running text, and by its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from lxml import etree

from crawler.extract.blocks.blocks import Item
from crawler.extract.blocks.tables import LONGEST_CAPTION
from crawler.extract.document.lines import PROSE
from crawler.extract.document.styles import Style
from crawler.extract.rows import Row, Rows, held, listed, total
from crawler.extract.vocabulary.bylines import PHOTO_CREDIT, PHOTOGRAPHER
from crawler.extract.vocabulary.captions import ARGUES, CARRIES_ON, PICTURED, REFERS, SCENE, SCENE_START
from crawler.extract.vocabulary.numbers import BULLET

Element = etree._Element

ENOUGH = 2.0
"""The weight from which a text beside a picture is its caption."""
SHORT = 110
_TWO_SENTENCES = re.compile(r"(?<![A-ZĐ])[.!?]\s+[A-ZĐÀ-Ỹ]")


@dataclass(frozen=True, slots=True)
class Running:
    """The look of the running text and of its sub-headings that captions are held against, and its blocks."""

    italic: bool
    colored: bool
    align: str
    indented: bool
    headings: frozenset[Style]
    blocks: frozenset[Element]
    stops: bool = False
    """Whether all texts that are below no picture and no sub-headings end with a stop."""
    has_captions: bool = False
    """Whether a short text that is set apart is below a picture."""
    repeated: frozenset[str] = frozenset()
    """What is below several pictures."""


def look_of(items: Sequence[Item], top: Element | None) -> Running:
    """How the long texts among the items are set."""
    running = [item for item in items if item.kind == "text" and len(item.text) >= 150]
    long = [item.style(top) for item in running]

    def mostly(count: int) -> bool:
        return count * 2 > len(long)

    aligns = [style.align for style in long]
    align = max(set(aligns), key=aligns.count) if aligns else ""
    look = Running(
        mostly(sum(style.italic for style in long)),
        mostly(sum(style.colored for style in long)),
        align,
        mostly(sum(style.indented for style in long)),
        frozenset(_headings(items, top)),
        frozenset(item.line.element for item in running),
    )
    below = [item for above, item in pairwise(items) if above.kind == "picture" and item.kind == "text"]
    captioned = frozenset(below)
    other = [
        item.text
        for item in items
        if item.kind == "text" and item not in captioned and not item.style(top).bold and not item.is_listed
    ]
    return replace(
        look,
        stops=len(other) > 1 and all(map(_stops, other)),
        repeated=frozenset(text for text, count in Counter(item.text for item in below).items() if count > 1),
        has_captions=any(len(item.text) <= PROSE * 2 and differs(item.style(top), look) for item in below),
    )


def _stops(text: str) -> bool:
    return text.rstrip('”")').endswith((".", "!", "?", "…", ":", ";", ","))


def _headings(items: Sequence[Item], top: Element | None) -> Iterator[Style]:
    """The looks of the bold lines that are between two paragraphs."""
    for before, item, behind in zip(items, items[1:], items[2:], strict=False):
        if not (before.kind == item.kind == behind.kind == "text") or len(behind.text) < PROSE:
            continue
        if len(item.text) <= SHORT and not item.text.endswith((".", ":", ";")) and item.style(top).bold:
            yield item.style(top)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text beside a picture, with the look of the running text that it is held against."""

    text: str
    style: Style
    running: Running
    credit: bool

    @property
    def is_open(self) -> bool:
        """Whether the text ends as no sentence and no clause does."""
        return not self.text.endswith((".", "!", ";", ",", "?"))

    @property
    def is_slanted(self) -> bool:
        """Whether the text is in italics and the running text is not."""
        return self.style.italic and not self.running.italic

    @property
    def is_heading(self) -> bool:
        """Whether the text is a line in bold, as sub-headings are; these are neither indented nor justified, too."""
        return is_bold_line(self.style)


ROWS: Rows[Candidate] = (
    Row("names the photographer", 4.0, lambda c: c.credit),
    Row("in italics", 3.0, lambda c: c.is_slanted),
    Row("centred", 3.0, lambda c: c.style.align == "center" and c.running.align != "center"),
    Row("coloured", 2.0, lambda c: c.style.colored and not c.running.colored),
    Row("a line in bold", -3.0, lambda c: c.is_heading),
    Row("not indented", 2.0, lambda c: not c.is_heading and c.running.indented and not c.style.indented),
    Row(
        "not justified",
        1.0,
        lambda c: not c.is_heading and c.running.align == "justify" and c.style.align != "justify",
    ),
    Row("centred in bold", -1.0, lambda c: not c.is_heading and c.style.bold),
    Row("at the right", -2.0, lambda c: c.style.align == "right" and c.running.align != "right"),
    Row("looks as sub-headings do", -4.0, lambda c: c.style in c.running.headings and not c.credit),
    Row(
        "looks as the text where captions do not",
        -2.0,
        lambda c: c.running.has_captions and not differs(c.style, c.running) and not c.credit,
    ),
    Row("short", 1.0, lambda c: len(c.text) <= 160),
    Row("long", -1.0, lambda c: len(c.text) > 200),
    Row("very long", -2.0, lambda c: len(c.text) > 260),
    Row("ends as a clause or a document", -3.0, lambda c: c.text.endswith(("./.", ";", ",", "?"))),
    Row(
        "ends as a sentence",
        -2.0,
        lambda c: c.text.endswith((".", "!")) and not c.text.endswith("./.") and not c.credit,
    ),
    Row("ends without a stop", 1.5, lambda c: c.is_open),
    Row(
        "ends without a stop where all text has one",
        1.5,
        lambda c: c.is_open and c.running.stops and not (c.is_heading or c.text.isupper()),
    ),
    Row("carries on", -3.0, lambda c: CARRIES_ON.match(c.text) is not None),
    Row("two sentences", -1.0, lambda c: _TWO_SENTENCES.search(c.text) is not None and not c.credit),
    Row(
        "two sentences set as text",
        -1.0,
        lambda c: not c.is_slanted and _TWO_SENTENCES.search(c.text) is not None and not c.credit,
    ),
    Row("begins with who is shown", 1.5, lambda c: SCENE_START.match(c.text) is not None),
    Row("tells a scene", 1.0, lambda c: SCENE.search(c.text) is not None),
    Row("speaks of a picture", 2.0, lambda c: PICTURED.match(c.text) is not None),
    Row("tells what was said", -2.0, lambda c: ARGUES.search(c.text) is not None),
    Row("below several pictures", ENOUGH, lambda c: c.text in c.running.repeated),
    Row("in capitals", -4.0, lambda c: c.text.isupper() and len(c.text) > 3),
)
"""What speaks for a text as a caption, and against it; for each row there is a case that turns without it."""


def weigh(item: Item, running: Running, top: Element | None) -> float:
    """How much an item looks like a caption, whatever stands around it."""
    if _is_none(item):
        return -9.0
    return total(ROWS, _candidate(item, running, top))


def explain(item: Item, running: Running, top: Element | None, placed: Sequence[Row[Any]] = ()) -> str:
    """The same in words: each row that counts, with its weight, and the rows of its place."""
    if _is_none(item):
        return "listed, or refers to a document"
    return listed([*held(ROWS, _candidate(item, running, top)), *placed])


def _candidate(item: Item, running: Running, top: Element | None) -> Candidate:
    return Candidate(item.text, item.style(top), running, PHOTO_CREDIT.search(item.text) is not None)


def _is_none(item: Item) -> bool:
    text = item.text
    return bool(
        len(text) > LONGEST_CAPTION
        or item.is_listed
        or BULLET.match(text)
        or REFERS.search(text)
        or text.endswith(":")
    )


def is_bold_line(style: Style) -> bool:
    """Whether a line looks as sub-headings mostly do."""
    return style.bold and style.align != "center"


def shows(text: str) -> bool:
    """Whether a text says what can be seen, or who took the picture."""
    return any(sign.search(text) for sign in (PHOTO_CREDIT, SCENE)) or SCENE_START.match(text) is not None


def is_credit(text: str) -> bool:
    """Whether a text begins with who took the picture, or says only that."""
    return PHOTO_CREDIT.match(text) is not None or PHOTOGRAPHER.fullmatch(text) is not None


def differs(style: Style, running: Running) -> bool:
    """Whether a text is set apart from the running text."""
    return (
        (style.italic and not running.italic)
        or (style.align == "center" and running.align != "center")
        or (style.colored and not running.colored)
    )
