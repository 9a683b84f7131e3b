"""Guesses what a value may be, from the value alone. Templates are learned from these noisy guesses."""

from __future__ import annotations

from collections.abc import Callable

from crawler.extract.document.lines import PROSE
from crawler.extract.document.text import ends_sentence
from crawler.extract.facts.facts import date_in
from crawler.extract.vocabulary.bylines import SOURCE
from crawler.extract.vocabulary.dates import date_within
from crawler.extract.vocabulary.numbers import whole_number
from crawler.extract.vocabulary.signatures import read_signature
from crawler.extract.vocabulary.units import AGENCY

_SENTENCE = 50
_WORDS = 8


def kind_of(label: str, value: str, names_list: Callable[[str], bool]) -> str | None:
    """``date``, ``number``, ``category``, ``source``, ``author``, ``department``, ``prose`` or None.

    `label` is the constant text before the value; `names_list` tells the names of the portal's lists.
    """
    if not value:
        return None
    if whole_number(value) is not None:
        return "number"
    if date_of(value) is not None and not is_prose(value):
        return "date"
    if names_list(value):
        return "category"
    if is_agency(value) or SOURCE.match(f"{label} {value}".strip()):
        return "source"
    signed = read_signature(value, marked=True)
    # one word alone may be anybody's label
    if signed is not None and (signed.kind != "author" or " " in value or "." in value):
        return "author" if signed.kind == "author" else signed.kind
    return "prose" if is_prose(value) else None


def is_running(text: str) -> bool:
    """Whether a text is a sentence or more of running text."""
    return len(text) >= PROSE and is_sentence(text)


def is_sentence(text: str) -> bool:
    """Whether a text of some words ends as a sentence does."""
    return text.count(" ") >= _WORDS - 1 and ends_sentence(text)


def is_prose(text: str) -> bool:
    """Whether a text is long enough to be a sentence or more."""
    return len(text) >= _SENTENCE and text.count(" ") >= _WORDS - 1


def date_of(value: str) -> str | None:
    """The date in a value, whatever words of the skin surround it."""
    return date_in(value) or date_within(value)


def is_agency(value: str) -> bool:
    """Whether a value names a paper, an agency or a site."""
    return len(value) <= 80 and value[:1] == value[:1].upper() and AGENCY.fullmatch(value) is not None
