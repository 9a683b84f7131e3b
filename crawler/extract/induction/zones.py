"""Sorts the lines of an article's page into zones: above the title, between title and text, in the text, below it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from crawler.extract.induction.shares import FEWEST
from crawler.extract.template.model import Place
from crawler.extract.template.places import text_span, title_line
from crawler.extract.template.sheet import Sheet
from crawler.extract.vocabulary.signatures import LONGEST_SIGNATURE

SHARE = 0.12
"""Share of pages that have to have a place for it to be looked at."""
_EDGE = 3
_ORDINARY = 0.2
"""The share of pages from which a look counts as that of plain paragraphs."""
LABEL = re.compile(r"[\[(]?[^\d:\[\]]{2,40}(?::|\](?=\s)|(?<= )[▸►➤](?=\s))")
_FAR_ABOVE = 12
_FAR_BELOW = 25


def edges_of(sheets: Sequence[Sheet], titles: Sequence[Place]) -> dict[int, set[int]]:
    """The edges of each page's text: its first line, its last short lines, and lines with a label or, at the end,
    a first word that many articles have.

    Summaries, names and units are there.
    """
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
        mine.update(line.index for line in own[:1])
        for line in {line.index: line for line in (*own[:_EDGE], *own[-_EDGE:])}.values():
            if len(line.text) > LONGEST_SIGNATURE:
                continue
            if sheet.loose_paths[line.index] not in plain and line in own[-_EDGE:]:
                mine.add(line.index)
            match = LABEL.match(line.text)
            if match or line in own[-_EDGE:]:
                begin = match.group() if match else line.text.split()[0]
                labels.append((id(sheet), line.index, begin))
                counts[begin].add(sheet.identity)
    least = max(FEWEST, SHARE * len({sheet.identity for sheet in sheets}))
    for key, index, label in labels:
        if len(counts[label]) >= least:
            found[key].add(index)
    return found


def zones_of(sheet: Sheet, titles: Sequence[Place], bodies: Sequence[Place]) -> Mapping[int, str] | None:
    """The lines near the article by where they are; None where title or text is not where others have it."""
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
