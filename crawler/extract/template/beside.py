"""Reads what is beside an article without a place of its own in the template: who signs, facts, readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.extract.document.lines import Line
from crawler.extract.document.styles import HEADINGS
from crawler.extract.facts.facts import read_bylines
from crawler.extract.template.model import Template
from crawler.extract.template.parts import EDGES
from crawler.extract.template.places import before_of
from crawler.extract.template.sheet import Sheet, leads_to_file
from crawler.extract.template.values import NEAR, READERS
from crawler.extract.vocabulary.dates import date_spans
from crawler.extract.vocabulary.signatures import LONGEST_SIGNATURE, read_signature

_AROUND_NAMES = f"{EDGES}|•·()[]"


def readers_of(sheet: Sheet, labels: dict[int, str], start: int) -> list[int]:
    """The lines from `start` on that name readers above what they say. None where only one does so, for that may be
    about the article."""
    found = [index for index in range(start, len(sheet.lines)) if names_reader(sheet, labels, index)]
    return found if len(found) > 1 else []


def names_reader(sheet: Sheet, labels: dict[int, str], index: int) -> bool:
    """Whether a line that no field has names a person beside a day, or above a line with a day alone."""
    if labels.get(index) in READERS:
        return False
    name = _beside_day(sheet, index)
    if name is None and index + 1 < len(sheet.lines) and _beside_day(sheet, index + 1) == "":
        name = sheet.lines[index].text
    signed = read_signature(name, marked=True) if name and " " in name else None
    return signed is not None and signed.kind == "author"


def _beside_day(sheet: Sheet, index: int) -> str | None:
    """What is before the first day of a line, else behind it; None without a day."""
    text = sheet.lines[index].text
    spans = date_spans(text[:LONGEST_SIGNATURE])  # a name is no longer
    if not spans:
        return None
    start, end = spans[0]
    return text[:start].strip(_AROUND_NAMES) or text[end:].strip(_AROUND_NAMES)


def signature_beside(sheet: Sheet, labels: dict[int, str], start: int, end: int) -> tuple[str, str] | None:
    """What signs below the title without a place of its own, and the unit that is right behind all texts."""
    below = [line for line in sheet.lines[start : end + NEAR] if line.text]
    behind = next((line for line in below if line.index >= end), None)
    for line in below:
        if line.index in labels and (line is not behind or labels[line.index] != "boilerplate"):
            continue
        if (behind_it := sheet.said_behind(line.index)) is not None and (
            leads_to_file(behind_it)
            or (line.element.tag in HEADINGS and behind_it.index in sheet.context.listed)
        ):
            continue
        signed = read_signature(line.text, marked=True)
        if signed is None or not signed.value or (signed.kind != "department" and line.index in labels):
            continue
        if line.is_mostly_link and date_spans(line.text):
            continue  # a link to another article with its day
        if line.index >= end and line.index in readers_of(sheet, labels, end):
            continue
        labels[line.index] = signed.kind
        return signed.kind, signed.value
    return None


def told_before(template: Template, sheet: Sheet, labels: dict[int, str], near: Sequence[Line]) -> list[Line]:
    """Lines "Nguồn: VnExpress" of values that nothing else tells and the line before each, in the places where that
    line is the label of other values."""
    told = {place.path for _, places in template.fields for place in places if place.before}
    found: list[Line] = []
    for before, value in pairwise(near):
        is_free = bool(value.text) and value.index not in labels and value.index == before.index + 1
        if not is_free or told.isdisjoint((sheet.paths[value.index], sheet.loose_paths[value.index])):
            continue
        fact = replace(value, text=f"{before_of(sheet, value.index).rstrip(' :')}: {value.text}")
        if read_bylines([fact]):
            labels[value.index] = "fact"
            found.append(fact)
    return found
