"""Finds the true encoding of a page, whatever it declares."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 200_000
"""Bytes or letters by whose look an encoding is told."""
_FEW = 0.02


def as_utf8(payload: bytes, content_type: str | None = None) -> tuple[bytes, str | None]:
    """The payload in UTF-8, and a problem where some bytes could not be read.

    A byte order mark decides. Valid UTF-8 is UTF-8, because no other encoding of Vietnamese is that by chance.
    Else the header or the page decides, else the look of the bytes.
    """
    for mark, name in _MARKS:
        if payload.startswith(mark):
            return _from(payload[len(mark) :], name), None
    if wide := _wide(payload):
        return _from(payload, wide), None
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        text = payload.decode("utf-8", "replace")
    else:
        return payload, None
    broken = text.count("\ufffd")
    if broken <= _FEW * (sum(1 for letter in text[:_SAMPLE] if letter > "\x7f") - broken) + 1:
        return text.encode(), f"encoding: {broken} bytes are not UTF-8"
    for name in _declared(payload, content_type):
        try:
            return payload.decode(name).encode(), None
        except (ValueError, LookupError):
            continue
    guess = next(_guesses(payload), "windows-1258")
    return _from(payload, guess), f"encoding: not declared, read as {guess}"


def _guesses(payload: bytes) -> Iterator[str]:
    """Encodings that fit the look of the payload and can read all of it."""
    from bs4.dammit import EncodingDetector  # a tenth of the start of a command, and hardly a page needs it

    for name in EncodingDetector(payload[:_SAMPLE], is_html=True).encodings:
        try:
            payload.decode(name)
        except (ValueError, LookupError):
            continue
        yield name


def _from(payload: bytes, name: str) -> bytes:
    return payload if name == "utf-8" else payload.decode(name, "replace").encode("utf-8", "replace")


def _declared(payload: bytes, content_type: str | None) -> list[str]:
    names = _HEADER.findall(content_type or "") + [m.decode() for m in _META.findall(payload[:_HEAD])]
    # ISO-8859-1 is what servers say who know nothing, and means windows-1252 (or 1258) wherever it is said
    names = [
        "windows-1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii") else name for name in names
    ]
    return [name for name in names if not name.lower().startswith(("utf-16", "utf-32"))]


def _wide(payload: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the markup is zero."""
    head = payload[:200]
    if len(head) >= 20 and head.count(0) * 3 >= len(head):
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return None
