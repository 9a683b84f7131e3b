"""Captions in tables of pictures: in the cell of the picture, below it, beside it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from crawler.extract.blocks.blocks import Item
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

Row = tuple[Element, int]


@dataclass(slots=True)
class _Rows:
    """What the rows of tables hold: texts and pictures, and the texts of each cell."""

    texts: dict[Row, list[Item]]
    pictures: dict[Row, list[Item]]
    cells: dict[tuple[Element, int, int], list[Item]]


def tables_of(items: list[Item]) -> _Rows:
    """The texts and pictures of `items` that are in layout tables, by row; texts by cell, too."""
    rows = _Rows({}, {}, {})
    for item in items:
        if item.cell is not None and item.kind in ("text", "picture"):
            table, row, _ = item.cell
            of_kind = rows.texts if item.kind == "text" else rows.pictures
            of_kind.setdefault((table, row), []).append(item)
            if item.kind == "text":
                rows.cells.setdefault(item.cell, []).append(item)
    return rows


def paired(
    items: list[Item], index: int, tables: _Rows, taken: dict[Item, int], top: Element | None
) -> list[Item]:
    """The texts of a table of pictures that are with a picture: in its cell, under it, beside it."""
    cell = items[index].cell
    assert cell is not None
    table, row, column = cell
    last = items[-1]
    signature = last if last.kind == "text" and last.cell is not None and signs(last, top) else None

    def free(texts: list[Item] | None) -> list[Item]:
        return [text for text in texts or () if text not in taken and text is not signature]

    def at(r: int, c: int) -> list[Item]:
        return free(tables.cells.get((table, r, c)))

    in_row = tables.pictures.get((table, row), [])
    under = free(tables.texts.get((table, row + 1)))
    if len({text.cell for text in under}) == 1 and len(in_row) > 1:
        # one caption under several pictures belongs to the last of them
        return under if items[index] is in_row[-1] else []
    if below := at(row + 1, column):
        return below
    return [] if tables.pictures.get((table, row - 2)) else at(row - 1, column)


def signs(item: Item, top: Element | None) -> bool:
    """Whether the last text is the article's signature though it is in a cell with a picture."""
    signed = read_signature(item.text)
    return signed is not None and (signed.kind == "department" or item.style(top).align == "right")
