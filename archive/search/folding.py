"""Makes all spellings of a Vietnamese text comparable.

`fold` drops marks, case and look-alike letters and keeps every character in its position. `key` does so for a whole
text as the index needs it. `classic` keeps the marks and levels only what careful writers may write in two ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable


class _Memo(dict[str, str]):
    """A function of short strings that remembers; forgets all when it has grown past `limit`."""

    def __init__(self, function: Callable[[str], str], limit: int = 50_000) -> None:
        super().__init__()
        self.function = function
        self.limit = limit

    def __missing__(self, text: str) -> str:
        if len(self) >= self.limit:
            self.clear()
        self[text] = result = self.function(text)
        return result


_LOOKALIKES = dict(
    zip(
        "đðɖƌ" + "авекмнорстухіѕјԁһӏү" + "αβεζηικμνορτυχ",
        "dddd" + "abekmhopctyxisjdhly" + "abezhikmvoptyx",
        strict=True,
    )
)
"""Letters that stand for a Latin one: the ways Đ is typed, and the Cyrillic and Greek letters whose
capitals look Latin in document numbers ("12/QĐ-UBND" typed with a Cyrillic В)."""

_TO_LATIN = str.maketrans(
    {
        char: "đ" if latin == "d" and char in "ðɖƌ" else latin
        for char, latin in _LOOKALIKES.items()
        if char != "đ"
    }
)


def _fold_char(char: str) -> str:
    if unicodedata.combining(char):
        return char
    base = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
    lower = (base[0] if len(base) == 1 else char).lower()[0]
    return _LOOKALIKES.get(lower, lower)


_chars = _Memo(_fold_char)


def fold(text: str) -> str:
    """`text` in lower case without marks, one character for one character.

    Of NFC text the n-th character of the fold is the n-th of the text, so a place found in the fold
    holds in the text. Marks that NFC could not join to a letter stay (`key` drops them).
    """
    return "".join(map(_chars.__getitem__, text))


_LOOSE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")
_I = re.compile(r"\b([hklmst]|qu)([iìíỉĩị])(?!\w)")
_TO_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")


def _i_to_y(word: str) -> str:
    """One spelling for syllables that may end in i or y: kĩ and kỹ, lí and lý, qui and quy."""
    return _I.sub(lambda match: match[1] + match[2].translate(_TO_Y), word)


_stems = _Memo(lambda word: fold(_LOOSE.sub("", unicodedata.normalize("NFC", word))))
_keys = _Memo(lambda word: _i_to_y(_stems[word]))


def stem_key(text: str) -> str:
    """`text` folded as in `key`, but with i and y told apart: for the beginning of a word, where `ki` is no
    other spelling of `ky`."""
    return " ".join(map(_stems.__getitem__, text.split()))


def key(text: str) -> str:
    """`text`, in any normal form, as it is indexed and asked for: folded, loose marks and zero-width gone."""
    return " ".join(map(_keys.__getitem__, text.split()))


_MODERN = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_MISPLACED = re.compile(r"[òóỏõọ][ae](?=\w)|q[ùúủũụ]y")


def _classic_word(word: str) -> str:
    lower = unicodedata.normalize("NFC", _LOOSE.sub("", unicodedata.normalize("NFC", word))).lower()
    lower = lower.translate(_TO_LATIN)
    return _i_to_y(_MISPLACED.sub(_tone_to_last, _MODERN.sub(_tone_to_first, lower)))


_classics = _Memo(_classic_word)


def classic(text: str) -> str:
    """`text` in NFC and lower case, tones in classic placement (hòa, thủy; quý), y where i is as right (kỹ, lý),
    every Đ a true đ."""
    return " ".join(map(_classics.__getitem__, text.split()))


def _tone_to_first(match: re.Match[str]) -> str:
    first, last = match[0][0], unicodedata.normalize("NFD", match[0][1])
    return unicodedata.normalize("NFC", first + last[1]) + last[0]


def _tone_to_last(match: re.Match[str]) -> str:
    lead, first, last = match[0][:-2], unicodedata.normalize("NFD", match[0][-2]), match[0][-1]
    return lead + first[0] + unicodedata.normalize("NFC", last + first[1])
