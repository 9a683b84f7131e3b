"""Places that vary with the article, and what their values are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import mean

from lxml import etree

from crawler.extract.document.lines import Line
from crawler.extract.document.links import is_document
from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.template.annotators import date_of, is_running, kind_of
from crawler.extract.template.model import Place
from crawler.extract.template.parts import constants, has_bars, leading_labels, said
from crawler.extract.template.places import before_of, stand_together, text_span, title_line, values_of
from crawler.extract.template.shape import loose
from crawler.extract.template.sheet import Sheet
from crawler.extract.vocabulary.numbers import whole_number

Element = etree._Element

_LEAST = 3
_SHARE = 0.12
"""Share of pages that have to have a place for it to be looked at."""
_CROWDED = 1.6
"""Lines a page from which a place is a list."""
_NAMED = re.compile(r"^\w+[.#](?!Mso|rte|ql-|text-(?:left|right|center|justify)|align)", re.IGNORECASE)
_MOSTLY = 0.9
_EDITED = 0.2
"""Share of the articles captured twice that editors hardly reach."""
_NOISE = 0.25
_EDGE = 3
_PROSE = 0.7
_ORDINARY = 0.2
"""Share of pages on which a look is that of plain paragraphs."""
_LONGEST_SIGNATURE = 110
_LABEL = re.compile(r"[\[(]?[^\d:\[\]]{2,40}(?::|\](?=\s))")
_FAR_ABOVE = 12
_FAR_BELOW = 25


@dataclass(eq=False)
class Slot:
    """A place with its values. `at` says where on the page: ``above`` the title, ``between`` title and text, ``in``
    the text, ``below`` it. `of`: the articles that have the place at all."""

    path: str
    label: str
    before: str
    at: str
    of: int = 0
    values: list[tuple[Sheet, int, str]] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Whether classes or ids name a place within the text."""
        sheet = self.values[0][0]
        return sheet.body is None or is_named(self.path, loose(sheet.shape.path(sheet.body)))

    @property
    def captures(self) -> int:
        return len({id(sheet) for sheet, _, _ in self.values})

    def changes(self) -> bool:
        """Whether captures of one article differ in the value, on more articles than editors change."""
        by_article: dict[str, set[str]] = defaultdict(set)
        captures: Counter[str] = Counter({sheet.identity: 0 for sheet, _, _ in self.values})
        captures.update({id(sheet): sheet.identity for sheet, _, _ in self.values}.values())
        for sheet, _, value in self.values:
            by_article[sheet.identity].add(value)
        differ = sum(len(values) > 1 for values in by_article.values())
        return differ > 0 and differ >= _EDITED * sum(count > 1 for count in captures.values())

    def agrees_with_lists(self) -> bool:
        """Whether the days are not others than those that lists give."""
        known = [(sheet, day) for sheet, _, value in self.values if sheet.dates and (day := date_of(value))]
        return sum(day[:10] in sheet.dates for sheet, day in known) >= len(known) / 2

    @property
    def pages(self) -> int:
        return len({sheet.identity for sheet, _, _ in self.values})

    def kinds(self) -> Counter[str | None]:
        """How many articles have a value of which kind."""
        seen = {(sheet.identity, value): sheet for sheet, _, value in self.values if value}
        label = self.label or self.before
        return Counter(kind_of(label, value, sheet.names_list) for (_, value), sheet in seen.items())

    def distinct(self) -> Counter[str]:
        """The values, each with the number of articles that have it."""
        return Counter(value for _, value in {(s.identity, v) for s, _, v in self.values})

    def days(self) -> list[tuple[str, str]]:
        """The day that each value tells and the day of its capture."""
        found = []
        for sheet, _, value in self.values:
            if date := date_of(value):
                found.append((date[:10], sheet.at[:10]))
        return found

    def numbers(self) -> list[tuple[Sheet, int]]:
        """The values that are whole numbers, with their pages."""
        found = ((sheet, whole_number(value)) for sheet, _, value in self.values)
        return [(sheet, number) for sheet, number in found if number is not None]

    def counts_requests(self) -> bool:
        """Whether numbers grow from one request to the next whatever the article, as the portal's own counters do."""
        found = sorted((sheet.at, number) for sheet, number in self.numbers())
        rises = sum(one[1] <= other[1] for one, other in pairwise(found))
        return len(found) > 1 and rises >= _MOSTLY * (len(found) - 1)

    def is_noise(self) -> bool:
        """Whether numbers differ about as much from one request of an article to the next as between articles."""
        by_article: dict[str, list[int]] = defaultdict(list)
        for sheet, number in self.numbers():
            by_article[sheet.identity].append(number)
        between = [abs(one - other) for values in by_article.values() for one, other in pairwise(values)]
        across = [abs(one[0] - other[0]) for one, other in pairwise(by_article.values())]
        return bool(between and across) and mean(between) >= _NOISE * mean(across)

    def is_button(self) -> bool:
        """Whether the values mostly stand in links, as counts of shares do."""
        lines = [sheet.lines[index] for sheet, index, _ in self.values]
        return sum(2 * line.link_length > len(line.text) for line in lines) > len(lines) / 2

    def follows_site(self) -> bool:
        """Whether the value is the same for all articles of a site and another on another site."""
        by_site: dict[str, set[str]] = defaultdict(set)
        for sheet, _, value in self.values:
            by_site[sheet.site].add(value)
        return len(by_site) > 1 and all(len(values) == 1 for values in by_site.values())

    def place(self, pages: int = 0, of: int = 0, pick: str = "first") -> Place:
        return Place(self.path, self.label, self.before, pick, pages, of)


