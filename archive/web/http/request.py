"""The request for a page, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from archive.names import compact, stamp_of
from archive.web.http import paths
from archive.web.wording.formats import as_date
from archive.web.wording.language import text


class Missing(Exception):
    """The archive holds no such thing. Its only argument, if any, names the text that says why."""


class Elsewhere(Exception):
    """What was asked for has another address, its only argument."""


class Withdrawn(Exception):
    """What the address once named cannot be told any more. Its only argument names the text that says why."""


class Unclear(Exception):
    """A parameter is not what it should be. Its only argument names the text that says so."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request for a page of one archive.

    `parts` are the variable parts of the path, `args` the query's parameters, first values only. `site_names` are
    the full names of sites by portal and short name. `several`: the server has other archives, too.
    """

    datasette: Any
    request: Any
    database: str
    language: str
    page: str
    parts: Mapping[str, str]
    args: Mapping[str, str]
    site_names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    several: bool = False

    def site(self, sname: str | None, portal: str | None = None) -> str | None:
        """The full name of a site, its name in addresses where it has none; None for none. Without its portal, the
        name that it has in all portals."""
        names = {
            name for (of, short), name in self.site_names.items() if short == sname and portal in (None, of)
        }
        return names.pop() if len(names) == 1 else sname

    def arg(self, name: str) -> str | None:
        """A parameter without white space around it, None where it is empty or missing."""
        return self.args.get(name, "").strip() or None

    def date(self, name: str) -> str | None:
        """A parameter that is a date, as ``2024-08-27``; None where it is empty. Raises Unclear."""
        value = self.arg(name)
        if value is None:
            return None
        if (day := as_date(value)) is None:
            raise Unclear("bad_date")
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

    def stamp(self, name: str) -> str | None:
        """A part of the path that is a time, as a stamp; None where it is left out. Raises Missing."""
        if (text := self.parts.get(name)) is None:
            return None
        if (stamp := stamp_of(text)) is None:
            raise Missing
        return stamp

    def t(self, name: str, *values: object, **named: object) -> str:
        """The text `name` in the language of this request."""
        return text(name, self.language, *values, **named)

    def path(self, *parts: object, **query: object) -> str:
        """The address of a page of this archive."""
        return paths.path(self.datasette, self.database, *parts, **query)

    def article(self, portal: str, name: str, stamp: str | None = None, **query: object) -> str:
        """The permanent address of an article, or of it as the capture of the time `stamp` shows it."""
        return self.path("article", portal, name, *([compact(stamp)] if stamp else ()), **query)

    def permanent(self, portal: str, name: str, stamp: str) -> str:
        """The same, with scheme and host."""
        return self.url(self.article(portal, name, stamp))

    def comparison(self, portal: str, name: str, first: str, second: str, **query: object) -> str:
        """The permanent address of a comparison of an article as it was captured at two times."""
        return self.path("compare", portal, name, compact(first), compact(second), **query)

    def capture(self, portal: str, key: int, stamp: str, *more: str) -> str:
        """The permanent address of the capture of the address with the url key `key`, taken at the time `stamp`."""
        return self.path("capture", portal, f"{key:08x}", compact(stamp), *more)

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
