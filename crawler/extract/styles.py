"""How a line looks: weight, slant, colour, alignment, by the markup alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from crawler.extract.lines import BLOCKS, Line, Piece

Element = etree._Element

_BOLD_TAGS = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_ITALIC_TAGS = frozenset(("i", "em", "cite", "address"))
_LARGE = re.compile(r"font-size\s*:\s*(?:(?:1[6-9]|[2-4]\d)(?:\.\d+)?\s*p[xt]|x*-?large|1\.[2-9]|2)")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font\s*:[^;]*\bbold\b", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)|font\s*:[^;]*\bitalic\b", re.IGNORECASE)
_COLOR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(?:-\w+-)?(\w+)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*([1-9]|0?\.[1-9])", re.IGNORECASE)
_BLACK = re.compile(
    r"^(?:black|#000(?:000)?|rgb\(0,\s*0,\s*0\)|windowtext|inherit|initial|#(?:11|22|33){3}|#333|#222)$"
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
    """The look of `line`, from its own markup and that of its ancestors below `top`."""
    bold = italic = colored = total = 0
    for piece in line.pieces:
        length = _letters(piece)
        if not length:
            continue
        total += length
        is_bold, is_italic, is_colored = _inline(piece.element, line.element)
        bold += length * is_bold
        italic += length * is_italic
        colored += length * is_colored
    align, indented = _block(line.element, top)
    whole = max(1, total)
    return Style(
        bold * 10 >= whole * 9,
        italic * 10 >= whole * 6,
        colored * 10 >= whole * 8,
        align,
        indented or line.is_indented,
    )


def is_bold(line: Line) -> bool:
    """Whether (nearly) all of the text of `line` is bold, as `Style.bold` says."""
    bold = total = 0
    for piece in line.pieces:
        if length := _letters(piece):
            total += length
            bold += length * _inline(piece.element, line.element)[0]
    return bold * 10 >= max(1, total) * 9


def is_large(line: Line) -> bool:
    """Whether the text of `line` begins in large letters."""
    element: Element | None = next((piece.element for piece in line.pieces if piece.text.strip()), None)
    for _ in range(3):
        if element is None:
            return False
        look = element.get("style")
        if look and _LARGE.search(look):
            return True
        if element.tag == "font" and (element.get("size") or "")[:2] in ("4", "5", "6", "+1", "+2", "+3"):
            return True
        element = element.getparent()
    return False


def _letters(piece: Piece) -> int:
    return len("".join(piece.text.split()))


def _inline(element: Element | None, block: Element) -> tuple[bool, bool, bool]:
    """Bold, italic, coloured: by what is around a piece in its block, and by <em> and the like around that."""
    bold = italic = colored = False
    outside = False
    while element is not None and not (outside and element.tag in BLOCKS):
        bold = bold or element.tag in _BOLD_TAGS
        italic = italic or element.tag in _ITALIC_TAGS
        look = element.get("style")
        if look:
            is_bold, is_italic, is_colored = _said(look)
            bold, italic, colored = bold or is_bold, italic or is_italic, colored or is_colored
        if element.tag == "font" and (color := element.get("color")):
            colored = colored or not _BLACK.match(color.strip().lower())
        outside = outside or element is block
        element = element.getparent()
    return bold, italic, colored


@lru_cache(maxsize=4096)
def _said(look: str) -> tuple[bool, bool, bool]:
    """Whether a style says bold, italic, coloured."""
    color = _COLOR.search(look)
    return (
        _BOLD.search(look) is not None,
        _ITALIC.search(look) is not None,
        color is not None and not _BLACK.match(color.group(1).strip().lower()),
    )


def _block(element: Element | None, top: Element | None) -> tuple[str, bool]:
    indented = False
    while element is not None and element is not top:
        if look := element.get("style"):
            indented = indented or _INDENT.search(look) is not None
            if match := _ALIGN.search(look):
                return match.group(1).lower(), indented
        if (align := element.get("align")) and element.tag in BLOCKS and element.tag != "table":
            return align.strip().lower(), indented
        if element.tag == "center":
            return "center", indented
        element = element.getparent()
    return "", indented
