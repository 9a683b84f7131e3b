"""Recognises boilerplate: menus, boxes, lists of other articles, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from lxml import etree

from crawler.cms.urls import file_kind
from crawler.extract.boilerplate.controls import LEADS_NOWHERE, MARKS, is_stop
from crawler.extract.document.lines import Line, Lines
from crawler.extract.document.links import absolute, is_document
from crawler.extract.document.memo import remembered
from crawler.extract.document.tree import names
from crawler.extract.vocabulary.boilerplate import FOOTER, FURTHER
from crawler.extract.vocabulary.bylines import PHOTO_CREDIT
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.names import CAPTION

Element = etree._Element

_TAGS = frozenset(("nav", "aside", "footer", "menu"))
_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
_SHORT = 20
_DEEPEST = 120
_TEASER = 3
"""Most links of one teaser: its picture, its title, "read on"."""
_PROSE = 100
"""Length in characters from which a line without a link counts as running text."""


class Boilerplate:
    """Tells boilerplate from text on one page."""

    def __init__(self, page: Lines, url: str) -> None:
        self.page = page
        host = _HOST.match(url)
        self._url = url.partition("#")[0]
        self._within = frozenset(("", _site(host.group(1)) if host else ""))
        self._known_boxes: dict[Element, bool] = {}
        self._depth = 0
        self._navigation = [bool(line.links) and self._navigates(line) for line in page.lines]
        self._links = [0, *accumulate(self._navigation)]
        self._prose = [0, *accumulate(len(line.text) >= _PROSE and not line.is_link for line in page.lines)]

    def box(self, line: Line, top: Element | None) -> Element | None:
        """The outermost boilerplate below `top` that `line` is in, or None."""
        found = None
        spans, judged = self.page.spans, self._known_boxes
        element: Element | None = line.element
        while element is not None and element is not top:
            if element in spans:
                known = judged.get(element)
                if self._judged(element) if known is None else known:
                    found = element
            element = element.getparent()
        return found

    def box_beside(self, line: Line, element: Element) -> Element | None:
        """The outermost boilerplate that `line` is in and `element` does not."""
        top: Element | None = element
        while top is not None:
            start, end = self.page.span(top)
            if start <= line.index < end:
                break
            top = top.getparent()
        return self.box(line, top)

    def is_navigation(self, line: Line) -> bool:
        """Whether a line is nothing but a link to another page of the same site, not a button of its own."""
        return self._navigation[line.index]

    def is_contents(self, line: Line) -> bool:
        """Whether a line links the part of the text that begins with the same words, as a table of contents does."""
        if not line.links or any((link.get("href") or "")[:1] != "#" for link in line.links):
            return False
        return line.text in self._unlinked

    @cached_property
    def _unlinked(self) -> frozenset[str]:
        """The texts of the lines without a link."""
        return frozenset(line.text for line in self.page.lines if line.text and not line.links)

    def _navigates(self, line: Line) -> bool:
        if line.text and not (line.is_link or _is_dated_link(line) or names_further(line)):
            return False
        if not line.text and self._shows_picture(line):
            return False
        led = {_leads(link.get("href") or "") for link in line.links}
        # a word or two are a button or a tab; more than that name a part of the text
        return (led if line.text.count(" ") > 1 else led - {"#"}) <= self._within

    def _shows_picture(self, line: Line) -> bool:
        """Whether a picture that is a link is the article's: it leads nowhere, or has a caption of its own."""
        hrefs = [(link.get("href") or "").strip() for link in line.links]
        if all(LEADS_NOWHERE.match(href) or self._own(href) for href in hrefs):
            return True
        below = self.page.lines[line.index + 1] if line.index + 1 < len(self.page.lines) else None
        if below is None or below.links or not below.text:
            return False
        return _is_caption_of(below, line) or self._fill_table(line, below)

    def _fill_table(self, pictured: Line, text: Line) -> bool:
        """Whether a picture and a text below it are all that is in a table."""
        table = next((outer for outer in pictured.element.iterancestors() if outer.tag == "table"), None)
        return table is not None and self.page.span(table) == (pictured.index, text.index + 1)

    def _own(self, href: str) -> bool:
        """Whether a link leads to the page's own address."""
        return href.startswith("#") or absolute(href, self._url) == self._url

    def _is_boilerplate(self, element: Element) -> bool:
        """Whether all that is in `element` leads elsewhere, or it opens with the name of such a box.

        Judged from the inside out: a column is boilerplate if each of its boxes is, so that one paragraph of
        text among forty links still counts.
        """
        if element.tag in _TAGS or element.get("role") == "navigation":
            return True
        start, end = self.page.span(element)
        links = self._links[end] - self._links[start]
        lines = self.page.lines
        first = lines[start].text or next((line.text for line in lines[start:end] if line.text), "")
        if is_stop(first) and not self._names_less(element, start, end):
            return self._prose[end] == self._prose[start] or FOOTER.match(first) is not None
        if links < 2:
            return links == end - start and _is_menu_line(lines[start])
        kinds: list[str] = []
        for unit in self._units(element, start, end):
            kinds.append(self._unit(*unit))
            if kinds[-1] == "text":
                return False
        leading = sum(kind in ("links", "teaser") for kind in kinds)
        return leading >= kinds.count("heading") and (leading > 1 or "links" in kinds)

    def _names_less(self, element: Element, start: int, end: int) -> bool:
        """Whether what opens `element` as a heading names the first of several boxes in it and not all."""
        _, behind, block = next(self._units(element, start, end))
        while block is not None and behind == end:
            _, behind, block = next(self._units(block, start, end))
        return block is not None and behind > start + 1

    def _units(self, element: Element, start: int, end: int) -> Iterator[tuple[int, int, Element | None]]:
        """What `element` is made of: blocks, and the lines between them one by one."""
        lines, spans = self.page.lines, self.page.spans
        index = start
        while index < end:
            block: Element | None = None
            inner: Element | None = lines[index].element
            while inner is not None and inner is not element:
                if inner in spans:
                    block = inner
                inner = inner.getparent()
            behind = index + 1 if block is None else max(spans[block][1], index + 1)
            yield index, behind, block
            index = behind

    def _unit(self, start: int, end: int, block: Element | None) -> str:
        """``links``, ``teaser`` (a link with a date or a summary), ``heading`` or ``text``."""
        count = end - start
        links = self._links[end] - self._links[start]
        if links == count or (links and block is not None and self._known(block)):
            return "links"
        prose = self._prose[end] - self._prose[start]
        if 0 < links <= _TEASER and prose <= links and count <= 4 * links and count - links <= 5:
            return "teaser"
        line = self.page.lines[start]
        if count > 1 or len(line.text) > 60 or line.text.endswith((".", ";", "!")) or line.pictures:
            return "text"
        return "text" if any(_leads(link.get("href") or "") is None for link in line.links) else "heading"

    def _known(self, element: Element) -> bool:
        known = self._known_boxes.get(element)
        return self._judged(element) if known is None else known

    def _judged(self, element: Element) -> bool:
        self._depth += 1
        # boxes within boxes beyond this depth are no layout of anyone's; the stack ends at a thousand
        known = self._known_boxes[element] = self._depth <= _DEEPEST and self._is_boilerplate(element)
        self._depth -= 1
        return known


