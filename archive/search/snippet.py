"""The few words around what was found, cut from the original text with the hits marked."""

from __future__ import annotations

import re
from collections.abc import Collection

from archive.search.folding import fold, key

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces; True marks a piece that was asked for."""

_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")


def split_words(text: str) -> list[str]:
    """The words of `text`, folded, as the search index cuts them."""
    return _WORD.findall(key(text))


def _hits(text: str, wanted: Collection[str]) -> list[tuple[int, int, str]]:
    found = ((m.start(), m.end(), key(m[0])) for m in _WORD.finditer(fold(text)))
    return [hit for hit in found if hit[2] in wanted]


def mark(text: str, wanted: Collection[str]) -> Marked:
    """The whole of `text` (NFC), the words in `wanted` (folded) marked; neighbouring hits are one piece."""
    return _pieces(text, _hits(text, wanted), 0, len(text))


def snippet(text: str, wanted: Collection[str], width: int = 240) -> Marked:
    """About `width` characters of `text` (NFC) where most of the `wanted` words (folded) stand closest together.

    The beginning of the text where none of them stands in it. Line breaks become spaces.
    """
    text = " ".join(text.split())
    hits = _hits(text, wanted)
    start, end = _window(hits, len(text), width)
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    pieces = _pieces(text, hits, start, end)
    before = (("… ", False),) if start else ()
    after = ((" …", False),) if end < len(text) else ()
    return (*before, *pieces, *after)


def coverage(text: str, wanted: Collection[str]) -> int:
    """How many of the `wanted` words stand in `text`."""
    return len({hit[2] for hit in _hits(text, wanted)})


def _window(hits: list[tuple[int, int, str]], length: int, width: int) -> tuple[int, int]:
    """Where to cut: around the most different hits, and of those places where they stand closest."""
    lead = width // 4
    best, start = (0, 0), 0
    for first, (begin, _, _) in enumerate(hits):
        seen: set[str] = set()
        span = 0
        for _, end, word in hits[first : first + lead]:
            if end > begin + width - lead:
                break
            if word not in seen:
                seen.add(word)
                span = end - begin
        best, start = max((best, start), ((len(seen), -span), begin), key=lambda place: place[0])
    start = max(0, min(start - lead, length - width))
    return start, min(length, start + width)


def _pieces(text: str, hits: list[tuple[int, int, str]], start: int, end: int) -> Marked:
    pieces: list[tuple[str, bool]] = []
    at = start
    for begin, stop, _ in hits:
        if begin < start or stop > end:
            continue
        between = text[at:begin]
        if pieces and pieces[-1][1] and not between.strip():
            pieces[-1] = (pieces[-1][0] + between + text[begin:stop], True)
        else:
            if between:
                pieces.append((between, False))
            pieces.append((text[begin:stop], True))
        at = stop
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
