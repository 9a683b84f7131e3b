"""Reads the values of fields at the places of a template."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crawler.extract.document.lines import Line
from crawler.extract.document.text import ends_sentence
from crawler.extract.facts.facts import date_in, with_hour
from crawler.extract.template.annotators import date_of, is_agency, is_prose
from crawler.extract.template.model import Place, Template
from crawler.extract.template.parts import text_without_title
from crawler.extract.template.places import before_of, values_of
from crawler.extract.template.shape import loose
from crawler.extract.template.sheet import SOME_TEXT, Sheet, leads_to_file
from crawler.extract.vocabulary.dates import hour_alone
from crawler.extract.vocabulary.numbers import whole_number
from crawler.extract.vocabulary.signatures import EDITORS, read_signature, read_source

_LONGEST_NAME = 120
_SHOWN = 60
_MOST_REMEMBERED = 120
"""Most characters of a line whose values are remembered from one page to the next."""
_SIGNED = frozenset(("author", "signature"))
NEAR = 30
"""Lines around the article among which its documents and facts may stand."""
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
    at = _at_places(template, sheet, start)
    parts = _Parts(sheet, template.words)
    for place in template.places("summary"):
        for line, value in _values(sheet, place, at, parts):
            is_others = line.index in sheet.context.listed and line.is_mostly_link
            if "summary" not in found.fields and not is_others and (place.label or is_summary(line.text)):
                found.fields["summary"] = value if place.label else line.text
                found.labels[line.index] = "summary"
    for name, read in READERS.items():
        for place in template.places(name):
            if name not in found.fields and place.pick in ("first", "last"):
                _read(name, read, sheet, place, _values(sheet, place, at, parts), found)
    if "published_at" not in found.fields:
        _date_beside(template, sheet.lines[start:], sheet, parts, found)
    for label, places in (("clock", template.clocks), ("reading", template.readings)):
        for place in places:
            for line, value in _values(sheet, place, at, parts, found.labels):
                if source := read_source(value):  # it may be in the row of the numbers
                    found.fields.setdefault("source", source)
                    found.labels.setdefault(line.index, "source")
                found.labels.setdefault(line.index, label)
    for path, labels in template.other_labels.items():
        for line in at.get((path, False), ()):
            if line.index not in found.labels and any(
                label in labels for label, _ in parts.of(line, loose(path))
            ):
                found.labels[line.index] = "other fact"
    return found


def read_shifted(
    template: Template, sheet: Sheet, title: tuple[int, int], text: tuple[int, int], found: Values
) -> None:
    """Reads the fields that are still missing where other pages have them under another number.

    `title` is the first and last line of the title, `text` the first line of the text and the one behind its last.
    """
    zones = {
        "above": range(max(0, title[0] - NEAR), title[0]),
        "between": range(title[1] + 1, text[0]),
        "below": range(text[1], min(len(sheet.lines), text[1] + NEAR)),
    }
    parts = _Parts(sheet, template.words)
    for name, read in READERS.items():
        for place in template.places(name):
            if name in found.fields or place.pick not in zones:
                continue
            for index in zones[place.pick]:
                if name in found.fields:
                    break
                line = sheet.lines[index]
                is_free = found.labels.get(index, "boilerplate") in ("boilerplate", "reading")
                if sheet.loose_paths[index] != place.path or not is_free:
                    continue
                if not line.is_link and not leads_to_file(line):
                    values = ((line, value) for label, value in parts.of(line, place.path) if not label)
                    _read(name, read, sheet, place, values, found)


def _at_places(template: Template, sheet: Sheet, start: int) -> _AtPlaces:
    """The lines from `start` on by path, for the paths that `template` asks for, and whether a label tells the value: a
    fact that is alone in its row is in an element of its own, where others share the row."""
    plain, labelled = template.asked
    paths, path_of = sheet.paths, sheet.shape.path
    found: _AtPlaces = {}
    for line in sheet.lines[start:]:
        if line.text:
            block = path_of(line.element) if labelled else None
            told = _told(paths[line.index], block, plain, labelled)
            if told and not leads_to_file(line):
                for each in told:
                    found.setdefault(each, []).append(line)
    return found


@lru_cache(maxsize=4096)
def _told(
    path: str, block: str | None, plain: frozenset[str], labelled: frozenset[str]
) -> tuple[tuple[str, bool], ...]:
    """By which of the paths that are asked for a line with a path in a block is found, as `_at_places` names them."""
    own = {path, loose(path)}
    around = set() if block is None else own | {block, loose(block)}
    return *((each, False) for each in own & plain), *((each, True) for each in around & labelled)


class _Parts:
    """The values of lines by the constant words of a place, each told once: several places share a path."""

    def __init__(self, sheet: Sheet, words: dict[str, frozenset[str]]) -> None:
        self._sheet = sheet
        self._words = words
        self._known: dict[tuple[int, str], Sequence[tuple[str, str]]] = {}

    def of(self, line: Line, path: str) -> Sequence[tuple[str, str]]:
        """The values of a line at a place with the path `path` without numbers."""
        if (found := self._known.get((line.index, path))) is None:
            text = text_without_title(line, self._sheet.title)
            read = _remembered if len(text) <= _MOST_REMEMBERED else values_of
            found = self._known[line.index, path] = read(text, self._words.get(path, _NO_WORDS))
        return found


_remembered = lru_cache(maxsize=4096)(values_of)
"""What menus, labels and the footer say, which is the same on all pages of a portal."""
_NO_WORDS: frozenset[str] = frozenset()


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
    if name == "author":  # a board of editors beside a person is the unit of that person
        lines.sort(key=lambda told: EDITORS.fullmatch(told[1]) is not None)
    for line, value in reversed(lines) if place.pick == "last" else lines:
        if found.labels.get(line.index) == "summary" or not value:
            continue
        if name in _SIGNED and not place.label and sheet.signs_document(line.index):
            continue
        known = read(sheet, place.label or place.before, value)
        if known is None:
            if name == "published_at" and (place.label or place.before):
                found.problems.append(f"{name}: {value[:_SHOWN]!r} is not understood")
            continue
        if name == "department" and known == found.fields.get("author"):
            continue  # a unit that writes, told once
        if name == "signature":
            found.fields.setdefault(*known)
        elif name == "published_at":
            beside = [
                each for each in sheet.lines[max(0, line.index - 1) : line.index + 2] if each is not line
            ]
            found.fields[name] = with_hour(known, [each.text for each in beside])
            found.labels.update((each.index, name) for each in beside if hour_alone(each.text))
        else:
            found.fields[name] = known
        found.labels[line.index] = name
        return


def _date_beside(
    template: Template, lines: Sequence[Line], sheet: Sheet, parts: _Parts, found: Values
) -> None:
    """Reads the date where it stands alone at its place, or by another label than the template knows."""
    paths = {place.path for place in template.places("published_at")}
    for line in lines if paths else ():
        if not line.text or line.index in found.labels:
            continue
        if sheet.paths[line.index] not in paths and sheet.shape.path(line.element) not in paths:
            continue
        values = parts.of(line, sheet.loose_paths[line.index])
        known = next((date for _, value in values if (date := date_of(value))), None) or date_in(line.text)
        if known is not None:
            found.fields["published_at"] = known
            found.labels[line.index] = "published_at"
            return


def _values(
    sheet: Sheet, place: Place, at: _AtPlaces, parts: _Parts, labels: Container[int] = ()
) -> Iterator[tuple[Line, str]]:
    """The lines at a place, those among `labels` left out, with the values that they have there."""
    for line in at.get((place.path, bool(place.label)), ()):
        if line.index in labels or (place.before and before_of(sheet, line.index) != place.before):
            continue
        for label, value in parts.of(line, loose(place.path)):
            if label == place.label:
                yield line, value


def is_summary(text: str) -> bool:
    """Whether a text may be a summary: a sentence, however short, or some running text."""
    return is_prose(text) or (len(text) >= SOME_TEXT and ends_sentence(text))


def _date(sheet: Sheet, label: str, value: str) -> str | None:
    return date_of(value)


def _number(sheet: Sheet, label: str, value: str) -> int | None:
    return whole_number(value)


def _name(kind: str) -> Callable[[Sheet, str, str], str | None]:
    def read(sheet: Sheet, label: str, value: str) -> str | None:
        signed = read_signature(value, marked=True)
        if signed is not None and signed.value:
            is_editor = kind == "author" and EDITORS.fullmatch(signed.value) is not None
            return signed.value if signed.kind == kind or is_editor else None
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


READERS: dict[str, Callable[[Sheet, str, str], Any]] = {
    "published_at": _date,
    "views": _number,
    "author": _name("author"),
    "department": _name("department"),
    "signature": _signature,
    "source": _source,
    "category": _category,
}
"""How the value at the place of a field is read; None for what cannot be its value."""
