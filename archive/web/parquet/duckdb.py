"""What DuckDB needs to read the Parquet files of an archive as its tables, and to answer its canned queries."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.web.datasette.queries import QUERIES

_TYPES = {"int64": "bigint", "float64": "double", "binary": "blob", "string": "varchar"}
_HIVE = "hive_partitioning = true, hive_types = {'portal': varchar, 'year': varchar}, union_by_name = true"

SETTINGS = "set default_null_order = 'nulls_first_on_asc_last_on_desc';"
"""Nulls stand where SQLite puts them."""

MACROS = """
create or replace macro sqlite_date(moment, change := '0 days') as
  strftime(try_cast(moment as timestamp) + cast(replace(change, '+', '') as interval), '%Y-%m-%d');
create or replace macro sqlite_julianday(moment) as julian(try_cast(moment as timestamp));
create or replace macro sqlite_strftime(form, moment) as case
  when ends_with(form, 'T16:59:59.999Z') then strftime(try_cast(moment as date), '%Y-%m-%d') || 'T16:59:59.999Z'
  else strftime(try_cast(moment as timestamp), '%Y-%m-%dT%H:%M:%S.%gZ') end;
""".strip()
"""SQLite's functions on dates, as far as the canned queries use them."""

# What visits are counted in has other names within the archive.
_INNER = """create or replace view visit_day as
  select portal, site, day, readings, most_online as online, yesterday, total from visits_by_day;"""


def view(table: str, columns: Mapping[str, str], empty: bool) -> str:
    """The view that stands for a table: all its columns, in its order."""
    if empty:
        listed = ", ".join(f'cast(null as {_TYPES[kind]}) as "{name}"' for name, kind in columns.items())
        return f"create or replace view {table} as select {listed} where false;"
    listed = ", ".join(f'"{name}"' for name in columns)
    files = f"read_parquet('{table}/**/*.parquet', {_HIVE})"
    return f"create or replace view {table} as\n  select {listed}\n  from {files};"


def script(tables: Mapping[str, Mapping[str, str]], empty: frozenset[str]) -> str:
    """The script that makes the views of all `tables`, given with their columns and types."""
    head = (
        "-- Run in this folder: duckdb -init views.sql; or elsewhere after: set file_search_path = 'FOLDER';"
    )
    views = [view(table, columns, table in empty) for table, columns in tables.items()]
    return "\n".join([head, SETTINGS, MACROS, *views, _INNER, ""])


def for_duckdb(sql: str) -> str:
    """A canned query in the words of DuckDB."""
    sql = re.sub(r"(?<![:\w]):(\w+)", r"$\1", sql)
    return re.sub(r"\b(date|julianday|strftime)\(", r"sqlite_\1(", sql)


def queries() -> str:
    """All canned queries, each behind its name and title; ``$name`` stands for what is asked."""
    return (
        "\n\n".join(f"-- {name}: {query.title}\n{for_duckdb(query.sql)};" for name, query in QUERIES.items())
        + "\n"
    )
