"""Keeps the markup of a body for display, without storing its words twice.

Tags that shape the text are kept: paragraphs, lists, tables, pictures, links, emphasis. Styles are dropped; the
payload still has them. Invisible differences are levelled: white space (unless preformatted), invisible
characters, letters composed of several.

The packed form is a JSON array of three kinds of items. A string names something. A number is the id of a piece:
tags and the space around them, shared by many contents. ``[start, length]`` is a part of the content's `words`. The
view `contents` unpacks it in SQL, `unpack` in Python.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from archive.database.json_text import compact

_SHAPE: dict[str, tuple[str, ...]] = {
    "a": ("href",),
    "img": ("src", "alt"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    **dict.fromkeys(("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"), ()),
    **dict.fromkeys(
        ("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr"), ()
    ),
    **dict.fromkeys(("b", "strong", "i", "em", "u", "s", "sub", "sup", "center"), ()),
}
"""The tags that are kept, and their attributes. Pictures that are part of the page (data:) stay in it."""

_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|noscript|object|iframe)\b.*?</\1\s*>", re.S | re.I)
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = re.compile(r'([a-zA-Z-]+)="([^"]*)"')
_TAG = re.compile(r"(<[/!a-zA-Z][^>]*>)")
_SPACES = "\t\r\n\f"
_WITHIN = re.compile(r"(?<=\S)[ \u00a0]+(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NAMED = re.compile(r'(?:(?<= src=")|(?<= href=")|(?<= alt="))([^"]+)')
_SHORTEST, _SHORTEST_PIECE = 12, 4
"""A shorter stretch, or piece, takes as much room to point at as to write."""


def shared_text(body: str, others: Iterable[str | None]) -> str:
    """The texts of a content that may be in its markup again, one after the other, the body first."""
    return "\n".join((body, *(text or "" for text in others)))


def pack(markup: str, text: str, number: Callable[[str], int]) -> str:
    """The markup, packed against the `words` that were read from it. `number` gives a piece its number."""
    parts: list[Any] = []
    run = ""
    reached = 0
    for index, piece in enumerate(_uniform(markup)):
        if index % 2:
            # A tag, and in it by turns markup and what it names.
            first, *rest = _NAMED.split(piece) if '="' in piece else (piece,)
            run += first
            for name, markup_after in zip(rest[0::2], rest[1::2], strict=True):
                _put(parts, run, number)
                _point(parts, name, text, 0)
                run = markup_after
        elif core := piece.strip():
            before, _, after = piece.partition(core)
            _put(parts, run + before, number)
            run = after
            reached = _point(parts, core, text, reached)
        else:
            run += piece
    _put(parts, run, number)
    return compact(parts)


def unpack(packed: str, text: str, piece: Callable[[int], str]) -> str:
    """The markup again, from its packed form, the `words` of the content, and what gives the pieces."""
    return "".join(
        part
        if isinstance(part, str)
        else piece(part)
        if isinstance(part, int)
        else html.escape(text[part[0] : part[0] + part[1]], quote=False)
        for part in json.loads(packed)
    )


def uniform(markup: str) -> str:
    """The markup with the tags and attributes that give shape, and its text as every reader sees it."""
    return "".join(_uniform(markup))


def _uniform(markup: str) -> list[str]:
    """Texts and tags by turns, as `uniform` joins them."""
    markup = _UNSEEN.sub("", markup)
    is_loose = "<pre" not in markup
    if is_loose:
        for space in _SPACES:
            markup = markup.replace(space, " ")
        while "  " in markup:
            markup = markup.replace("  ", " ")
    pieces = _TAG.split(markup)
    shaped = pieces[:1]
    for tag, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if shape := _uniform_tag(tag):
            shaped += (shape, text)
        else:
            shaped[-1] += text
    if is_loose and not markup.isascii():
        if not unicodedata.is_normalized("NFC", markup):
            shaped[0::2] = [unicodedata.normalize("NFC", text) for text in shaped[0::2]]
        if _INVISIBLE.search(markup):
            shaped[0::2] = [_INVISIBLE.sub("", text) for text in shaped[0::2]]
        if "\u00a0" in markup:
            # Indentation is left as it is; between words, a space that does not break looks as any other.
            shaped[0::2] = [
                _WITHIN.sub(" ", text) if "\u00a0" in text.strip() else text for text in shaped[0::2]
            ]
    return shaped


@lru_cache(4096)
def _uniform_tag(tag: str) -> str:
    found = _NAME.match(tag)
    if found is None or (name := found[2].lower()) not in _SHAPE:
        return ""
    if found[1]:
        return f"</{name}>"
    kept = (
        f' {attribute.lower()}="{value}"'
        for attribute, value in _ATTRIBUTE.findall(tag)
        if attribute.lower() in _SHAPE[name] and not value.startswith("data:")
    )
    return f"<{name}{''.join(kept)}>"


def _put(parts: list[Any], run: str, number: Callable[[str], int]) -> None:
    """Adds tags with the space around them."""
    if len(run) >= _SHORTEST_PIECE:
        parts.append(number(run))
    elif run:
        _write(parts, run)


def _write(parts: list[Any], text: str) -> None:
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    else:
        parts.append(text)


def _point(parts: list[Any], text: str, whole: str, reached: int) -> int:
    """Adds where `text` is in the words, looked for from `reached` on first, or itself where it does not;
    how far that reaches."""
    plain = text
    if "&" in text or "<" in text or ">" in text:
        plain = html.unescape(text)
        if html.escape(plain, quote=False) != text:
            plain = ""
    start = -1
    if len(plain) >= _SHORTEST:
        start = whole.find(plain, reached)
        if start < 0:
            start = whole.find(plain)
    if start < 0:
        _write(parts, text)
        return reached
    parts.append([start, len(plain)])
    return start + len(plain)
