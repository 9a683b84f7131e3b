"""Where the text of the article is: from its title to whatever says that it is over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from lxml import etree

from crawler.extract import labels
from crawler.extract.dates import date_line
from crawler.extract.ends import asks, followed_by_text, part_heading, part_others
from crawler.extract.files import announces_files, are_beside, files_below, is_file, part_files, part_listed
from crawler.extract.heading import Heading, is_meta
from crawler.extract.images import is_icon
from crawler.extract.layout import Layout, is_control, is_stop, told
from crawler.extract.lines import Line
from crawler.extract.memory import remembered
from crawler.extract.numbers import NUMBER, digits
from crawler.extract.signature import read_signature
from crawler.extract.text import clean
from crawler.extract.tree import inner_text, names

Element = etree._Element

_VIEWS = (
    re.compile(rf"{labels.VIEW_LABEL}\s*:?\s*({NUMBER})", re.IGNORECASE),
    re.compile(rf"(?<!:)(?:\b(?:đã )?có )?\b({NUMBER})\s*{labels.VIEW_LABEL}", re.IGNORECASE),
)
_VIEW_LABEL = re.compile(rf"{labels.VIEW_LABEL}\s*:?", re.IGNORECASE)
_VISITED = re.compile(
    rf"(?:(?:số )?(?:lượt|lần) )?truy ?cập ?: ?(?:{NUMBER})|(?:{NUMBER}) (?:lượt|lần) truy ?cập",
    re.IGNORECASE,
)
"""A view counter that speaks of visits, as the counters of the whole site do."""
_BETWEEN_FACTS = re.compile(r" ?[|•·] ?| [-–] (?=[^|•·:–-]{2,24}:)")
_ONE_NUMBER = re.compile(NUMBER)
"""What stands beside the date with nothing but a picture to say what it counts."""
_EYE = re.compile(r"(?:^|[\s_-])eye(?:$|[\s_-])")
_LONGEST_EYED = 100
_POSTED = re.compile(rf"(?!thời gian ?:){labels.DATE_LABEL}", re.IGNORECASE)
"""How a date line begins that may stand below the text, where "Thời gian: …" tells of an event."""
_HEADERS = frozenset(("header", "hgroup"))
"""What holds the title and all that introduces a text, but not the text."""
_LONGEST_LABEL = 30
_LONGEST_FACTS = 300
_MOST_TABS = 6
_MOST_FILES = 40
_MOST_LEAD = 1
"""Lines above the tabs: the summary."""
_SPLIT = re.compile(r"\s*[|•·]\s*|\s+-\s+|\s{2,}|(?<=\d)\s+(?=[^\W\d])")


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
    layout: Layout,
    heading: Heading,
    hinted: Sequence[Element] = (),
    is_filing: Callable[[Line], bool] = lambda line: False,
) -> Region:
    """The lines that the article consists of; empty where nothing follows the title.

    `is_filing` tells the links to lists, as that to the article's category below its title is one.
    """
    page = layout.page
    for content in hinted:
        if content in page.spans:
            start, end = page.spans[content]
            meta = [line for line in page.lines[heading.last + 1 : start] if is_meta(line.text)]
            return Region(page.lines[start:end], meta, top=content, end=end)
    region = Region(top=heading.element, end=heading.last + 1)
    element: Element | None = heading.element
    while element is not None:
        start, end = page.span(element)
        if end > heading.last + 1 and element.tag not in _HEADERS:
            region, stopped = _scan(layout, heading, end, element, is_filing)
            if region.lines or stopped:
                region.lines = part_others(layout, region.lines)
                _part_facts(layout, heading, region)
                region.lines, region.files = part_files(region.lines)
                # a box of documents may have a frame of its own below that of the article
                region.files = region.files or files_below(page.lines[region.end : region.end + _MOST_FILES])
                region.lines, listed = part_listed(page, region.lines)
                region.files = region.files + listed
                return region
        element = element.getparent()
    return region


def _scan(
    layout: Layout, heading: Heading, end: int, top: Element, is_filing: Callable[[Line], bool]
) -> tuple[Region, bool]:
    lines = layout.page.lines
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
        box = layout.box(line, top)
        if box is not None:
            behind = layout.page.span(box)[1]
            inside = lines[index:behind]
            if announces_files(line) and any(map(is_file, inside)):
                region.lines += inside
            elif len(region.lines) == 1 and all(map(is_control, inside)):
                pass  # buttons between summary and text
            elif region.lines and not _goes_on(layout, region.lines, box, behind, end):
                if box.tag == "footer" and (frame := box.getparent()) is not None and frame.tag == "article":
                    told = [_facts(line, line, False) for line in inside]
                    region.meta += [fact for fact in told if fact is not None]
                _part_facts(layout, heading, region)
                region.lines = part_heading(region.lines, box.getparent())
                region.end = index
                return region, True
            elif not region.lines and is_stop(line.text) and not followed_by_text(layout, behind, end):
                region.end = index
                return region, True
            index = behind
        elif is_stop(line.text) or asks(layout.page, line):
            region.end = index
            return region, True
        elif index + 1 < end and (fact := _fact(line, lines[index + 1], bool(region.lines))):
            region.meta.append(fact)
            index += 2
        elif not region.lines and layout.is_navigation(line) and is_filing(line):
            region.meta.append(line)
            index += 1
        else:
            begun = len(region.lines) > 1
            if begun and region.meta and region.meta[-1].index == index - 1:
                begun = False  # facts stand together
            facts = _facts(line, lines[index - 1], begun)
            if facts is not None and not _is_another_day(facts.text, layout, heading, region):
                region.meta.append(facts)
            elif not is_control(line) and (line.text or not all(map(is_icon, line.pictures))):
                region.lines.append(line)
            index += 1
    return region, False


def _tabs(lines: Sequence[Line]) -> int:
    """How many of the lines are the names of tabs ("Nội dung", "Tệp đính kèm", "Bài liên quan")."""
    if not labels.CONTENT_TAB.fullmatch(lines[0].text):
        return 0
    others = takewhile(lambda line: labels.ATTACHED.fullmatch(line.text) or is_stop(line.text), lines[1:])
    count = sum(1 for _ in others)
    return count + 1 if count else 0


def _fact(label: Line, value: Line, begun: bool) -> Line | None:
    """A line "Ngày đăng: 27/8/2024" of a label and of a value that stand in cells of their own."""
    if not 2 <= len(label.text) <= _LONGEST_LABEL or not value.text:
        return None
    if not (label.text.endswith(":") or label.element.tag in ("dt", "th", "td")):
        return None
    if any(map(str.isdigit, label.text)) or (begun and not _names_fact(label.text)):
        return None  # it says a fact itself, or none
    fact = replace(label, text=f"{label.text.rstrip(' :')}: {value.text}")
    return fact if _is_meta(fact, label, begun) else None


@remembered(_LONGEST_LABEL)
def _names_fact(text: str) -> bool:
    return _POSTED.match(text) is not None or _VIEW_LABEL.match(text) is not None


def _facts(line: Line, before: Line, begun: bool) -> Line | None:
    """The line if it tells facts about the article, with bars between them where only a style parts them."""
    facts = told(line)
    if facts is not line and _is_meta(facts, before, begun):
        return facts
    return line if _is_meta(line, before, begun) else None


def _part_facts(layout: Layout, heading: Heading, region: Region) -> None:
    """Takes the lines of date and views that stand below the text, above its documents, out of it.

    A day alone beside its paragraphs may be the text's own, and so may be a time among them.
    """
    lines = region.lines
    end = len(lines)
    while end and (is_file(lines[end - 1]) or announces_files(lines[end - 1])):
        end -= 1
    first = end
    below: list[Line] = []
    told = is_full = False
    while first and (fact := _facts(lines[first - 1], layout.page.lines[lines[first - 1].index - 1], False)):
        first -= 1
        below.append(fact)
        if date := date_in(fact.text):
            told = True
            above, own = lines[max(0, first - 1)].element, lines[first].element
            is_apart = not first or not are_beside(lines[first - 1], lines[first])
            is_set_apart = is_apart and above.getparent() is not own.getparent()
            is_full = is_full or "|" in fact.text or is_set_apart or ("T" in date and is_apart)
    if not told:
        return
    dated = read_date([*region.meta, *meta_above(layout, heading)]) is not None
    if read_views(below) is not None or (is_full and not dated):
        region.lines = lines[:first] + lines[end:]
        region.meta += reversed(below)


def _is_meta(line: Line, before: Line, begun: bool) -> bool:
    text = line.text
    if len(text) > _LONGEST_FACTS:
        return False
    if (len(text) < 60 and _counts_views(text)) or _is_view_label(text):
        return True
    if _is_view_label(before.text) and re.fullmatch(NUMBER, text):
        return True
    if not begun and ":" in text and all(map(_tells_fact, _BETWEEN_FACTS.split(text))):
        return True
    if not begun:
        return (
            date_line(text) is not None
            or is_meta(text)
            or (_ONE_NUMBER.fullmatch(text) is not None and is_meta(before.text))
        )
    if line.link_length and labels.CATEGORY_LABEL.fullmatch(text):
        return True
    return _POSTED.match(text) is not None and date_line(text) is not None


def _is_another_day(text: str, layout: Layout, heading: Heading, region: Region) -> bool:
    """Whether a line names a day that is not the one of publication, as a programme begins with.

    Below a summary the date of publication has its time or other facts with it.
    """
    told = date_line(text)
    if told is None or _POSTED.match(text) or not (region.lines or text.startswith(("Ngày ", "NGÀY "))):
        return False
    known = read_date([*region.meta, *meta_above(layout, heading)])
    if region.lines:
        return known is not None or not ("T" in told or "|" in text)
    return known is not None and known[:10] != told[:10]


def meta_above(layout: Layout, heading: Heading) -> list[Line]:
    """Lines right above the title that may be its date or view counter."""
    found: list[Line] = []
    lines = layout.page.lines
    index = heading.first - 1
    while index >= max(0, heading.first - 6):
        line = lines[index]
        if layout.is_navigation(line) or len(line.text) > 140:
            break
        if date_in(line.text) and layout.box_beside(line, heading.element) is not None:
            break  # a date in a box of other news
        if len(found) >= 3 and not all(map(_is_short_fact, found)):
            break
        fact = _fact(lines[index - 1], line, False) if index else None
        found.append(fact or told(line))
        index -= 1 if fact is None else 2
    return found


def _is_short_fact(line: Line) -> bool:
    """Whether a line above the title is a fact with its label, of which there may be more than a few."""
    return ":" in line.text or is_meta(line.text) or _counts_views(line.text)


def _tells_fact(text: str) -> bool:
    """Whether a text is one of the facts that stand beside a title."""
    return _is_named(text) or date_line(text) is not None or _counts_views(text)


def _is_named(text: str) -> bool:
    """Whether a text is a byline, a source, a category or a user of the CMS with its label."""
    named = (labels.BYLINE_LABEL, labels.CATEGORY_LABEL, labels.ORIGIN_LABEL)
    return any(label.fullmatch(text) for label in named)


@remembered(60)
def _counts_views(text: str) -> bool:
    text = text.lstrip("([")
    return any(views.match(text) for views in _VIEWS) or _VISITED.fullmatch(text) is not None


def _goes_on(layout: Layout, content: list[Line], box: Element, behind: int, end: int) -> bool:
    """Whether `box` stands among the paragraphs of the text, which goes on behind it, above any footer."""
    parent = box.getparent()
    if not any(line.element.getparent() is parent for line in content):
        return False
    for line in layout.page.lines[behind:end]:
        if line.element.getparent() is parent and len(line.text) >= 80 and not line.is_link:
            return True
        if is_stop(line.text) and not labels.RELATED.fullmatch(line.text):
            return False
    return False


def read_views(lines: Sequence[Line]) -> int | None:
    """The view counter ("Lượt xem: 137", "137 lượt xem") among lines that are not text."""
    for position, line in enumerate(lines):
        text = _spoken(line) if line.pictures else line.text
        views = _views_in(text)
        if views is not None:
            return views
        if (views := _counted_by_eye(line)) is not None:
            return views
        if position + 1 < len(lines) and _is_view_label(text):
            following = lines[position + 1].text
            if re.fullmatch(NUMBER, following):
                return digits(following)
    return None


def _counted_by_eye(line: Line) -> int | None:
    """The number beside an eye that a class draws ("<i class='fa fa-eye'></i> 137")."""
    if not any(map(str.isdigit, line.text)) or len(line.text) > _LONGEST_EYED:
        return None
    for sign in line.element.iter("i", "span", "em", "svg"):
        place = sign.getparent()
        if place is not None and _EYE.search(names(sign)):
            text = clean(sign.tail or "") or clean(inner_text(place))
            if _ONE_NUMBER.fullmatch(text):
                return digits(text)
    return None


def _spoken(line: Line) -> str:
    """The text of a line with what its pictures say, as one of an eye does of the number behind it."""
    return clean("".join([f" {x.element.get('alt') or ''} " if x.picture else x.text for x in line.pieces]))


@remembered(300)
def _views_in(text: str) -> int | None:
    match = _VIEWS[0].search(text) or _VIEWS[1].search(text)
    return digits(match.group(1)) if match else None


def _is_view_label(text: str) -> bool:
    """Whether a text is nothing but the label of a view counter."""
    return len(text) <= _LONGEST_LABEL and _VIEW_LABEL.fullmatch(text) is not None


def read_bylines(lines: Sequence[Line]) -> dict[str, str]:
    """The author and the department named by labels ("Tác giả: Hải Yến") among lines that are not text."""
    found: dict[str, str] = {}
    for line in lines:
        for match in labels.BYLINE_LABEL.finditer(line.text):
            signed = read_signature(match["name"], marked=True)
            if signed is not None and signed.value and not labels.CMS_USER.fullmatch(signed.value):
                found.setdefault(signed.kind, signed.value)
    return found


def read_date(lines: Sequence[Line]) -> str | None:
    """The publication date among lines that are not text."""
    for line in lines:
        if found := date_in(line.text):
            return found
    return None


@remembered(300)
def date_in(text: str) -> str | None:
    """The date that a line tells, alone or beside other things."""
    if not any(map(str.isdigit, text)):
        return None
    if found := date_line(text):
        return found
    for part in _SPLIT.split(_VIEWS[0].sub(" | ", text)):
        if len(part) >= 8 and (found := date_line(part)):
            return found
    return None
