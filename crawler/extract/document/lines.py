"""Splits a page into lines, in reading order.

A line ends at the edge of a block, and at a line break. A line is `joined` to the one before where both are one
paragraph: a single line break counts as white space. It does not where typed indentation follows, as on pages whose
whole text is one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from crawler.extract.document import scripts
from crawler.extract.document.hidden import MOST_HIDDEN, hides, hides_by_name
from crawler.extract.document.scripts import plainly, strikes
from crawler.extract.document.text import clean, words

Element = etree._Element

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "marquee",
    "menu", "nav", "noframes", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))  # fmt: skip
_UNREAD = frozenset((
    "script", "style", "noscript", "template", "select", "textarea", "option", "datalist", "iframe",
    "svg", "math", "head", "title", "object", "embed", "audio", "video", "canvas", "button", "applet",
    "map",
))  # fmt: skip
_ROLES = {
    **dict.fromkeys(BLOCKS, "block"),
    **dict.fromkeys(_UNREAD, "unread"),
    "a": "a",
    "br": "br",
    "img": "img",
    **dict.fromkeys(scripts.TAGS, "marked"),
}
PROSE = 80
"""Characters from which a line is running text."""
_LINKED = 0.8
"""The share of the letters of a line from which it is nothing but links."""
_POINT = re.compile(
    r"(?:Điều|Khoản|Chương|Mục) (?:\d+|[IVX]+)[.:]|(?:\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,5}[.)]|[-–+•*])\s+\S"
)
"""The beginning of a line that is a point of its own, however it is separated from the line before."""
MOST_ELEMENTS = 60_000
"""Elements that are read of one page. The largest real page seen has 9,000."""

_BREAK: None = None
_NO_BREAK = "\u00a0"
"""The no-break space. Readers see it; other white space between tags belongs to the markup."""
_NONE: list[Fragment] = []


@dataclass(slots=True, eq=False)
class Fragment:
    """Text as written with the element that it is in, or a picture (`picture`, no text)."""

    text: str
    element: Element
    link: Element | None = None
    picture: bool = False


@dataclass(slots=True, eq=False)
class Line:
    """One line. `element` is the innermost block it is in; `text` is clean.

    `link_length` counts the letters that are links; `is_link`: all but a mark or a bullet of them are.
    `links` are the links that it has a part of, each once.
    """

    index: int
    element: Element
    fragments: list[Fragment]
    text: str
    joined: bool
    is_indented: bool
    link_length: int
    is_link: bool
    links: tuple[Element, ...]
    pictures: list[Fragment]
    looks: dict[Element | None, Any] = field(default_factory=dict, init=False)
    """What `styles.style_of` found out about it, by the element below which it looked."""
    _beside: str | None = field(default=None, init=False)

    @property
    def is_mostly_link(self) -> bool:
        """Whether at least half of its letters are links."""
        return 2 * self.link_length >= len(self.text)

    def beside_links(self) -> str:
        """The text that is no link, clean."""
        if self._beside is None:  # asked for each of the links, of which there may be thousands
            self._beside = clean("".join([each.text for each in self.fragments if each.link is None]))
        return self._beside


@dataclass(slots=True)
class Lines:
    """All lines of a page, and for each block the range of lines that are in it."""

    lines: list[Line]
    spans: dict[Element, tuple[int, int]]
    complete: bool = True

    def span(self, element: Element) -> tuple[int, int]:
        """First line in `element` and first line behind it. An inline element has its block's."""
        found: Element | None = element
        while found is not None and found not in self.spans:
            found = found.getparent()
        return self.spans[found] if found is not None else (0, len(self.lines))


