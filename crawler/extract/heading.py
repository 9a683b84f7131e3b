"""The title of an article: the heading on the page, told by what repeats it and by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from crawler.extract import labels
from crawler.extract.dates import date_line
from crawler.extract.evidence import TitleEvidence
from crawler.extract.layout import Layout, is_control, is_stop
from crawler.extract.lines import Line
from crawler.extract.styles import is_bold, is_large
from crawler.extract.text import clean

Element = etree._Element

_NAMED = re.compile(r"title|tieu-?de|headline|heading|td_tin", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}|[A-Za-zĐđ])[.)/]\s|(?:Điều|Chương|Mục|Phần)\s+[IVX\d]")
"""How headings within a text begin."""
_VIEWS = re.compile(labels.VIEW_LABEL, re.IGNORECASE)
_BAR = re.compile(r"\s*[|•]\s*")
_ENOUGH = 2.9
_MOST_FORM = 6.5
"""The most that form and surroundings add to the weight of being repeated."""
_LONGEST = 400
_DATE_ENDS = frozenset("0123456789)]")
_LISTED = 4
"""Lines between two entries of a list."""
_TITLE_LIKE = 15
"""Shortest link that may be the title of another article."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title, the lines `first` to `last` that it fills, and whether the page itself repeats it.

    `date` is that of the date line, where it stands behind the title on the same line.
    """

    text: str
    first: int
    last: int
    element: Element
    sure: bool
    date: str | None = None


def find_heading(
    layout: Layout,
    evidence: TitleEvidence,
    hinted: Sequence[Element] = (),
    is_own: Callable[[Element], bool] = lambda link: False,
) -> Heading | None:
    """The title of the article, or None where no line has enough to say for itself.

    `is_own` tells the links that lead to the page itself, as the title may.
    """
    for element in hinted:
        start, end = layout.page.span(element)
        lines = layout.page.lines[start:end]
        text = clean(" ".join(line.text for line in lines))
        if text and element in layout.page.spans:
            return Heading(text, start, end - 1, element, True)
    best: tuple[float, int, Heading] | None = None
    for repeated, text, group in _candidates(layout, evidence, is_own):
        if best is not None and repeated + _MOST_FORM < best[0]:
            break
        weight, sure = _weigh(layout, evidence, group, text, repeated, _leads_away(group[0], is_own))
        first = group[0].index
        if weight >= _ENOUGH and (best is None or (weight, -first) > (best[0], -best[1])):
            date = _date_behind(group[-1])[1]
            best = weight, first, Heading(text, first, group[-1].index, group[0].element, sure, date)
    return best[2] if best else None


def _candidates(
    layout: Layout, evidence: TitleEvidence, is_own: Callable[[Element], bool]
) -> list[tuple[float, str, list[Line]]]:
    """What may be the title, with the weight of its being repeated; the most repeated first."""
    found = []
    for group in _groups(layout.page.lines):
        text = " ".join([line.text for line in group]) if len(group) > 1 else group[0].text
        behind = len(_date_behind(group[-1])[0])
        text = text[: len(text) - behind].rstrip()
        if not 4 <= len(text) <= _LONGEST:
            continue
        if text.casefold() not in evidence.document and _leads_away(group[0], is_own):
            continue
        found.append((evidence.weight(text), text, group))
    return sorted(found, key=lambda candidate: -candidate[0])


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Every line alone, and a heading broken over two or three lines as one."""
    groups = []
    for position, line in enumerate(lines):
        if not line.text:
            continue
        groups.append([line])
        tail = [line]
        for after in lines[position + 1 : position + 3]:
            if not after.joined or after.pictures:
                break
            tail.append(after)
        following = lines[line.index + len(tail)] if line.index + len(tail) < len(lines) else None
        if len(tail) > 1 and not line.joined and (following is None or not following.joined):
            groups.append(tail)
    return groups


def _weigh(
    layout: Layout, evidence: TitleEvidence, group: list[Line], text: str, repeated: float, is_link: bool
) -> tuple[float, bool]:
    line = group[0]
    form = _form(line)
    if not repeated and not form:
        if is_link or len(text) > 300 or text.endswith((".", ":", ";")) or line.is_indented:
            return 0.0, False
        if _stands_below_text(layout.page.lines, line):
            return 0.0, False
        large, bold = is_large(line), is_bold(_before_date(line))
        if not (large or bold):
            return 0.0, False
        beside = _beside_meta(layout.page.lines, group)
        follows = _followed_by_text(layout, group[-1])
        if not follows or (follows < 1.5 and not (beside or (large and bold))):
            return 0.0, False
        form = 1.0 + 1.0 * large + 2.0 * beside
    elif _beside_meta(layout.page.lines, group):
        form += 2
    weight = repeated + form
    if repeated < 4 and (is_stop(text) or is_control(line) or date_line(text) or _VIEWS.search(text)):
        return 0.0, False
    if is_link:
        weight -= 4
    if not repeated and _NUMBERED.match(text):
        weight -= 2
    if labels.SITE_NAME.search(text) and not evidence.is_slug(text):
        weight -= 3
    if evidence.is_category(text) and not evidence.is_slug(text):
        weight -= 5
    if line.element.tag == "li":
        weight -= 1
    if weight >= _ENOUGH - 1.5 and (box := layout.box(line, None)) is not None:
        weight -= 4 + 4 * (line.is_link and _is_listed(layout, line, box))
    if weight < _ENOUGH - 1.5:
        return weight, False
    return weight + _followed_by_text(layout, group[-1]), repeated >= 4


