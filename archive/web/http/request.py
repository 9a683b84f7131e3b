"""What a page is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from archive.web.http import paths
from archive.web.wording.formats import as_date
from archive.web.wording.language import text


class Missing(Exception):
    """The archive holds no such thing. Its only argument, if any, names the text that says why."""


class Unclear(Exception):
    """A parameter is not what it should be. Its only argument names the text that says so."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request for a page of one archive.

    `parts` are the variable parts of the path, `args` the query's parameters, first values only.
    """

    datasette: Any
    request: Any
    database: str
    language: str
    page: str
    parts: Mapping[str, str]
    args: Mapping[str, str]

    def arg(self, name: str) -> str | None:
        """A parameter without white space around it, None where it is empty or missing."""
        return self.args.get(name, "").strip() or None

    def date(self, name: str) -> str | None:
        """A parameter that is a date, as ``2024-08-27``; None where it is empty. Raises Unclear."""
        value = self.arg(name)
        if value is None:
            return None
        if (day := as_date(value)) is None:
            raise Unclear("as_of_bad")
        return day

    def count(self, name: str, default: int, most: int = 1_000_000) -> int:
        """A parameter that is a whole number from 1 to `most`; `default` where it is not."""
        value = self.args.get(name, "")
        return min(int(value), most) if value.isascii() and value.isdigit() and int(value[:9]) else default

    def number(self, name: str) -> int:
        """A part of the path that is a number. Raises Missing where SQLite has no such number."""
        value = int(self.parts[name])
        if value >= 1 << 63:
            raise Missing
        return value

    def t(self, name: str, *values: object, **named: object) -> str:
        """The text `name` in the language of this request."""
        return text(name, self.language, *values, **named)

    def path(self, *parts: object, **query: object) -> str:
        """The address of a page of this archive."""
        return paths.path(self.datasette, self.database, *parts, **query)

    def url(self, path: str) -> str:
        """`path` with scheme and host."""
        return str(self.datasette.absolute_url(self.request, path))

    def here(self, suffix: str = "", **changed: object) -> str:
        """The address of this page with some parameters changed, None takes one out; `suffix` goes to
        the path."""
        args = {**self.args, **changed}
        asked = {name: value for name, value in args.items() if value not in (None, False, "")}
        # Without Datasette's base_url, which a proxy in front may or may not have taken off.
        path = self.request.scope.get("route_path", self.request.path)
        return f"{self.datasette.urls.path(path)}{suffix}" + (f"?{urlencode(asked)}" if asked else "")


@dataclass(frozen=True, slots=True)
class PageResponse:
    """A reply. Headers that all replies have are added where it is sent."""

    body: str | bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
