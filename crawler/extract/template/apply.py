"""Reads one page by a template: labels every line, and reads each field at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from crawler.cms.urls import file_kind
from crawler.extract.article.region.end import LONGEST_HEADING
from crawler.extract.article.region.model import Region
from crawler.extract.article.title.heading import Heading
from crawler.extract.article.title.surroundings import date_behind
from crawler.extract.boilerplate.controls import is_control, slide_numbers
from crawler.extract.document.lines import Line
from crawler.extract.facts.facts import LONGEST_FACT_LABEL
from crawler.extract.pages.context import PageContext
from crawler.extract.template.annotators import is_running, is_sentence
from crawler.extract.template.beside import names_reader, readers_of, signature_beside, told_before
from crawler.extract.template.model import Place, Template
from crawler.extract.template.places import body_of, look, stand_together, title_line
from crawler.extract.template.shape import Shape, loose, stands_out
from crawler.extract.template.sheet import Sheet, leads_to_file, pictured
from crawler.extract.template.values import NEAR, READERS, Values, is_summary, read_shifted, read_values

Element = etree._Element

_FITS = 0.7
"""Share of a template's frame that a page has to have."""
_NO_TEXTS: frozenset[str] = frozenset()
_FACTS = frozenset((*READERS, "unread")) - {"category"}


@dataclass
class Fitted:
    """The findings of a template on a page: title, lines of the text, values of fields, labels of lines, open
    questions.

    `near` are lines of facts beside the article. `signature` is the field and value of a signing line, where no
    template has a place for one.
    """

    heading: Heading
    region: Region
    values: Values
    near: list[Line] = field(default_factory=list)
    signature: tuple[str, str] | None = None
    is_caption: Callable[[Line], bool] = lambda line: False


def fitting(context: PageContext, templates: Sequence[Template]) -> tuple[Template, Sheet] | None:
    """The template whose skeleton the page has, with the page's sheet; None where none fits."""
    best: tuple[tuple[bool, float, int], Template, Sheet] | None = None
    sheets: dict[tuple[str, ...], Sheet] = {}
    for template in templates:
        if (sheet := sheets.get(template.names)) is None:
            sheet = sheets[template.names] = Sheet(context, "", "", shape=Shape(frozenset(template.names)))
        share = sum(path in sheet.blocks for path in template.frame) / max(1, len(template.frame))
        if share < _FITS or not all(notice in sheet.texts for notice in template.notices):
            continue
        # skins of one frame differ in where the title is
        is_titled = len(templates) == 1 or title_line(sheet, template.places("title")) is not None
        fit = is_titled, share, len(template.notices)
        if best is None or fit > best[0]:
            best = fit, template, sheet
    return (best[1], best[2]) if best else None


