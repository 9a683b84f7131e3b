"""How much of a portal a reader reads right."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from .portal import Portal

FIELDS = (
    *("title", "published_at", "summary", "body", "captions", "author", "department", "source", "category"),
    *("attachments", "tables", "views"),
)
Reader = Callable[[bytes, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Miss:
    """A field that was read wrong."""

    url: str
    field: str
    expected: Any
    read: Any


@dataclass(frozen=True, slots=True)
class Report:
    """Shares from 0 to 1 of the articles: right by field, right in all fields, and with the body exact.

    `shown` counts the articles whose page shows the field, `right_where_shown` is the share of those that are right.
    """

    articles: int
    fields: Mapping[str, float]
    shown: Mapping[str, int]
    right_where_shown: Mapping[str, float]
    whole: float
    bodies: float
    misses: tuple[Miss, ...]

    def __str__(self) -> str:
        lines = [f"{self.articles} articles, wholly right {self.whole:.3f}, bodies exact {self.bodies:.3f}"]
        for field in FIELDS:
            there = (
                f"{self.right_where_shown[field]:.3f} of {self.shown[field]} shown"
                if self.shown[field]
                else "never shown"
            )
            lines.append(f"  {field:<13}{self.fields[field]:.3f}  {there}")
        return "\n".join(lines)


def grade(portal: Portal, read: Reader, generation: int = 0, moment: datetime | None = None) -> Report:
    """Reads every article page of a generation and compares it with the truth.

    `read` gets a payload and its address and gives the names of `FIELDS`; a name that is missing is None. Where
    only lists show a date, none and the list's date are both right. Attachments are compared by path.
    """
    at = moment or portal.moment(generation) + timedelta(minutes=30)
    right, shown, both = Counter[str](), Counter[str](), Counter[str]()
    whole, misses, count = 0, [], 0
    for known in portal.urls(generation):
        if known.kind != "article" or known.key is None:
            continue
        at, count = at + timedelta(seconds=11), count + 1
        told = read(portal.get(known.url, generation, at), known.url)
        truth = asdict(portal.expected(known.key, generation, at))
        wrong = compare(truth, told)
        for field in FIELDS:
            there = truth[field] not in (None, ())
            right[field] += field not in wrong
            shown[field] += there
            both[field] += there and field not in wrong
        misses += [Miss(known.url, field, truth[field], told.get(field)) for field in wrong]
        whole += not wrong
    return Report(
        count,
        {field: right[field] / count for field in FIELDS},
        {field: shown[field] for field in FIELDS},
        {field: both[field] / shown[field] if shown[field] else 1.0 for field in FIELDS},
        whole / count,
        right["body"] / count,
        tuple(misses),
    )


def compare(truth: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """The names of the fields that differ."""
    return [field for field in FIELDS if not _same(field, truth, told.get(field))]


def _same(field: str, truth: Mapping[str, Any], value: Any) -> bool:
    if field == "published_at" and truth[field] is None:
        return value in (None, "", truth["listed_at"])
    if field == "attachments":
        return [_path(each) for each in truth[field]] == [_path(each) for each in value or ()]
    return bool(_plain(truth[field]) == _plain(value))


def _plain(value: Any) -> Any:
    """The value with text in NFC and white space collapsed, sequences as lists, and nothing as None."""
    if isinstance(value, str):
        value = " ".join(unicodedata.normalize("NFC", value).split())
    elif isinstance(value, (list, tuple)):
        value = [_plain(each) for each in value]
    return value if value not in ("", []) else None


def _path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path)
