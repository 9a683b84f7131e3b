"""What is around a line that may be the title: dates, boxes, links beside it, text below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.lines import PROSE, Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.styles import innermost
from crawler.extract.document.text import clean
from crawler.extract.document.tree import around, names
from crawler.extract.facts.facts import is_meta
from crawler.extract.facts.parts import with_bars
from crawler.extract.vocabulary import labels
from crawler.extract.vocabulary.boilerplate import BOX
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.names import TITLE, is_called
from crawler.extract.vocabulary.numbers import DIGIT

Element = etree._Element

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_OUTWARD = 4
"""Elements around the text of a line that may be the heading."""
DATE_ENDS = frozenset("0123456789)]")
_LISTED = 4
"""Lines between two entries of a list."""
_TITLE_LIKE = 15
"""Shortest link that may be the title of another article."""


def heads_no_article(line: Line, text: str) -> bool:
    """Whether a line is the name of a box, of a column or of a category, or a fact beside a title."""
    return bool(
        line.element.tag == "th"
        or is_stop(text)
        or is_control(line)
        or date_line(text)
        or labels.VIEW_LABEL.search(text)
        or BOX.fullmatch(text)
        or labels.CATEGORY_LABEL.fullmatch(text)
    )


def is_listed(boilerplate: Boilerplate, line: Line, box: Element) -> bool:
    """Whether a link to the page itself is one of several in a box, as where a list names the article."""
    first, behind = boilerplate.page.span(box)
    near = boilerplate.page.lines[max(first, line.index - _LISTED) : min(behind, line.index + _LISTED + 1)]
    return any(
        other is not line and boilerplate.is_navigation(other) and len(other.text) >= _TITLE_LIKE
        for other in near
    )


def is_item(boilerplate: Boilerplate, line: Line) -> bool:
    """Whether links to other articles are beside a link in elements of the same kind, as in a list."""
    near = boilerplate.page.lines[max(0, line.index - _LISTED) : line.index + _LISTED + 1]
    return any(
        other is not line
        and boilerplate.is_navigation(other)
        and len(other.text) >= _TITLE_LIKE
        and other.element.getparent() is line.element.getparent()
        and (other.element.tag, names(other.element)) == (line.element.tag, names(line.element))
        for other in near
    )


def leads_away(line: Line, is_own: Callable[[Element], bool]) -> bool:
    """Whether a line is a link, and none of its links is one of the page to itself (`is_own`)."""
    return line.is_link and not any(map(is_own, line.links))


def date_behind(line: Line) -> tuple[str, str | None]:
    """The date line that an element of its own sets behind the title, with its date; else an empty text."""
    fragments = (fragment for fragment in reversed(line.fragments) if fragment.text.strip())
    last = next(fragments, line.fragments[-1])
    before = next(fragments, None)
    if before is not None and _look(before.element) == _look(last.element):
        return "", None  # each word of the title has an element of its own
    behind = clean(last.text)
    date = date_line(behind) if len(behind) < len(line.text) else None
    return (behind, date) if date else ("", None)


def _look(element: Element) -> tuple[str, ...]:
    return (element.tag, *(element.get(name) or "" for name in ("class", "style")))


def before_date(line: Line) -> Line:
    """The line without the date behind the title, which may look otherwise."""
    if date_behind(line)[1] is None:
        return line
    last = max(place for place, fragment in enumerate(line.fragments) if fragment.text.strip())
    return replace(line, fragments=line.fragments[:last])


def form(line: Line) -> tuple[bool, bool]:
    """Whether tag or role of a line are those of a heading, and whether it is named as title."""
    is_heading = is_named = False
    inner = innermost(line)
    for element in around(line.element if inner is None else inner, line.element.getparent(), _OUTWARD):
        is_heading |= element.tag in _HEADINGS or element.get("role") == "heading"
        is_named |= _names_a_title(names(element))
    return is_heading, is_named


@remembered
def _names_a_title(name: str) -> bool:
    return is_called(name, TITLE)


def beside_meta(lines: Sequence[Line], group: list[Line]) -> bool:
    """Whether the date line or the view counter is right before or after."""
    first, last = group[0].index, group[-1].index
    return date_behind(group[-1])[1] is not None or any(
        is_meta(line.text)
        or (DIGIT.search(line.text) and (facts := with_bars(line)) is not line and is_meta(facts.text))
        for line in (*lines[max(0, first - 2) : first], *lines[last + 1 : last + 3])
    )


def stands_below_text(lines: Sequence[Line], line: Line) -> bool:
    """Whether running text is right above and beside a line, as above a signature or within an article."""
    place = line.element.getparent()
    return any(
        len(before.text) >= PROSE
        and not before.is_link
        and (before.element is line.element or before.element.getparent() is place)
        for before in lines[max(0, line.index - 3) : line.index]
    )


def what_follows(boilerplate: Boilerplate, line: Line) -> str:
    """What comes next, before any list of links: running ``text``, ``other`` for anything else."""
    found = ""
    for after in boilerplate.page.lines[line.index + 1 : line.index + 8]:
        if is_stop(after.text) or boilerplate.is_navigation(after):
            break
        if len(after.text) >= PROSE and not after.is_link:
            return "text"
        if not is_meta(after.text) and not is_control(after):
            found = "other"
    return found
