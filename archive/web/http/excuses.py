"""What a reader is told where a page cannot be drawn."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from archive.web.http.request import Elsewhere, Missing, PageRequest, PageResponse, Unclear, Withdrawn
from archive.web.http.templates import page
from archive.web.wording.sql_errors import sql_words

FORESEEN = (Elsewhere, Withdrawn, Missing, Unclear, sqlite3.OperationalError)
"""What `excuse` has words for; of SQLite's errors only some, the others it raises again."""

_PROBLEMS = {
    404: ("not_found", "not_found_long"),
    403: ("not_allowed", "not_allowed_long"),
    400: ("bad_request", "bad_request_long"),
    405: ("bad_request", "bad_request_long"),
}
_log = logging.getLogger(__name__)


def excuse(ask: PageRequest, error: Exception, moved: bool = False) -> PageResponse:
    """The page in place of one whose drawing raised one of `FORESEEN`. `moved`: another address holds for ever."""
    if isinstance(error, Elsewhere):
        return PageResponse("", status=301 if moved else 302, headers={"Location": error.args[0]})
    if isinstance(error, Withdrawn):
        return _problem(ask, 410, "not_found", error.args[0])
    if isinstance(error, Missing):
        return _problem(ask, 404, "not_found", error.args[0] if error.args else "not_found_long")
    if isinstance(error, Unclear):
        return _problem(ask, 400, "bad_request", error.args[0])
    if "no such table" in str(error):
        return _problem(ask, 503, "older_archive", "older_archive_long")
    if "interrupted" not in str(error):
        raise error
    return _problem(ask, 503, "too_slow", "too_slow_long")


def unforeseen(ask: PageRequest, error: Exception) -> PageResponse:
    """The page for an error that Datasette, or one of our pages, ended with."""
    status = int(getattr(error, "status", 500))
    message = f"{getattr(error, 'title', '')} {getattr(error, 'message', error)}".lower()
    if "interrupted" in message:
        return _problem(ask, status, "too_slow", "too_slow_long")
    detail = str(getattr(error, "message", ""))
    if detail and getattr(error, "title", "") == "Invalid SQL":
        return failed_sql(ask, status, detail)
    if detail:
        return _problem(ask, status, *_PROBLEMS[400], detail)
    if status == 500:
        _log.error("%s failed", ask.request.path, exc_info=error)
    return _problem(ask, status, *_PROBLEMS.get(status, ("failed", "failed_long")))


def failed_sql(ask: PageRequest, status: int, message: str) -> PageResponse:
    """The page for SQL that SQLite, or Datasette before it, refused with `message`."""
    return page(
        ask, "problem", status, title=ask.t("sql_failed"), message=sql_words(message, ask.language),
        detail=message, **_typed(ask),
    )  # fmt: skip


def _typed(ask: PageRequest) -> dict[str, Any]:
    """The SQL that a reader typed, None where there is none, and the values that were given with it."""
    values = {name: value for name, value in ask.args.items() if name not in ("sql", "lang")}
    return {
        "sql": ask.args.get("sql"),
        "values": {name: value for name, value in values.items() if not name.startswith("_")},
    }


def _problem(ask: PageRequest, status: int, title: str, why: str, detail: str = "") -> PageResponse:
    """`detail`: what Datasette itself says of the error, in English."""
    return page(ask, "problem", status, title=ask.t(title), message=ask.t(why), detail=detail, **_typed(ask))
