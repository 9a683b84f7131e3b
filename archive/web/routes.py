"""Our pages' addresses, and what goes with every request: permission, language, one view of the file."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from datasette.utils import sqlite_timelimit, tilde_decode
from datasette.utils.asgi import Forbidden, NotFound, Response

from archive.web.datasette import detect
from archive.web.http import paths
from archive.web.http.request import Elsewhere, Missing, PageRequest, PageResponse, Unclear, Withdrawn
from archive.web.http.templates import page
from archive.web.mementos import calendar as capture_calendar
from archive.web.mementos import index, replay, timemaps
from archive.web.pages import (
    article,
    capture,
    changes,
    compare,
    departments,
    documents,
    home,
    moved,
    people,
    places,
    search,
    visits,
)
from archive.web.pages.more import about, calendar, data, edits, pictures, similar, words
from archive.web.wording.language import LANGUAGES, language_of

Build = Callable[[sqlite3.Connection, PageRequest], PageResponse]

_WAIT, _WAIT_FOR_DATA = 5_000, 60_000
"""Milliseconds that a page, or a whole result as CSV, may take to ask its questions."""

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


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its name, its path below the archive's, who draws it, the tables it shows, and the
    time it may take."""

    name: str
    path: str
    build: Build
    needs: tuple[str, ...] = ("articles", "versions", "events")
    limit: int = _WAIT


_ID = r"(?P<id>\d{1,19})"
_ARTICLE = "(?P<portal>[^/]+)/(?P<name>[^/.]+)"
_TIME = r"(?P<{}>\d{{14}}(?:\d{{3}})?)"
_CAPTURE = rf"/capture/(?P<portal>[^/]+)/(?P<key>[0-9a-f]{{8}})/{_TIME.format('time')}"
_FOUND = ("articles", "versions", "contents", "captions", "citations", "mentions")
_NAMED = _FOUND
_SAID = (*_FOUND, "changes", "events", "images", "attachments", "article_tables")
_SHOWN = (*_SAID, "captures", "view_counts")
_CHANGED = ("articles", "versions", "changes", "change_amounts", "events")
_FILES = ("captures", "payloads")
_CAPTURED = (*_FILES, "addresses")
ROUTES = (
    Route(
        "home",
        "",
        home.build,
        ("articles", "versions", "events", "captures", "portals", "crawls", "visit_stats", "alarms"),
    ),
    Route("search", "/search", search.build, _FOUND),
    Route(
        "search",
        r"/search\.(?P<form>csv|json|jsonl|xlsx|parquet)",
        search.build_data,
        _FOUND,
        limit=_WAIT_FOR_DATA,
    ),
    Route("search", r"/search\.atom", search.build_atom, _FOUND),
    Route("words", "/words", words.build, _FOUND, limit=_WAIT_FOR_DATA // 4),
    Route("words", r"/words\.csv", words.build_csv, _FOUND, limit=_WAIT_FOR_DATA),
    Route("similar", f"/similar/{_ARTICLE}", similar.build, _FOUND),
    Route("pictures", "/pictures", pictures.build, (*_FOUND, "images")),
    Route("data", "/data", data.build, ("articles",)),
    Route("about", "/about", about.build, ("articles", "portals", "crawls", "addresses")),
    Route("departments", "/departments", departments.build),
    Route("departments", "/department", departments.build_one, _FOUND),
    Route("documents", "/documents", documents.build, _NAMED),
    Route("documents", "/document", documents.build_one, (*_NAMED, "attachments", "payloads")),
    Route("people", "/people", people.build, _NAMED),
    Route("people", "/person", people.build_one, _NAMED),
    Route("places", "/places", places.build, _NAMED),
    Route("places", "/place", places.build_one, _NAMED),
    Route("visits", "/visits", visits.build, ("visit_stats",)),
    Route("visits", r"/visits\.csv", visits.build_csv, ("visit_stats",)),
    Route("changes", "/changes", changes.build),
    Route("changes", "/calendar", calendar.build),
    Route("changes", r"/day/(?P<day>\d{4}-\d\d-\d\d)", calendar.build_day, _FOUND),
    Route("changes", "/edits", edits.build, _CHANGED),
    Route("changes", r"/edits\.csv", edits.build_csv, _CHANGED, limit=_WAIT_FOR_DATA),
    Route("changes", r"/changes\.(?P<form>atom|json)", changes.build_feed),
    Route("article", f"/article/{_ID}(?P<compare>/compare)?", moved.build, ("articles", "versions")),
    Route("article", f"/row/{_ID}", moved.build_row, ("articles", "versions")),
    Route("article", f"/article/{_ARTICLE}(?:/{_TIME.format('time')})?", article.build, _SHOWN),
    Route(
        "article",
        rf"/article/{_ARTICLE}/{_TIME.format('time')}\.(?P<form>bib|ris|csl)",
        article.build_citation,
        _SHOWN,
    ),
    Route(
        "article",
        f"/compare/{_ARTICLE}(?:/{_TIME.format('first')}/{_TIME.format('second')})?",
        compare.build,
        _SAID,
    ),
    Route("capture", f"/capture/{_ID}(?P<raw>/raw)?", moved.build_capture, _FILES),
    Route("capture", f"/row/capture/{_ID}", moved.build_capture_row, _FILES),
    Route("capture", _CAPTURE, capture.build, (*_FILES, "versions")),
    Route("capture", f"{_CAPTURE}/raw", capture.build_raw, _FILES),
    Route("capture", "/payload/(?P<sha256>[0-9a-f]{64})(?:/(?P<file>[^/]+))?", capture.build_payload, _FILES),
    Route("captures", "/captures", capture_calendar.build, _CAPTURED),
)
_REST = "(?P<rest>.+)"
WEB_ARCHIVE = (
    Route("captures", "/cdx/search/cdx", index.build, _CAPTURED, _WAIT_FOR_DATA),
    Route("captures", "(?:/web)?/cdx", index.build_pywb, _CAPTURED, _WAIT_FOR_DATA),
    Route("captures", "/wayback/available", timemaps.build_available, _CAPTURED),
    Route("captures", f"/timegate/{_REST}", timemaps.build_gate, _CAPTURED),
    Route(
        "captures",
        rf"(?:/web)?/timemap/(?P<form>link|json)/(?:(?P<number>\d{{1,6}})/)?{_REST}",
        timemaps.build_map,
        _CAPTURED,
        _WAIT_FOR_DATA,
    ),
    Route("captures", f"/web/{_REST}", replay.build, (*_CAPTURED, "versions")),
)
"""What the clients of web archives ask for, below the pages of an archive and, where a server has no other archive,
at its root, where some of them look for it."""


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
