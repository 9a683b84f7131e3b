"""Normalises text: NFC, no zero-width characters, white space collapsed. Makes keys for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from crawler.extract.document.memo import remembered

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")
_INDENTED = re.compile("[ \t\r\n]*\u00a0[\u00a0 \t]{2,}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_SILENT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_ENDS = {name: re.compile(f"</{name}>", re.IGNORECASE) for name in ("script", "style")}
SIGN = re.compile(r"[\W_]+")
"""What has neither letters nor digits."""
_NOT_ALNUM = re.compile(r"[^0-9a-z]+")
_D = str.maketrans("đĐðÐ", "dddd")


_SHORT = 200
"""Characters of a text whose marks need not be looked at: to order so few takes no time."""
_MOST_MARKS = 16
"""Combining marks kept of a run. Unicode puts them in order by comparing each with each: a million take minutes."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, within quotes and brackets, too."""
    return text.rstrip('”") ').endswith((".", "!", "?", "…"))


def clean(raw: str) -> str:
    """`raw` in the one form that is stored. Zero-width characters go first, for they part letter and mark."""
    return _cleaned(" ".join(raw.split()), raw)


class Words(NamedTuple):
    """What text as written says: its clean form, the letters as written and in that form, and whether it
    begins with typed indentation: three or more spaces, a no-break space first.

    Plain spaces alone are the indentation of the markup, which no reader sees.
    """

    text: str
    letters: int
    shown: int
    is_indented: bool


@remembered
def words(raw: str) -> Words:
    """What `raw` says."""
    plain = raw.strip(" ") if raw.isprintable() and "  " not in raw else " ".join(raw.split())
    text = _cleaned(plain, raw)
    letters, shown = (len(each) - each.count(" ") for each in (plain, text))
    return Words(text, letters, shown, "\u00a0" in raw and _INDENTED.match(raw) is not None)


def _cleaned(plain: str, raw: str) -> str:
    """The clean form of `raw`, given what it is with its white space collapsed."""
    if plain.isprintable():  # which no zero-width character is
        return composed(plain)
    return " ".join(composed(_ZERO_WIDTH.sub("", raw)).split())


def composed(text: str) -> str:
    """`text` in NFC, with no more than `_MOST_MARKS` combining marks in a row."""
    if len(text) > _SHORT:
        text = few_marks(text)
    return unicodedata.normalize("NFC", text)


def visible(markup: str) -> str:
    """`markup` without zero-width characters and with no more than `_MOST_MARKS` combining marks in a row, which
    take others the square of their number to sort."""
    return few_marks(_ZERO_WIDTH.sub("", markup))


def few_marks(text: str) -> str:
    """`text` without the marks of a run that come after `_MOST_MARKS`."""
    return _flood().sub(r"\1", text) if _may_flood().search(text) else text


_LAST_MARK = 0x1F000
"""Beyond this Unicode has no combining marks."""


@cache
def _marks() -> str:
    return "".join(chr(code) for code in range(0x300, _LAST_MARK) if unicodedata.combining(chr(code)))


@cache
def _may_flood() -> re.Pattern[str]:
    """More marks in a row than are kept, or letters beyond those that a set of `re` finds in one look: thirty times as
    fast as `_flood`."""
    marks = "".join(mark for mark in _marks() if mark <= "\uffff")
    return re.compile(f"[{re.escape(marks)}\U00010000-\U0010ffff]{{{_MOST_MARKS + 1}}}")


@cache
def _flood() -> re.Pattern[str]:
    marks = re.escape(_marks())
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


def storable(raw: str) -> str:
    """`raw` without the control characters that markup may name ("&#3;") and a tree does not take."""
    return _CONTROL.sub("", raw)


def untagged(markup: str, *, scripts: bool = True) -> str:
    """`markup` with a space in place of each tag; without `scripts`, of scripts and styles as a whole, too.

    Nothing is looked at twice, however many tags begin that do not end.
    """
    pieces: list[str] = []
    at, ends = 0, {} if scripts else dict(_ENDS)
    while (begin := markup.find("<", at)) >= 0:
        end = 0
        if ends and (silent := _SILENT.match(markup, begin)) and silent[1].lower() in ends:
            if over := ends[silent[1].lower()].search(markup, silent.end()):
                end = over.end()
            else:
                del ends[silent[1].lower()]
        end = end or markup.find(">", begin) + 1
        if not end:
            break
        pieces += markup[at:begin], " "
        at = end
    return "".join((*pieces, markup[at:]))


def touch(before: str, after: str) -> bool:
    """Whether a word, as written, goes over from one text to the next."""
    end = before[-1:]
    return (end.isalnum() or "\u0300" <= end <= "\u036f") and after[:1].isalnum()


def folded(text: str) -> str:
    """`text` in lower case without diacritics, đ as d."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_D))).lower()


@remembered
def slug_key(text: str) -> str:
    """Letters and digits of `text` alone, folded: what a title and its slug in an address share."""
    return _NOT_ALNUM.sub("", folded(text))
