"""Finds the region of an article, from its title to the line that ends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from crawler.extract.article.region.end import asks, part_heading, part_others
from crawler.extract.article.region.facts_around import facts_in_foot, is_another_day, part_facts
from crawler.extract.article.region.model import Region
from crawler.extract.article.region.programme import has_event_time
from crawler.extract.article.title.heading import Heading
from crawler.extract.blocks.attachments import (
    MOST_FILES,
    announces_files,
    files_below,
    is_file,
    part_files,
    part_listed,
)
from crawler.extract.blocks.images import is_icon
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.contact import has_contact
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.lines import PROSE, Line
from crawler.extract.document.styles import HEADINGS
from crawler.extract.document.text import ends_sentence
from crawler.extract.facts.facts import (
    fact_of_cells,
    fact_of_line,
    is_meta,
)
from crawler.extract.vocabulary import files, labels
from crawler.extract.vocabulary.boilerplate import RELATED

Element = etree._Element

_HEADERS = frozenset(("header", "hgroup"))
"""What holds the title and all that introduces a text, but not the text."""
_MOST_TABS = 6
_LONGEST_SUBTITLE = 100
_SENTENCE = 40
_MOST_LEAD = 1
"""Lines above the tabs: the summary."""


def find_region(
    boilerplate: Boilerplate,
    heading: Heading,
    hinted: Sequence[Element] = (),
    is_filing: Callable[[Line], bool] = lambda line: False,
) -> Region:
    """The lines that the article consists of; empty where nothing follows the title.

    `is_filing` tells the links to lists, as that to the article's category below its title is one.
    """
    page = boilerplate.page
    for content in hinted:
        if content in page.spans:
            start, end = page.spans[content]
            meta = [line for line in page.lines[heading.last + 1 : start] if is_meta(line.text)]
            while end > start and is_control(page.lines[end - 1]):
                end -= 1
            lead = [line for line in page.lines[heading.last + 1 : start] if line.pictures and not line.text]
            shown = [line for line in lead if not all(map(is_icon, line.pictures))]
            return Region([*shown, *page.lines[start:end]], meta, top=content, end=end)
    region = Region(top=heading.element, end=heading.last + 1)
    element: Element | None = heading.element
    while element is not None:
        start, end = page.span(element)
        if end > heading.last + 1 and element.tag not in _HEADERS:
            region, stopped = _scan(boilerplate, heading, end, element, is_filing)
            if region.lines or stopped:
                region.lines = part_others(boilerplate, region.lines)
                part_facts(boilerplate, heading, region)
                region.lines, region.files = part_files(region.lines)
                # a box of documents may have a frame of its own below that of the article
                region.files = region.files or files_below(page.lines[region.end : region.end + MOST_FILES])
                region.lines, listed = part_listed(page, region.lines)
                region.files = region.files + listed
                return region
        element = element.getparent()
    return region


def _scan(
    boilerplate: Boilerplate, heading: Heading, end: int, top: Element, is_filing: Callable[[Line], bool]
) -> tuple[Region, bool]:
    lines = boilerplate.page.lines
    region = Region(top=top, end=end)
    index = heading.last + 1
    while index < end:
        line = lines[index]
        if len(region.lines) <= _MOST_LEAD and (tabs := _tabs(lines[index : index + _MOST_TABS])):
            index += tabs
            continue
        box = boilerplate.box(line, top)
        if box is not None:
            behind = boilerplate.page.span(box)[1]
            inside = lines[index:behind]
            if announces_files(line) and any(map(is_file, inside)):
                region.lines += inside
            elif len(region.lines) == 1 and all(map(is_control, inside)):
                pass  # buttons between summary and text
            elif region.lines and not _goes_on(boilerplate, region.lines, box, behind, end):
                region.meta += facts_in_foot(box, inside)
                part_facts(boilerplate, heading, region)
                region.lines = part_heading(region.lines, box.getparent())
                region.end = index
                return region, True
            else:
                region.meta += facts_in_foot(box, inside) if not region.lines else []
            index = behind
        elif is_stop(line.text) or asks(boilerplate.page, line) or _is_foot(line, region.lines):
            region.end = index
            return region, True
        elif index + 1 < end and (fact := fact_of_cells(line, lines[index + 1], bool(region.lines))):
            region.meta.append(fact)
            index += 2
        elif not region.lines and boilerplate.is_navigation(line) and is_filing(line):
            region.meta.append(line)
            index += 1
        else:
            begun = len(region.lines) > 1
            if begun and region.meta and region.meta[-1].index == index - 1:
                begun = False  # facts are together
            facts = fact_of_line(line, lines[index - 1], begun)
            if not region.lines and _repeats(line, heading):
                index += 1
                continue
            if facts is not None and not (
                is_another_day(facts.text, boilerplate, heading, region)
                or has_event_time(lines[index:end], lines[heading.first : index])
            ):
                if not region.meta and len(region.lines) == 1 and _is_subtitle(region.lines[0]):
                    region.meta.append(region.lines.pop())
                region.meta.append(facts)
                region.lines += _shown_behind(line) if not region.lines else []
            elif not is_control(line) and (line.text or not all(map(is_icon, line.pictures))):
                region.lines.append(line)
            index += 1
    return region, False


def _is_foot(line: Line, text: Sequence[Line]) -> bool:
    """Whether a line tells how to reach an office and is in a block that no line of the text is in."""
    place = line.element.getparent()
    return (
        bool(text)
        and has_contact(line.text)
        and not any(place is other.element.getparent() or line.element is other.element for other in text)
    )


def _shown_behind(facts: Line) -> list[Line]:
    """The lead picture where it is on the line of the facts, behind them, as a line of its own."""
    shown = list(takewhile(lambda each: each.picture or not each.text.strip(), reversed(facts.fragments)))
    shown = [each for each in reversed(shown) if each.picture and each.link is None and not is_icon(each)]
    return [replace(facts, text="", fragments=shown, pictures=shown)] if shown else []


def _repeats(line: Line, heading: Heading) -> bool:
    """Whether a heading says the title again, as a bar does that stays when readers scroll."""
    return line.element.tag in HEADINGS and line.text.casefold() == heading.text.casefold()


def _is_subtitle(line: Line) -> bool:
    """Whether a line above the facts is a second title, and no summary, which is a sentence."""
    return (
        line.element.tag in HEADINGS
        and len(line.text) <= _LONGEST_SUBTITLE
        and not line.text.endswith((".", "!", "…", ":"))
    )


def _tabs(lines: Sequence[Line]) -> int:
    """How many of the lines are the names of tabs ("Nội dung", "Tệp đính kèm", "Bài liên quan")."""
    if lines[0].text.lower() not in labels.CONTENT_TABS:
        return 0
    others = takewhile(lambda line: files.ATTACHED.fullmatch(line.text) or is_stop(line.text), lines[1:])
    count = sum(1 for _ in others)
    return count + 1 if count else 0


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and ends_sentence(text)


def _goes_on(boilerplate: Boilerplate, content: list[Line], box: Element, behind: int, end: int) -> bool:
    """Whether `box` is among the paragraphs of the text, which goes on behind it, above any footer."""
    parent = box.getparent()
    if not any(line.element.getparent() is parent for line in content):
        return False
    for line in boilerplate.page.lines[behind:end]:
        if (
            line.element.getparent() is parent
            and not line.is_link
            and (
                len(line.text) >= PROSE
                or (line.element.tag == content[-1].element.tag and _is_sentence(line.text))
            )
        ):
            return True
        if is_stop(line.text) and not RELATED.fullmatch(line.text):
            return False
    return False
