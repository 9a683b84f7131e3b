"""Compares two texts word by word, after aligning their paragraphs.

RapidFuzz finds the longest common subsequence, 64 words at a time. Texts that would take too long are compared by
sentences, then by whole paragraphs; the result is marked as coarse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel, LCSseq

Op = Literal["same", "gone", "new"]

MOST_WORK = 200_000_000
"""Pairs of words that one comparison may look at: about a third of a second, and 25 MB at a time."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r".*?(?:[.!?;:…]\s+|\n|$)", re.DOTALL)
_CALL = 3_000
"""What a comparison costs besides, however short the sequences are, in pairs of words."""
_ALIKE = 0.5
"""Two paragraphs that share at least this part of their words are one paragraph, edited."""


@dataclass(frozen=True, slots=True)
class DiffSpan:
    """A piece of text. `op` is ``same``, ``gone`` or ``new``."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each paragraph of both texts once, in reading order, as its pieces. `coarse`: some were too long for words."""

    paragraphs: list[list[DiffSpan]]
    coarse: bool


class _Work:
    """How much a comparison may still do."""

    def __init__(self) -> None:
        self.left = MOST_WORK
        self.coarse = False

    def allows(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Whether two sequences may be compared; notes it where they may not."""
        cost = len(before) * len(after) + _CALL
        if cost > self.left:
            self.coarse = True
            return False
        self.left -= cost
        return True


def compare(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """Compares two texts, each a sequence of paragraphs."""
    work = _Work()
    compared: list[list[DiffSpan]] = []
    for same, old, new in _blocks(before, after):
        compared += [[DiffSpan("same", text)] for text in old] if same else _align(old, new, work)
    return Comparison(compared, work.coarse)


def word_diff(before: str, after: str) -> list[DiffSpan]:
    """Compares two texts, and gives pieces of both in reading order.

    The ``same`` and ``gone`` pieces joined give `before`, the ``same`` and ``new`` ones `after`.
    """
    return _spans(before, after, _Work())


def count_words(pieces: Sequence[DiffSpan], op: Op) -> int:
    """How many words went, came or stayed."""
    return sum(len(re.findall(r"\w+", piece.text)) for piece in pieces if piece.op == op)


def _blocks(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, list[str], list[str]]]:
    """Both sequences cut where they begin and cease to be the same: whether they are, and their parts."""
    start = 0
    least = min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    end = 0
    while end < least - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = list(before[start : len(before) - end]), list(after[start : len(after) - end])
    found = [(True, list(before[:start]), list(before[:start]))]
    for code in LCSseq.opcodes(old, new):
        same = code.tag == "equal"
        part = (old[code.src_start : code.src_end], new[code.dest_start : code.dest_end])
        if found[-1][0] == same:
            found[-1] = (same, found[-1][1] + part[0], found[-1][2] + part[1])
        else:
            found.append((same, *part))
    tail = list(before[len(before) - end :])
    return [block for block in [*found, (True, tail, tail)] if block[1] or block[2]]


def _align(before: list[str], after: list[str], work: _Work) -> list[list[DiffSpan]]:
    """Pairs edited paragraphs in order; the first new one that is alike enough is taken."""
    rest = [(text, _words(text)) for text in after]
    compared: list[list[DiffSpan]] = []
    for old in before:
        words = _words(old)
        match = next((n for n, (_, new) in enumerate(rest) if _alike(words, new, work)), None)
        if match is None:
            compared.append([DiffSpan("gone", old)])
            continue
        compared += [[DiffSpan("new", text)] for text, _ in rest[:match]]
        compared.append(_spans(old, rest[match][0], work))
        del rest[: match + 1]
    return compared + [[DiffSpan("new", text)] for text, _ in rest]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _alike(before: list[str], after: list[str], work: _Work) -> bool:
    if (
        work.coarse or not 0.33 <= (len(before) + 1) / (len(after) + 1) <= 3
    ):  # no more than half can be shared
        return False
    return (
        work.allows(before, after)
        and Indel.normalized_similarity(before, after, score_cutoff=_ALIKE) >= _ALIKE
    )


def _spans(before: str, after: str, work: _Work) -> list[DiffSpan]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not work.allows(old, new):
        old, new = (_SENTENCES.findall(text) for text in (before, after))
        if not work.allows(old, new):
            return [DiffSpan("gone", before), DiffSpan("new", after)]
    pieces: list[DiffSpan] = []
    gone, came = "", ""
    blocks = _blocks(old, new)
    for place, (same, left, right) in enumerate(blocks):
        # Blanks and signs between two changes are part of one change, which reads better.
        inside = 0 < place < len(blocks) - 1 and not any(re.search(r"\w", text) for text in left)
        if same and not inside:
            pieces += _pair(gone, came)
            gone, came = "", ""
            pieces.append(DiffSpan("same", "".join(left)))
        else:
            gone, came = gone + "".join(left), came + "".join(right)
    return pieces + _pair(gone, came)


def _pair(gone: str, came: str) -> list[DiffSpan]:
    return [DiffSpan(op, text) for op, text in (("gone", gone), ("new", came)) if text]  # type: ignore[arg-type]
