"""What changed between two texts, word by word, with paragraphs aligned first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "gone", "new"]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.5
"""Two paragraphs that share at least this part of their words are one paragraph, edited."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    op: Op
    text: str


def words(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order.

    The ``same`` and ``gone`` pieces joined give `before`, the ``same`` and ``new`` ones `after`.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(Piece("gone", "".join(old[i:j])))
        if k < m:
            pieces.append(Piece("new", "".join(new[k:m])))
    return pieces


def paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    """Each paragraph of both texts once, in reading order, as its pieces."""
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield from ([Piece("same", text)] for text in before[i:j])
        else:
            yield from _align(before[i:j], after[k:m])


def _align(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    """Pairs edited paragraphs in order; the first new one that is alike enough is taken."""
    rest = list(after)
    for old in before:
        match = next((n for n, new in enumerate(rest) if _alike(old, new)), None)
        if match is None:
            yield [Piece("gone", old)]
            continue
        yield from ([Piece("new", text)] for text in rest[:match])
        yield words(old, rest[match])
        del rest[: match + 1]
    yield from ([Piece("new", text)] for text in rest)


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
