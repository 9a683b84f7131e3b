"""Hands requests from Datasette to the pages: permission, language, one view of the file, time limits, errors."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib import resources
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import Forbidden, NotFound, Response
from markupsafe import Markup

from archive.web.data.stories import site_names
from archive.web.datasette import detect
from archive.web.folder import archives
from archive.web.folder.routes import ROUTES as FOLDER_ROUTES
from archive.web.folder.routes import FolderRoute
from archive.web.http import paths
from archive.web.http.excuses import FORESEEN, excuse, failed_sql, unforeseen
from archive.web.http.moment import at_once
from archive.web.http.permissions import permit, permit_sql
from archive.web.http.readers import COOKIE, HEADERS, reader_language
from archive.web.http.request import PageRequest, PageResponse
from archive.web.pages import moved
from archive.web.routes import ROUTES, WEB_ARCHIVE, Route
from archive.web.wording.language import LANGUAGES

_MOVED = (moved.build, moved.build_capture)
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Regular expressions and views, as Datasette asks for them."""
    below = (*ROUTES, *WEB_ARCHIVE)
    pages = [(f"^{paths.ROOT}/(?P<database>[^/]+){route.path}$", _view(route)) for route in below]
    pages += [(f"^{route.path}$", _view(route)) for route in WEB_ARCHIVE]
    ours: list[tuple[str, Callable[..., Awaitable[Response]]]] = [
        (rf"^{paths.ROOT}/-/style\.css$", _style),
        *((f"^{paths.ROOT}{route.path}$", _view_of_all(route)) for route in FOLDER_ROUTES),
    ]
    return [*ours, *pages]


def _view(route: Route) -> Callable[..., Awaitable[Response]]:
    async def view(datasette: Any, request: Any) -> Response:
        parts = dict(request.url_vars)
        names = detect.names(datasette)
        alone = names[0] if len(names) == 1 else ""
        name = tilde_decode(parts.pop("database")) if "database" in parts else alone
        parts = {key: value for key, value in parts.items() if value is not None}
        # an address of a web archive is as it is
        parts = {key: value if key == "rest" else tilde_decode(value) for key, value in parts.items()}
        database = datasette.databases.get(name) if name else None
        if database is None or detect.held(database) is None:
            raise NotFound(f"no archive: {name}")
        await permit(datasette, request.actor, name, route.needs)
        if route.runs_sql:
            await permit_sql(datasette, request.actor, name)
        several = len(names) > 1
        language, args = reader_language(request), _args(request)
        ask = PageRequest(datasette, request, name, language, route.name, parts, args, several=several)
        answer = await database.execute_fn(lambda db: _answer(db, route, ask))
        return _response(ask, answer)

    return view


def _answer(db: sqlite3.Connection, route: Route, ask: PageRequest) -> PageResponse:
    try:
        return at_once(db, route.limit, lambda: route.build(db, replace(ask, site_names=site_names(db))))
    except FORESEEN as error:
        return excuse(ask, error, moved=route.build in _MOVED)


def _view_of_all(route: FolderRoute) -> Callable[..., Awaitable[Response]]:
    async def view(datasette: Any, request: Any) -> Response:
        names = detect.names(datasette)
        if route.name == "home" and len(names) == 1:
            return Response.redirect(paths.path(datasette, names[0]))
        parts = {key: value for key, value in request.url_vars.items() if value is not None}
        several = len(names) > 1
        ask = PageRequest(
            datasette,
            request,
            "",
            reader_language(request),
            route.name,
            parts,
            _args(request),
            several=several,
        )
        own = await archives.visible(ask, route.needs)
        try:
            answer = await route.build(ask, archives.Archives(own, route.limit))
        except FORESEEN as error:
            answer = excuse(ask, error)
        return _response(ask, answer)

    return view


def _response(ask: PageRequest, answer: PageResponse) -> Response:
    headers = {**_SAFE, "Vary": HEADERS, "Content-Language": ask.language, **answer.headers}
    response = Response(answer.body, answer.status, headers, answer.content_type)
    if ask.args.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, ask.language, max_age=366 * 86400, samesite="lax", httponly=True)
    return response


def _args(request: Any) -> dict[str, str]:
    return {key: request.args.get(key) or "" for key in request.args}


def problem(datasette: Any, request: Any, exception: Exception) -> Response | None:
    """The page for an error at one of our addresses, or at one of Datasette's that a browser opened where it shows
    archives alone; None for all others."""
    path = request.scope.get("route_path", request.path)
    if not path.startswith(paths.ROOT) and not _reads_ours(datasette, request, path):
        return None
    first = _first_name(path.removeprefix(paths.ROOT))
    names = detect.names(datasette)
    own = first if first in names and not isinstance(exception, Forbidden) else ""
    language, args = reader_language(request), _args(request)
    ask = PageRequest(datasette, request, own, language, "index", {}, args, several=len(names) > 1)
    return _response(ask, unforeseen(ask, exception))


def sql_problem(datasette: Any, request: Any, database: str, message: str) -> Markup:
    """The page in place of Datasette's own, where SQLite refused a query of an archive with `message`."""
    ask = PageRequest(datasette, request, database, reader_language(request), "index", {}, _args(request))
    return Markup(failed_sql(ask, 400, message).body)


def _reads_ours(datasette: Any, request: Any, path: str) -> bool:
    """Whether somebody opened with a browser what belongs to no other database than an archive."""
    asked = request.headers.get("accept") or ""
    if "text/html" not in asked or re.search(r"\.(json|csv|blob)$", path):
        return False
    names = detect.names(datasette)
    first = _first_name(path)
    return bool(names) and (first in names or first not in datasette.databases)


def _first_name(path: str) -> str:
    """The database that an address names first, where it names one."""
    return tilde_decode(path.lstrip("/").split("/")[0].split(".")[0])


async def _style(request: Any) -> Response:
    style = resources.files("archive.web").joinpath("static/luutru.css").read_text("utf-8")
    found = re.sub(r"\s+", " ", style)
    return Response(found, 200, {"Cache-Control": "max-age=3600"}, "text/css; charset=utf-8")
