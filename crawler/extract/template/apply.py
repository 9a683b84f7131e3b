"""Reading one page by a template: every line gets a label, the fields are read at their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from crawler.cms.urls import file_kind
from crawler.extract.article.region import Region
from crawler.extract.article.title import Heading
from crawler.extract.boilerplate.boxes import is_control
from crawler.extract.document.lines import Line
from crawler.extract.document.links import is_document
from crawler.extract.pages.context import PageContext
from crawler.extract.template.annotators import date_of, is_agency
from crawler.extract.template.captions import look
from crawler.extract.template.model import Place, Template
from crawler.extract.template.parts import said
from crawler.extract.template.regions import body_of
from crawler.extract.template.shape import Shape, loose
from crawler.extract.template.sheet import Sheet
from crawler.extract.template.slots import before_of, stand_together, title_line, values_of
from crawler.extract.vocabulary.numbers import whole_number
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

_FITS = 0.7
"""Share of a template's frame that a page has to have."""
_NEAR = 30
"""Lines below the text among which documents and facts of the article may stand."""
_LONGEST_LABEL = 30
_LONGEST_NAME = 120
_FACTS = frozenset(("published_at", "views", "author", "department", "signature", "source", "unread"))


@dataclass
class Found:
    """What a template finds on a page: the title, the lines of the text, values of fields, the label of each
    line, and what was not understood."""

    heading: Heading
    region: Region
    summary: str | None = None
    published_at: str | None = None
    views: int | None = None
    author: str | None = None
    department: str | None = None
    source: str | None = None
    category: str | None = None
    is_caption: Callable[[Line], bool] = lambda line: False
    near: list[Line] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def fitting(context: PageContext, templates: Sequence[Template]) -> tuple[Template, Sheet] | None:
    """The template whose skeleton the page has, with the page's sheet; None where none fits."""
    if not templates:
        return None
    best: tuple[float, Template, Sheet] | None = None
    for template in templates:
        sheet = Sheet(context, "", "", shape=Shape(frozenset(template.names)))
        share = sum(path in sheet.blocks for path in template.frame) / max(1, len(template.frame))
        if share >= _FITS and (best is None or share > best[0]):
            best = share, template, sheet
    return (best[1], best[2]) if best else None


def read_by(template: Template, sheet: Sheet) -> Found | None:
    """The page read by a template that fits it; None where title or text are not at their places."""
    title = title_line(sheet, template.places("title"))
    if title is None:
        return None
    first, last = title
    lines = sheet.lines
    everywhere = template.texts.get("", frozenset())
    listed = {entry.line.index for entry in sheet.context.entries}

    def is_own(line: Line) -> bool:
        if line.index <= last or line.index in listed or line.text in everywhere or _leads_to_file(line):
            return False
        return line.text not in template.texts.get(sheet.paths[line.index], ())

    body = body_of(sheet, template.places("body"), is_own)
    start, end = sheet.context.page.span(body) if body is not None else (last + 1, last + 1)
    text = " ".join(line.text for line in lines[first : last + 1])
    heading = Heading(text, first, last, lines[first].element, True)
    found = Found(heading, Region(top=body, end=end))
    found.labels.update(dict.fromkeys(range(first, last + 1), "title"))
    _read_fields(template, sheet, found, max(0, first - _NEAR), min(len(lines), end + _NEAR))
    _label_furniture(template, sheet, found)
    below_picture: set[int] = set()
    leads = {place.path for place in template.places("lead")}
    pictured: Line | None = None
    for line in lines[last + 1 : start]:
        if line.index in found.labels:
            pictured = None
        elif (line.pictures and sheet.paths[line.index] in leads) or (
            pictured is not None and stand_together(pictured, line)
        ):
            found.labels[line.index] = "text"
            found.region.lines.append(line)
            if line.text:
                below_picture.add(line.index)
            pictured = line if line.pictures else None
    for line in lines[max(start, last + 1) : end]:
        if line.index in found.labels:
            continue
        label = _others(sheet, line, body, listed)
        if label is None and is_control(line):
            label = "boilerplate"
        if label:
            found.labels[line.index] = label
        else:
            found.labels[line.index] = "text"
            found.region.lines.append(line)
    for line in lines[last + 1 : min(len(lines), end + _NEAR)]:
        if found.labels.get(line.index, "boilerplate") != "boilerplate" or start <= line.index < end:
            continue
        if _leads_to_file(line) and sheet.texts[line.index] not in template.texts.get(
            sheet.paths[line.index], ()
        ):
            found.labels[line.index] = "attachments"
            found.region.files.append(line)
    found.near = [
        line
        for line in lines[max(0, first - _NEAR) : min(len(lines), end + _NEAR)]
        if line.text and found.labels.get(line.index, "unread") in _FACTS
    ]
    top = sheet.shape.path(body) if body is not None else ""
    looks = frozenset(template.captions)
    found.is_caption = lambda line: line.index in below_picture or look(sheet, line, top) in looks
    return found


def _leads_to_file(line: Line) -> bool:
    return any(is_document(link.get("href") or "") for link in line.links)


