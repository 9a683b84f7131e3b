"""The category of an article, as its page shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from lxml import etree

from crawler.cms import Cms
from crawler.extract.article.title.evidence import TitleEvidence
from crawler.extract.article.title.heading import Heading
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.addresses import address
from crawler.extract.document.lines import Line
from crawler.extract.document.links import absolute
from crawler.extract.document.text import clean, touch
from crawler.extract.document.tree import around, inner_text, names
from crawler.extract.facts.facts import is_meta
from crawler.extract.facts.parts import with_bars
from crawler.extract.vocabulary.bylines import BYLINE_LABEL
from crawler.extract.vocabulary.labels import BREADCRUMB_HOME, BREADCRUMB_MARK, CATEGORY_LABEL, PAGE_STEP
from crawler.extract.vocabulary.names import PATH, is_called

Element = etree._Element

_LONGEST = 80
_REACH = 10
_OUTWARD = 8
"""Elements around the title among which one may call itself the article."""
_NUMBERED = re.compile(r"^\d\. ?(?=\D)")
"""Before a step of a path whose steps are counted."""
_BEGINNING = 8
_CUT = ("…", "...")
_STEPS = 4
"""The most steps of a path behind the home page."""


def read_category(
    boilerplate: Boilerplate,
    heading: Heading,
    near: Sequence[Line],
    evidence: TitleEvidence,
    base: str,
    cms: Cms | None,
) -> str | None:
    """The category of an article.

    It is named by a label ("Chuyên mục: Tin tức") among the lines `near` the title; else it is the last step of
    the breadcrumb ("Trang chủ » Tin tức"); else the list linked right above the title, the name in the address,
    or one in the menu; else the list linked below.
    """
    for line in near:
        if labelled := CATEGORY_LABEL.search(line.text):
            return _as_elsewhere(boilerplate, labelled["name"])
    above = _above_others(boilerplate, heading)
    if named := _named_above(boilerplate, heading, above, evidence, base, cms):
        return named
    for line in near:
        if line.is_link and leads_to_list(line.links[0], base, cms):
            return _as_elsewhere(boilerplate, line.text)
    return _told(heading)


def _told(heading: Heading) -> str | None:
    """What the first link says that calls itself a category (``rel="category"``), in the element that calls itself the
    article."""
    for element in around(heading.element, None, _OUTWARD):
        if element.tag == "article" or "hentry" in (element.get("class") or "").split():
            links = (
                link for link in element.iter("a") if "category" in (link.get("rel") or "").lower().split()
            )
            return next((name for link in links if (name := clean(inner_text(link)))), None)
    return None


def _named_above(
    boilerplate: Boilerplate,
    heading: Heading,
    above: list[Line],
    evidence: TitleEvidence,
    base: str,
    cms: Cms | None,
) -> str | None:
    """The category that one of the lines above the title names."""
    for position in range(len(above) - 1, -1, -1):
        begins = above[position]
        if not BREADCRUMB_HOME.match(begins.text) or _is_menu(begins, base, cms):
            continue
        if _is_path(above[position:]):
            steps = [
                step
                for line in _path(boilerplate, above[position:])
                for step in BREADCRUMB_MARK.split(_without(_marked(line), heading.text))
            ]
            named = [_NUMBERED.sub("", step) for step in steps[1:] if step and not PAGE_STEP.fullmatch(step)]
            return _as_elsewhere(boilerplate, named[-1]) if named else None
    names = (line for line in reversed(above) if not _is_beside(line))
    for line in islice(names, 3):
        if evidence.is_category(line.text) and not (line.is_link and _in_menu(boilerplate, line)):
            return _as_elsewhere(boilerplate, line.text)
        if not line.is_link and 3 <= len(line.text) <= _LONGEST and _is_listed(boilerplate, line, base, cms):
            return _as_elsewhere(boilerplate, line.text)
        if line.is_link:
            if len(line.links) > 1 or _in_menu(boilerplate, line):
                return None
            if leads_to_list(line.links[0], base, cms):
                return _as_elsewhere(boilerplate, line.text)
    return None


def _is_beside(line: Line) -> bool:
    """Whether a line is buttons or facts, which are between the name of a category and the title."""
    if is_meta(line.text) or is_control(line):
        return True
    facts = with_bars(line).text
    return is_meta(facts) or (":" in facts and BYLINE_LABEL.match(facts) is not None)


def _above_others(boilerplate: Boilerplate, heading: Heading) -> list[Line]:
    """The last lines above the title that are in no box of other news."""
    lines = boilerplate.page.lines
    found: list[Line] = []
    index = heading.first - 1
    while index >= 0 and len(found) < _REACH:
        box = boilerplate.box_beside(lines[index], heading.element)
        first, _ = boilerplate.page.span(box) if box is not None else (index, index)
        if first < index and is_stop(lines[first].text):
            index = first - 1
            continue
        found.append(lines[index])
        index -= 1
    return found[::-1]


def leads_to_list(link: Element, base: str, cms: Cms | None) -> bool:
    """Whether a link leads to a list of the portal."""
    target = absolute(link.get("href") or "", base)
    return target is not None and address(target, cms).kind == "list"


def _is_listed(boilerplate: Boilerplate, line: Line, base: str, cms: Cms | None) -> bool:
    """Whether a menu of the page has a list by the name that the line says."""
    low = line.text.casefold()
    return any(
        clean(inner_text(link)).casefold() == low and leads_to_list(link, base, cms)
        for other in boilerplate.page.lines
        if len(other.text) == len(low) or (len(other.links) > 1 and low in other.text.casefold())
        for link in other.links
    )


def _marked(line: Line) -> str:
    """The text of a line with a mark where a picture, or nothing at all, parts a link from what follows."""
    trail, link = "", line.fragments[0].link
    for fragment in line.fragments:
        parts = fragment.picture if len(line.links) > 1 else False
        glued = fragment.link is not link and touch(trail, fragment.text)
        trail += " » " if parts or glued else ""
        trail += fragment.text
        link = fragment.link
    return clean(trail)


def _without(text: str, title: str) -> str:
    """A line of the path without the article's title, whole or cut ("Hội nghị sơ kết 02 năm…")."""
    low, whole = text.casefold(), title.casefold()
    if low.endswith(whole):
        return text[: len(text) - len(title)]
    start = low.rfind(whole[:_BEGINNING]) if low.endswith(_CUT) else -1
    return text[:start] if start >= 0 and whole.startswith(low[start:].rstrip(". …")) else text


