"""Splits header sets in two: a template that many replies share, and the values that vary.

A template is JSON, one array for each header in received order: ``[name, value]`` for a constant value,
``[name, 0, i]`` for the i-th varying value, ``[name, 1, i]`` for a date (the capture's second plus the i-th varying
number), ``[name, 2]`` for the payload's size. The view `captures` joins both in SQL, `from_template` in Python.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from archive.database.json_text import compact

_STAYS = frozenset(
    (
        "accept-ranges", "access-control-allow-origin", "allow", "alt-svc", "cache-control",
        "connection", "content-encoding", "content-language", "content-security-policy", "content-type",
        "keep-alive", "p3p", "pragma", "permissions-policy", "referrer-policy", "server",
        "strict-transport-security", "transfer-encoding", "vary", "via", "x-aspnet-version",
        "x-aspnetmvc-version", "x-content-type-options", "x-frame-options", "x-powered-by",
        "x-ua-compatible", "x-xss-protection",
    )
)  # fmt: skip
_TOKEN = re.compile(r"[^\s;,]{8,}")
_DIGIT = re.compile(r"\d")

Pairs = tuple[tuple[str, str], ...]


def to_template(pairs: Pairs, captured_ms: int, size: int | None) -> tuple[str, int | str | None]:
    """The template of `pairs` and their varying values, packed; `from_template` gives `pairs` back exactly."""
    template: list[list[Any]] = []
    varying: list[int | str] = []
    for raw_name, raw_value in pairs:
        name, value = _text(raw_name), _text(raw_value)
        kind = name.lower()
        if kind == "content-length" and value == str(size):
            template.append([name, 2])
        elif kind == "date" and (offset := _offset(value, captured_ms)) is not None:
            template.append([name, 1, len(varying)])
            varying.append(offset)
        elif kind in _STAYS or not (value.isdigit() or _has_token(value)):
            template.append([name, value])
        else:
            template.append([name, 0, len(varying)])
            varying.append(int(value) if _plain(value) else value)
    return compact(template), pack(varying)


def from_template(template: str, varying: int | str | None, captured_ms: int, size: int | None) -> Pairs:
    """The header pairs of a template and its varying values."""
    values = unpack(varying)
    pairs = []
    for name, what, *index in json.loads(template):
        if what == 2:
            value = str(size)
        elif what == 1:
            value = _date(captured_ms // 1000 + values[index[0]])
        elif what == 0:
            value = str(values[index[0]])
        else:
            value = what
        pairs.append((name, value))
    return tuple(pairs)


def pack(values: Iterable[int | str]) -> int | str | None:
    """A list of numbers and texts as the inside of a JSON array; a lone number as itself."""
    items = list(values)
    if not items:
        return None
    if len(items) == 1 and isinstance(items[0], int):
        return items[0]
    return compact(items)[1:-1]


def unpack(packed: int | str | None) -> list[Any]:
    """The list that `pack` packed."""
    return [] if packed is None else json.loads(f"[{packed}]")


def by_name(pairs: Pairs) -> dict[str, str]:
    """The values of headers by their names in lower case; of several of one name the last."""
    return {name.lower(): value for name, value in pairs}


def first(pairs: Pairs, name: str) -> str | None:
    """The first header of that name (in lower case), or None."""
    return next((value for each, value in pairs if each.lower() == name), None)


def target_of(pairs: Pairs, url: str) -> str | None:
    """The absolute target of a redirect from `url`; None where the reply is none.

    Servers send addresses as they have them: bytes, kept as Latin-1, that are UTF-8 are read as that.
    """
    location = first(pairs, "location")
    if not location:
        return None
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    try:
        return urljoin(url, location)
    except ValueError:
        return None


def _has_token(value: str) -> bool:
    """Whether a value has a long word with a digit in it, as ids and hashes are: it may be another each time."""
    return any(_DIGIT.search(word.group()) for word in _TOKEN.finditer(value))


def _plain(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 16 and (value == "0" or value[0] != "0")


def _offset(value: str, captured_ms: int) -> int | None:
    seconds = _seconds(value)
    return None if seconds is None else seconds - captured_ms // 1000


@lru_cache(64)
def _date(seconds: int) -> str:
    try:
        return format_datetime(datetime.fromtimestamp(seconds, UTC), usegmt=True)
    except (ValueError, OverflowError, OSError):
        return ""


@lru_cache(64)
def _seconds(date: str) -> int | None:
    try:
        seconds = int(parsedate_to_datetime(date).timestamp())
    except (ValueError, TypeError, OverflowError):
        return None
    return seconds if _date(seconds) == date else None


def _text(value: str) -> str:
    """Bytes that are no UTF-8 come as lone surrogates; as Latin-1 they can be stored, byte for byte."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogateescape").decode("latin-1")
    return value
