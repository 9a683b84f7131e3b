"""A page as lines: what stands on a line of its own, in the order of reading.

A line ends where a block begins or ends, and at a line break. A line `joined` to the one before it
belongs to the same paragraph: one line break alone is only white space, unless typed indentation
follows it, as it does on pages whose whole text is one block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from crawler.extract.text import clean, indented

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
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_ELEMENTS = 60_000
"""Elements that are read of one page. The largest real page seen has 9,000."""

_BREAK: None = None


@dataclass(slots=True, eq=False)
class Piece:
    """Text as written with the element that it stands in, or a picture (`picture`, no text)."""

    text: str
    element: Element
    link: Element | None = None
    picture: bool = False


@dataclass(slots=True, eq=False)
class Line:
    """One line. `element` is the innermost block it stands in; `text` is clean.

    `link_length` counts the letters that are links; `is_link`: all but a mark or a bullet of them are.
    """

    index: int
    element: Element
    pieces: list[Piece]
    text: str
    joined: bool
    link_length: int
    is_link: bool
    pictures: list[Piece] = field(default_factory=list)

    @property
    def is_indented(self) -> bool:
        """Whether the line begins with typed indentation."""
        return indented("".join(piece.text for piece in self.pieces))


@dataclass(slots=True)
class Lines:
    """All lines of a page, and for each block the range of lines that stand in it."""

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
    chunk: list[Piece | None] = []
    blocks: list[tuple[Element, int]] = []
    links: list[Element] = []
    hidden: Element | None = None
    preformatted = 0
    count = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        role = _ROLES.get(element.tag)
        text: str | None
        inner: Element | None
        if event == "start":
            count += 1
            if role == "unread" or _is_hidden(element):
                walk.skip_subtree()
                hidden = element
                continue
            if role == "block":
                if chunk:
                    _append(page.lines, chunk, blocks[-1][0] if blocks else root)
                blocks.append((element, len(page.lines)))
                preformatted += element.tag == "pre"
            elif role == "a":
                links.append(element)
            elif role == "br":
                chunk.append(_BREAK)
            elif role == "img":
                chunk.append(Piece("", element, links[-1] if links else None, picture=True))
            inner, text = element, element.text
            if count > MOST_ELEMENTS:
                page.complete = False
                break
        else:
            if element is hidden:
                hidden = None
            elif role == "block":
                if chunk:
                    _append(page.lines, chunk, blocks[-1][0] if blocks else root)
                if blocks and blocks[-1][0] is element:
                    page.spans[element] = (blocks.pop()[1], len(page.lines))
                preformatted -= element.tag == "pre"
            elif role == "a" and links:
                links.pop()
            if element is root:
                continue
            inner, text = element.getparent(), element.tail
        if not text:
            continue
        if preformatted:
            for number, part in enumerate(text.split("\n")):
                chunk += [_BREAK] * (number > 0)
                chunk.append(Piece(part, root if inner is None else inner, links[-1] if links else None))
        elif chunk or not text.isspace() or "\u00a0" in text:
            chunk.append(Piece(text, root if inner is None else inner, links[-1] if links else None))
    _append(page.lines, chunk, blocks[-1][0] if blocks else root)
    for element, start in blocks:
        page.spans[element] = (start, len(page.lines))
    return page


def _is_hidden(element: Element) -> bool:
    """Whether an element is not displayed, so that no reader sees what is in it."""
    look = element.get("style")
    return (look is not None and _hides(look)) or element.get("hidden") is not None


@lru_cache(maxsize=4096)
def _hides(look: str) -> bool:
    return _HIDDEN.search(look) is not None


def _append(lines: list[Line], chunk: list[Piece | None], element: Element) -> None:
    """Cuts what stands in one block into lines, and empties it."""
    joined = False
    current: list[Piece] = []
    chunk.append(_BREAK)
    for piece in chunk:
        if piece is not _BREAK:
            current.append(piece)
            continue
        raw = current[0].text if len(current) == 1 else "".join([part.text for part in current])
        text = clean(raw)
        pictures = [part for part in current if part.picture]
        if text or pictures:
            linked = "".join([part.text for part in current if part.link is not None])
            length = len("".join(linked.split())) if linked else 0
            is_link = length > 0 and length * 10 >= len(text.replace(" ", "")) * 8
            goes_on = joined and not indented(raw)
            lines.append(Line(len(lines), element, current, text, goes_on, length, is_link, pictures))
            joined = True
        else:
            joined = False
        current = []
    chunk.clear()
