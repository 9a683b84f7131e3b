"""An article as it was published, at any time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from archive.contents.url_keys import normal_address, normal_picture
from archive.history.as_of import as_of
from archive.names import compact, find_article
from archive.search.entities import LABEL
from archive.search.question import read_question
from archive.search.snippet import Wanted, mark
from archive.web.data import citation
from archive.web.data.citation import Citation
from archive.web.data.file_names import file_name
from archive.web.data.grids import grids
from archive.web.data.sanitize import clean
from archive.web.data.stories import dicts, line, versions
from archive.web.http.request import Missing, PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The article of the path: as the capture of a time shows it, as of `?at=DATE`, or its newest version.

    What `?q=` asks for is marked.
    """
    portal, name = ask.parts["portal"], ask.parts["name"]
    article_id = find_article(db, portal, name)
    if article_id is None:
        raise Missing("not_this_article")
    article = one(db, "select * from articles where id = ?", article_id)
    told = versions(db, article_id)
    number, notice, at = _wanted(db, ask, article_id, len(told))
    shown = one(db, "select * from versions where article_id = ? and number = ?", article_id, number)
    content_id = shown["content_id"]
    capture = _capture(db, article_id, shown)
    pictures = _pictures(db, content_id)
    views = db.execute(
        "select views from view_counts where article_id = ? order by captured_at desc limit 1", (article_id,)
    ).fetchone()
    markup = one(db, "select body_html from contents where id = ?", content_id)["body_html"]
    base = capture["url"] if capture else article["url"]
    files = dicts(
        db.execute(
            "select m.*, (select scanned from attachment_texts where sha256 = m.sha256) as scanned"
            " from attachments m where content_id = ? order by position",
            (content_id,),
        )
    )
    laid_out = clean(markup or "", base, _shown_at(ask, pictures, base), _saved_at(ask, files, base))
    steps = line(db, article_id, told)
    words = ask.arg("q") or ""
    wanted = Wanted.of(read_question(words), ask.arg("marks") == "ignore")
    return page(
        ask,
        "article",
        article=article,
        portal=portal,
        name=name,
        times=[version["first_captured_at"] for version in told],
        line=steps,
        left=next((step for step in steps if step["event"] in ("missing", "gone")), None),
        shown=shown,
        fields=told[number - 1]["fields"],
        notice=notice,
        at=at,
        found=lambda text: mark(text, wanted),
        words=words,
        marks=ask.arg("marks"),
        estimate=_estimate(db, article_id) if not shown["published_at"] else None,
        paragraphs=_paragraphs(shown),
        pictures=pictures,
        tables=grids(tables(db, content_id), laid_out),
        attachments=[{**file, "saved": _saved(ask, file)} for file in files],
        named=_named(db, content_id),
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
    article_id = find_article(db, ask.parts["portal"], ask.parts["name"])
    if article_id is None:
        raise Missing("not_this_article")
    article = one(db, "select * from articles where id = ?", article_id)
    number = number_at(db, article_id, ask.stamp("time") or "")
    shown = one(db, "select * from versions where article_id = ? and number = ?", article_id, number)
    cited = _citation(ask, db, article, shown, _capture(db, article_id, shown))
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


def _estimate(db: sqlite3.Connection, article_id: int) -> dict[str, Any] | None:
    rows = dicts(db.execute("select * from date_estimates where article_id = ?", (article_id,)))
    return rows[0] if rows else None


def _named(db: sqlite3.Connection, content_id: int) -> dict[str, list[dict[str, Any]]]:
    """The documents, people, places and organisations that a content names, in its order."""
    mentions = dicts(
        db.execute(
            f"select e.name, e.kind, group_concat(e.office, '; ') as office, min(e.position) as place, {LABEL} as label"
            " from mention e where e.content_id = ? group by e.kind, e.entity order by place",
            (content_id,),
        )
    )
    return {
        "documents": dicts(
            db.execute(
                "select text, coalesce(number, text) as label from citation where content_id = ? order by position",
                (content_id,),
            )
        ),
        "people": [row for row in mentions if row["kind"] == "person"],
        "places": [row for row in mentions if row["kind"] == "place"],
        "organisations": [row for row in mentions if row["kind"] == "organisation"],
    }


def _paragraphs(version: dict[str, Any]) -> list[str]:
    """Those of the body, without a first one that is the summary, which stands above them."""
    paragraphs = [text for text in (version["body"] or "").split("\n\n") if text]
    return paragraphs[1:] if paragraphs[:1] == [version["summary"]] else paragraphs


def one(db: sqlite3.Connection, sql: str, *values: object) -> dict[str, Any]:
    """The only row that a query gives. Raises Missing where it gives none."""
    rows = dicts(db.execute(sql, values))
    if not rows:
        raise Missing
    return rows[0]


def tables(db: sqlite3.Connection, content_id: int) -> list[list[list[str]]]:
    """The data tables of a content, as rows of cells."""
    found = db.execute(
        "select rows from article_tables where content_id = ? order by position", (content_id,)
    )
    return [json.loads(rows) for (rows,) in found]


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


def _capture(db: sqlite3.Connection, article_id: int, version: dict[str, Any]) -> dict[str, Any] | None:
    """The first capture that shows a version."""
    rows = dicts(
        db.execute(
            "select c.id, c.url, c.captured_at, c.payload_sha256, c.source, a.url_key from address a"
            " join captures c on c.address_id = a.id where a.article_id = ? and c.content_id = ?"
            " and c.captured_at >= ? order by c.captured_at, c.id limit 1",
            (article_id, version["content_id"], version["first_captured_at"]),
        )
    )
    return rows[0] if rows else None


def _pictures(db: sqlite3.Connection, content_id: int) -> list[dict[str, Any]]:
    """Pictures in page order, each with its caption; captions without a picture come with no address."""
    captions = dicts(
        db.execute("select * from captions where content_id = ? order by position", (content_id,))
    )
    by_url: dict[str | None, list[dict[str, Any]]] = {}
    for caption in captions:
        by_url.setdefault(caption["image_url"], []).append(caption)
    shown = []
    for image in db.execute(
        "select url, sha256 from images where content_id = ? order by position", (content_id,)
    ):
        own = by_url.pop(image[0], [])
        shown.append({"url": image[0], "sha256": image[1], "captions": [caption["text"] for caption in own]})
    for url, own in by_url.items():
        shown.append(
            {"url": url, "sha256": own[0]["image_sha256"], "captions": [caption["text"] for caption in own]}
        )
    return shown


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
