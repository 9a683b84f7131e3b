"""Splits the text of an article into items: paragraphs, list items, pictures, data tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from archive.model import Table
from crawler.extract.blocks.images import is_icon
from crawler.extract.blocks.tables import TableGrid, grid_of
from crawler.extract.document.lines import Fragment, Line, Lines
from crawler.extract.document.links import is_document
from crawler.extract.document.styles import Style, style_of
from crawler.extract.document.text import clean
from crawler.extract.document.tree import inner_text

Element = etree._Element


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph (`parts`: the texts of its lines), a picture or a data table.

    `goes_on` marks text that a picture alone parts from the text before it. `cell` is the cell of a
    layout table of pictures that the item is in: the table, row and column.
    """

    kind: Literal["text", "picture", "table"]
    line: Line
    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    picture: Fragment | None = None
    table: Table = ()
    goes_on: bool = False
    cell: tuple[Element, int, int] | None = None

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return self.parts[0] if len(self.parts) == 1 else " ".join(self.parts)

    @property
    def is_listed(self) -> bool:
        """Whether it begins an item of a list. Text after a picture within such an item does not, nor what is said of a
        picture that stands as a term."""
        element = self.line.element
        return element.tag in ("li", "dt", "dd") and not self.line.joined and not _tells_of_picture(element)

    def style(self, top: Element | None) -> Style:
        """Its look, below the element `top`."""
        return style_of(self.lines[0] if self.lines else self.line, top)


def _tells_of_picture(element: Element) -> bool:
    term = element.getprevious() if element.tag == "dd" else None
    return term is not None and term.find(".//img") is not None and not clean(inner_text(term))


def flow_of(page: Lines, lines: Sequence[Line], top: Element | None, title: Line | None) -> list[Item]:
    """The items of the region `lines` below `top`. A table that holds the title is layout."""
    grids: dict[Element, TableGrid | None] = {}
    items: list[Item] = []
    done: set[Element] = set()
    paragraph: Item | None = None
    for line in lines:
        grid = _grid(page, line, top, title, grids)
        cell = grid.place(line) if grid is not None else None
        if grid is not None and grid.is_data and cell is not None:
            if grid.element not in done:
                done.add(grid.element)
                start, end = page.span(grid.element)
                items.append(Item("table", line, lines=page.lines[start:end], table=grid.rows))
            paragraph = None
            continue
        if not line.joined or (paragraph is not None and paragraph.line.element is not line.element):
            paragraph = None
        paragraph = _add(items, line, paragraph, cell)
    return items


def _add(
    items: list[Item], line: Line, paragraph: Item | None, cell: tuple[Element, int, int] | None
) -> Item | None:
    """Appends what a line holds; returns the paragraph that a joined line would go on."""
    pictures = {fragment for fragment in line.pictures if not (line.text and _is_mark(fragment, line))}
    if not pictures:
        if paragraph is None:
            paragraph = Item("text", line, cell=cell)
            items.append(paragraph)
        paragraph.parts.append(line.text)
        paragraph.lines.append(line)
        return paragraph
    raw: list[str] = []
    goes_on = paragraph is not None
    for fragment in [*line.fragments, None]:
        if fragment is not None and not fragment.picture:
            raw.append(fragment.text)
            continue
        text = clean("".join(raw))
        raw.clear()
        if text:
            if paragraph is None:
                paragraph = Item("text", line, goes_on=goes_on, cell=cell)
                items.append(paragraph)
            paragraph.parts.append(text)
            paragraph.lines.append(line)
            goes_on = True
        if fragment is not None and fragment in pictures:
            items.append(Item("picture", line, picture=fragment, cell=cell))
            paragraph = None
    # text that a line break parts from a picture at the end is a paragraph of its own that may be its caption
    return paragraph


def _is_mark(picture: Fragment, line: Line) -> bool:
    """Whether a picture only marks the text beside it, as a button or the sign of a document does."""
    link = picture.link
    return is_icon(picture) or (
        link is not None
        and is_document(link.get("href") or "")
        and any(fragment.link is link and fragment.text.strip() for fragment in line.fragments)
    )


def _grid(
    page: Lines, line: Line, top: Element | None, title: Line | None, grids: dict[Element, TableGrid | None]
) -> TableGrid | None:
    """The outermost data table that a line is in, else the innermost table of pictures, else None."""
    found: TableGrid | None = None
    element: Element | None = line.element
    while element is not None and element is not top:
        if element.tag == "table":
            if element not in grids:
                start, end = page.span(element)
                holds_title = title is not None and start <= title.index < end
                grids[element] = None if holds_title else grid_of(page, element)
            grid = grids[element]
            if grid is not None and (grid.is_data or found is None):
                found = grid
        element = element.getparent()
    return found