def _is_listed(layout: Layout, line: Line, box: Element) -> bool:
    """Whether a link to the page itself is one of several in a box, as where a list names the article."""
    first, behind = layout.page.span(box)
    near = layout.page.lines[max(first, line.index - _LISTED) : min(behind, line.index + _LISTED + 1)]
    return any(
        other is not line and layout.is_navigation(other) and len(other.text) >= _TITLE_LIKE for other in near
    )


def _leads_away(line: Line, is_own: Callable[[Element], bool]) -> bool:
    return line.is_link and not any(piece.link is not None and is_own(piece.link) for piece in line.pieces)


def _date_behind(line: Line) -> tuple[str, str | None]:
    """The date line that an element of its own sets behind the title, with its date; else an empty text."""
    last = next((piece for piece in reversed(line.pieces) if piece.text.strip()), None)
    if last is None or last.text.strip()[-1] not in _DATE_ENDS or last.element is line.element:
        return "", None
    behind = clean(last.text)
    date = date_line(behind) if len(behind) < len(line.text) else None
    return (behind, date) if date else ("", None)


def _before_date(line: Line) -> Line:
    """The line without the date behind the title, which may look otherwise."""
    if _date_behind(line)[1] is None:
        return line
    last = max(place for place, piece in enumerate(line.pieces) if piece.text.strip())
    return replace(line, pieces=line.pieces[:last])


def _form(line: Line) -> float:
    """What tag and class say of a line: a heading, or named as one."""
    weight = 0.0
    elements: dict[Element, None] = {}
    for piece in line.pieces:
        if piece.text.strip():
            elements.setdefault(piece.element)
    element: Element | None = next(iter(elements), line.element)
    for _ in range(4):
        if element is None:
            break
        if element.tag in ("h1", "h2"):
            weight = max(weight, 2.0)
        elif element.tag in ("h3", "h4"):
            weight = max(weight, 1.9)
        if _is_named(element.get("class"), element.get("id")):
            weight = max(weight, 1.9) + 0.25
        if element is line.element:
            break
        element = element.getparent()
    return weight


@lru_cache(maxsize=4096)
def _is_named(kind: str | None, name: str | None) -> bool:
    return _NAMED.search(f"{kind or ''} {name or ''}") is not None


def _beside_meta(lines: Sequence[Line], group: list[Line]) -> bool:
    """Whether the date line or the view counter stands right before or after."""
    first, last = group[0].index, group[-1].index
    return _date_behind(group[-1])[1] is not None or any(
        is_meta(line.text) for line in (*lines[max(0, first - 2) : first], *lines[last + 1 : last + 3])
    )


@lru_cache(maxsize=8192)
def is_meta(text: str) -> bool:
    """Whether a line is a date line or a view counter, or has one of them between bars."""
    if not 4 <= len(text) <= 140:
        return False
    parts = (text, *_BAR.split(text)) if "|" in text or "•" in text else (text,)
    return any(date_line(part) is not None or (_VIEWS.match(part) and len(part) < 60) for part in parts)


def _stands_below_text(lines: Sequence[Line], line: Line) -> bool:
    """Whether running text stands right above and beside a line, as above a signature or within an article."""
    place = line.element.getparent()
    return any(
        len(before.text) >= 80
        and not before.is_link
        and (before.element is line.element or before.element.getparent() is place)
        for before in lines[max(0, line.index - 3) : line.index]
    )


def _followed_by_text(layout: Layout, line: Line) -> float:
    """How surely text comes next, before any list of links: 1.5 for running text, 1 for anything else."""
    found = 0.0
    for after in layout.page.lines[line.index + 1 : line.index + 8]:
        if is_stop(after.text) or layout.is_navigation(after):
            break
        if len(after.text) >= 80 and not after.is_link:
            return 1.5
        if not is_meta(after.text) and not is_control(after):
            found = 1.0
    return found
