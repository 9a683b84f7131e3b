"""What web archives say of their captures: the lines of an index (CDX), and a capture as they replay it.

The index in the form of the Internet Archive's server,
https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server, and in that of pywb,
https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html. Replies tell the time of the capture as
RFC 7089 (Memento) has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote_plus

from archive import clock
from archive.model import Capture
from archive.payloads.headers import by_name
from archive.warc.dates import stamp_of_digits
from archive.warc.read import OWN, Found
from archive.warc.records.coding import decoded
from archive.warc.records.digests import parse, proves
from archive.warc.records.record import LARGEST

Pairs = tuple[tuple[str, str], ...]

_NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}
"""Fields that the Internet Archive calls by other names."""
_LETTERS = {
    "N": "urlkey", "b": "timestamp", "a": "url", "m": "mime", "s": "status", "k": "digest",
    "S": "length", "V": "offset", "g": "filename",
}  # fmt: skip
"""How the first line of an index in plain words names them."""
_LAYOUTS = {6: "Nbamsk", 7: "NbamskS", 9: "NbamskrVg", 10: "NbamskrMVg", 11: "NbamskrMSVg", 14: "NbamskrMSVg"}
"""The fields of a line that nothing names, by their number; of fourteen the last three tell of the original."""
_POSTED = "__wb_method="
_KEPT = frozenset(("content-type", "last-modified", "etag", "content-disposition", "content-language"))
"""Headers that are the portal's own even where the web archive does not mark them."""
_WITHIN = re.compile(r"^(?:https?://[^/?#]+)?/[^?#]*?\d{14}(?:[a-z]{2}_)?/(?=https?:)")
"""What a web archive puts before the address that a captured redirect leads to."""

_BANNERS = (b"WAYBACK TOOLBAR INSERT", b"FILE ARCHIVED ON", b"<!-- WB Insert -->")
"""What Wayback machines and pywb write into the pages that they show."""


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes of one record: `length` bytes (None: not known) from `offset` of a WARC file, which the index calls
    `file`."""

    file: str
    offset: int
    length: int | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A capture that a web archive has: of `url`, made at the stamp `at`, which it writes as `timestamp`.

    `status` is None where the index does not say; `digest` names the payload, in the words of the index; `span` is
    where its record stands, None where the index names no file; `media_type` is None where the index does not say.
    """

    url: str
    at: str
    timestamp: str
    status: int | None = None
    digest: str | None = None
    span: Span | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Where the index goes on, in the words of the server, which gives them as they are in an address."""

    key: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A capture of `url` whose time in the index is incomplete or impossible."""

    url: str
    timestamp: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """A capture out of a web archive. `is_indexed` is False where its body is not the one that the index names."""

    found: Found
    is_indexed: bool


def entries(lines: Iterable[str]) -> Iterator[IndexEntry | Resume | Unplaced]:
    """The captures in the lines of an index, those of GET requests only: JSON in the forms of the Internet Archive
    and of pywb, or plain words, with a line before them that names them or without.

    Raises ValueError for a line that is of neither form: then the reply is no index.
    """
    names: list[str] | None = None
    is_plain = is_behind_blank = False
    for line in lines:
        text = line.strip()
        words = text.split(" ")
        if not text:
            is_behind_blank = True
            continue
        if text.startswith("["):
            for row in _rows(text.rstrip(",")):
                if names is None and ("timestamp" in row or not row):
                    names = [_NAMES.get(name, name) for name in row] or None
                elif names and len(row) == 1:
                    yield Resume(unquote_plus(row[0]))
                elif row:  # OutbackCDX names no fields
                    yield from _entry(dict(zip(names or _layout(row), row, strict=False)))
        elif line.startswith((" CDX ", "CDX ")):
            names = [_LETTERS.get(letter, letter) for letter in words[1:]]
        elif len(words) >= 6 and words[1].isdecimal() and "{" not in text:
            is_plain = True
            yield from _entry(dict(zip(names or _layout(words), words, strict=False)))
        elif is_plain and is_behind_blank and len(words) == 1 and "{" not in text:
            yield Resume(unquote_plus(text))
        else:
            start = text.find("{")
            entry = dict(zip(("urlkey", "timestamp"), text[:start].split(), strict=False))
            yield from _entry(entry | json.loads(text[max(start, 0) :]))


