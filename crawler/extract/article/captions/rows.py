"""Scores as sums of rows: what speaks for a thing, and against it, each with a name and a weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """Something that speaks for a thing where `weight` is positive, and against it where it is not."""

    name: str
    weight: float
    test: Callable[[T], bool]


Rows = Sequence[Row[T]]


def total(rows: Rows[T], thing: T) -> float:
    """The sum of the weights of the rows that hold of a thing."""
    return sum(row.weight for row in rows if row.test(thing))


def in_words(rows: Rows[T], thing: T) -> str:
    """The rows that hold of a thing, with their weights: ``5.5: in italics +3, centred +3, …``."""
    held = [row for row in rows if row.test(thing)]
    parts = ", ".join(f"{row.name} {row.weight:+g}" for row in held)
    return f"{total(held, thing):g}: {parts}" if held else "0"
