"""Renders pages from templates. Everything is escaped except what was marked safe on purpose."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from archive.search.snippet import Marked
from archive.web.data.file_names import file_name
from archive.web.http.request import PageRequest, PageResponse
from archive.web.wording import formats
from archive.web.wording.language import LANGUAGES

PAGES = ("home", "search", "departments", "documents", "people", "places", "visits", "changes", "data")
PAGES_OF_ALL = ("home", "search", "documents", "people", "changes")


@cache
def _environment() -> Environment:
    # Not "templates": Datasette would look there for its own pages, too.
    environment = Environment(
        loader=PackageLoader("archive.web", "html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment


def page(ask: PageRequest, template: str, status: int = 200, **values: Any) -> PageResponse:
    """The page `template` in the language of `ask`."""
    language = ask.language
    body = (
        _environment()
        .get_template(f"{template}.html")
        .render(
            ask=ask,
            t=ask.t,
            path=ask.path,
            languages=LANGUAGES,
            pages=PAGES,
            pages_of_all=PAGES_OF_ALL,
            number=lambda value: formats.number(value, language),
            size=lambda value: formats.size(value, language),
            time=lambda value: _time(value, formats.time(value, language)),
            hour=lambda value: _time(value, formats.hour(value)),
            stamp=lambda value: formats.time(value, language),
            marked=_marked,
            file_name=file_name,
            origin=lambda source: _origin(ask, source),
            percent=lambda value: formats.percent(value, language),
            day=lambda value: formats.day(value, language),
            month_end=formats.month_end,
            **values,
        )
    )
    return PageResponse(body, status=status)


def _origin(ask: PageRequest, source: str) -> str:
    """Where a capture came from, in words: the portal, a file, a web archive."""
    kind, _, name = source.partition(":")
    return ask.t(f"origin.{kind}", name) if kind in ("live", "warc", "memento") else source


def _time(stamp: str | None, shown: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(stamp, shown) if stamp else Markup(shown)


def _marked(pieces: Marked) -> Markup:
    return Markup("").join(Markup("<mark>{}</mark>").format(piece) if hit else piece for piece, hit in pieces)