def _label_furniture(template: Template, sheet: Sheet, found: Found) -> None:
    furniture = frozenset(template.furniture)
    everywhere = template.texts.get("", frozenset())
    for line in sheet.lines:
        if line.index in found.labels:
            continue
        path, text = sheet.paths[line.index], sheet.texts[line.index]
        if path in furniture or text in template.texts.get(path, ()) or text in everywhere:
            found.labels[line.index] = "boilerplate"


def _others(sheet: Sheet, line: Line, body: Element | None, listed: set[int]) -> str | None:
    """``others`` for a link to another article in the midst of the text, and what belongs to it."""
    if line.index in listed or (sheet.context.boilerplate.is_navigation(line) and line.text.count(" ") >= 3):
        rest = line.beside_links()
        if (len(rest) <= _LONGEST_LABEL or 2 * line.link_length >= len(line.text)) and not any(
            file_kind((link.get("href") or "").partition("?")[0]) for link in line.links
        ):
            return "others"
    box = sheet.context.boilerplate.box(line, body)
    if box is not None:
        start, end = sheet.context.page.span(box)
        if any(start <= index < end for index in listed):
            return "others"
    return None


def _read_fields(template: Template, sheet: Sheet, found: Found, start: int, end: int) -> None:
    at: dict[str, list[Line]] = {}
    for line in sheet.lines[start:end]:
        if line.text:
            for path in {sheet.paths[line.index], sheet.loose_paths[line.index]}:
                at.setdefault(path, []).append(line)
    words = _words(template)
    for place in template.clocks:
        for line, _ in _values(sheet, place, at, words):
            found.labels.setdefault(line.index, "clock")
    for place in template.readings:
        for line, _ in _values(sheet, place, at, words):
            found.labels.setdefault(line.index, "reading")
    for place in template.places("summary"):
        if found.summary is None:
            for line, value in _values(sheet, place, at, words):
                if found.labels.get(line.index) is None and len(line.text) > 10:
                    found.summary = line.text if not place.label else value
                    found.labels[line.index] = "summary"
                    break
    for name, read in _READERS.items():
        for place in template.places(name):
            if getattr(found, name, None) is not None:
                break
            _read_field(name, read, sheet, place, at, words, found)


def _read_field(
    name: str,
    read: Callable[[str, str], str | int | None],
    sheet: Sheet,
    place: Place,
    at: dict[str, list[Line]],
    words: dict[str, frozenset[str]],
    found: Found,
) -> None:
    values = list(_values(sheet, place, at, words))
    for line, value in reversed(values) if place.pick == "last" else values:
        if found.labels.get(line.index) in ("title", "text", "summary") or not value:
            continue
        if name == "category" and not (place.label or place.before) and not sheet.names_list(value):
            continue
        if name == "source" and not (place.label or place.before) and not is_agency(value):
            continue
        known = read(place.label or place.before, value)
        if known is None:
            if place.label and name == "published_at":
                found.problems.append(f"{name}: {value[:60]!r} is not understood")
            continue
        if name == "signature":
            signed = read_signature(value, marked=True)
            if signed is None or signed.value is None:
                continue
            if getattr(found, signed.kind) is None:
                setattr(found, signed.kind, signed.value)
        elif getattr(found, name) is None:
            setattr(found, name, known)
        found.labels[line.index] = name
        return


def _values(
    sheet: Sheet, place: Place, at: dict[str, list[Line]], words: dict[str, frozenset[str]]
) -> Iterator[tuple[Line, str]]:
    for line in at.get(place.path, ()):
        if place.before and before_of(sheet, line.index) != place.before:
            continue
        for label, value in values_of(said(line), words.get(loose(place.path), frozenset())):
            if label == place.label:
                yield line, value


def _words(template: Template) -> dict[str, frozenset[str]]:
    """The constant words of each place that has some."""
    found: dict[str, set[str]] = {}
    for places in (*(places for _, places in template.fields), template.readings, template.clocks):
        for place in places:
            found.setdefault(loose(place.path), set()).update(place.label.split())
    for path, label in template.labels:
        found.setdefault(loose(path), set()).update(label.split())
    return {path: frozenset(words) for path, words in found.items()}


def _date(label: str, value: str) -> str | None:
    return date_of(value)


def _number(label: str, value: str) -> int | None:
    return whole_number(value)


def _name(kind: str) -> Callable[[str, str], str | None]:
    def read(label: str, value: str) -> str | None:
        signed = read_signature(value, marked=True)
        if signed is not None and signed.value:
            return signed.value if signed.kind == kind else None
        # where the place is known by its label, a name of a form not seen before is one, too
        return value if label and len(value) <= _LONGEST_NAME and date_of(value) is None else None

    return read


def _plain(label: str, value: str) -> str | None:
    return value if len(value) <= _LONGEST_NAME else None


def _signature(label: str, value: str) -> str | None:
    return value if read_signature(value, marked=True) else None


_READERS: dict[str, Callable[[str, str], str | int | None]] = {
    "published_at": _date,
    "views": _number,
    "author": _name("author"),
    "department": _name("department"),
    "signature": _signature,
    "source": _plain,
    "category": _plain,
}
