"""Stores the statistics box as shown, without storing its words for every capture.

A pattern is a JSON array: constant texts; ``[n, separator]`` for the n-th counter of `NUMBERS`, its digits grouped
by `separator`; a bare number i for the i-th other number of the box.
"""

from __future__ import annotations

import json
import re
from typing import Any

from archive.database.json_text import compact
from archive.database.views import NUMBERS
from archive.model import Visits
from archive.payloads.headers import pack, unpack

_NUMBER = re.compile(r"\d+(?:([., \u00a0\u202f\u2009])\d{3}(?:\1\d{3})*)?(?!\d)|\d+")


def pack_box(visits: Visits) -> tuple[str, int | str | None]:
    """The pattern of the box and its numbers that are no counter; `unpack_box` gives `visits.raw` back."""
    left = {name: getattr(visits, name) for name in NUMBERS}
    pattern: list[Any] = []
    rest: list[int | str] = []
    end = 0
    for match in _NUMBER.finditer(visits.raw):
        shown, separator = match.group(), match.group(1) or ""
        number = int(shown.replace(separator, "") if separator else shown)
        name = next((n for n in NUMBERS if left[n] == number and _grouped(number, separator) == shown), None)
        if match.start() > end:
            pattern.append(visits.raw[end : match.start()])
        if name:
            pattern.append([NUMBERS.index(name), separator])
            left[name] = None
        else:
            pattern.append(len(rest))
            rest.append(number if shown == str(number) and len(shown) < 16 else shown)
        end = match.end()
    if end < len(visits.raw):
        pattern.append(visits.raw[end:])
    return compact(pattern), pack(rest)


def unpack_box(pattern: str, rest: int | str | None, counters: tuple[int | None, ...]) -> Visits:
    """The box again, from its pattern and numbers."""
    others = unpack(rest)
    raw = ""
    for part in json.loads(pattern):
        if isinstance(part, str):
            raw += part
        elif isinstance(part, int):
            raw += str(others[part])
        else:
            raw += _grouped(counters[part[0]] or 0, part[1])
    return Visits(**dict(zip(NUMBERS, counters, strict=True)), raw=raw)


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)
