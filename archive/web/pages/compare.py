"""Two versions of an article, word by word."""

from __future__ import annotations

import sqlite3

from archive.history.replaced import Replaced
from archive.names import stamp_of
from archive.web.data.differences import differences, replaced_files, unchanged
from archive.web.data.file_names import file_name
from archive.web.data.stories import versions
from archive.web.http.request import Elsewhere, Missing, PageRequest, PageResponse
from archive.web.http.rows import article_of, one
from archive.web.http.templates import page
from archive.web.pages.article import number_at


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The article of the path as captured at the times `first` and `second`."""
    portal, name = ask.parts["portal"], ask.parts["name"]
    article_id = article_of(db, ask)
    article = one(db, "select title, versions from articles where id = ?", article_id)
    line = versions(db, article_id)
    times = [version["first_captured_at"] for version in line]
    if chosen := [ask.arg(place) for place in ("a", "b") if ask.arg(place)]:
        stamps = [stamp_of(text or "") for text in chosen]
        if len(stamps) < 2 or stamps[0] is None or stamps[1] is None:
            raise Missing
        raise Elsewhere(ask.comparison(portal, name, stamps[0], stamps[1], view=ask.arg("view")))
    if "first" not in ask.parts:
        first, second = max(1, len(line) - 1), len(line)
        raise Elsewhere(
            ask.comparison(portal, name, times[first - 1], times[second - 1], view=ask.arg("view"))
        )
    first, second = (number_at(db, article_id, ask.stamp(place) or "") for place in ("first", "second"))
    return page(
        ask,
        "article/compare",
        article=article,
        portal=portal,
        name=name,
        line=line,
        times=times,
        first=first,
        second=second,
        differences=differences(db, article_id, first, second),
        replaced=[
            {
                "file": each.file,
                "text": each.text,
                "before": _path(ask, each.file, each.file.before),
                "after": _path(ask, each.file, each.file.after),
            }
            for each in replaced_files(db, article_id, first, second)
        ],
        unchanged=unchanged(db, article_id, first, second),
        columns=ask.arg("view") == "columns",
        cited=ask.url(ask.comparison(portal, name, times[first - 1], times[second - 1])),
    )


def _path(ask: PageRequest, file: Replaced, sha256: str) -> str:
    """Our address of the bytes that a file had."""
    named = () if file.kind == "image" else (file_name(file.url, file.title),)
    return ask.path("payload", sha256, *filter(None, named))
