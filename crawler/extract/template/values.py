"""Reads the values of fields at the places of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.extract.document.lines import Line
from crawler.extract.facts.facts import read_date
from crawler.extract.template.annotators import date_of, is_agency, is_prose
from crawler.extract.template.model import Place, Template
from crawler.extract.template.parts import text_without_title
from crawler.extract.template.places import before_of, values_of
from crawler.extract.template.shape import loose
from crawler.extract.template.sheet import Sheet
from crawler.extract.vocabulary.numbers import whole_number
from crawler.extract.vocabulary.signatures import read_signature

_LONGEST_NAME = 120
_SENTENCE = 30
_SHOWN = 60
_AtPlaces = dict[tuple[str, bool], list[Line]]


@dataclass
class Values:
    """The result of reading: fields by name, labels of the lines they are from, and what was not understood."""

    fields: dict[str, Any] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_values(template: Template, sheet: Sheet, start: int) -> Values:
    """The fields of a page, from its line `start` on."""
    found = Values()
    at = _at_places(sheet, start)
    parts = _Parts(sheet, _words(template))
    for place in template.places("summary"):
        for line, value in _values(sheet, place, at, parts):
            if "summary" not in found.fields and (place.label or is_summary(line.text)):
                found.fields["summary"] = value if place.label else line.text
                found.labels[line.index] = "summary"
    for name, read in _READERS.items():
        for place in template.places(name):
            if name not in found.fields:
                _read(name, read, sheet, place, _values(sheet, place, at, parts), found)
    if "published_at" not in found.fields:
        _date_beside(template, sheet.lines[start:], sheet, found)
    for label, places in (("clock", template.clocks), ("reading", template.readings)):
        for place in places:
            for line, _ in _values(sheet, place, at, parts):
                found.labels.setdefault(line.index, label)
    for path, label in template.labels:
        for line in at.get((path, False), ()):
            if any(each == label for each, _ in parts.of(line, loose(path))):
                found.labels.setdefault(line.index, "other fact")
    return found


def _at_places(sheet: Sheet, start: int) -> _AtPlaces:
    """The lines from `start` on by path, and whether a label tells the value: a fact that is alone in its row is in an
    element of its own, where others share the row."""
    found: _AtPlaces = {}
    for line in sheet.lines[start:]:
        if line.text:
            own = {sheet.paths[line.index], sheet.loose_paths[line.index]}
            block = sheet.shape.path(line.element)
            for path in own:
                found.setdefault((path, False), []).append(line)
            for path in own | {block, loose(block)}:
                found.setdefault((path, True), []).append(line)
    return found


class _Parts:
    """The values of lines by the constant words of a place, each told once: several places share a path."""

    def __init__(self, sheet: Sheet, words: dict[str, frozenset[str]]) -> None:
        self._sheet = sheet
        self._words = words
        self._known: dict[tuple[int, str], list[tuple[str, str]]] = {}

    def of(self, line: Line, path: str) -> list[tuple[str, str]]:
        """The values of a line at a place with the path `path` without numbers."""
        if (found := self._known.get((line.index, path))) is None:
            text = text_without_title(line, self._sheet.title)
            found = self._known[line.index, path] = values_of(text, self._words.get(path, frozenset()))
        return found


def _read(
    name: str,
    read: Callable[[Sheet, str, str], Any],
    sheet: Sheet,
    place: Place,
    values: Iterator[tuple[Line, str]],
    found: Values,
) -> None:
    """Reads a field at a place, and labels the line that tells it."""
    lines = list(values)
    for line, value in reversed(lines) if place.pick == "last" else lines:
        if found.labels.get(line.index) == "summary" or not value:
            continue
        known = read(sheet, place.label or place.before, value)
        if known is None:
            if name == "published_at" and (place.label or place.before):
                found.problems.append(f"{name}: {value[:_SHOWN]!r} is not understood")
            continue
        if name == "signature":
            found.fields.setdefault(*known)
        else:
            found.fields[name] = known
        found.labels[line.index] = name
        return


def _date_beside(template: Template, lines: Sequence[Line], sheet: Sheet, found: Values) -> None:
    """Reads the date where it stands alone at its place, or by another label than the template knows."""
    paths = {place.path for place in template.places("published_at")}
    for line in lines:
        if not line.text or line.index in found.labels:
            continue
        if sheet.paths[line.index] not in paths and sheet.shape.path(line.element) not in paths:
            continue
        if (known := read_date([line])) is not None:
            found.fields["published_at"] = known
            found.labels[line.index] = "published_at"
            return


def _values(sheet: Sheet, place: Place, at: _AtPlaces, parts: _Parts) -> Iterator[tuple[Line, str]]:
    for line in at.get((place.path, bool(place.label)), ()):
        if place.before and before_of(sheet, line.index) != place.before:
            continue
        for label, value in parts.of(line, loose(place.path)):
            if label == place.label:
                yield line, value


def _words(template: Template) -> dict[str, frozenset[str]]:
    """The constant words of each place that has some."""
    found: dict[str, set[str]] = {}
    for places in (*(places for _, places in template.fields), template.readings, template.clocks):
        for place in places:
            found.setdefault(loose(place.path), set()).update(place.label.split())
    for path, label in template.labels:
        found.setdefault(loose(path), set()).update(label.split())
    return {path: frozenset(words) for path, words in found.items()}


def is_summary(text: str) -> bool:
    """Whether a text may be a summary: a sentence, however short, or some running text."""
    return is_prose(text) or (len(text) >= _SENTENCE and text.rstrip('”")').endswith((".", "!", "?", "…")))


def _date(sheet: Sheet, label: str, value: str) -> str | None:
    return date_of(value)


def _number(sheet: Sheet, label: str, value: str) -> int | None:
    return whole_number(value)


def _name(kind: str) -> Callable[[Sheet, str, str], str | None]:
    def read(sheet: Sheet, label: str, value: str) -> str | None:
        signed = read_signature(value, marked=True)
        if signed is not None and signed.value:
            return signed.value if signed.kind == kind else None
        # where the place is known by its label, a name of a form not seen before is one, too
        return value if label and len(value) <= _LONGEST_NAME and date_of(value) is None else None

    return read


def _category(sheet: Sheet, label: str, value: str) -> str | None:
    if len(value) > _LONGEST_NAME or not (label or sheet.names_list(value)):
        return None
    return sheet.as_listed(value)


def _source(sheet: Sheet, label: str, value: str) -> str | None:
    return value if len(value) <= _LONGEST_NAME and (label or is_agency(value)) else None


def _signature(sheet: Sheet, label: str, value: str) -> tuple[str, str] | None:
    signed = read_signature(value, marked=True)
    return (signed.kind, signed.value) if signed is not None and signed.value else None


_READERS: dict[str, Callable[[Sheet, str, str], Any]] = {
    "published_at": _date,
    "views": _number,
    "author": _name("author"),
    "department": _name("department"),
    "signature": _signature,
    "source": _source,
    "category": _category,
}