def _as_elsewhere(boilerplate: Boilerplate, name: str) -> str:
    """A name in capitals as a menu of the page spells it; capitals are the skin's, not the category's."""
    if not name.isupper():
        return name
    low = name.casefold()
    return next(
        (x.text for x in boilerplate.page.lines if not x.text.isupper() and x.text.casefold() == low), name
    )


def _in_menu(boilerplate: Boilerplate, line: Line) -> bool:
    """Whether the link before is in the same block or beside it, as in a menu."""
    before = boilerplate.page.lines[line.index - 1] if line.index else None
    if before is None or not boilerplate.is_navigation(before):
        return False
    return line.element is before.element or line.element.getparent() is before.element.getparent()


def _is_path(lines: list[Line]) -> bool:
    """Whether lines are steps of one path: parted by marks, or in an element named so."""
    if any(
        BREADCRUMB_MARK.search(f" {_marked(line)} ".replace(" / ", " » ")) and len(line.text) < 300
        for line in lines[:2]
    ):
        return True
    return _crumbs(lines[0]) is not None


def _is_menu(line: Line, base: str, cms: Cms | None) -> bool:
    """Whether a line is a menu: of more links than a path has steps, or ending with none to a list, behind some."""
    if len(line.links) < 3 or _crumbs(line) is not None or any(map(str.isalnum, line.beside_links())):
        return False
    *steps, last = line.links[1:]
    return len(steps) >= _STEPS or (
        not leads_to_list(last, base, cms) and any(leads_to_list(link, base, cms) for link in steps)
    )


def _path(boilerplate: Boilerplate, lines: list[Line]) -> list[Line]:
    """The lines of the breadcrumb that begins with the first of `lines`."""
    crumbs, steps = _crumbs(lines[0]), BREADCRUMB_MARK.split(_marked(lines[0]))
    if crumbs is None and len(steps) > 1 and steps[-1]:
        return lines[:1]
    end = boilerplate.page.span(crumbs)[1] if crumbs is not None else lines[-1].index + 1
    return [*takewhile(lambda line: line.index < end and not _is_beside(line), lines)]


def _crumbs(line: Line) -> Element | None:
    """The outermost element around a line that is named as a path."""
    return next(
        (each for each in reversed([*around(line.element, None, 4)]) if is_called(_called(each), PATH)), None
    )


def _called(element: Element) -> str:
    return f"{names(element)} {element.get('aria-label') or ''}"
