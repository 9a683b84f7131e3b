"""Addresses of our pages, below the base at which Datasette is served."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode

ROOT = "/-/luutru"


def path(datasette: Any, database: str, *parts: object, **query: object) -> str:
    """The address of a page of the archive `database`: ``path(ds, "archive", "article", 3, at="2024")``; where that
    is empty, of a page on all archives.

    Query parameters that are None, False or empty are left out.
    """
    of = [tilde_encode(database)] if database else ["-"] if parts else []
    where = "/".join([ROOT, *of, *(tilde_encode(str(part)) for part in parts)])
    asked = {name: value for name, value in query.items() if value not in (None, False, "")}
    return str(datasette.urls.path(where)) + (f"?{urlencode(asked)}" if asked else "")
