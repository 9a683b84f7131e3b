"""The Datasette plugin: pages to read, search and compare an archive.

Datasette finds it by itself. It acts on databases that are archives and leaves others alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import Forbidden, Response
from markupsafe import Markup

from archive.search import index
from archive.web import dispatch
from archive.web.datasette import cells, csv_guard, detect, metadata
from archive.web.http import paths
from archive.web.http.readers import Application, followed


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Titles, meanings of columns, facets and queries, as Datasette 0.65 asks for them."""
    return metadata.for_0_65(datasette)


@hookimpl
def startup(datasette: Any) -> Awaitable[None] | None:
    """The same for Datasette 1.0, which keeps them itself."""
    # Where rich is installed, which our commands need, Datasette prints a traceback with it for every error,
    # an unknown address too, and fails over that with 500: there is no traceback to print.
    vars(import_module("datasette.handle_exception"))["rich"] = None
    return metadata.for_1_0(datasette) if hasattr(datasette, "set_resource_metadata") else None


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Lets Datasette's own search box follow the rules of `archive.search`."""
    if detect.holds_archive(conn):
        conn.create_function("escape_fts", 1, lambda text: index.match(text or ""))


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Application], Application]:
    """Datasette's own pages of archives in the reader's language, and its CSV, in which no cell is a formula."""
    return lambda app: followed(csv_guard.guarded(datasette, app))


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Links from Datasette's tables to our pages."""
    if detect.held(datasette.databases[database]) is None:
        return None
    return cells.render(datasette, database, table, column, value)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our own pages."""
    return dispatch.routes()


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Response | None:
    """Errors at our addresses, in our look; all others are Datasette's."""
    return dispatch.problem(datasette, request, exception)


@hookimpl
def extra_template_vars(datasette: Any, request: Any, database: str | None) -> dict[str, Any]:
    """What our template `query.html` asks for the page of SQL that failed; None where Datasette shows its own."""
    shown = request is not None and database in detect.names(datasette)
    return {
        "luutru_problem": partial(dispatch.sql_problem, datasette, request, database or "") if shown else None
    }


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Response | None:
    """What one may not see, in our look as well."""
    return dispatch.problem(datasette, request, Forbidden(message))


@hookimpl
def menu_links(datasette: Any, request: Any) -> list[dict[str, str]]:
    """A way to our pages from every page of Datasette, and from a query to its chart."""
    names = detect.names(datasette)
    if not names:
        return []
    links = [{"href": datasette.urls.path(paths.ROOT), "label": "Kho lưu trữ · Archive"}]
    name = (getattr(request, "url_vars", None) or {}).get("database") if request else None
    sql = request.args.get("sql") if request else None
    if name and sql and (database := tilde_decode(name)) in names:
        given = {key: request.args.get(key) for key in request.args if not key.startswith("_")}
        links.append(
            {"href": paths.path(datasette, database, "chart", **given), "label": "Vẽ biểu đồ · Chart"}
        )
    return links
