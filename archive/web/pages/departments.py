"""Departments: how many articles each signs, under which names, and its authors."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from archive.search.departments import grouped, key, total
from archive.search.filters import Filters
from archive.search.query import search_articles
from archive.web.figures import charts
from archive.web.figures.months import every_month
from archive.web.http import table_files
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats

_MONTH = "substr(published_at, 1, 7)"


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All departments, those with most articles first; spellings of one name are one."""
    rows = [(group[0][0], total(group), len(group)) for group in grouped(_names(db))]
    return page(ask, "entities/departments", rows=rows)


def build_one(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The department of `?name=`, however that is spelled."""
    wanted = key(ask.arg("name") or "")
    names = [(name, count) for name, count in _names(db) if key(name) == wanted]
    if not names:
        raise Missing
    spellings = [name for name, _ in names]
    months = _counts(db, _MONTH, spellings, "1 desc")
    chart = charts.bars(
        [(month, value or 0) for month, value in every_month({k: n for k, n in months if k})],
        ask.t("department_months"),
        lambda value: formats.number(value, ask.language),
        lambda month: formats.day(month, ask.language),
    )
    authors = [row for row in _counts(db, "author", spellings, "2 desc, 1") if row[0]]
    newest = search_articles(db, "", Filters(department=spellings[0]), limit=10)
    return page(
        ask, "entities/department", name=spellings[0], names=names, months=[row for row in months if row[0]],
        undated=sum(count for month, count in months if not month), chart=chart, authors=authors[:30],
        newest=newest, forms=table_files.FORMS,
    )  # fmt: skip


def _names(db: sqlite3.Connection) -> list[tuple[str, int]]:
    found = db.execute(
        "select department, count(*) from articles where department is not null group by 1 order by 2 desc, 1"
    )
    return [(name, count) for name, count in found]


def _counts(db: sqlite3.Connection, what: str, spellings: Sequence[str], order: str) -> list[tuple[str, int]]:
    marks = ", ".join("?" * len(spellings))
    found = db.execute(
        f"select {what}, count(*) from articles where department in ({marks}) group by 1 order by {order}",
        spellings,
    )
    return [(value, count) for value, count in found]
