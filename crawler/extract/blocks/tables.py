"""Reads tables, and tells data tables from layouts of pictures and captions."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from archive.model import Table
from crawler.extract.document.lines import Line, Lines

Element = etree._Element

_LAYOUT_CELL = 600
LONGEST_CAPTION = 420
_NEARLY_ALL = 0.7
"""The share of the text of a table from which one cell holds it."""
_MOST_CELLS = 20_000
_MOST_SPAN = 50
"""Columns that a cell may span. The widest table seen has 24."""


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table with its cells. `is_data` is false for a table of pictures."""

    element: Element
    rows: Table
    is_data: bool
    cells: dict[Element, tuple[int, int]]

    def place(self, line: Line) -> tuple[Element, int, int] | None:
        """The table, row and column in which a line of it stands."""
        element: Element | None = line.element
        while element is not None and element is not self.element:
            if element in self.cells:
                return (self.element, *self.cells[element])
            element = element.getparent()
        return None


def grid_of(page: Lines, table: Element) -> TableGrid | None:
    """The content of `table`: data, if two rows and two columns have text; pictures and captions; else None.

    A merged cell of data is repeated in each row and column it spans, so all rows are equally long. A nested
    table is text of its cell.
    """
    rows: list[list[Element]] = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    if sum(map(len, rows)) > _MOST_CELLS:
        return None
    texts = tuple(tuple(_text(page, cell) for cell in row) for row in rows)
    pictured = [[_has_picture(page, cell) for cell in row] for row in rows]
    places = {cell: (i, j) for i, row in enumerate(rows) for j, cell in enumerate(row)}
    if (
        any(map(any, pictured))
        and _is_gallery(texts, pictured)
        and not any(_holds_text(page, cell) for cell in places)
    ):
        return TableGrid(table, texts, False, places)
    filled = [sum(1 for text in row if text) for row in texts]
    if sum(1 for count in filled if count) < 2 or max(filled) < 2 or _is_layout(texts):
        return None
    return TableGrid(table, _spread(rows, texts), True, places)


def _spread(rows: list[list[Element]], texts: Table) -> Table:
    """The texts of the cells, each repeated where its cell spans rows or columns; not where that would make a table
    larger than any real one."""
    sizes = (
        _span(cell, "colspan", _MOST_SPAN) * min(_span(cell, "rowspan", len(rows)), len(rows) - i)
        for i, row in enumerate(rows)
        for cell in row
    )
    if sum(sizes) > _MOST_CELLS:
        width = max(map(len, texts))
        return tuple((*row, *("",) * (width - len(row))) for row in texts if row)
    spread: list[dict[int, str]] = [{} for _ in rows]
    for i, row in enumerate(rows):
        column = 0
        for cell, text in zip(row, texts[i], strict=True):
            while column in spread[i]:
                column += 1
            width = _span(cell, "colspan", _MOST_SPAN)
            for below in spread[i : i + _span(cell, "rowspan", len(rows))]:
                below.update((place, text) for place in range(column, column + width) if place not in below)
            column += width
    width = max(max(row, default=-1) + 1 for row in spread)
    return tuple(tuple(row.get(place, "") for place in range(width)) for row in spread if row)


def _span(cell: Element, name: str, most: int) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(1, int(value)), most) if value.isdecimal() and len(value) < 6 else 1


def _rows(table: Element) -> list[Element]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _text(page: Lines, cell: Element) -> str:
    start, end = page.span(cell)
    return " ".join(line.text for line in page.lines[start:end] if line.text)


def _has_picture(page: Lines, cell: Element) -> bool:
    start, end = page.span(cell)
    return any(line.pictures for line in page.lines[start:end])


def _holds_text(page: Lines, cell: Element) -> bool:
    """Whether a cell with a picture holds text of the article: more than the picture's caption.

    A caption is on one side of its picture, in one or two paragraphs.
    """
    start, end = page.span(cell)
    lines = page.lines[start:end]
    pictured = [line.index for line in lines if line.pictures]
    texts = [line for line in lines if line.text]
    if not pictured or not texts:
        return False
    paragraphs = sum(not line.joined or line.is_indented for line in texts)
    around = texts[0].index < pictured[0] and texts[-1].index > pictured[-1]
    between = any(pictured[0] < line.index < pictured[-1] for line in texts)
    return paragraphs > 2 or around or between or sum(len(line.text) for line in texts) > LONGEST_CAPTION


def _is_layout(texts: Table) -> bool:
    """Whether one cell holds nearly all of it, as in a table that frames an article.

    Three rows with something to compare in each are data, however much one of them says.
    """
    if sum(sum(map(bool, row)) > 1 for row in texts) > 2:
        return False
    lengths = [len(text) for row in texts for text in row]
    return max(lengths) >= _LAYOUT_CELL and max(lengths) >= _NEARLY_ALL * sum(lengths)


def _is_gallery(texts: Table, pictured: list[list[bool]]) -> bool:
    """Whether every text of the table is beside, above or under a picture, or with it.

    No row has more texts than pictures: that is a list of things with their pictures.
    """
    for i, row in enumerate(texts):
        plain = sum(bool(text) and not has for text, has in zip(row, pictured[i], strict=True))
        if any(pictured[i]) and plain > sum(pictured[i]):
            return False
        for j, text in enumerate(row):
            if not text or pictured[i][j]:
                continue
            if len(text) > _LAYOUT_CELL:
                return False
            beside = any(pictured[i])
            above = i > 0 and any(pictured[i - 1])
            below = i + 1 < len(texts) and any(pictured[i + 1])
            if not (beside or above or below):
                return False
    return True
