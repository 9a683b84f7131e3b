"""Words that no language has: whatever a portal's furniture says is made of them, so that no list of labels helps."""

from __future__ import annotations

import unicodedata
from random import Random

_ONSETS = (
    "bl",
    "br",
    "dr",
    "fl",
    "fr",
    "gl",
    "gr",
    "kl",
    "kr",
    "pl",
    "pr",
    "sk",
    "sl",
    "sm",
    "sn",
    "sp",
    "sw",
)
_ONSETS_RARE = ("vl", "vr", "zl", "zw", "j", "w", "z", "f", "kw", "dw")
_VOWELS = ("a", "e", "i", "o", "u", "ae", "ou", "y")
_CODAS = ("lk", "rf", "mz", "xt", "vd", "zp", "rb", "lf", "ks", "zz", "rg", "dl", "fs", "nz", "bs", "rv")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word(rng: Random, syllables: int = 0) -> str:
    """One invented word in lower case, of so many syllables (1 to 3 where 0 is given)."""
    count = syllables or rng.choice((1, 1, 2, 2, 3))
    parts = []
    for place in range(count):
        onset = rng.choice(_ONSETS if rng.random() < 0.7 else _ONSETS_RARE)
        coda = rng.choice(_CODAS) if place == count - 1 or rng.random() < 0.3 else ""
        parts.append(onset + rng.choice(_VOWELS) + coda)
    return "".join(parts)


def phrase(rng: Random, count: int, capital: bool = True) -> str:
    """So many invented words, the first with a capital letter where asked."""
    text = " ".join(word(rng) for _ in range(count))
    return text[0].upper() + text[1:] if capital else text


def token(rng: Random, length: int = 6, alphabet: str = _LETTERS + "0123456789") -> str:
    """Letters and digits as a build tool writes them: a letter first."""
    return rng.choice(_LETTERS) + "".join(rng.choice(alphabet) for _ in range(length - 1))


def slug(text: str, limit: int = 97) -> str:
    """The text as addresses spell it: lower case, no diacritics, one hyphen for all else."""
    flat = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in flat if not _mark(letter)
    )
    return "-".join(part for part in plain.lower().split("-") if part)[:limit].strip("-")


def _mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


def number(value: int, form: str) -> str:
    """A whole number as a portal writes it; `form` is what parts the thousands: ``.``, ``,``, a blank or nothing."""
    return f"{value:,}".replace(",", form)
