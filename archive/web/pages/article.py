"""An article, as published at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from archive.contents.url_keys import normal_address, normal_picture
from archive.history.as_of import as_of
from archive.names import compact
from archive.search.snippet import Wanted, mark
from archive.search.syntax import read_question
from archive.web.data import citation
from archive.web.data.article_parts import (
    estimate_of,
    first_capture,
    named,
    paragraphs,
    pictures_of,
    tables,
)
from archive.web.data.citation import Citation
from archive.web.data.file_names import file_name
from archive.web.data.grids import grids
from archive.web.data.sanitize import clean
from archive.web.data.stories import dicts, line, versions
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.rows import article_of, one
from archive.web.http.templates import page
from archive.web.wording import formats


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The article of the path: as the capture of a time shows it, as of `?at=DATE`, or its newest version.

    What `?q=` asks for is marked.
    """
    portal, name = ask.parts["portal"], ask.parts["name"]
    article_id = article_of(db, ask)
    article = one(db, "select * from articles where id = ?", article_id)
    history = versions(db, article_id)
    number, notice, at = _wanted(db, ask, article_id, len(history))
    shown = one(db, "select * from versions where article_id = ? and number = ?", article_id, number)
    content_id = shown["content_id"]
    capture = first_capture(db, article_id, shown)
    pictures = pictures_of(db, shown)
    views = db.execute(
        "select views from view_counts where article_id = ? order by captured_at desc limit 1", (article_id,)
    ).fetchone()
    markup = one(db, "select body_html from contents where id = ?", content_id)["body_html"]
    base = capture["url"] if capture else article["url"]
    files = dicts(
        db.execute(
            "select m.url, m.title, m.sha256, (select scanned from attachment_texts where sha256 = m.sha256) as scanned"
            " from version_files m where version_id = ? and kind = 'attachment' order by position",
            (shown["id"],),
        )
    )
    laid_out = clean(markup or "", base, _shown_at(ask, pictures, base), _saved_at(ask, files, base))
    steps = line(db, article_id, history)
    words = ask.arg("q") or ""
    wanted = Wanted.of(read_question(words), ask.arg("marks") == "ignore")
    return page(
        ask,
        "article/article",
        article=article,
        portal=portal,
        name=name,
        times=[version["first_captured_at"] for version in history],
        line=steps,
        left=next((step for step in steps if step["event"] in ("missing", "gone")), None),
        shown=shown,
        fields=history[number - 1]["fields"],
        notice=notice,
        at=at,
        found=lambda text: mark(text, wanted),
        words=words,
        marks=ask.arg("marks"),
        estimate=estimate_of(db, article_id) if not shown["published_at"] else None,
        paragraphs=paragraphs(shown),
        pictures=pictures,
        tables=grids(tables(db, content_id), laid_out),
        attachments=[{**file, "saved": _saved(ask, file)} for file in files],
        named=named(db, content_id),
        laid_out=Markup(laid_out),
        capture=capture,
        capture_path=ask.capture(portal, capture["url_key"], capture["captured_at"]) if capture else None,
        citation=_citation(ask, db, article, shown, capture),
        cited=ask.article(portal, name, shown["first_captured_at"]),
        forms=citation.FORMS,
        views=views[0] if views else None,
    )


def build_citation(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The citation of the version at the time in the path, as BibTeX, RIS or CSL-JSON."""
    article_id = article_of(db, ask)
    article = one(db, "select * from articles where id = ?", article_id)
    number = number_at(db, article_id, ask.stamp("time") or "")
    shown = one(db, "select * from versions where article_id = ? and number = ?", article_id, number)
    cited = _citation(ask, db, article, shown, first_capture(db, article_id, shown))
    if cited is None:
        raise Missing
    form = ask.parts["form"]
    name = f'attachment; filename="{cited.key}.{"json" if form == "csl" else form}"'
    return PageResponse(cited.written(form), citation.FORMS[form], headers={"Content-Disposition": name})


def number_at(db: sqlite3.Connection, article_id: int, stamp: str) -> int:
    """The number of the version that an article showed at a time. Raises Missing before its first."""
    then = as_of(db, article_id, stamp)
    if then is None:
        raise Missing("not_yet")
    return int(then["number"])


def _wanted(
    db: sqlite3.Connection, ask: PageRequest, article_id: int, last: int
) -> tuple[int, str | None, str | None]:
    """Number of the version to show, a word to the reader, and the date asked for."""
    if asked := ask.arg("at"):
        asked = formats.as_date(asked) or asked
        at = formats.end_of_day(asked)
        if at is None:
            return last, ask.t("bad_date"), asked
        then = as_of(db, article_id, at)
        if then is None:
            return last, ask.t("as_of_none"), asked
        notice = ask.t("as_of_shown", formats.day(asked, ask.language))
        if then["state"] != "live":
            notice += f" {ask.t('state')}: {ask.t('state.' + then['state'])}."
        return then["number"], notice, asked
    stamp = ask.stamp("time")
    return (number_at(db, article_id, stamp) if stamp else last), None, None


def _shown_at(ask: PageRequest, pictures: list[dict[str, Any]], base: str) -> Callable[[str], str | None]:
    """Our address of a picture, by any spelling of its own."""
    known = {
        normal_picture(picture["url"], base): picture["sha256"]
        for picture in pictures
        if picture["url"] and picture["sha256"]
    }

    def shown(url: str) -> str | None:
        sha256 = known.get(normal_picture(url, base))
        return ask.path("payload", sha256) if sha256 else None

    return shown


def _saved_at(ask: PageRequest, files: list[dict[str, Any]], base: str) -> Callable[[str], str | None]:
    """Our address of a document, by any spelling of its own."""
    known = {normal_address(file["url"], base): _saved(ask, file) for file in files if file["sha256"]}
    return lambda url: known.get(normal_address(url, base))


def _saved(ask: PageRequest, file: dict[str, Any]) -> str | None:
    return (
        ask.path("payload", file["sha256"], file_name(file["url"], file["title"])) if file["sha256"] else None
    )


def _citation(
    ask: PageRequest,
    db: sqlite3.Connection,
    article: dict[str, Any],
    version: dict[str, Any],
    capture: dict[str, Any] | None,
) -> Citation | None:
    if capture is None:
        return None
    portal, name = ask.parts["portal"], ask.parts["name"]
    (publisher,) = db.execute("select name from portals where id = ?", (portal,)).fetchone()
    at = version["first_captured_at"]
    authors = tuple(name for name in (version["author"], version["department"]) if name)
    return Citation(
        key=f"{portal}-{name}-{compact(at)}",
        title=version["title"],
        authors=authors or ((ask.site(article["site"], portal) or publisher),),
        publisher=publisher,
        published=version["published_at"],
        archived=capture["captured_at"],
        url=ask.url(ask.article(portal, name, at)),
        original=capture["url"],
        sha256=capture["payload_sha256"] or "–",
    )
