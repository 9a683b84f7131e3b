"""Matches a text that another library extracted to the lines of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.extract.document.text import SIGN

_GRAM = 12
"""Letters by which a place in the text is found."""
_LONG = 2 * _GRAM
"""Letters from which a line is found by itself; a shorter one is looked for between its neighbours."""
_SLACK = 10
"""Letters by which two neighbours may overlap: what a reader left out of a line shortens it."""
_REACH = 200
"""Letters before the first and behind the last long line in which short ones are looked for."""
_WIDEST = 2000


@dataclass(frozen=True, slots=True)
class _Match:
    """A line by its number and the part of the text that it was found as."""

    line: int
    start: int
    end: int


def letters(text: str) -> str:
    """The letters and digits of `text` alone, in lower case."""
    return SIGN.sub("", text.casefold())


def aligned(lines: Sequence[str], text: str) -> frozenset[int]:
    """The numbers of the lines that `text` consists of, all as `letters` gives them.

    A long line belongs to it if most of its letters occur there in their order. Where a page repeats a
    line, the one among the others of the text counts. Time: n log n in the letters of both.
    """
    places = {text[at : at + _GRAM]: at for at in range(len(text) - _GRAM, -1, -1)}
    found = [match for number, line in enumerate(lines) if (match := _found(number, line, places))]
    kept = _in_order(found)
    taken = {match.line for match in kept}
    covered = bytearray(len(text) + 1)
    for match in kept:
        covered[match.start : match.end] = b"\1" * len(covered[match.start : match.end])
    for match in found:  # what the other reader put elsewhere
        part = covered[match.start : match.end]
        if match.line not in taken and part.count(1) * 2 < len(part):
            taken.add(match.line)
            covered[match.start : match.end] = b"\1" * len(part)
    bounds = [_Match(-1, -1, -1), *kept, _Match(len(lines), -1, -1)]
    for before, after in pairwise(bounds):
        taken |= _between(lines, before, after, text)
    return frozenset(taken)


def _found(number: int, line: str, places: dict[str, int]) -> _Match | None:
    if len(line) < _LONG:
        return None
    starts = [*range(0, len(line) - _GRAM, _GRAM), len(line) - _GRAM]
    at = sorted(places[gram] - start for start in starts if (gram := line[start : start + _GRAM]) in places)
    if 2 * len(at) <= len(starts):
        return None
    first = max(0, at[len(at) // 2])
    return _Match(number, first, first + len(line))


def _in_order(matches: Sequence[_Match]) -> list[_Match]:
    """The matches with the most letters that follow one another in the page and in the text alike."""
    ends, most, last = [-_SLACK], [0], [-1]  # the best chains by the end of their last match, both rising
    before: list[int] = []
    for number, match in enumerate(matches):
        place = bisect_right(ends, match.start + _SLACK) - 1
        length = most[max(0, place)] + match.end - match.start
        before.append(last[max(0, place)])
        at = bisect_left(ends, match.end)
        if at and most[at - 1] > length:
            continue
        behind = at
        while behind < len(ends) and most[behind] <= length:
            behind += 1
        ends[at:behind], most[at:behind], last[at:behind] = [match.end], [length], [number]
    chain: list[_Match] = []
    number = last[-1]
    while number >= 0:
        chain.append(matches[number])
        number = before[number]
    return chain[::-1]


def _between(lines: Sequence[str], before: _Match, after: _Match, text: str) -> set[int]:
    """The short lines between two neighbours that are between them in the text, too."""
    if before.end < 0 and after.end < 0:
        return set()
    start = max(0, before.end - _SLACK if before.end >= 0 else after.start - _REACH)
    end = after.start if after.end >= 0 else before.end + _REACH
    gap = text[start : min(end, start + _WIDEST)]
    taken = set()
    at = 0
    for number in range(before.line + 1, after.line):
        line = lines[number]
        if not line or len(line) >= _LONG:
            continue
        place = gap.find(line, at)
        if place >= 0 and start + place + len(line) > before.end:  # or they are words of the line before
            taken.add(number)
            at = place + len(line)
    return taken
