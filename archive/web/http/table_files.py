"""Writes rows as files: CSV, JSON, JSON lines, XLSX, Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any

from archive.web.data.export_rows import COLUMNS, DATES, NUMBERS, TIMES
from archive.web.http import csv_sheets
from archive.web.http.request import PageResponse, Unclear
from archive.web.wording.columns import CODEBOOK

FORMS = ("csv", "json", "jsonl", "xlsx", "parquet")
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_LONGEST_CELL = 32_767
"""Characters that a cell of XLSX holds; what is longer goes on in columns of its own."""
_EXTRAS = {"xlsx": "openpyxl", "parquet": "pyarrow"}

Row = Mapping[str, Any]


def response(form: str, name: str, rows: Iterable[Row]) -> PageResponse:
    """`rows`, of `COLUMNS`, as a file. Raises Unclear where the library for this form is not installed."""
    if form in _EXTRAS and find_spec(_EXTRAS[form]) is None:
        raise Unclear({"xlsx": "no_xlsx", "parquet": "no_parquet"}[form])
    body: str | bytes
    if form == "csv":
        body = csv_sheets.sheet(COLUMNS, (row.values() for row in rows))
    elif form == "json":
        body = json.dumps(list(rows), ensure_ascii=False)
    elif form == "jsonl":
        body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        body = xlsx(list(rows)) if form == "xlsx" else parquet(list(rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return PageResponse(body, _TYPES[form], headers=headers)


def xlsx(rows: Sequence[Row]) -> bytes:
    """A workbook of one sheet. Texts stay texts, whatever they begin with; dates are dates."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    widths = {
        name: max((-(-len(row[name] or "") // _LONGEST_CELL) for row in rows), default=1) or 1
        for name in COLUMNS
        if name not in NUMBERS
    }
    book = Workbook(write_only=True)
    sheet = book.create_sheet("articles")
    sheet.append([title for name in COLUMNS for title in _titles(name, widths.get(name, 1))])
    for row in rows:
        cells: list[Any] = []
        for name in COLUMNS:
            for part in _parts(row[name], widths.get(name, 1)):
                value = _typed(name, part)
                if isinstance(value, datetime):
                    value = value.replace(tzinfo=None)
                cell = WriteOnlyCell(
                    sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                )
                if isinstance(value, str):
                    cell.data_type = "s"
                cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _titles(name: str, width: int) -> Iterator[str]:
    yield name
    yield from (f"{name}_{number}" for number in range(2, width + 1))


def _parts(value: Any, width: int) -> Iterator[Any]:
    if not isinstance(value, str):
        yield value
        yield from [None] * (width - 1)
    else:
        for number in range(width):
            yield value[number * _LONGEST_CELL : (number + 1) * _LONGEST_CELL] or None


def parquet(rows: Sequence[Row]) -> bytes:
    """One Parquet file whose fields say what they hold. UTC times and numbers have their own types. Dates are midnights
    without a zone: pandas reads Parquet's own dates as mere objects."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            pa.field(name, _arrow_type(pa, name), metadata={"description": CODEBOOK[name][1]})
            for name in COLUMNS
        ]
    )
    plain = [{name: _moment(_typed(name, value)) for name, value in row.items()} for row in rows]
    file = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(plain, schema=schema), file, compression="zstd")
    return bytes(file.getvalue().to_pybytes())


def _moment(value: Any) -> Any:
    """A date as its midnight; all else as it is."""
    return datetime(value.year, value.month, value.day) if type(value) is date else value


def _arrow_type(pa: Any, name: str) -> Any:
    if name in DATES:
        return pa.timestamp("ms")
    if name in TIMES:
        return pa.timestamp("ms", tz="UTC")
    return pa.int32() if name in NUMBERS else pa.string()


def _typed(name: str, value: Any) -> Any:
    """A date or time as such where it is one, else None; all else as it is."""
    if value is None or name not in DATES | TIMES:
        return value
    try:
        return date.fromisoformat(value) if name in DATES else datetime.fromisoformat(value)
    except ValueError:
        return None