def read_lines(root: Element) -> Lines:
    """The lines of everything in `root`."""
    page = Lines([], {})
    lines, spans = page.lines, page.spans
    chunk: list[Fragment | None] = []
    marked: set[Element] = set()
    opened: list[tuple[Iterator[Element], Element, Element, Element | None, int]] = []
    children: Iterator[Element] = iter((root,))
    parent = block = root
    link: Element | None = None
    preformatted = count = 0
    while True:
        for element in children:
            count += 1
            role = _ROLES.get(element.tag)
            look, name = element.get("style"), element.get("class")
            if role == "marked" or (look and strikes(look)):
                marked.add(element)
            if (
                role != "unread"
                and not (look and hides(look))
                and element.get("hidden") is None
                and not (name and hides_by_name(name) and sum(map(len, element.itertext())) <= MOST_HIDDEN)
            ):
                if role == "block":
                    if chunk:
                        _append(lines, chunk, block)
                    opened.append((children, parent, block, link, len(lines)))
                    children, parent, block = iter(element), element, element
                    preformatted += element.tag == "pre"
                elif role == "br":
                    chunk.append(_BREAK)
                elif role == "img":
                    chunk.append(Fragment("", element, link, True))
                elif role == "a" or len(element):
                    opened.append((children, parent, block, link, -1))
                    children, parent = iter(element), element
                    if role == "a" and not _marks_a_place(element):
                        link = element
                text = element.text
                if text and (chunk or preformatted or not text.isspace() or _NO_BREAK in text):
                    if marked or preformatted:
                        _write(chunk, text, element, link, preformatted, marked)
                    else:
                        chunk.append(Fragment(text, element, link))
                if parent is element:
                    break
            text = element.tail
            if text and (chunk or preformatted or not text.isspace() or _NO_BREAK in text):
                if marked or preformatted:
                    _write(chunk, text, parent, link, preformatted, marked)
                else:
                    chunk.append(Fragment(text, parent, link))
        else:
            if not opened:
                break
            element = parent
            if block is element:
                if chunk:
                    _append(lines, chunk, block)
                preformatted -= element.tag == "pre"
            children, parent, block, link, start = opened.pop()
            if start >= 0:
                spans[element] = start, len(lines)
            text = element.tail if element is not root else None
            if text and (chunk or preformatted or not text.isspace() or _NO_BREAK in text):
                _write(chunk, text, parent, link, preformatted, marked)
        if count > MOST_ELEMENTS:
            page.complete = False
            break
    if chunk:
        _append(lines, chunk, block)
    while opened:
        element = parent
        _, parent, _, _, start = opened.pop()
        if start >= 0:
            spans[element] = start, len(lines)
    return page


def _write(
    chunk: list[Fragment | None],
    text: str,
    element: Element,
    link: Element | None,
    preformatted: int,
    marked: set[Element],
) -> None:
    """Adds text to what is in one block; a new line of preformatted text is a line break. `marked` are the elements so
    far that may change what a text means."""
    if marked and (element in marked or element.getparent() in marked):
        text = plainly(text, element)
    if not preformatted:
        chunk.append(Fragment(text, element, link))
        return
    for number, part in enumerate(text.split("\n")):
        chunk += [_BREAK] * (number > 0)
        chunk.append(Fragment(part, element, link))


def _marks_a_place(element: Element) -> bool:
    """Whether an `a` is no link: a bookmark of Word, or a mere box."""
    return element.get("href") is None and element.get("onclick") is None


def _append(lines: list[Line], chunk: list[Fragment | None], element: Element) -> None:
    """Cuts what is in one block into lines, and empties it."""
    joined = False
    current: list[Fragment] = []
    for fragment in chunk:
        if fragment is not _BREAK:
            current.append(fragment)
        elif current:
            joined = _end_line(lines, current, element, joined)
            current = []
        else:
            joined = False
    if current:
        _end_line(lines, current, element, joined)
    chunk.clear()


def _end_line(lines: list[Line], fragments: list[Fragment], element: Element, joined: bool) -> bool:
    """Makes a line of `fragments`, and says whether there was any text or picture in them."""
    if len(fragments) == 1:
        only = fragments[0]
        said = words(only.text)
        pictures = fragments if only.picture else _NONE
        links: tuple[Element, ...] = () if only.link is None else (only.link,)
        length = said.letters if links else 0
    else:
        said = words("".join([fragment.text for fragment in fragments]))
        pictures = [fragment for fragment in fragments if fragment.picture] or _NONE
        linked = [fragment for fragment in fragments if fragment.link is not None]
        links = tuple(dict.fromkeys([fragment.link for fragment in linked if fragment.link is not None]))
        length = words("".join([fragment.text for fragment in linked])).letters if linked else 0
    text, _, shown, is_indented = said
    if not text and not pictures:
        return False
    is_link = length > 0 and length >= _LINKED * shown
    joined = joined and not is_indented and _POINT.match(text) is None
    text = scripts.joined(text)
    lines.append(
        Line(len(lines), element, fragments, text, joined, is_indented, length, is_link, links, pictures)
    )
    return True