def slots_of(
    sheets: Sequence[Sheet], recurrence: Recurrence, titles: Sequence[Place], bodies: Sequence[Place]
) -> list[Slot]:
    """The places near the article that vary with it, but for the text's own paragraphs."""
    edges = _edges(sheets, titles)
    exact: dict[tuple[str, str, str], list[tuple[Sheet, int]]] = defaultdict(list)
    rough: dict[tuple[str, str, str], list[tuple[Sheet, int]]] = defaultdict(list)
    for sheet in sheets:
        zones = zones_of(sheet, titles, bodies)
        if zones is None:
            continue
        among = sheet.among_others
        for index, zone in zones.items():
            line = sheet.lines[index]
            path = sheet.paths[index]
            if not line.text or (
                zone == "in" and not (_may_be_place(sheet, line, path) or index in edges[id(sheet)])
            ):
                continue
            if index in among or any(is_document(link.get("href") or "") for link in line.links):
                continue
            if zone == "between" and _is_below_picture(sheet, index):
                continue
            before = before_of(sheet, index)
            if before and not _is_label(sheet, index - 1, before, recurrence):
                before = ""
            rough[sheet.loose_paths[index], zone, before].append((sheet, index))
            exact[sheet.loose_paths[index] if zone == "in" else path, zone, before].append((sheet, index))
    # a label tells a value wherever its row stands; what has none is told by its place alone
    found = [slot for slot in _all(rough, recurrence) if slot.label or slot.before]
    return found + [slot for slot in _all(exact, recurrence) if not (slot.label or slot.before)]


def _is_label(sheet: Sheet, index: int, text: str, recurrence: Recurrence) -> bool:
    """Whether a line is constant, and is no value of a field itself."""
    if has_bars(text) or ": " in text:
        return False
    return recurrence.is_fixed(sheet.paths[index], text) and kind_of("", text, sheet.names_list) is None


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
        if len(articles) < max(_LEAST, _SHARE * recurrence.articles):
            continue
        texts = [said(sheet.lines[index], sheet.title) for sheet, index in members]
        if len(set(texts)) > 1:  # else the portal's own
            found += _parted(path, zone, before, members, texts)
    return _merged(found)


def _merged(slots: Sequence[Slot]) -> list[Slot]:
    """The slots with those of one label as one, whatever line stands before them."""
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


