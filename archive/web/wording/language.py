"""Chooses the reader's language."""

from __future__ import annotations

from archive.web.wording.texts import TEXTS

LANGUAGES = ("vi", "en")


def text(name: str, language: str, *values: object, **named: object) -> str:
    """The text `name`, filled in. An outcome or field without a text of its own is shown as it is.

    Raises KeyError for other names that have none.
    """
    if name not in TEXTS and "." in name:
        return name.split(".", 1)[1]
    return TEXTS[name][LANGUAGES.index(language)].format(*values, **named)


def language_of(header: str) -> str:
    """The language that an Accept-Language header prefers among ours; Vietnamese where it has no wish."""
    wishes: list[tuple[float, int, str]] = []
    for place, wish in enumerate(header.split(",")[:20]):
        name, _, weight = wish.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        short = name.strip().lower().split("-")[0]
        if short in LANGUAGES and quality > 0:
            wishes.append((-quality, place, short))
    return min(wishes)[2] if wishes else "vi"