def _layout(row: Sequence[Any]) -> list[str]:
    """The names of the fields of a line without names. Raises ValueError where it is no line of an index."""
    if len(row) < 6:
        raise ValueError("no line of an index")
    letters = _LAYOUTS.get(len(row), _LAYOUTS[6])
    return [_LETTERS.get(letter, letter) for letter in letters]


def _rows(text: str) -> list[list[Any]]:
    """The rows in a line of JSON. Some servers write one row to a line, others all of them."""
    begins, ends = text.startswith("[["), text.endswith("]]")
    if begins and ends:
        return list(json.loads(text))
    return [json.loads(text[begins : len(text) - ends])]


def _entry(row: dict[str, Any]) -> Iterator[IndexEntry | Unplaced]:
    url, timestamp = row.get("url"), str(row.get("timestamp", ""))
    if not url or _POSTED in f"{row.get('urlkey')}{url}" or row.get("method", "GET") != "GET":
        return
    try:
        at = stamp_of_digits(timestamp)
    except ValueError:
        yield Unplaced(url, timestamp)
        return
    status, digest = str(row.get("status", "")), str(row.get("digest", ""))
    yield IndexEntry(
        url,
        at,
        timestamp,
        (int(status) or None) if status.isdigit() else None,
        digest if parse(digest) else None,
        _span(row),
        row.get("mime"),
    )


def _span(row: dict[str, Any]) -> Span | None:
    file, offset, length = (str(row.get(name, "")) for name in ("filename", "offset", "length"))
    if file in ("", "-") or not offset.isdecimal():
        return None
    return Span(file, int(offset), (int(length) or None) if length.isdecimal() else None)


def replayed(entry: IndexEntry, status: int, headers: Pairs, body: bytes, source: str) -> Replayed | None:
    """The capture that a web archive gave for `entry`, its body as received; None where its reply is none.

    Keeps only headers that the portal sent, as far as the web archive marks them.
    """
    by_field = by_name(headers)
    try:
        at = clock.stamp(parsedate_to_datetime(by_field["memento-datetime"]))
    except (KeyError, ValueError, TypeError):
        return None
    own = [(name[len(OWN) :], value) for name, value in headers if name.lower().startswith(OWN.lower())]
    names = {name.lower() for name, _ in own}
    own += [(name, value) for name, value in headers if name.lower() in _KEPT - names]
    if 300 <= status < 400 and "location" in by_field and "location" not in names:
        own.append(("Location", within(by_field["location"])))
    payload, error = decoded(headers, body, LARGEST)
    if error == "too-large":
        payload = b""
    capture = Capture(
        portal="",
        url=entry.url,
        captured_at=at,
        status=status,
        headers=tuple(own),
        payload=payload or None,
        source=source,
        error=error,
    )
    is_indexed = entry.digest is None or has_digest(entry, body) or has_digest(entry, payload)
    return Replayed(Found(0, capture, entry.digest), is_indexed)


def is_rewritten(body: bytes, path: str, digits: str) -> bool:
    """Whether `body` is a page as the web archive below `path` shows it, not as it was captured at the fourteen
    `digits`: with links to its captures of that time, or a banner."""
    return bool(re.search(re.escape(f"{path}{digits}").encode() + rb"(?:[a-z]{2}_)?/", body)) or any(
        mark in body for mark in _BANNERS
    )


def has_digest(entry: IndexEntry, payload: bytes) -> bool:
    """Whether `payload` is the one that the index names for `entry`."""
    return proves(payload, entry.digest)


def within(target: str) -> str:
    """The address captured at the replay address `target`; `target` itself where it is none."""
    return _WITHIN.sub("", target)
