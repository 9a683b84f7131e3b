"""Counts what recurs on the pages of many articles: the portal's own texts, and places that hold nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.induction.shares import FEWEST
from crawler.extract.template.sheet import Sheet, pictured

_DIGITS = re.compile(r"\d+")
_AT_PLACE = 0.2
"""Share of articles on which a text at one place is the portal's."""
_ANYWHERE = 0.5


def masked(text: str) -> str:
    """`text` with each number as one sign."""
    return _DIGITS.sub("#", text)


@dataclass(frozen=True)
class Recurrence:
    """How often texts occur, counted by article: `texts` by text, `placed` by path and text,
    `shapes` by path and text without numbers; `articles` in all."""

    articles: int
    texts: Counter[str]
    placed: Counter[tuple[str, str]]
    shapes: Counter[tuple[str, str]]

    def is_fixed(self, path: str, text: str) -> bool:
        """Whether a text at a place is the portal's."""
        if self.placed[path, text] >= max(FEWEST, _AT_PLACE * self.articles):
            return True
        return self.texts[text] >= max(FEWEST + 1, _ANYWHERE * self.articles)

    def ticks(self, path: str, text: str) -> bool:
        """Whether a text at a place recurs but for its numbers."""
        return self.shapes[path, masked(text)] >= max(FEWEST, _AT_PLACE * self.articles)

    def is_unique(self, text: str) -> bool:
        """Whether a text is on the pages of one article only."""
        return self.texts[text] == 1


def count(sheets: Sequence[Sheet]) -> Recurrence:
    """Counts the texts of pages by article."""
    by_article: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for sheet in sheets:
        found = by_article[sheet.identity]
        found.update(zip(sheet.paths, sheet.texts, strict=True))
        found.update((sheet.paths[line.index], pictured(line)) for line in sheet.lines if line.pictures)
    texts: Counter[str] = Counter()
    placed: Counter[tuple[str, str]] = Counter()
    shapes: Counter[tuple[str, str]] = Counter()
    for found in by_article.values():
        texts.update({text for _, text in found})
        placed.update(found)
        shapes.update({(path, masked(text)) for path, text in found})
    return Recurrence(len(by_article), texts, placed, shapes)
