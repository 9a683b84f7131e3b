"""Text as clerks leave it: escaped, with letters that the clipboard damaged."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from html import escape

from crawler.replica.site.content import Article, File, Paragraph

_NAMED = {letter + "\u0302": f"&{letter}circ;" for letter in "aeoAEO"}


def attribute(text: str) -> str:
    """`text` for use in a quoted attribute; spaces and diacritics of an address stay raw."""
    return escape(text)


def typed(text: str, quirk: str) -> str:
    """`text` as markup that reads the same, spoilt in the manner of `quirk`."""
    if not quirk:
        return escape(text, quote=False)
    words = text.split(" ")
    if quirk == "decomposed":
        # One pasted phrase in the middle, the rest left composed.
        low, high = len(words) // 3, 2 * len(words) // 3 + 1
        words[low:high] = [unicodedata.normalize("NFD", word) for word in words[low:high]]
        return escape(" ".join(words), quote=False)
    if quirk == "invisible":
        joined = " ".join(f"{word}\u200b" if n % 7 == 3 else word for n, word in enumerate(words))
        return escape(f"\ufeff{joined}", quote=False).replace("công", "c\u00adông", 1)
    return "".join(_entity(letter) for letter in escape(text, quote=False))


def typed_paragraph(article: Article, paragraph: Paragraph, link: Callable[[File], str]) -> str:
    """The text of `paragraph` with its link, drawn by `link`, in place."""
    if paragraph.link is None:
        return typed(paragraph.text, article.quirk)
    before, after = paragraph.text.split(paragraph.link.title, 1)
    return typed(before, article.quirk) + link(paragraph.link) + typed(after, article.quirk)


@cache
def _entity(letter: str) -> str:
    """A letter with a circumflex and another mark, as the entity of the one and the sign of the other."""
    marks = unicodedata.normalize("NFD", letter)
    if len(marks) == 3 and "\u0302" in marks:
        rest = marks[1:].replace("\u0302", "")
        return _NAMED[marks[0] + "\u0302"] + rest
    return letter


def wrapped(paragraph: Paragraph) -> Paragraph:
    """`paragraph` with hard line breaks in its text, as some editors leave them."""
    words = paragraph.text.split(" ")
    text = " ".join(f"\n{word}" if n % 14 == 13 else word for n, word in enumerate(words))
    return paragraph if paragraph.link else Paragraph(text)
