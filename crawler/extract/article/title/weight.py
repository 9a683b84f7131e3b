"""Weighs a line as title: by its markup, its surroundings, the text that follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from crawler.extract.article.title.evidence import TitleEvidence
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.styles import innermost, is_bold, is_large
from crawler.extract.document.text import clean
from crawler.extract.document.tree import names
from crawler.extract.facts.facts import is_meta
from crawler.extract.facts.parts import with_bars
from crawler.extract.vocabulary import labels
from crawler.extract.vocabulary.boilerplate import BOX
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

_NAMED = re.compile(r"title|tieu-?de|headline|heading|td_tin", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(
    r"[*•+–-]\s|(?:[IVX]{1,5}|\d{1,2}|[A-Za-zĐđ])[.)/]\s|(?:Điều|Chương|Mục|Phần)\s+[IVX\d]"
)
"""How headings within a text begin."""
ENOUGH = 2.9
_MOST_AROUND = 3.5
"""The most that the surroundings of a line add to its weight."""
_MOST_BARE = 5.5
"""The largest weight of a line that nothing repeats and no markup names as heading."""
_TAG_WEIGHTS = {"h1": 2.0, "h2": 2.0, "h3": 1.9, "h4": 1.9}
DATE_ENDS = frozenset("0123456789)]")
_LISTED = 4
"""Lines between two entries of a list."""
_TITLE_LIKE = 15
"""Shortest link that may be the title of another article."""


def weigh(
    boilerplate: Boilerplate,
    evidence: TitleEvidence,
    group: list[Line],
    text: str,
    repeated: float,
    is_link: bool,
    least: float,
) -> tuple[float, bool]:
    """The weight of a candidate, and whether the page repeats it; no weight where it is below `least`."""
    line = group[0]
    form = _form(line)
    if repeated + max(form + _MOST_AROUND, 0.0 if repeated else _MOST_BARE) < least:
        return 0.0, False
    if not repeated and not form:
        if is_link or len(text) > 300 or text.endswith((".", ":", ";")) or line.is_indented:
            return 0.0, False
        if _stands_below_text(boilerplate.page.lines, line):
            return 0.0, False
        large, bold = is_large(line), is_bold(_before_date(line))
        if not (large or bold):
            return 0.0, False
        beside = _beside_meta(boilerplate.page.lines, group)
        follows = _followed_by_text(boilerplate, group[-1])
        if not follows or (follows < 1.5 and not (beside or (large and bold))):
            return 0.0, False
        if (signed := read_signature(text)) and signed.kind == "author":
            return 0.0, False
        form = 1.0 + 1.0 * large + 2.0 * beside
    elif _beside_meta(boilerplate.page.lines, group):
        form += 2
    weight = repeated + form
    if repeated < 4 and _heads_no_article(line, text):
        return 0.0, False
    if is_link:
        weight -= 4
    if not repeated and _NUMBERED.match(text):
        weight -= 2
    if labels.SITE_NAME.match(line.text) and not evidence.is_slug(text):
        weight -= 3
    if evidence.is_category(text) and not evidence.is_slug(text):
        weight -= 5
    if line.element.tag == "li":
        weight -= 1
    if weight >= ENOUGH - 1.5 and (box := boilerplate.box(line, None)) is not None:
        # what the address is made of is hardly the name of a box, unless it is a link
        weight -= 2 if not line.links and evidence.is_slug(text) else 4
        weight -= 4 * (line.is_link and _is_listed(boilerplate, line, box))
    elif boilerplate.is_navigation(line) and _is_item(boilerplate, line):
        weight -= 8
    if weight < ENOUGH - 1.5:
        return weight, False
    return weight + _followed_by_text(boilerplate, group[-1]), repeated >= 4


def _heads_no_article(line: Line, text: str) -> bool:
    """Whether a line is the name of a box, of a column or of a category, or a fact beside a title."""
    return bool(
        line.element.tag == "th"
        or is_stop(text)
        or is_control(line)
        or date_line(text)
        or labels.VIEWS.search(text)
        or BOX.fullmatch(text)
        or labels.CATEGORY_LABEL.fullmatch(text)
    )


def _is_listed(boilerplate: Boilerplate, line: Line, box: Element) -> bool:
    """Whether a link to the page itself is one of several in a box, as where a list names the article."""
    first, behind = boilerplate.page.span(box)
    near = boilerplate.page.lines[max(first, line.index - _LISTED) : min(behind, line.index + _LISTED + 1)]
    return any(
        other is not line and boilerplate.is_navigation(other) and len(other.text) >= _TITLE_LIKE
        for other in near
    )


def _is_item(boilerplate: Boilerplate, line: Line) -> bool:
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
    return line.is_link and not any(map(is_own, line.links))


def date_behind(line: Line) -> tuple[str, str | None]:
    """The date line that an element of its own sets behind the title, with its date; else an empty text."""
    if line.text[-1:] not in DATE_ENDS:
        return "", None
    if len(line.fragments) == 1 and line.fragments[0].element is line.element:
        return "", None
    said = (fragment for fragment in reversed(line.fragments) if fragment.text.strip())
    last = next(said, None)
    if last is None or last.element is line.element or last.text.strip()[-1] not in DATE_ENDS:
        return "", None
    before = next(said, None)
    if before is not None and _look(before.element) == _look(last.element):
        return "", None  # each word of the title has an element of its own
    behind = clean(last.text)
    date = date_line(behind) if len(behind) < len(line.text) else None
    return (behind, date) if date else ("", None)


def _look(element: Element) -> tuple[str, ...]:
    return (element.tag, *(element.get(name) or "" for name in ("class", "style")))


def _before_date(line: Line) -> Line:
    """The line without the date behind the title, which may look otherwise."""
    if date_behind(line)[1] is None:
        return line
    last = max(place for place, fragment in enumerate(line.fragments) if fragment.text.strip())
    return replace(line, fragments=line.fragments[:last])


def _form(line: Line) -> float:
    """What tag and class say of a line: a heading, or named as one."""
    weight = 0.0
    element: Element | None = innermost(line)
    if element is None:
        element = line.element
    for _ in range(4):
        if element is None:
            break
        weight = max(weight, 2.0 if element.get("role") == "heading" else _TAG_WEIGHTS.get(element.tag, 0.0))
        kind, name = element.get("class"), element.get("id")
        if (kind and _names_a_title(kind)) or (name and _names_a_title(name)):
            weight = max(weight, 1.9) + 0.25
        if element is line.element:
            break
        element = element.getparent()
    return weight


@remembered(300)
def _names_a_title(name: str) -> bool:
    return _NAMED.search(name) is not None


def _beside_meta(lines: Sequence[Line], group: list[Line]) -> bool:
    """Whether the date line or the view counter is right before or after."""
    first, last = group[0].index, group[-1].index
    return date_behind(group[-1])[1] is not None or any(
        is_meta(line.text)
        or (_DIGIT.search(line.text) and (facts := with_bars(line)) is not line and is_meta(facts.text))
        for line in (*lines[max(0, first - 2) : first], *lines[last + 1 : last + 3])
    )


def _stands_below_text(lines: Sequence[Line], line: Line) -> bool:
    """Whether running text is right above and beside a line, as above a signature or within an article."""
    place = line.element.getparent()
    return any(
        len(before.text) >= 80
        and not before.is_link
        and (before.element is line.element or before.element.getparent() is place)
        for before in lines[max(0, line.index - 3) : line.index]
    )


def _followed_by_text(boilerplate: Boilerplate, line: Line) -> float:
    """How surely text comes next, before any list of links: 1.5 for running text, 1 for anything else."""
    found = 0.0
    for after in boilerplate.page.lines[line.index + 1 : line.index + 8]:
        if is_stop(after.text) or boilerplate.is_navigation(after):
            break
        if len(after.text) >= 80 and not after.is_link:
            return 1.5
        if not is_meta(after.text) and not is_control(after):
            found = 1.0
    return found