def read_by(template: Template, sheet: Sheet) -> Fitted | None:
    """The page read by a template that fits it; None where the title is not at its place."""
    title = title_line(sheet, template.places("title"))
    if title is None:
        return None
    first, last = title
    text = " ".join(line.text for line in sheet.lines[first : last + 1])
    trail, date = date_behind(sheet.lines[last])
    sheet.title = text = text[: len(text) - len(trail)].rstrip()
    values = read_values(template, sheet, max(0, first - NEAR))
    labels = values.labels
    labels.update(dict.fromkeys(range(first, last + 1), "title"))
    _label_furniture(template, sheet, labels)
    listed = sheet.context.listed

    def is_own(line: Line) -> bool:
        if line.index <= last or line.index in listed or leads_to_file(line):
            return False
        return line.index not in labels

    bodies = template.places("body")
    # something left out above shifts the numbers of nameless elements, and the text is where others have boxes
    shifted = _shifted(template, sheet, labels, last)
    body = _not_said_by_readers(sheet, labels, bodies, is_own, last + 1)
    begin = sheet.context.page.span(body)[0] if body is not None else last + 1
    own = sheet.lines[slice(*sheet.context.page.span(body))] if body is not None else []
    if not any(is_own(line) and is_sentence(line.text) for line in own):
        behind = (i for i in range(begin, len(sheet.lines)) if i in listed or leads_to_file(sheet.lines[i]))
        stop = next(behind, len(sheet.lines))  # what readers say follows documents and links
        if body is not None:
            stop = min([stop, *readers_of(sheet, labels, begin)])
        places = [replace(place, variants=()) for place in bodies] if body is None else bodies
        may_be = {i for i in shifted if i < stop and (body is None or is_running(sheet.lines[i].text))}
        other = body_of(
            sheet, places, lambda line: line.index in may_be or (line.index < stop and is_own(line))
        )
        body = other if other is not None else body
    for index in shifted & frozenset(range(*sheet.context.page.span(body)) if body is not None else ()):
        del labels[index]
    start, end = sheet.context.page.span(body) if body is not None else (last + 1, last + 1)
    if body is not None:
        variants = [path for place in template.places("body") for path in place.variants]
        _put_back(sheet, values, body, variants, range(start, end))
    read_shifted(template, sheet, title, (start, end), values)
    if "summary" not in values.fields:
        _take_summary(template, sheet, values, range(last + 1, start))
    heading = Heading(text, first, last, sheet.lines[first].element, True, date)
    found = Fitted(heading, Region(top=body, end=end), values)
    captions = _take_lead(template, sheet, found, last + 1, start)
    beside = {place.path for place in template.places("files")}
    slides = slide_numbers(sheet.lines[start:end])
    for line in sheet.lines[max(start, last + 1) : end]:
        is_beside = sheet.loose_paths[line.index] in beside and line.is_mostly_link
        if line.index not in labels and is_beside and leads_to_file(line):
            continue
        if line.index not in labels:
            is_portals = (
                sheet.loose_paths[line.index] in template.furnished
                or is_control(line)
                or sheet.context.boilerplate.is_contents(line)
                or line.index in slides
            )
            label = _others(template, sheet, line, body, listed) or ("boilerplate" if is_portals else "text")
            labels[line.index] = label
            if label == "text":
                found.region.lines.append(line)
    _take_files(template, sheet, found, range(last + 1, min(len(sheet.lines), end + NEAR)))
    _take_introductions(sheet, found, body)
    near = sheet.lines[max(0, first - NEAR) : min(len(sheet.lines), end + NEAR)]
    told = told_before(template, sheet, labels, near)
    found.signature = signature_beside(sheet, labels, last + 1, end)
    found.near = [line for line in near if line.text and labels.get(line.index, "unread") in _FACTS] + told
    top = sheet.shape.path(body) if body is not None else ""
    looks = frozenset(template.captions)
    found.is_caption = lambda line: line.index in captions or look(sheet, line, top) in looks
    return found


def _not_said_by_readers(
    sheet: Sheet,
    labels: dict[int, str],
    places: Sequence[Place],
    is_own: Callable[[Line], bool],
    start: int,
) -> Element | None:
    """The element of the text; where it begins with what readers say, another that is above them all."""
    body = body_of(sheet, places, is_own)
    if body is None or sum(len(sheet.loose_blocks.get(place.path, ())) for place in places) == 1:
        return body
    for line in sheet.lines[slice(*sheet.context.page.span(body))]:
        if names_reader(sheet, labels, line.index):
            break
        if is_own(line) and (line.pictures or is_sentence(line.text)):
            return body
    else:
        return body
    readers = readers_of(sheet, labels, start)
    above = body_of(sheet, places, lambda line: line.index < readers[0] and is_own(line)) if readers else None
    return above if above is not None else body


def _shifted(template: Template, sheet: Sheet, labels: dict[int, str], title: int) -> frozenset[int]:
    """The sentences below the title that nothing but a number in their path makes the portal's."""
    everywhere = template.texts.get("", frozenset())
    return frozenset(
        index
        for index, label in labels.items()
        if index > title
        and label == "boilerplate"
        and sheet.loose_paths[index] != sheet.paths[index]
        and sheet.is_prose(sheet.lines[index])
        and is_sentence(sheet.lines[index].text)
        and sheet.texts[index] not in everywhere
        and sheet.texts[index] not in template.texts.get(sheet.paths[index], ())
    )


def _put_back(sheet: Sheet, values: Values, body: Element, variants: Sequence[str], text: range) -> None:
    """Leaves a summary in the element of the text where it is but the first of its paragraphs: where others have
    its path, or is alone where other pages have their text."""
    unlabelled = [index for index in text if sheet.lines[index].text and values.labels.get(index) != "title"]
    place = next((index for index in unlabelled if values.labels.get(index) == "summary"), None)
    if place is None or stands_out(path := sheet.paths[place], top := sheet.shape.path(body)):
        return
    if [sheet.paths[index] for index in unlabelled].count(path) > 1 or (
        len(unlabelled) == 1 and top in variants
    ):
        del values.labels[place], values.fields["summary"]


