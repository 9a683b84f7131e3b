"""Scores as sums of rows: what speaks for a thing, and against it, each with a name and a weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Something that speaks for a thing where `weight` is positive, and against it where it is not."""

    name: str
    weight: float
    test: Callable[[T], bool]


Rows = Sequence[Row[T]]
NEVER = -20.0
"""The weight of a row that nothing outweighs."""


def total(rows: Rows[T], thing: T, start: float = 0.0, hopeless: float = NEVER) -> float:
    """`start` and the weights of the rows that hold of a thing; where the sum falls below `hopeless`, rows that
    come after are not asked."""
    weight = start
    for row in rows:
        if row.test(thing):
            weight += row.weight
            if weight < hopeless:
                break
    return weight


def held(rows: Rows[T], thing: T) -> list[Row[T]]:
    """The rows that hold of a thing."""
    return [row for row in rows if row.test(thing)]


def in_words(rows: Rows[T], thing: T) -> str:
    """The rows that hold of a thing, with their weights: ``5.5: in italics +3, centred +3, …``."""
    return listed(held(rows, thing))


def listed(rows: Sequence[Row[Any]]) -> str:
    """Rows with their weights, after the sum of these."""
    parts = ", ".join(f"{row.name} {row.weight:+g}" for row in rows)
    return f"{sum(row.weight for row in rows):g}: {parts}" if rows else "0"