def _is_caption_of(text: Line, pictured: Line) -> bool:
    """Whether a text right below a picture is named its caption or says whose it is."""
    figure = next((outer for outer in pictured.element.iterancestors() if outer.tag == "figure"), None)
    named = (text.element, text.element.getparent())
    return (
        (figure is not None and figure in text.element.iterancestors())
        or text.element.tag == "figcaption"
        or any(each is not None and CAPTION.search(names(each)) for each in named)
        or PHOTO_CREDIT.search(text.text) is not None
    )


def names_further(line: Line) -> bool:
    """Whether a line is one link, with at most words such as "Xem thêm:" before it."""
    return (
        len(line.links) == 1
        and line.link_length > _SHORT
        and FURTHER.fullmatch(line.beside_links()) is not None
    )


def _is_dated_link(line: Line) -> bool:
    """Whether all but a link of a line is its date ("Trao quà cho hộ nghèo (20/08/2024)")."""
    beside = line.beside_links().strip(MARKS)
    return len(beside) <= line.link_length and date_line(beside) is not None


@remembered
def _leads(href: str) -> str | None:
    """The site that a link leads to, empty for the page's own or for none, "#" for a place on the page.

    None for a document or picture.
    """
    href = href.strip()
    if href[:1] == "#":
        return "#" if len(href) > 1 else ""
    if is_document(href) or file_kind(href.partition("?")[0]) == "image":
        return None
    host = _HOST.match(href)
    return _site(host.group(1)) if host else ""


def _is_menu_line(line: Line) -> bool:
    """Whether a line alone is a menu, or the teaser of another article: its picture in one link with its title."""
    if len(line.links) >= 2 or not line.text or names_further(line):
        return True
    return any(picture.link is not None for picture in line.pictures)


def _site(host: str) -> str:
    """What the hosts of one portal share: ``soctrang.gov.vn`` of ``vpub.soctrang.gov.vn``."""
    parts = host.lower().split(".")
    return host if parts[-1].isdigit() else ".".join(parts[-3:])
