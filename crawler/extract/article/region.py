"""Where the text of the article is: from its title to whatever says that it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from crawler.extract.article.facts import (
    POSTED,
    date_in,
    fact_of_cells,
    fact_of_line,
    is_meta,
    is_short_fact,
    read_date,
    read_views,
)
from crawler.extract.article.programme import tells_event
from crawler.extract.article.region_end import asks, followed_by_text, part_heading, part_others
from crawler.extract.article.title import Heading
from crawler.extract.blocks.attachments import (
    announces_files,
    are_beside,
    files_below,
    is_file,
    part_files,
    part_listed,
)
from crawler.extract.blocks.images import is_icon
from crawler.extract.boilerplate.boxes import Boilerplate, is_control, is_stop, with_bars
from crawler.extract.boilerplate.contact import tells_contact
from crawler.extract.document.lines import Line
from crawler.extract.vocabulary import labels
from crawler.extract.vocabulary.dates import date_line

Element = etree._Element

_HEADERS = frozenset(("header", "hgroup"))
"""What holds the title and all that introduces a text, but not the text."""
_MOST_TABS = 6
_MOST_FILES = 40
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_SUBTITLE = 100
_SENTENCE = 40
_MOST_STEPS = 4
_LONGEST_STEP = 40
_MOST_LEAD = 1
"""Lines above the tabs: the summary."""


@dataclass(slots=True)
class Region:
    """The lines of the article below its title, and what stood among them without being text."""

    lines: list[Line] = field(default_factory=list)
    meta: list[Line] = field(default_factory=list)
    files: list[Line] = field(default_factory=list)
    top: Element | None = None
    end: int = 0

    @property
    def length(self) -> int:
        """Characters of its text."""
        return sum(len(line.text) for line in self.lines)


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
                _part_facts(boilerplate, heading, region)
                region.lines, region.files = part_files(region.lines)
                # a box of documents may have a frame of its own below that of the article
                region.files = region.files or files_below(page.lines[region.end : region.end + _MOST_FILES])
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
        if not region.lines and labels.COMMENTS.fullmatch(line.text):  # as stars to be given, above the text
            index += 1
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
                region.meta += _facts_in_foot(box, inside)
                _part_facts(boilerplate, heading, region)
                region.lines = part_heading(region.lines, box.getparent())
                region.end = index
                return region, True
            elif not region.lines and is_stop(line.text) and not followed_by_text(boilerplate, behind, end):
                region.end = index
                return region, True
            else:
                region.meta += _facts_in_foot(box, inside) if not region.lines else []
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
                begun = False  # facts stand together
            facts = fact_of_line(line, lines[index - 1], begun)
            if not region.lines and _repeats(line, heading):
                index += 1
                continue
            if facts is not None and not (
                _is_another_day(facts.text, boilerplate, heading, region)
                or tells_event(lines[index:end], lines[heading.first : index])
            ):
                if not region.meta and len(region.lines) == 1 and _is_subtitle(region.lines[0]):
                    region.meta.append(region.lines.pop())
                region.meta.append(facts)
            elif not is_control(line) and (line.text or not all(map(is_icon, line.pictures))):
                region.lines.append(line)
            index += 1
    return region, False


def _is_foot(line: Line, text: Sequence[Line]) -> bool:
    """Whether a line tells how to reach an office and stands in a block that no line of the text stands in."""
    place = line.element.getparent()
    return (
        bool(text)
        and tells_contact(line.text)
        and not any(place is other.element.getparent() or line.element is other.element for other in text)
    )


def _repeats(line: Line, heading: Heading) -> bool:
    """Whether a heading says the title again, as a bar does that stays when readers scroll."""
    return line.element.tag in _HEADINGS and line.text.casefold() == heading.text.casefold()


def _is_subtitle(line: Line) -> bool:
    """Whether a line above the facts is a second title, and no summary, which is a sentence."""
    return (
        line.element.tag in _HEADINGS
        and len(line.text) <= _LONGEST_SUBTITLE
        and not line.text.endswith((".", "!", "…", ":"))
    )


def _facts_in_foot(box: Element, inside: Sequence[Line]) -> list[Line]:
    """The facts that the `footer` of an article tells, which stands below its text or above it."""
    frame = box.getparent()
    if box.tag != "footer" or frame is None or frame.tag != "article":
        return []
    facts = [fact_of_line(line, line, False) for line in inside]
    return [fact for fact in facts if fact is not None]


def _tabs(lines: Sequence[Line]) -> int:
    """How many of the lines are the names of tabs ("Nội dung", "Tệp đính kèm", "Bài liên quan")."""
    if not labels.CONTENT_TAB.fullmatch(lines[0].text):
        return 0
    others = takewhile(lambda line: labels.ATTACHED.fullmatch(line.text) or is_stop(line.text), lines[1:])
    count = sum(1 for _ in others)
    return count + 1 if count else 0


def _part_facts(boilerplate: Boilerplate, heading: Heading, region: Region) -> None:
    """Takes the lines of date and views that stand below the text, above its documents, out of it.

    A day alone beside its paragraphs may be the text's own, and so may be a time among them.
    """
    lines = region.lines
    end = len(lines)
    while end and (is_file(lines[end - 1]) or announces_files(lines[end - 1])):
        end -= 1
    first = end
    below: list[Line] = []
    with_bars = is_full = False
    while first and (
        fact := fact_of_line(lines[first - 1], boilerplate.page.lines[lines[first - 1].index - 1], False)
    ):
        first -= 1
        below.append(fact)
        if date := date_in(fact.text):
            with_bars = True
            above, own = lines[max(0, first - 1)].element, lines[first].element
            is_apart = not first or not are_beside(lines[first - 1], lines[first])
            is_set_apart = is_apart and above.getparent() is not own.getparent()
            is_full = is_full or "|" in fact.text or is_set_apart or ("T" in date and is_apart)
    if not with_bars:
        return
    dated = read_date([*region.meta, *meta_above(boilerplate, heading)]) is not None
    if read_views(below) is not None or (is_full and not dated):
        region.lines = lines[:first] + lines[end:]
        region.meta += reversed(below)


def _is_another_day(text: str, boilerplate: Boilerplate, heading: Heading, region: Region) -> bool:
    """Whether a line names a day that is not the one of publication, as a programme begins with.

    Below a summary the date of publication has its time or other facts with it.
    """
    with_bars = date_line(text)
    if with_bars is None or POSTED.match(text) or not (region.lines or text.startswith(("Ngày ", "NGÀY "))):
        return False
    known = read_date([*region.meta, *meta_above(boilerplate, heading)])
    if region.lines:
        return known is not None or not ("T" in with_bars or "|" in text)
    return known is not None and known[:10] != with_bars[:10]


def meta_above(boilerplate: Boilerplate, heading: Heading) -> list[Line]:
    """Lines right above the title that may be its date or view counter."""
    found: list[Line] = []
    lines = boilerplate.page.lines
    index = heading.first - 1
    while index >= max(0, heading.first - 6):
        line = lines[index]
        if boilerplate.is_navigation(line) or len(line.text) > 140:
            break
        date = date_in(line.text)
        box = boilerplate.box_beside(line, heading.element) if date else None
        if (
            date
            and box is not None
            and not (index == heading.first - 1 and _ends_path(boilerplate, box, date))
        ):
            break  # a date in a box of other news
        if len(found) >= 3 and not all(map(is_short_fact, found)):
            break
        fact = fact_of_cells(lines[index - 1], line, False) if index else None
        found.append(fact or with_bars(line))
        index -= 1 if fact is None else 2
    return found


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text.endswith((".", "!", "?", "…"))


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


def _goes_on(boilerplate: Boilerplate, content: list[Line], box: Element, behind: int, end: int) -> bool:
    """Whether `box` stands among the paragraphs of the text, which goes on behind it, above any footer."""
    parent = box.getparent()
    if not any(line.element.getparent() is parent for line in content):
        return False
    for line in boilerplate.page.lines[behind:end]:
        if (
            line.element.getparent() is parent
            and not line.is_link
            and (
                len(line.text) >= 80
                or (line.element.tag == content[-1].element.tag and _is_sentence(line.text))
            )
        ):
            return True
        if is_stop(line.text) and not labels.RELATED.fullmatch(line.text):
            return False
    return False
