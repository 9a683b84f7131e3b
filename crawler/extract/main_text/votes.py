"""Counts how many libraries take each line for main text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from lxml import etree

from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.document.lines import Line
from crawler.extract.document.text import visible
from crawler.extract.main_text.alignment import aligned, letters
from crawler.extract.main_text.libraries import LIBRARIES, ask

Element = etree._Element

MAJORITY = 3
"""Weight from which a line is text: trafilatura and another, of weights 2, 1 and 1."""
_MOST_ELEMENTS = 10_000
"""Elements of a page that libraries are asked about. The largest real page seen has 9,000; on lists of one item
each trafilatura takes time by the square of them, two seconds for these."""
_MOST_MARKUP = 2_000_000
_MOST_LETTERS = 400_000
"""Characters of text in such a page. A book of 150 pages has as many."""
_LONG = 600
"""Length from which a text is no footer. The longest footer seen has 343 characters."""
_EARLY = 0.1
"""Share of the text that may be above its title: a line that a reader found twice, a lead."""


@dataclass(frozen=True)
class MainText:
    """The votes of all libraries over the lines of a page.

    `lines` are the page's, `texts` the letters of the main text of each library in turn and `answers` the numbers
    of the lines in it.
    """

    lines: Sequence[Line]
    texts: tuple[str, ...]
    answers: tuple[frozenset[int], ...]

    @cached_property
    def votes(self) -> dict[int, int]:
        """The weight of each line that any library takes for text."""
        votes: dict[int, int] = {}
        for (_, weight, _), answer in zip(LIBRARIES, self.answers, strict=True):
            for index in answer:
                votes[index] = votes.get(index, 0) + weight
        return votes

    @cached_property
    def taken(self) -> frozenset[int]:
        """The numbers of the lines that a majority takes for text."""
        return frozenset(index for index, votes in self.votes.items() if votes >= MAJORITY)

    @cached_property
    def agreement(self) -> float:
        """How far the two libraries agree that agree most: the share of letters that both take, 0 to 1."""
        return max(self._overlap(one, other) for one, other in combinations(self.answers, 2))

    @cached_property
    def discord(self) -> float:
        """As `agreement`, of the best library with the one that agrees with it least."""
        best, *others = self.answers
        return min(self._overlap(best, other) for other in others)

    @cached_property
    def start(self) -> int:
        """The first line below which nearly all of the text stands; a title is above it."""
        left = _EARLY * self.length(self.taken)
        for index in sorted(self.taken):
            left -= len(self.lines[index].text)
            if left < 0:
                return index
        return len(self.lines)

    def length(self, indices: Collection[int]) -> int:
        """Characters of the lines with these numbers."""
        return sum(len(self.lines[index].text) for index in indices)

    def has(self, line: Line) -> bool:
        """Whether any library has the text of a line, be it that of another line with the same text."""
        key = letters(line.text)
        return any(key in text for text in self.texts)

    def _overlap(self, one: frozenset[int], other: frozenset[int]) -> float:
        return self.length(one & other) / max(1, self.length(one | other))


_LONG_SPAN = re.compile(r"""(\b(?:row|col)span\s*=\s*["']?)\d{3,}""", re.IGNORECASE)
"""A cell said to span hundreds of rows or columns: libraries take as long as there are cells in such a table."""


def main_text(root: Element, boilerplate: Boilerplate) -> MainText | None:
    """The votes over the lines of the page with `root`; None where it is too large to ask.

    Lines in boxes of the page have none, unless they are most of a text of some length: a text of two sentences is
    shorter than the footer that libraries then take for it.
    """
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return None
    markup = visible(etree.tostring(root, encoding="unicode", method="html"))
    if len(markup) > _MOST_MARKUP:
        return None
    lines = boilerplate.page.lines
    if sum(len(line.text) for line in lines) > _MOST_LETTERS:
        return None
    markup = _LONG_SPAN.sub(r"\g<1>1", markup)
    keys = [letters(line.text) for line in lines]
    boxed = frozenset(line.index for line in lines if boilerplate.box(line, None) is not None)
    texts = tuple(letters(ask(library, markup)) for _, _, library in LIBRARIES)
    main = MainText(lines, texts, tuple(aligned(keys, text) for text in texts))
    in_boxes = main.length(main.taken & boxed)
    if in_boxes > max(_LONG, main.length(main.taken) / 2):
        return main
    return replace(main, answers=tuple(answer - boxed for answer in main.answers))
