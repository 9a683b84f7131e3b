"""Finds the region on pages of an unknown portal, from our own rules and the votes of main-text libraries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from crawler.extract.article.region.model import Region
from crawler.extract.article.title.heading import Heading
from crawler.extract.blocks.attachments import (
    MOST_FILES,
    announces_files,
    are_beside,
    files_below,
    is_file,
    part_files,
)
from crawler.extract.blocks.images import is_icon
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.lines import PROSE, Line
from crawler.extract.document.tree import around, names
from crawler.extract.facts.facts import fact_of_line
from crawler.extract.main_text.votes import MainText
from crawler.extract.vocabulary.names import SUMMARY
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

_AGREED = 0.5
"""Overlap of the libraries from which they overrule us. On 46 news pages they overlap by .67 and more."""
_MISSED = 150
"""The number of characters from which a region that lacks them is wrong.

Measured: on 381 pages of a portal that our own reader knows, libraries find up to 137 that it rightly leaves
out. On news pages where it is wrong, they find 400 and more.
"""
_MISSED_SHARE = 0.3
"""The same as a share of the region."""
_LEAD = 60
"""Shortest summary above a text."""
_CELLS = frozenset(("td", "th"))
_CAPTIONS = frozenset(("figure", "figcaption"))
_MOST_SIGNED = 3


def misses_text(main: MainText, heading: Heading | None, region: Region) -> bool:
    """Whether libraries agree on so much text outside the region that the region is wrong."""
    if main.discord < _AGREED:
        return False
    inside = {line.index for line in (*region.lines, *region.files, *region.meta)}
    if heading is not None:
        inside.update(range(heading.first, heading.last + 1))
    missed = main.length(main.taken - inside)
    return missed > max(_MISSED, _MISSED_SHARE * region.length)


def voted_region(boilerplate: Boilerplate, heading: Heading, main: MainText) -> Region:
    """The region that a majority takes, completed by what libraries leave out.

    That is pictures, captions, short paragraphs, a summary above, signatures below; not links to other articles
    between paragraphs.
    """
    lines = boilerplate.page.lines
    taken = [
        index
        for index in sorted(main.taken)
        if index > heading.last and not boilerplate.is_navigation(lines[index])
    ]
    if not taken:
        return Region()
    first, last = taken[0], taken[-1]
    blocks = _blocks(lines[index] for index in taken)
    chosen = set(taken)
    region = Region(top=_common(boilerplate, first, last))
    for line in lines[heading.last + 1 : last]:
        if line.index in chosen or boilerplate.box(line, region.top) is not None:
            continue
        is_lead = line.index < first
        beside = _is_paragraph(line, blocks) and (not is_lead or len(line.text) >= _LEAD)
        if fact := fact_of_line(line, lines[line.index - 1], not is_lead):
            region.meta.append(fact)
        elif (
            beside or _is_shown(line) or (is_lead and (_is_summary(line) or _is_caption(lines, line, chosen)))
        ):
            chosen.add(line.index)
    chosen.update(line.index for line in _signatures(lines, last))
    region.lines = [lines[index] for index in sorted(chosen)]
    region.end = region.lines[-1].index + 1
    region.lines, region.files = part_files(region.lines)
    region.files = region.files or files_below(lines[region.end : region.end + MOST_FILES])
    return region


def trimmed_region(main: MainText, region: Region) -> Region:
    """Our region without lines that no library takes and that are apart from the lines they take.

    Lines that libraries ignore stay: pictures, tables, documents, a summary above the text. On 381 pages this
    changes no field of an article.
    """
    first = min(main.taken)
    blocks = _blocks(main.lines[index] for index in main.taken)

    def belongs(line: Line) -> bool:
        return (
            not line.text
            or line.index in main.votes
            or main.has(line)
            or _is_paragraph(line, blocks)
            or _looks_voted(main, line)
            or line.element.tag in _CELLS
            or is_file(line)
            or announces_files(line)
            or (line.index < first and len(line.text) >= PROSE)
        )

    kept = [line for line in region.lines if belongs(line)]
    return replace(region, lines=kept) if kept else region


def _blocks(lines: Iterator[Line]) -> set[Element]:
    """The elements of lines and those around them. Whatever is in these is beside a line."""
    found: set[Element] = set()
    for line in lines:
        found.add(line.element)
        if (parent := line.element.getparent()) is not None:
            found.add(parent)
    return found


def _is_paragraph(line: Line, blocks: set[Element]) -> bool:
    """Whether a line is beside lines of the text as a paragraph of its own."""
    beside = line.element in blocks or line.element.getparent() in blocks
    return beside and bool(line.text) and not line.is_link and not is_control(line) and not is_stop(line.text)


def _looks_voted(main: MainText, line: Line) -> bool:
    """Whether the line before or behind has votes and the look of this one."""
    near = (index for index in (line.index - 1, line.index + 1) if index in main.votes)
    return any(_look(main.lines[index]) == _look(line) for index in near)


def _look(line: Line) -> tuple[tuple[str, str], ...]:
    """Tag and names of the element that a line is in and of the one around it."""
    return tuple((element.tag, names(element)) for element in around(line.element, None))


def _is_shown(line: Line) -> bool:
    """Whether a line is a picture of the text, or what is below one as its caption."""
    if line.pictures and not line.text:
        return not all(map(is_icon, line.pictures))
    tags = {element.tag for element in around(line.element, None)}
    return not line.is_link and not tags.isdisjoint(_CAPTIONS)


def _is_caption(lines: Sequence[Line], line: Line, chosen: Collection[int]) -> bool:
    """Whether a line is right below a picture of the text in one block with it."""
    above = lines[line.index - 1]
    return above.index in chosen and not above.text and are_beside(line, above) and not line.is_link


def _is_summary(line: Line) -> bool:
    """Whether a line above the text is named as its summary."""
    if len(line.text) < _LEAD or line.is_link:
        return False
    return any(SUMMARY.search(names(element)) for element in around(line.element, None))


def _common(boilerplate: Boilerplate, first: int, last: int) -> Element | None:
    """The innermost block with the lines from `first` to `last`."""
    element: Element | None = boilerplate.page.lines[first].element
    while element is not None and boilerplate.page.span(element)[1] <= last:
        element = element.getparent()
    return element


def _signatures(lines: Sequence[Line], last: int) -> Iterator[Line]:
    """Signatures right below the text, which libraries drop."""
    for line in lines[last + 1 : last + 1 + _MOST_SIGNED]:
        if (
            line.is_link
            or not are_beside(line, lines[last])
            or read_signature(line.text, marked=True) is None
        ):
            return
        yield line
