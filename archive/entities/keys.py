"""One key for all spellings of one document. Searches and counts use it."""

from __future__ import annotations

import re

from archive.entities import document_numbers
from archive.entities.language.tokens import prepare

_YEAR = re.compile(r"\s(?:năm\s)?(?P<year>(?:19|20)\d\d)\Z", re.IGNORECASE)


def document_key(number: str | None, text: str) -> str:
    """The key of a document: its number, or the title of a law and its year."""
    return document_numbers.key(number) if number else f"{title_key(text)} {year(text)}".rstrip()


def title_key(text: str) -> str:
    """The title of a law without its year, commas and case forgotten."""
    return " ".join(_YEAR.sub("", text).replace(",", " ").casefold().split())


def year(text: str) -> str:
    """The year in the name of a law; empty where there is none."""
    found = _YEAR.search(text)
    return found["year"] if found else ""


def asked_document(text: str) -> str:
    """The key of a document that somebody asks for by number, with or without its kind, or by title."""
    settled = prepare(text).settled.strip()
    found = document_numbers.NUMBER.search(settled)
    return document_key(document_numbers.normal(found[0]) if found else None, settled)


def place_label(name: str, within: str | None) -> str:
    """The name of a unit with the unit above it. It sets apart "phường 2" of two towns."""
    return f"{name}, {within}" if within else name
