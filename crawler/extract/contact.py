"""The contact footer: "Cơ quan chủ quản", "Địa chỉ", "Điện thoại", "Email"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.model import Contact
from crawler.extract.labels import CONTACT_LABELS, FOOTER
from crawler.extract.lines import Line

_LABEL = re.compile(
    r"(?:^|(?<=[\s;,.|()•–-]))(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in CONTACT_LABELS.items())
    + r")\s*(?P<colon>:|(?=\s*$))",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+")
_EDGES = " \t;,|•·*–-"
_REACH = 12


def read_contact(lines: Sequence[Line], article: frozenset[int]) -> Contact | None:
    """The contact block, outside the article; of several the fullest, and of equals the last."""
    best: dict[str, str] = {}
    for start, line in enumerate(lines):
        if line.index in article or not _labels(line.text):
            continue
        window = [after for after in lines[start : start + _REACH] if after.index not in article]
        found = _fields(window)
        if len(found) >= 2 and len(found) >= len(best):
            best = found if len(found) > len(best) or not _within(found, best) else best
    return Contact(**best) if best else None


@lru_cache(maxsize=8192)
def _labels(text: str) -> tuple[re.Match[str], ...]:
    """The labels in a line: each ends in a colon or fills the line."""
    if not 3 <= len(text) <= 600 or (":" not in text and len(text) > 24):
        return ()
    return tuple(_LABEL.finditer(text))


def _within(found: dict[str, str], other: dict[str, str]) -> bool:
    return all(other.get(name) == value for name, value in found.items())


def _fields(window: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting: str | None = None
    for line in window:
        labels = _labels(line.text)
        if waiting and not labels and line.text and not FOOTER.match(line.text):
            _keep(found, waiting, line.text)
        waiting = None
        for position, label in enumerate(labels):
            end = labels[position + 1].start() if position + 1 < len(labels) else len(line.text)
            value = line.text[label.end() : end].strip(_EDGES)
            if end < len(line.text):
                value = value.rstrip(".")  # it parts what the line says of one thing from the next
            name = label.lastgroup if label.lastgroup != "colon" else _name(label)
            if value:
                _keep(found, name or "other", value)
            else:
                waiting = name
    found.pop("other", None)
    return found


def _name(label: re.Match[str]) -> str:
    return next(name for name in CONTACT_LABELS if label.group(name) is not None)


def _keep(found: dict[str, str], name: str, value: str) -> None:
    if name == "email":
        match = _EMAIL.search(value)
        value = match.group() if match else value
    found.setdefault(name, value)
