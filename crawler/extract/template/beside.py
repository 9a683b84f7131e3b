"""Reads what is beside an article without a place of its own in the template: who signs, and labelled facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.extract.document.lines import Line
from crawler.extract.document.styles import HEADINGS
from crawler.extract.facts.facts import read_bylines
from crawler.extract.template.model import Template
from crawler.extract.template.places import before_of
from crawler.extract.template.sheet import Sheet, leads_to_file
from crawler.extract.template.values import NEAR
from crawler.extract.vocabulary.dates import date_spans
from crawler.extract.vocabulary.signatures import read_signature


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