def _take_summary(template: Template, sheet: Sheet, values: Values, between: range) -> None:
    """Takes the summary between title and text where only the number of a nameless element is another than where
    others have theirs."""
    known = {loose(place.path) for place in template.places("summary") if not (place.label or place.before)}
    for index in between:
        line = sheet.lines[index]
        if index not in values.labels and sheet.loose_paths[index] in known and is_summary(line.text):
            values.fields["summary"] = line.text
            values.labels[index] = "summary"
            return


def _take_lead(template: Template, sheet: Sheet, found: Fitted, start: int, end: int) -> set[int]:
    """Takes the pictures between title and text, with the lines below them; the numbers of these lines."""
    labels, captions = found.values.labels, set()
    leads = {place.path for place in template.places("lead")}
    picture: Line | None = None
    for line in sheet.lines[start:end]:
        if line.index in labels:
            picture = None
            continue
        is_lead = bool(line.pictures) and (sheet.paths[line.index] in leads or not _leads_on(line))
        if not is_lead and (picture is None or not stand_together(sheet, picture, line)):
            continue
        labels[line.index] = "text"
        found.region.lines.append(line)
        if line.text:
            captions.add(line.index)
        picture = line if line.pictures else None
    return captions


def _take_introductions(sheet: Sheet, found: Fitted, top: Element | None) -> None:
    """Takes out of the text what introduces a link to another article ("Đọc thêm:"), and what stands in a box with
    nothing but such links or documents, as their heading does."""
    labels = found.values.labels
    page = sheet.context.page
    for line in list(found.region.lines):
        label = labels.get(line.index + 1, "")
        follows = sheet.lines[line.index + 1] if line.index + 1 < len(sheet.lines) else line
        is_headed = label in ("others", "attachments") or (label == "boilerplate" and follows.is_link)
        if not is_headed or not 0 < len(line.text) <= LONGEST_HEADING:
            continue
        is_told = line.text.endswith(":") and len(line.text) <= LONGEST_FACT_LABEL and label == "others"
        below = follows.element
        box = next(
            (e for e in (line.element, *line.element.iterancestors()) if e is below or e in _up(below)), None
        )
        if not is_told and (box is None or box is top or (top is not None and top not in _up(box))):
            continue
        inside = range(*page.span(box)) if box is not None else ()
        if is_told or not any(labels.get(index) == "text" for index in inside if index != line.index):
            labels[line.index] = label if label == "others" else "boilerplate"
            found.region.lines.remove(line)


def _up(element: Element) -> list[Element]:
    return list(element.iterancestors())


def _take_files(template: Template, sheet: Sheet, found: Fitted, near: range) -> None:
    """Takes the links to documents that are beside the text and are the article's own."""
    labels = found.values.labels
    inside = {line.index for line in found.region.lines}
    for index in near:
        line = sheet.lines[index]
        known = template.texts.get(sheet.paths[index], frozenset())
        if labels.get(index, "boilerplate") != "boilerplate" or index in inside or not leads_to_file(line):
            continue
        if sheet.texts[index] not in known:
            labels[index] = "attachments"
            found.region.files.append(line)


def _leads_on(line: Line) -> bool:
    """Whether a line is a link to anything but a picture."""
    return any(file_kind((link.get("href") or "").partition("?")[0]) != "image" for link in line.links)


def _label_furniture(template: Template, sheet: Sheet, labels: dict[int, str]) -> None:
    furniture, texts = template.furnished, template.texts
    everywhere = texts.get("", _NO_TEXTS)
    for line, path, text in zip(sheet.lines, sheet.paths, sheet.texts, strict=True):
        if line.index not in labels and (
            path in furniture
            or text in everywhere
            or text in texts.get(path, _NO_TEXTS)
            or (line.pictures and pictured(line) in everywhere)
        ):
            labels[line.index] = "boilerplate"


def _others(
    template: Template, sheet: Sheet, line: Line, body: Element | None, listed: frozenset[int]
) -> str | None:
    """``others`` for a link to another article in the midst of the text, and what belongs to it."""
    boilerplate = sheet.context.boilerplate
    if line.index in listed or (boilerplate.is_navigation(line) and line.text.count(" ") >= 3):
        is_file = any(file_kind((link.get("href") or "").partition("?")[0]) for link in line.links)
        beside = line.beside_links()
        is_introduced = len(beside) <= LONGEST_FACT_LABEL or beside in template.texts.get("", ())
        if not is_file and (line.is_mostly_link or is_introduced):
            return "others"
    box = boilerplate.box(line, body)
    if box is not None:
        start, end = sheet.context.page.span(box)
        if any(start <= index < end for index in listed):
            return "others"
    return None
