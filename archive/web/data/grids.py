"""Draws tables of articles with their merged cells, which only the markup has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import html

_MOST = 1000
"""Browsers merge no more columns than these."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, how many columns and rows it takes, and whether it heads others."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


CellGrid = list[list[Cell]]


def grids(tables: Sequence[Sequence[Sequence[str]]], markup: str) -> list[CellGrid]:
    """Archived tables with the merged cells of the table in `markup` that says the same, in page order.

    A table that the markup does not hold comes without merged cells.
    """
    drawn = list(_drawn(markup)) if tables else []
    found = []
    for table in tables:
        plain = [[_plain(text) for text in row] for row in table]
        like = next((grid for grid in drawn if [[cell.text for cell in row] for row in grid] == plain), None)
        if like is None:
            found.append([[Cell(text) for text in row] for row in table])
            continue
        drawn.remove(like)
        found.append(
            [
                [replace(cell, text=text) for cell, text in zip(cells, row, strict=True)]
                for cells, row in zip(like, table, strict=True)
            ]
        )
    return found


def _drawn(markup: str) -> Iterator[CellGrid]:
    """The tables in `markup`, nested ones too, their texts as `_plain` leaves them."""
    if "<table" not in markup:
        return
    for table in html.fragment_fromstring(markup, create_parent="div").iter("table"):
        rows = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
        yield [[_cell(cell) for cell in row.xpath("./td | ./th")] for row in rows]


def _cell(cell: Any) -> Cell:
    spans = _count(cell.get("colspan")), _count(cell.get("rowspan"))
    return Cell(_plain("".join(cell.itertext())), *spans, head=cell.tag == "th")


def _count(written: str | None) -> int:
    number = int(written[:9]) if written and written.isascii() and written.isdigit() else 1
    return min(number, _MOST) or 1


def _plain(text: str) -> str:
    """What is left of a text when white space, invisible letters and normal forms are no matter."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isprintable()).replace(
        " ", ""
    )
