"""Cuts a few words around a match out of the original text, with the match marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.search.folding import classic, fold, key, stem_key
from archive.search.syntax import Question, Spelling

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces; True marks a piece that was asked for."""

_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to mark where they stand together, in one spelling. The last may be only the beginning of a word."""

    spelling: Spelling = "folded"
    phrases: frozenset[tuple[tuple[str, ...], bool]] = frozenset()

    @classmethod
    def of(cls, question: Question, loose: bool = False) -> Wanted:
        """What a question looks for; marks that were typed count unless `loose`."""
        spelling: Spelling = "exact" if question.has_marks and not loose else "folded"
        found = {variant for term in question.terms for variant in term.variants(spelling)}
        return cls(spelling, frozenset(variant for variant in found if variant[0]))


def mark(text: str, wanted: Wanted) -> Marked:
    """The whole of `text` (NFC), what is `wanted` marked; neighbouring hits are one piece."""
    return _pieces(text, _hits(text, wanted), 0, len(text))


def snippet(text: str, wanted: Wanted, width: int = 240) -> Marked:
    """About `width` characters of `text` (NFC) around the place with most of the `wanted` words.

    The beginning of the text where none occurs. Line breaks become spaces.
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


def coverage(text: str, wanted: Wanted) -> int:
    """How many different words that are `wanted` are in `text`."""
    return len({hit[2] for hit in _hits(text, wanted)})


def _hits(text: str, wanted: Wanted) -> list[_Place]:
    """The begin, end and spelling of each wanted word, in order."""
    if not wanted.phrases:
        return []
    spell = classic if wanted.spelling == "exact" else key
    words = [(m.start(), m.end(), text[m.start() : m.end()]) for m in _WORD.finditer(fold(text))]
    spelled = [spell(word) for _, _, word in words]
    firsts: dict[str, list[tuple[str, ...]]] = {}
    beginnings = []
    for phrase, prefix in wanted.phrases:
        if prefix:
            beginnings.append(phrase)
        else:
            firsts.setdefault(phrase[0], []).append(phrase)
    hit: set[int] = set()
    for place, word in enumerate(spelled):
        for phrase in firsts.get(word, ()):
            if tuple(spelled[place : place + len(phrase)]) == phrase:
                hit.update(range(place, place + len(phrase)))
        for phrase in beginnings:
            end = place + len(phrase) - 1
            if end < len(words) and tuple(spelled[place:end]) == phrase[:-1]:
                last = spelled[end] if wanted.spelling == "exact" else stem_key(words[end][2])
                if last.startswith(phrase[-1]):
                    hit.update(range(place, end + 1))
    return [(*words[place][:2], spelled[place]) for place in sorted(hit)]


def _window(hits: list[_Place], length: int, width: int) -> tuple[int, int]:
    """Where to cut: around the most different hits, and of those places where they are closest."""
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


def _pieces(text: str, hits: list[_Place], start: int, end: int) -> Marked:
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
