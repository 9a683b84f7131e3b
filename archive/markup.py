"""The markup of a body, for display, without keeping its words again.

Of the tags, those are kept that give the text its shape: paragraphs, lists, tables, pictures, links and
emphasis; how it looked stands in the payload. Of the text, what no reader sees is made uniform: white
space (unless preformatted), invisible characters, letters composed of several.

Packed, it is a JSON array: pieces of markup as text, or as the number of a piece that many contents
share, and ``[start, length]`` for a stretch of the body whose words stand there. The view `contents`
puts them together in SQL; `unfold` does so here.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

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
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_WITHIN = re.compile(r"(?<=\S)[ \u00a0]+(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ODD = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")
_RUN = re.compile(r"(?:<(?!img|a )[^>]*>[\s\u00a0]*)+|(?:[^<]+|<(?:img|a )[^>]*>|<[^>]*$)+")
"""Tags that may stand in many pages alike, or else text and tags that name something."""
_SHARED = re.compile(r"<(?!img|a ).*", re.S)
_SHORTEST = 12
"""A shorter stretch takes as much room to point at as to write."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def fold(markup: str, body: str, number: Callable[[str], int]) -> str:
    """The markup, packed against the text that was read from it. `number` gives a piece its number."""
    parts: list[Any] = []
    literal = ""
    reached = 0
    for piece in _TAG.split(uniform(markup)):
        core = piece.strip()
        start = _found(core, body, reached) if len(core) >= _SHORTEST and core[0] != "<" else -1
        if start < 0:
            literal += piece
            continue
        before, after = piece.split(core, 1)
        length = len(html.unescape(core))
        parts += _pieces(literal + before, number)
        parts.append([start, length])
        literal = after
        reached = start + length
    parts += _pieces(literal, number)
    return _ENCODER.encode(parts)


def unfold(packed: str, body: str, piece: Callable[[int], str]) -> str:
    """The markup again, from its packed form, the text of the body, and what gives the pieces."""
    return "".join(
        part
        if isinstance(part, str)
        else piece(part)
        if isinstance(part, int)
        else html.escape(body[part[0] : part[0] + part[1]], quote=False)
        for part in json.loads(packed)
    )


def uniform(markup: str) -> str:
    """The markup with the tags and attributes that give shape, and its text as every reader sees it."""
    markup = _UNSEEN.sub("", markup)
    is_loose = "<pre" not in markup
    if is_loose:
        markup = _SPACES.sub(" ", markup)
    # Texts and tags by turns.
    pieces = _TAG.split(markup)
    pieces[1::2] = map(_uniform_tag, pieces[1::2])
    if is_loose and not (unicodedata.is_normalized("NFC", markup) and _ODD.search(markup) is None):
        pieces[0::2] = [text if text.isascii() else _uniform_text(text) for text in pieces[0::2]]
    return "".join(pieces)


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


def _uniform_text(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    # Indentation is left as it is; between words, a space that does not break looks as any other.
    return _WITHIN.sub(" ", text) if "\u00a0" in text.strip() else text


def _pieces(literal: str, number: Callable[[str], int]) -> list[str | int]:
    return [
        number(run) if len(run) >= _SHORTEST and _SHARED.fullmatch(run) else run
        for run in _RUN.findall(literal)
    ]


def _found(core: str, body: str, reached: int) -> int:
    words = html.unescape(core)
    if html.escape(words, quote=False) != core:
        return -1
    start = body.find(words, reached)
    return start if start >= 0 else body.find(words)