def _edges(sheets: Sequence[Sheet], titles: Sequence[Place]) -> dict[int, set[int]]:
    """The first line of the text of each page and the last ones that are short: where summaries, names and units
    stand, and what a label begins that many articles have there."""
    paths: Counter[str] = Counter()
    spans: dict[int, tuple[int, int]] = {}
    for sheet in sheets:
        title = title_line(sheet, titles)
        if sheet.body is not None and title is not None:
            start, end = spans[id(sheet)] = text_span(sheet, sheet.body, title[1])
            paths.update({sheet.loose_paths[index] for index in range(start + _EDGE, end - _EDGE)})
    plain = {path for path, count in paths.items() if count >= _ORDINARY * len(sheets)}
    found: dict[int, set[int]] = {}
    counts: dict[str, set[str]] = defaultdict(set)
    labels: list[tuple[int, int, str]] = []
    for sheet in sheets:
        mine = found.setdefault(id(sheet), set())
        if id(sheet) not in spans:
            continue
        start, end = spans[id(sheet)]
        own = [line for line in sheet.lines[start:end] if line.text]
        for line in own[:1]:
            if sheet.loose_paths[line.index] not in plain:
                mine.add(line.index)
        for line in {line.index: line for line in (*own[:_EDGE], *own[-_EDGE:])}.values():
            if len(line.text) > _LONGEST_SIGNATURE:
                continue
            if sheet.loose_paths[line.index] not in plain and line in own[-_EDGE:]:
                mine.add(line.index)
            if match := _LABEL.match(line.text):
                labels.append((id(sheet), line.index, match.group()))
                counts[match.group()].add(sheet.identity)
    least = max(_LEAST, _SHARE * len({sheet.identity for sheet in sheets}))
    for key, index, label in labels:
        if len(counts[label]) >= least:
            found[key].add(index)
    return found


def _parted(
    path: str, zone: str, before: str, members: Sequence[tuple[Sheet, int]], texts: Sequence[str]
) -> list[Slot]:
    """The slots of one place: one for each label, and for what has none one for each kind of value."""
    if sum(map(is_running, texts)) >= _PROSE * len(texts):
        # sentences may share words, as those of a series do
        slot = Slot(path, "", before, zone, len({sheet.identity for sheet, _ in members}))
        slot.values += [(sheet, index, text) for (sheet, index), text in zip(members, texts, strict=True)]
        return [slot]
    by_page: dict[int, list[str]] = defaultdict(list)
    for (sheet, _), text in zip(members, texts, strict=True):
        by_page[id(sheet)].append(text)
    words = constants(list(by_page.values())) | leading_labels(
        list(by_page.values()), members[0][0].names_list
    )
    of = len({sheet.identity for sheet, _ in members})
    slots: dict[tuple[str, str | None], Slot] = {}
    for (sheet, index), text in zip(members, texts, strict=True):
        for label, value in values_of(text, words):
            kind = None if label or before else kind_of("", value, sheet.names_list)
            slot = slots.setdefault((label, kind), Slot(path, label, before, zone, of))
            slot.values.append((sheet, index, value))
    return [slot for slot in slots.values() if len(slot.values) <= _CROWDED * slot.captures]


def _may_be_place(sheet: Sheet, line: Line, path: str) -> bool:
    top = sheet.shape.path(sheet.body) if sheet.body is not None else ""
    return is_named(path, top) and ">td" not in path.removeprefix(top)


def is_named(path: str, top: str) -> bool:
    """Whether classes or ids below the text's element name a place within it; those of Word and of editors do not."""
    return any(_NAMED.search(step) for step in path.removeprefix(top).split(">"))


def zones_of(sheet: Sheet, titles: Sequence[Place], bodies: Sequence[Place]) -> Mapping[int, str] | None:
    """The lines near the article by where they stand; None where title or text is not where others have it."""
    body = sheet.body
    title = title_line(sheet, titles)
    if body is None or title is None:
        return None
    first, last = title
    start, end = text_span(sheet, body, last)
    zones: dict[int, str] = {}
    for index in range(max(0, first - _FAR_ABOVE), min(len(sheet.lines), end + _FAR_BELOW)):
        if first <= index <= last:
            continue
        if index < first:
            zones[index] = "above"
        elif start <= index < end:
            zones[index] = "in"
        else:
            zones[index] = "between" if index < start else "below"
    return zones
