"""Finds the slots of a group of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from crawler.extract.document.lines import Line
from crawler.extract.induction.labels import constants, leading_labels
from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.induction.shares import FEWEST, MAJORITY, NEARLY_ALL
from crawler.extract.induction.slot import Slot
from crawler.extract.induction.zones import LABEL, SHARE, edges_of, zones_of
from crawler.extract.template.annotators import is_prose, is_running, is_sentence, kind_of
from crawler.extract.template.model import Place
from crawler.extract.template.parts import has_bars, text_without_title
from crawler.extract.template.places import before_of, stand_together, values_of
from crawler.extract.template.shape import is_named, loose
from crawler.extract.template.sheet import Sheet, leads_to_file

Element = etree._Element

_CROWDED = 1.6
"""Lines a page from which a place is a list."""
_FACT_AND_VALUE = 2
"""The most columns of a table in the text that may tell facts."""


def slots_of(
    sheets: Sequence[Sheet], recurrence: Recurrence, titles: Sequence[Place], bodies: Sequence[Place]
) -> list[Slot]:
    """The places near the article whose values vary with it, except the paragraphs of the text."""
    edges = edges_of(sheets, titles)
    exact: dict[tuple[str, str, str], list[tuple[Sheet, int]]] = defaultdict(list)
    rough: dict[tuple[str, str, str], list[tuple[Sheet, int]]] = defaultdict(list)
    for sheet in sheets:
        zones = zones_of(sheet, titles, bodies)
        if zones is None:
            continue
        among, columns = sheet.among_others, sheet.columns
        for index, zone in zones.items():
            line = sheet.lines[index]
            path = sheet.paths[index]
            if not line.text or (
                zone == "in" and not (_may_be_place(sheet, line, path) or index in edges[id(sheet)])
            ):
                continue
            if index in among or leads_to_file(line) or (zone == "in" and sheet.signs_document(index)):
                continue
            if zone == "between" and _is_below_picture(sheet, index):
                continue
            before = before_of(sheet, index)
            if before and not _is_label(sheet, index - 1, before, recurrence):
                before = ""
            if index in columns and (not before or columns[index] > _FACT_AND_VALUE):
                continue
            rough[sheet.loose_paths[index], zone, before].append((sheet, index))
            exact[sheet.loose_paths[index] if zone == "in" else path, zone, before].append((sheet, index))
    # a label tells a value wherever its row stands; what has none is told by its place alone
    loose_ones = _all(rough, recurrence)
    plain = [slot for slot in _all(exact, recurrence) if not slot.is_labelled]
    return [slot for slot in loose_ones if slot.is_labelled] + plain + _shifting(plain, loose_ones)


def _shifting(slots: Sequence[Slot], loose_ones: Sequence[Slot]) -> list[Slot]:
    """Slots without a label that are one place under several numbers, because what is left out above shifts it.

    One value of its kind is there on each page, under none of the numbers on most.
    """
    found: list[Slot] = []
    for whole in loose_ones:
        if whole.is_labelled or whole.at == "in" or len(whole.values) > whole.captures:
            continue
        kinds = whole.kinds().keys()
        pages = [
            slot.pages
            for slot in slots
            if slot.at == whole.at and loose(slot.path) == whole.path and slot.kinds().keys() == kinds
        ]
        if len(pages) > 1 and max(pages) < NEARLY_ALL * whole.pages:
            found.append(replace(whole, is_shifting=True))
    return found


def _is_label(sheet: Sheet, index: int, text: str, recurrence: Recurrence) -> bool:
    """Whether a line is constant, and is no value of a field itself."""
    if has_bars(text) or ": " in text or "] " in text:
        return False
    path = sheet.paths[index]
    is_term = sheet.lines[index].element.tag in ("dt", "th") and recurrence.placed[path, text] >= FEWEST
    return is_term or (recurrence.is_fixed(path, text) and kind_of("", text, sheet.names_list) is None)


def _is_below_picture(sheet: Sheet, index: int) -> bool:
    before = sheet.lines[index - 1] if index else None
    return (
        before is not None
        and bool(before.pictures)
        and not before.text
        and stand_together(sheet, before, sheet.lines[index])
    )


def _all(
    groups: Mapping[tuple[str, str, str], Sequence[tuple[Sheet, int]]], recurrence: Recurrence
) -> list[Slot]:
    found: list[Slot] = []
    for (path, zone, before), members in groups.items():
        articles = {sheet.identity for sheet, _ in members}
        if len(articles) < max(FEWEST, SHARE * recurrence.articles):
            continue
        texts = [text_without_title(sheet.lines[index], sheet.title) for sheet, index in members]
        if len(set(texts)) > 1:  # else the portal's own
            found += _parted(path, zone, before, members, texts)
    return _merged(found)


def _merged(slots: Sequence[Slot]) -> list[Slot]:
    """The slots, those with the same label joined, whatever line precedes them."""
    merged: dict[tuple[str, str, str], Slot] = {}
    others: list[Slot] = []
    for slot in slots:
        if not slot.label:
            others.append(slot)
            continue
        known = merged.setdefault((slot.path, slot.at, slot.label), replace(slot, before="", of=0, values=[]))
        known.values += slot.values
        known.of += slot.of
    return [*merged.values(), *others]


def _parted(
    path: str, zone: str, before: str, members: Sequence[tuple[Sheet, int]], texts: Sequence[str]
) -> list[Slot]:
    """The slots of one place: one for each label, and for what has none one for each kind of value."""
    of = len({sheet.identity for sheet, _ in members})
    slots: dict[tuple[str, str | None], Slot] = {}
    if sum(map(is_sentence if zone == "in" else is_running, texts)) >= MAJORITY * len(texts):
        # sentences may share words, as those of a series do
        for (sheet, index), text in zip(members, texts, strict=True):
            # what is there on pages without a sentence is another thing
            kind = "" if zone == "in" or is_prose(text) or is_sentence(text) else None
            slots.setdefault(("", kind), Slot(path, "", before, zone, of)).values.append((sheet, index, text))
        return list(slots.values())
    by_page: dict[int, list[str]] = defaultdict(list)
    told: list[tuple[Sheet, int, str]] = []
    for (sheet, index), text in zip(members, texts, strict=True):
        if zone == "in" and is_sentence(text) and not LABEL.match(text):
            continue  # the text's own, however alike articles are worded
        told.append((sheet, index, text))
        by_page[id(sheet)].append(text)
    words = constants(list(by_page.values())) | leading_labels(
        list(by_page.values()), members[0][0].names_list
    )
    for sheet, index, text in told:
        values = values_of(text, words)
        is_told = bool(before) and sum(not label for label, _ in values) == 1
        for label, value in values:
            kind = None if label or is_told else kind_of("", value, sheet.names_list)
            slot = slots.setdefault((label, kind), Slot(path, label, before, zone, of))
            slot.values.append((sheet, index, value))
    return [slot for slot in slots.values() if len(slot.values) <= _CROWDED * slot.captures]


def _may_be_place(sheet: Sheet, line: Line, path: str) -> bool:
    top = sheet.shape.path(sheet.body) if sheet.body is not None else ""
    return is_named(path, top) and ">td" not in path.removeprefix(top)
