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
class DiffSpan:
    """A run of text that stayed, went or came."""

    op: Op
    text: str


def word_diff(before: str, after: str) -> list[DiffSpan]:
    """The pieces of both texts in reading order.

    The ``same`` and ``gone`` pieces joined give `before`, the ``same`` and ``new`` ones `after`.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[DiffSpan] = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(DiffSpan("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(DiffSpan("gone", "".join(old[i:j])))
        if k < m:
            pieces.append(DiffSpan("new", "".join(new[k:m])))
    return pieces


def paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[list[DiffSpan]]:
    """Each paragraph of both texts once, in reading order, as its pieces."""
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield from ([DiffSpan("same", text)] for text in before[i:j])
        else:
            yield from _align(before[i:j], after[k:m])


def _align(before: Sequence[str], after: Sequence[str]) -> Iterator[list[DiffSpan]]:
    """Pairs edited paragraphs in order; the first new one that is alike enough is taken."""
    rest = list(after)
    for old in before:
        match = next((n for n, new in enumerate(rest) if _alike(old, new)), None)
        if match is None:
            yield [DiffSpan("gone", old)]
            continue
        yield from ([DiffSpan("new", text)] for text in rest[:match])
        yield word_diff(old, rest[match])
        del rest[: match + 1]
    yield from ([DiffSpan("new", text)] for text in rest)


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
