"""Requests of Datasette, handed to the pages: permission, language, one view of the file, time limits, errors."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib import resources
from typing import Any

from datasette.utils import sqlite_timelimit, tilde_decode
from datasette.utils.asgi import Forbidden, NotFound, Response

from archive.web.datasette import detect
from archive.web.http import paths
from archive.web.http.request import Elsewhere, Missing, PageRequest, PageResponse, Unclear, Withdrawn
from archive.web.http.templates import page
from archive.web.pages import (
    moved,
)
from archive.web.routes import ROUTES, WEB_ARCHIVE, Route
from archive.web.wording.language import LANGUAGES, language_of

_PROBLEMS = {404: ("not_found", "not_found_long"), 403: ("not_allowed", "not_allowed_long")}
_log = logging.getLogger(__name__)
_MOVED = (moved.build, moved.build_capture)
_COOKIE = "luutru_language"
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
    return [(rf"^{paths.ROOT}/-/style\.css$", _style), (f"^{paths.ROOT}/?$", _index), *pages]


def _view(route: Route) -> Callable[..., Awaitable[Response]]:
    async def view(datasette: Any, request: Any) -> Response:
        parts = dict(request.url_vars)
        names = detect.names(datasette)
        alone = names[0] if len(names) == 1 else ""
        name = tilde_decode(parts.pop("database")) if "database" in parts else alone
        parts = {key: value for key, value in parts.items() if value is not None}
        # an address of a web archive stands as it is
        parts = {key: value if key == "rest" else tilde_decode(value) for key, value in parts.items()}
        database = datasette.databases.get(name) if name else None
        if database is None or detect.inner_tables(database) is None:
            raise NotFound(f"no archive: {name}")
        await _permit(datasette, request.actor, name, route.needs)
        args = {key: request.args.get(key) or "" for key in request.args}
        ask = PageRequest(datasette, request, name, _language(request), route.name, parts, args)
        answer = await database.execute_fn(lambda db: _answer(db, route, ask))
        return _response(ask, answer)

    return view


def _site_names(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    named = db.execute("select portal, sname, name from sites where name is not null")
    return {(portal, sname): name for portal, sname, name in named}


def _response(ask: PageRequest, answer: PageResponse) -> Response:
    headers = {**_SAFE, "Vary": "Accept-Language, Cookie", "Content-Language": ask.language, **answer.headers}
    response = Response(answer.body, answer.status, headers, answer.content_type)
    if ask.args.get("lang") in LANGUAGES:
        response.set_cookie(_COOKIE, ask.language, max_age=366 * 86400, samesite="lax", httponly=True)
    return response


async def _permit(datasette: Any, actor: Any, database: str, tables: tuple[str, ...]) -> None:
    """Raises Forbidden unless `actor` may see all of `tables` in Datasette itself."""
    for table in tables:
        if hasattr(datasette, "allowed"):
            from datasette.resources import TableResource

            resource = TableResource(database=database, table=table)
            if not await datasette.allowed(action="view-table", resource=resource, actor=actor):
                raise Forbidden("view-table")
        else:
            await datasette.ensure_permissions(
                actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
            )


def _language(request: Any) -> str:
    for wish in (request.args.get("lang"), request.cookies.get(_COOKIE)):
        if wish in LANGUAGES:
            return str(wish)
    return language_of(request.headers.get("accept-language") or "")


def problem(datasette: Any, request: Any, exception: Exception) -> Response | None:
    """The page for an error at one of our addresses; None for other addresses."""
    path = request.scope.get("route_path", request.path)
    if not path.startswith(paths.ROOT):
        return None
    ask = PageRequest(datasette, request, "", _language(request), "index", {}, {})
    status = exception.status if isinstance(exception, (NotFound, Forbidden)) else 500
    if status == 500:
        _log.error("%s failed", request.path, exc_info=exception)
    title, why = _PROBLEMS.get(status, ("failed", "failed_long"))
    return _response(ask, page(ask, "problem", status, title=ask.t(title), message=ask.t(why)))


async def _index(datasette: Any, request: Any) -> Response:
    """The only archive, or a choice of them."""
    names = detect.names(datasette)
    if len(names) == 1:
        return Response.redirect(paths.path(datasette, names[0]))
    links = []
    for name in names:
        try:
            await _permit(datasette, request.actor, name, ("articles", "portals"))
        except Forbidden:
            continue
        portals = await datasette.databases[name].execute("select name from portals order by id")
        links.append((name, paths.path(datasette, name), [row["name"] for row in portals.rows]))
    ask = PageRequest(datasette, request, "", _language(request), "index", {}, {})
    return _response(ask, page(ask, "index", links=links))


async def _style(request: Any) -> Response:
    style = resources.files("archive.web").joinpath("static/luutru.css").read_text("utf-8")
    found = re.sub(r"\s+", " ", style)
    return Response(found, 200, {"Cache-Control": "max-age=3600"}, "text/css; charset=utf-8")


def _answer(db: sqlite3.Connection, route: Route, ask: PageRequest) -> PageResponse:
    """Draws a page from one moment of the file, whatever a crawl writes meanwhile."""
    try:
        with sqlite_timelimit(db, route.limit):
            db.execute("begin")
            try:
                return route.build(db, replace(ask, site_names=_site_names(db)))
            finally:
                db.rollback()
    except Elsewhere as elsewhere:
        return PageResponse(
            "", status=301 if route.build in _MOVED else 302, headers={"Location": elsewhere.args[0]}
        )
    except Withdrawn as withdrawn:
        return page(ask, "problem", 410, title=ask.t("not_found"), message=ask.t(withdrawn.args[0]))
    except Missing as missing:
        why = missing.args[0] if missing.args else "not_found_long"
        return page(ask, "problem", 404, title=ask.t("not_found"), message=ask.t(why))
    except Unclear as unclear:
        return page(ask, "problem", 400, title=ask.t("bad_request"), message=ask.t(unclear.args[0]))
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return page(
                ask, "problem", 503, title=ask.t("older_archive"), message=ask.t("older_archive_long")
            )
        if "interrupted" not in str(error):
            raise
        return page(ask, "problem", 503, title=ask.t("too_slow"), message=ask.t("too_slow_long"))
