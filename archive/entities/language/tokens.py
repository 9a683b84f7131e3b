"""Splits a text into words and marks with their positions. Look-alike letters and broken entities are corrected."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n{2,}")
_DASH_ENTITY = re.compile(r"&?[nm]dash;")
_SIGN_ENTITY = re.compile(r"&(?:hellip|nbsp|[lr][sd]quo|quot|bull|middot);")
_SIGNS = {"&hellip;": "…", "&nbsp;": " ", "&bull;": ";", "&middot;": ";"}
"""What a sign reads as whose entity was broken by being escaped twice; all others are quotation marks."""
_AMP_ENTITY = re.compile(r"&?amp;")

_DASHES = "‐‑‒–—―−"
_LOOKALIKES = str.maketrans(
    "ÐƉ" + "АВЕКМНОРСТУХІЅЈ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + _DASHES + "“”„«»" + "‘’ʼ`" + "\u00a0",
    "ĐĐ" + "ABEKMHOPCTYXISJ" + "ABEZHIKMNOPTYX" + "-" * len(_DASHES) + '"' * 5 + "'" * 4 + " ",
)
"""Capitals that look Latin in document numbers, and the ways a dash, a quote or an apostrophe is typed."""

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|&+(?=[^\W_])|'(?=[^\W\d_]))*|\n\n|\S|\n")
"""An apostrophe joins what is around it, as in "H'Hen" and "Cư M'gar"."""


class Token(NamedTuple):
    """A word or a mark: `text` as it reads when settled, `low` in lower case, its place in the text."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


_END = Token("\n\n", "\n\n", 0, 0)


@dataclass(frozen=True)
class Text:
    """A text made ready: `written` is what names are cut from, `settled` has the same length and is read.

    A line break is a soft break that a name may cross, an empty line a paragraph's end.
    """

    written: str
    settled: str

    @cached_property
    def tokens(self) -> list[Token]:
        make = partial(tuple.__new__, Token)  # a text has thousands; to call the class takes twice as long
        return [
            make((word := found[0], word.lower(), *found.span())) for found in _TOKEN.finditer(self.settled)
        ]

    @cached_property
    def lows(self) -> list[str]:
        """The tokens in lower case."""
        return [token.low for token in self.tokens]

    def beginning(self, *words: Collection[str]) -> list[int]:
        """The places of the tokens that are, in lower case, in one of `words`: few, where rules look for phrases that
        begin so."""
        known = frozenset[str]().union(*words)
        return [at for at, low in enumerate(self.lows) if low in known]

    def at(self, index: int) -> Token:
        """The token at `index`; a paragraph's end before the first and after the last."""
        tokens = self.tokens
        return tokens[index] if 0 <= index < len(tokens) else _END

    def index(self, place: int) -> int:
        """The index of the first token that begins at character `place` or later."""
        return bisect_left(self.tokens, place, key=lambda token: token.start)

    def low(self, index: int, count: int) -> tuple[str, ...]:
        """`count` tokens from `index` on in lower case; fewer at the end."""
        return tuple(self.lows[max(index, 0) : index + count])

    def cut(self, first: int, end: int) -> str:
        """The text as written from token `first` up to, not including, token `end`."""
        return self.between(self.tokens[first].start, self.tokens[end - 1].end)

    def between(self, start: int, end: int) -> str:
        return self.written[start:end].replace("\n", " ")


def prepare(text: str | Text) -> Text:
    """`text` in NFC, white space collapsed, zero-width characters removed, ready to be read; as it is where it was
    made ready before."""
    if isinstance(text, Text):
        return text
    written = _DROPPED.sub("", unicodedata.normalize("NFC", text))
    written = _PARAGRAPHS.sub("\n\n", _LINES.sub("\n", _SPACES.sub(" ", written)))
    settled = _DASH_ENTITY.sub(lambda found: "-".ljust(len(found[0])), written.translate(_LOOKALIKES))
    settled = _SIGN_ENTITY.sub(lambda found: _SIGNS.get(found[0], '"').ljust(len(found[0])), settled)
    return Text(written, _AMP_ENTITY.sub(lambda found: "&" * len(found[0]), settled))
