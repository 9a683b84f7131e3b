"""Pairs the labels of a visit counter with their numbers: behind, before, or below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_PERIODS = frozenset(("tuần", "tháng", "năm"))
"""What is a counter's label in a box, and beside a number on the same line the name of a week or month."""
_BETWEEN = re.compile(r"[\s:|•·–=()»>-]*(?:(?:lượt|người|khách)\s*)?[\s:|•·–=(-]*", re.IGNORECASE)
_AFTER = re.compile(r"[\s:|•·–=)-]*(?:(?:lượt(?:\s+truy\s*cập)?|người|khách)\s*)?[\s:|•·-]*", re.IGNORECASE)
_ENDS = re.compile(r"[^\w\n]*(?=[\d\n]|$)")
"""What follows a label that is no beginning of a sentence ("Tổng kết …")."""


class Mark(NamedTuple):
    """A label or a number in a text. `name` is the label's counter, empty for a number."""

    start: int
    end: int
    name: str = ""


Pair = tuple[Mark, Mark]


def following(text: str, labels: Sequence[Mark], numbers: Sequence[Mark]) -> list[Pair]:
    """Each label with the number right behind it; the run ends where a label has none."""
    pairs: list[Pair] = []
    for label in labels:
        number = next((n for n in numbers if n.start >= label.end), None)
        if number is None or not _BETWEEN.fullmatch(text, label.end, number.start):
            continue
        if not _is_period(text, label, text[label.end : number.start]):
            pairs.append((label, number))
    return pairs


def preceding(text: str, labels: Sequence[Mark], numbers: Sequence[Mark]) -> list[Pair]:
    """Each label with the number right before it."""
    pairs: list[Pair] = []
    for label in labels:
        number = next((n for n in reversed(numbers) if n.end <= label.start), None)
        if number is None or not _ENDS.match(text, label.end):
            continue
        between = text[number.end : label.start]
        if _AFTER.fullmatch(between) and not _is_period(text, label, between):
            pairs.append((label, number))
    return pairs


def either_side(text: str, labels: Sequence[Mark], numbers: Sequence[Mark]) -> list[Pair]:
    """Each label with the number behind it or, on its own line, before it ("Hiện có 94 người đang trực tuyến")."""
    behind = following(text, labels, numbers)
    taken = {mark for pair in behind for mark in pair}
    before = [
        (label, number)
        for label, number in preceding(text, labels, numbers)
        if taken.isdisjoint((label, number)) and "\n" not in text[number.end : label.start]
    ]
    return sorted([*behind, *before])


def _is_period(text: str, label: Mark, between: str) -> bool:
    """Whether a label and the number that `between` parts from it name a week, month or year ("tháng 9")."""
    return between == " " and text[label.start : label.end].lower() in _PERIODS


def in_columns(text: str, labels: Sequence[Mark], numbers: Sequence[Mark]) -> list[Pair]:
    """Labels side by side, with their numbers side by side below them."""
    runs: list[list[Mark]] = []
    for mark in sorted([*labels, *numbers]):
        before = runs[-1][-1] if runs else None
        if (
            before
            and bool(before.name) == bool(mark.name)
            and _BETWEEN.fullmatch(text, before.end, mark.start)
        ):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return [
        pair
        for named, counted in pairwise(runs)
        if named[0].name and not counted[0].name and len(named) == len(counted) > 1
        for pair in zip(named, counted, strict=True)
    ]
