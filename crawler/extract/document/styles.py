"""The look of a line from its markup: weight, slant, colour, alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from crawler.extract.document.lines import BLOCKS, Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import words
from crawler.extract.document.tree import around

Element = etree._Element

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_TAGS = HEADINGS | {"b", "strong", "th"}
_ITALIC_TAGS = frozenset(("i", "em", "cite", "address"))
_LARGE = re.compile(r"font-size\s*:\s*(?:(?:1[6-9]|[2-4]\d)(?:\.\d+)?\s*p[xt]|x*-?large|1\.[2-9]|2)")
_LARGE_SIZES = frozenset(("4", "5", "6", "+1", "+2", "+3"))
_BOLD, _ITALIC, _COLORED = 0.9, 0.6, 0.8
"""Shares of the letters of a line from which it is bold, in italics, coloured."""
_OUTWARD = 3
"""Elements around a text that may say how large it is."""
_WEIGHT = re.compile(
    r"(?<![-\w])(?:font-weight\s*:\s*+(?!inherit)(?:(?P<bold>bold|[6-9]00)|\w)|font\s*:[^;]*\b(?P<bold2>bold)\b)",
    re.IGNORECASE,
)
_SLANT = re.compile(
    r"(?<![-\w])(?:font-style\s*:\s*+(?!inherit)(?:(?P<italic>italic|oblique)|\w)|font\s*:[^;]*\b(?P<italic2>italic)\b)",
    re.IGNORECASE,
)
"""Word writes "mso-bidi-font-weight" for text of other scripts, which is no weight of this one."""
_COLOR = re.compile(r"(?<![-\w])color\s*:\s*+(?!inherit)([^;!]+)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(?:-\w+-)?(\w+)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*([1-9]|0?\.[1-9])", re.IGNORECASE)
_CLASSED_BOLD = re.compile(r"\b(?:fw|font-weight|text)-(?:bold|bolder|semibold)\b")
_CLASSED_ITALIC = re.compile(r"\b(?:fst|font|text)-italic\b")
_CLASSED_ALIGN = re.compile(
    r"\b(?:text-(?:align-|xs-|sm-|md-|lg-)?|rte|ql-align-)(left|right|center|justify|end)\b"
)
"""Names of classes that say nothing but how a text looks, as style sheets of the trade and editors have them."""
_BLACK = re.compile(
    r"^(?:black|#000(?:000)?|rgb\(0,\s*0,\s*0\)|windowtext|initial|#(?:11|22|33){3}|#333|#222)$"
)


@dataclass(frozen=True, slots=True)
class Style:
    """Look of a line. `bold`, `italic` and `colored` hold if (nearly) all of its text is so."""

    bold: bool
    italic: bool
    colored: bool
    align: str
    indented: bool


def style_of(line: Line, top: Element | None = None) -> Style:
    """The look of `line`, from its own markup and that of its ancestors below `top`. Found out once: pictures part a
    line into thousands of pieces, of which each asks."""
    look: Style | None = line.looks.get(top)
    if look is None:
        look = line.looks[top] = _look(line, top)
    return look


def _look(line: Line, top: Element | None) -> Style:
    bold = italic = colored = total = 0
    for fragment in line.fragments:
        length = words(fragment.text).letters
        total += length
        is_bold, is_italic, is_colored = _inline(fragment.element, line.element)
        bold += length * is_bold
        italic += length * is_italic
        colored += length * is_colored
    align, indented = _block(line.element, top)
    whole = max(1, total)
    return Style(
        bold >= _BOLD * whole,
        italic >= _ITALIC * whole,
        colored >= _COLORED * whole,
        align,
        indented or line.is_indented,
    )


def innermost(line: Line) -> Element | None:
    """The innermost element of the first text in a line."""
    for fragment in line.fragments:
        if fragment.text and not fragment.text.isspace():
            return fragment.element
    return None


def is_bold(line: Line) -> bool:
    """Whether (nearly) all of the text of `line` is bold, as `Style.bold` says."""
    bold = total = 0
    for fragment in line.fragments:
        length = words(fragment.text).letters
        total += length
        bold += length * _inline(fragment.element, line.element)[0]
    return bold >= _BOLD * max(1, total)


def is_large(line: Line) -> bool:
    """Whether the text of `line` begins in large letters."""
    return any(
        _enlarges(element.get("style") or "")
        or (element.tag == "font" and (element.get("size") or "")[:2] in _LARGE_SIZES)
        for element in around(innermost(line), None, _OUTWARD)
    )


@remembered
def _enlarges(look: str) -> bool:
    return _LARGE.search(look) is not None


def _inline(element: Element | None, block: Element) -> tuple[bool, bool, bool]:
    """Bold, italic, coloured: by the elements around a piece of text in its block. The nearest element decides."""
    bold: bool | None = None
    italic: bool | None = None
    colored: bool | None = None
    outside = False
    while element is not None and not (outside and element.tag in BLOCKS):
        tag, look = element.tag, element.get("style")
        weight, slant, color = _emphasis(look) if look else _NOTHING
        strong, oblique = _classed(kind) if (kind := element.get("class")) else (False, False)
        if bold is None:
            bold = True if weight is None and (strong or tag in _BOLD_TAGS) else weight
        if italic is None:
            italic = True if slant is None and (oblique or tag in _ITALIC_TAGS) else slant
        if colored is None:
            named = element.get("color") if tag == "font" and color is None else None
            colored = _is_color(named) if named else color
        outside = outside or element is block
        element = element.getparent()
    return bool(bold), bool(italic), bool(colored)


_NOTHING: tuple[None, None, None] = (None, None, None)


@remembered
def _emphasis(look: str) -> tuple[bool | None, bool | None, bool | None]:
    """Whether a style says bold, italic, coloured, or the opposite; None where it says nothing of it."""
    weight, slant, color = _WEIGHT.search(look), _SLANT.search(look), _COLOR.search(look)
    return (
        weight and weight.lastgroup is not None,
        slant and slant.lastgroup is not None,
        color and _is_color(color.group(1)),
    )


def _is_color(name: str) -> bool:
    return _BLACK.match(name.strip().lower()) is None


@remembered
def _classed(kind: str) -> tuple[bool, bool]:
    """Whether the classes of an element say bold, italic."""
    return _CLASSED_BOLD.search(kind) is not None, _CLASSED_ITALIC.search(kind) is not None


@remembered
def _aligned(kind: str) -> str:
    """The alignment that the classes of an element say."""
    align = _CLASSED_ALIGN.search(kind)
    return align.group(1).replace("end", "right") if align else ""


def _block(element: Element | None, top: Element | None) -> tuple[str, bool]:
    indented = False
    while element is not None and element is not top:
        if look := element.get("style"):
            align, indents = _placed(look)
            indented = indented or indents
            if align:
                return align, indented
        if (kind := element.get("class")) and (align := _aligned(kind)):
            return align, indented
        if (named := element.get("align")) and element.tag in BLOCKS and element.tag != "table":
            return named.strip().lower(), indented
        if element.tag == "center":
            return "center", indented
        element = element.getparent()
    return "", indented


@remembered
def _placed(look: str) -> tuple[str, bool]:
    """The alignment that a style says, and whether it indents the first line."""
    align = _ALIGN.search(look)
    return align.group(1).lower().replace("end", "right") if align else "", _INDENT.search(look) is not None
