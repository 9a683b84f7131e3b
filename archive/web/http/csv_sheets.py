"""Writes tables as CSV. Spreadsheets read the cells as text and numbers, never as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: texts that could start one get an apostrophe."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def sheet(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """CSV with a header. It begins with a byte order mark, without which Excel garbles Vietnamese."""
    return "".join(lines(columns, rows))


def lines(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a `sheet`, the header first."""
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        yield text.getvalue()
        text.seek(0)
        text.truncate()
        writer.writerow(["" if cell is None else safe(cell) for cell in row])
    yield text.getvalue()
