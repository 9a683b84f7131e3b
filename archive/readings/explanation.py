"""A page line by line: what each line was taken for, and why.

This package knows no reader of pages. One that can explain what it read is an entry point of the group
``luutru.explain``; without any, pages of captures do without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from archive.model import AddressKind, Capture
from archive.readings.templates import StoredTemplate

GROUP = "luutru.explain"
PICTURE = "\ufffc"
"""The text of a line that shows a picture and says nothing."""


@dataclass(frozen=True, slots=True)
class Accounted:
    """A line of a page: its text, what it was taken for, and why. `score` tells what spoke for it and against it where
    that was weighed: ``5.5: in italics +3, …``."""

    text: str
    label: str
    reason: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines of a page, and the name of the reader that took them for what they are."""

    reader: str | None
    lines: tuple[Accounted, ...]


Explain = Callable[[Capture, AddressKind, Sequence[StoredTemplate]], Explanation | None]
"""Explains a capture of an address of this kind, read by the templates of its portal; None for one that is not read,
or that it knows nothing of."""


def explained(capture: Capture, kind: AddressKind, templates: Sequence[StoredTemplate]) -> Explanation | None:
    """What the first reader that can explain a capture says of it; None where none can."""
    return next((found for each in _readers() if (found := each(capture, kind, templates))), None)


@cache
def _readers() -> tuple[Explain, ...]:
    return tuple(entry.load() for entry in entry_points(group=GROUP))
