"""Finds places on a page: title, text, and the values on a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from lxml import etree

from crawler.extract.article.captions.position import BOXED
from crawler.extract.document.lines import Line
from crawler.extract.document.styles import style_of
from crawler.extract.template.annotators import is_prose
from crawler.extract.template.model import Place
from crawler.extract.template.parts import has_bars, parted
from crawler.extract.template.shape import loose
from crawler.extract.template.sheet import SOME_TEXT, Sheet

Element = etree._Element

_LONGEST_BEFORE = 60
_FEW_LINES = 4
_LONG = 60


def body_of(
    sheet: Sheet, places: Sequence[Place], is_own: Callable[[Line], bool] = lambda line: True
) -> Element | None:
    """The element of a page that holds the text by one of `places`: the one with most text and pictures that are the
    article's own, as `is_own` tells."""
    spans = sheet.context.page.spans
    for place in places:
        best: tuple[int, Element] | None = None
        for element in sheet.loose_blocks.get(place.path, ()):
            if place.variants and sheet.shape.path(element) not in place.variants:
                continue
            lines = sheet.lines[slice(*spans[element])]
            length = sum(_worth(sheet, line) for line in lines if is_own(line))
            if length >= SOME_TEXT and (best is None or length > best[0]):
                best = length, element
        if best is not None:
            return best[1]
    return None


def _worth(sheet: Sheet, line: Line) -> int:
    """The letters of a line that is no link; a picture that leads to no other page counts as some."""
    if line.text:
        return 0 if line.is_link else len(line.text)
    return SOME_TEXT * (bool(line.pictures) and not sheet.context.boilerplate.is_navigation(line))


def look(sheet: Sheet, line: Line, top: str) -> str:
    """How a line of the text is set: its path below the text's element without numbers, its alignment, weight,
    slant and colour."""
    path = sheet.loose_paths[line.index].removeprefix(loose(top))
    style = style_of(line, None)
    marks = [name for name in ("bold", "italic", "colored") if getattr(style, name)]
    return " ".join((path, style.align or "-", *marks))


def before_of(sheet: Sheet, index: int) -> str:
    """The text of the line before, where it is beside this one as a label does; else nothing."""
    if not index:
        return ""
    line, before = sheet.lines[index], sheet.lines[index - 1]
    if not before.text or len(before.text) > _LONGEST_BEFORE or before.pictures:
        return ""
    if any(map(str.isdigit, before.text)) or not any(map(str.isalpha, before.text)):
        return ""
    one, other = before.element, line.element
    if one is other or one.getparent() is other.getparent():
        return before.text
    return ""


def values_of(text: str, words: frozenset[str]) -> Sequence[tuple[str, str]]:
    """The values of a line; running text is one."""
    if is_prose(text) and not has_bars(text) and words.isdisjoint(text.split()):
        return [("", text)]
    return parted(text, words)


def stand_together(sheet: Sheet, picture: Line, line: Line) -> bool:
    """Whether a line is in one small box with the picture before it."""
    outer = [picture.element, *islice(picture.element.iterancestors(), BOXED)]
    shared = next(
        (e for e in (line.element, *islice(line.element.iterancestors(), BOXED)) if e in outer), None
    )
    return shared is not None and sheet.context.page.span(shared)[1] - picture.index <= _FEW_LINES


def text_span(sheet: Sheet, body: Element, title: int) -> tuple[int, int]:
    """The lines of the text in its element: where that holds the title (line `title`), too, from the first long line
    below it on."""
    start, end = sheet.context.page.span(body)
    if start > title:
        return start, end
    long = (
        line.index for line in sheet.lines[title + 1 : end] if len(line.text) >= _LONG and not line.is_link
    )
    return next(long, end), end


def title_line(sheet: Sheet, titles: Sequence[Place]) -> tuple[int, int] | None:
    """The first and last line of the title by one of `titles`."""
    for place in titles:
        for index, path in enumerate(sheet.paths):
            if path == place.path and sheet.lines[index].text:
                last = index
                while (
                    last + 1 < len(sheet.lines)
                    and sheet.lines[last + 1].joined
                    and sheet.paths[last + 1] == path
                ):
                    last += 1
                return index, last
    return None
