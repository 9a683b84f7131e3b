"""Describes the tables of an archive to Datasette, in the forms of 0.65 and 1.0."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from archive.web.datasette import detect
from archive.web.datasette.queries import QUERIES, line_of
from archive.web.http.paths import path
from archive.web.http.readers import READS
from archive.web.tables import TABLES, settings
from archive.web.wording.language import LANGUAGES
from archive.web.wording.tables import described


def for_0_65(datasette: Any) -> dict[str, Any]:
    """The metadata of all archives, in the language of who asks. What the user's own metadata says goes before it."""
    language = READS.get()
    databases = {}
    for name in detect.names(datasette):
        beside = _beside(datasette, name)
        shown = {}
        for table, about in TABLES.items():
            line, columns = described(table, language)
            shown[table] = {"title": about.title, "description": line, "columns": columns} | settings(table)
        queries = {
            query: {
                "title": about.title,
                "description": line_of(query, language),
                "sql": about.sql,
                "hide_sql": True,
            }
            for query, about in QUERIES.items()
        }
        databases[name] = {
            "description_html": _welcome(datasette, name),
            "tables": beside | shown,
            "queries": queries,
        }
    return {"databases": databases}


async def for_1_0(datasette: Any) -> None:
    """Writes the same, in both languages, into Datasette's own tables, where the user has not said otherwise."""
    in_both = [{table: described(table, language) for table in TABLES} for language in LANGUAGES]
    for name in detect.names(datasette):
        stored = await datasette.get_database_metadata(name)
        if not {"description", "description_html"} & stored.keys():
            await datasette.set_database_metadata(name, "description_html", _welcome(datasette, name))
        for table, about in TABLES.items():
            stored = await datasette.get_resource_metadata(name, table)
            lines, meanings = zip(*(texts[table] for texts in in_both), strict=True)
            for key, value in (("title", about.title), ("description", " · ".join(lines))):
                if key not in stored:
                    await datasette.set_resource_metadata(name, table, key, value)
            for column in about.columns:
                if not await datasette.get_column_metadata(name, table, column):
                    meaning = " · ".join(own[column] for own in meanings)
                    await datasette.set_column_metadata(name, table, column, "description", meaning)
        for query, text in QUERIES.items():
            if await datasette.get_query(name, query) is None:
                line = " · ".join(line_of(query, language) for language in LANGUAGES)
                await datasette.add_query(
                    name, query, text.sql, title=text.title, description=line, is_trusted=True
                )
        _configure(datasette, name)


def _configure(datasette: Any, name: str) -> None:
    datasette.config = datasette.config or {}
    tables = datasette.config.setdefault("databases", {}).setdefault(name, {}).setdefault("tables", {})
    for other, keys in _beside(datasette, name).items():
        for key, value in keys.items():
            tables.setdefault(other, {}).setdefault(key, value)
    for table in TABLES:
        own = tables.setdefault(table, {})
        sorted_otherwise = {"sort", "sort_desc"} & own.keys()
        for key, value in settings(table).items():
            if not (key == "sort_desc" and sorted_otherwise):
                own.setdefault(key, value)


def _beside(datasette: Any, name: str) -> dict[str, dict[str, Any]]:
    """Puts inner tables out of the way. A view that somebody added could be anything: it is shown to nobody, and so
    not run, unless the user's own metadata allows it."""
    held = detect.held(datasette.databases[name])
    if held is None:
        return {}
    inner = {table: {"hidden": True} for table in held.inner}
    return inner | {view: {"allow": False} for view in held.foreign_views}


def _welcome(datasette: Any, name: str) -> str:
    words = "Đọc và tra cứu kho lưu trữ này · Read and search this archive"
    return Markup('<a href="{}">{}</a>').format(path(datasette, name), words)
