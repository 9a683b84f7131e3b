"""A chart of any query: one of ours by its name, or SQL that a reader wrote. Drawn here, without a script."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils import InvalidSql, validate_sql_select
from markupsafe import Markup

from archive.web.datasette.queries import QUERIES
from archive.web.figures import charts
from archive.web.http.request import PageRequest, PageResponse, Unclear
from archive.web.http.templates import page
from archive.web.wording import formats
from archive.web.wording.sql_errors import sql_words

_MOST_ROWS = 2_000
_SHOWN_ROWS = 100
_LINES = 3
"""So many lines can be told apart."""
_PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")

Row = Sequence[Any]
Series = list[tuple[str, list[tuple[str, float | None]]]]
"""Named series; each has a value, or None, for each of the same labels."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn: the column of labels, that of values, and the one that parts the rows into series, if any."""

    labels: str
    values: str
    by: str | None
    bars: bool


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The chart of `?query=` or `?sql=`, with `?x=`, `?y=`, `?by=` and `?form=`."""
    query = QUERIES.get(ask.arg("query") or "")
    if ask.arg("query") and query is None:
        raise Unclear("bad_filter")
    sql = query.sql if query else ask.arg("sql") or ""
    names = list(dict.fromkeys(_PARAMETER.findall(_QUOTED.sub(" ", sql))))
    parameters = {name: ask.args.get(name, "") for name in names}
    columns: list[str] = []
    rows: list[Row] = []
    problem = ""
    if sql:
        try:
            validate_sql_select(sql)
            cursor = db.execute(sql.strip().rstrip(";"), parameters)
            columns = [column[0] for column in cursor.description]
            rows = [tuple(row) for row in cursor.fetchmany(_MOST_ROWS + 1)]
        except (InvalidSql, sqlite3.Error) as error:
            if "interrupted" in str(error):
                raise
            problem = str(error)
    drawn = _choice(ask, columns, rows)
    return page(
        ask,
        "overview/chart",
        sql=sql,
        query=ask.arg("query"),
        title=query.named(ask.language) if query else ask.t("chart_of_query"),
        parameters=parameters,
        columns=columns,
        numeric=[name for place, name in enumerate(columns) if _is_numeric(rows, place)],
        rows=rows[:_SHOWN_ROWS],
        count=min(len(rows), _MOST_ROWS),
        cut=len(rows) > _MOST_ROWS,
        problem=problem,
        why=sql_words(problem, ask.language),
        drawn=drawn,
        chart=_chart(ask, drawn, _series(drawn, columns, rows[:_MOST_ROWS])) if drawn else "",
        queries=[(name, each.named(ask.language)) for name, each in QUERIES.items()],
    )


def _choice(ask: PageRequest, columns: list[str], rows: list[Row]) -> _Drawn | None:
    """What was chosen, else the first column that is no number by the first that is one; None for no numbers."""
    numeric = [name for place, name in enumerate(columns) if _is_numeric(rows, place)]
    dates = [name for place, name in enumerate(columns) if _are_days(row[place] for row in rows)]
    values = ask.arg("y") if ask.arg("y") in numeric else next((n for n in numeric if n not in dates), None)
    others = [*dates, *(name for name in columns if name not in numeric), *columns]
    labels = ask.arg("x") if ask.arg("x") in columns else next((n for n in others if n != values), None)
    if values is None or labels is None:
        return None
    by = ask.arg("by") if ask.arg("by") in columns and ask.arg("by") not in (labels, values) else None
    asked = ask.arg("form")
    return _Drawn(labels, values, by, asked == "bars" or (asked != "lines" and by is None))


def _series(drawn: _Drawn, columns: list[str], rows: list[Row]) -> Series:
    """The rows as series over the same labels, days in order of time, other labels in order of appearance.

    Rows with the same label are added up. Of more series than a reader can distinguish, the largest stay.
    """
    x, y = columns.index(drawn.labels), columns.index(drawn.values)
    by = columns.index(drawn.by) if drawn.by else None
    points = [row for row in rows if row[x] not in (None, "")]
    labels = list(dict.fromkeys(str(row[x]) for row in points))
    if _are_days(labels):
        labels.sort()
    sums: dict[str, dict[str, float]] = {}
    for row in points:
        if row[y] is not None:
            own = sums.setdefault("" if by is None else str(row[by] if row[by] is not None else "–"), {})
            own[str(row[x])] = own.get(str(row[x]), 0) + row[y]
    most = sorted(sums, key=lambda name: -sum(sums[name].values()))[: 1 if drawn.bars else _LINES]
    return [(name or drawn.values, [(label, sums[name].get(label)) for label in labels]) for name in most]


def _chart(ask: PageRequest, drawn: _Drawn, series: Series) -> Markup:
    scale = (
        1 if all(value is None or value == int(value) for _, points in series for _, value in points) else 100
    )

    def written(value: int) -> str:
        return (
            formats.decimal(value / scale, ask.language) if scale > 1 else formats.number(value, ask.language)
        )

    def named(label: str) -> str:
        return formats.day(label, ask.language) if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", label) else label

    whole = [
        (name, [(label, None if value is None else round(value * scale)) for label, value in points])
        for name, points in series
    ]
    if not whole or not whole[0][1]:
        return Markup("")
    label = f"{drawn.values}, {drawn.labels}"
    if drawn.bars:
        return charts.bars(whole[0][1], label, written, named)
    labels = [label for label, _ in whole[0][1]]
    return charts.lines(
        labels, [(name, [value for _, value in points]) for name, points in whole], label, written, named
    )


def _is_numeric(rows: list[Row], place: int) -> bool:
    values = [row[place] for row in rows if row[place] is not None]
    return bool(values) and all(isinstance(value, (int, float)) for value in values)


def _are_days(values: Any) -> bool:
    """Whether there are values and all are years, months or days."""
    texts = [str(value) for value in values if value not in (None, "")]
    return bool(texts) and all(_DAY.fullmatch(value) for value in texts)
