"""Finds facts above the title and below the text, and tells them from days that belong to the text."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from crawler.extract.article.region.model import Region
from crawler.extract.article.title.heading import Heading
from crawler.extract.blocks.attachments import (
    announces_files,
    are_beside,
    is_file,
)
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.document.head import day_of
from crawler.extract.document.lines import Line
from crawler.extract.facts.facts import (
    POSTED,
    date_in,
    fact_of_cells,
    fact_of_line,
    is_short_fact,
    read_date,
    read_views,
)
from crawler.extract.facts.parts import with_bars
from crawler.extract.vocabulary.dates import LONGEST_FACTS, date_line

Element = etree._Element

_MOST_OTHERS = 3
"""Lines above the title that are read for a date where not all of them are facts."""


_MOST_STEPS = 4
_LONGEST_STEP = 40


def facts_in_foot(box: Element, inside: Sequence[Line]) -> list[Line]:
    """The facts in the `footer` of an article, below or above its text."""
    frame = box.getparent()
    if box.tag != "footer" or frame is None or frame.tag != "article":
        return []
    facts = [fact_of_line(line, line, False) for line in inside]
    return [fact for fact in facts if fact is not None]


def part_facts(boilerplate: Boilerplate, heading: Heading, region: Region) -> None:
    """Takes the lines of date and views that are below the text, above its documents, out of it.

    A day alone beside its paragraphs may be the text's own, and so may be a time among them.
    """
    lines = region.lines
    end = len(lines)
    while end and (is_file(lines[end - 1]) or announces_files(lines[end - 1])):
        end -= 1
    first = end
    below: list[Line] = []
    is_full = False
    while first and (
        fact := fact_of_line(lines[first - 1], boilerplate.page.lines[lines[first - 1].index - 1], False)
    ):
        first -= 1
        below.append(fact)
        if date := date_in(fact.text):
            above, own = lines[max(0, first - 1)].element, lines[first].element
            is_apart = not first or not are_beside(lines[first - 1], lines[first])
            is_set_apart = is_apart and above.getparent() is not own.getparent()
            is_full = is_full or "|" in fact.text or is_set_apart or ("T" in date and is_apart)
    dated = read_date([*region.meta, *meta_above(boilerplate, heading)]) is not None
    if read_views(below) is not None or (is_full and not dated):
        region.lines = lines[:first] + lines[end:]
        region.meta += reversed(below)


def is_another_day(text: str, boilerplate: Boilerplate, heading: Heading, region: Region) -> bool:
    """Whether a line names a day that is not the one of publication, as a programme begins with.

    Below a summary the date of publication has its time or other facts with it.
    """
    with_bars = date_line(text)
    if with_bars is None or POSTED.match(text) or not (region.lines or text.startswith(("Ngày ", "NGÀY "))):
        return False
    known = read_date([*region.meta, *meta_above(boilerplate, heading)])
    if region.lines:
        return known is not None or not ("T" in with_bars or "|" in text)
    return known is not None and day_of(known) != day_of(with_bars)


def meta_above(boilerplate: Boilerplate, heading: Heading) -> list[Line]:
    """Lines right above the title that may be its date or view counter."""
    found: list[Line] = []
    lines = boilerplate.page.lines
    index = heading.first - 1
    while index >= max(0, heading.first - 6):
        line = lines[index]
        if boilerplate.is_navigation(line) or len(line.text) > LONGEST_FACTS:
            break
        date = date_in(line.text)
        box = boilerplate.box_beside(line, heading.element) if date else None
        if (
            date
            and box is not None
            and not (index == heading.first - 1 and _ends_path(boilerplate, box, date))
        ):
            break  # a date in a box of other news
        if len(found) >= _MOST_OTHERS and not all(map(is_short_fact, found)):
            break
        fact = fact_of_cells(lines[index - 1], line, False) if index else None
        found.append(fact or with_bars(line))
        index -= 1 if fact is None else 2
    return found


def _ends_path(boilerplate: Boilerplate, box: Element, date: str) -> bool:
    """Whether a box is the path to the article with the time of its publication behind it.

    A day without a time beside links is the day's own, as menus have it.
    """
    *links, _ = boilerplate.page.lines[slice(*boilerplate.page.span(box))]
    return (
        "T" in date
        and len(links) <= _MOST_STEPS
        and all(line.is_link and len(line.text) <= _LONGEST_STEP for line in links)
    )
