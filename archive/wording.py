"""What commands say, in English or, where the locale says so, in Vietnamese.

English texts are the keys of the catalog in `archive/locale/`, as gettext has it; click finds its own there, too.
Only a command speaks the language of its locale: `speak` is called where one begins, so that those who use luutru as a
library, and all that is stored or printed for machines, have English.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import Any

_DOMAIN = "messages"
"""The domain of whoever names none, as click does."""
_LEAST = 2
"""Letters that tell one text with names in it from others."""

_YEAR = 4
"""Digits of a year, and of other numbers that are not counts."""
_COUNTED = re.compile(r"(\d+) × ([\w-][\w -]*)")
"""One of several outcomes with its number: 60 × not-found."""


def _as_it_is(text: str) -> str:
    return text


_says: Callable[[str], str] = gettext.gettext


def speak() -> None:
    """Lets this process speak the language that LANGUAGE, LC_ALL, LC_MESSAGES or LANG asks for, if it is known."""
    gettext.bindtextdomain(_DOMAIN, str(resources.files("archive") / "locale"))


def t(text: str, /, **values: Any) -> str:
    """The text in the language of the process, with its `{names}` filled in. What values hold that would be a
    command to a terminal is shown as an escape."""
    translation = _says(text) if text else text
    return (
        translation.format(**{name: printable(value) for name, value in values.items()})
        if values
        else translation
    )


@contextmanager
def english() -> Iterator[None]:
    """Speaks English within a block: what is stored there is to be read by all."""
    global _says
    before, _says = _says, _as_it_is
    try:
        yield
    finally:
        _says = before


def stored(text: str, /, **values: Any) -> str:
    """A text that the catalog has, in English, for what is stored; `translated` shows it."""
    return text.format(**values)


def translated(sentence: str | None) -> str:
    """A sentence that was stored in English, as the reason for which a crawl ended, in the language of the process."""
    if not sentence:
        return ""
    if t(sentence) != sentence or not is_vietnamese():
        return t(sentence)
    if sentence.isdecimal() and len(sentence) > _YEAR:
        return figure(int(sentence))
    known = gettext.translation(_DOMAIN, gettext.bindtextdomain(_DOMAIN))
    for text, form in _forms(known):
        if match := form.fullmatch(sentence):
            return t(text, **{name: translated(value) for name, value in match.groupdict().items()})
    return _COUNTED.sub(lambda match: f"{match[1]} × {t(match[2])}", sentence)


@cache
def _forms(known: gettext.NullTranslations) -> list[tuple[str, re.Pattern[str]]]:
    """The texts with names in them, those with the most letters first, and what a filled in one looks like."""
    texts = [text for text in getattr(known, "_catalog", ()) if isinstance(text, str) and "{" in text]
    forms = {}
    for text in texts:
        pieces = re.split(r"\{(\w+)\}", text)
        seen: set[str] = set()
        for place in range(1, len(pieces), 2):
            name = pieces[place]
            pieces[place] = f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
        pieces[::2] = map(re.escape, pieces[::2])
        if sum(map(str.isalpha, re.sub(r"\{\w+\}", "", text))) >= _LEAST:
            forms[text] = re.compile("".join(pieces), re.DOTALL)
    return sorted(forms.items(), key=lambda each: -len(re.sub(r"\{\w+\}", "", each[0])))


def is_vietnamese() -> bool:
    """Whether this process speaks Vietnamese."""
    return _says("Options") != "Options"


def figure(value: float, places: int = 0) -> str:
    """A number: 1561138 or 0.25, in Vietnamese 1.561.138 and 0,25."""
    if not is_vietnamese():
        return f"{value:.{places}f}"
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def printable(value: Any) -> Any:
    """A text without control characters and without those that turn its direction; numbers as they are."""
    if value is None or isinstance(value, (int, float)) or (value := str(value)).isprintable():
        return value
    return "".join(char if char.isprintable() or char in "\n\t" else ascii(char)[1:-1] for char in value)
