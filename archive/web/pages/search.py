"""Search: words, filters, counts, and results to download."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from datasette.utils import sqlite_timelimit

from archive.files.search import search_files
from archive.files.texts import any_read
from archive.search.counts import COUNTED, Count, counts_by_group, facets, named_facets
from archive.search.query import Hit, is_broad, search_articles
from archive.search.ranking import Group
from archive.search.syntax import Question
from archive.web.data.export_rows import article_rows
from archive.web.data.pasted import Pasted, find_pasted, is_id
from archive.web.figures import trend
from archive.web.figures.hits_by_month import count_months, draw_months
from archive.web.http import feeds, table_files
from archive.web.http.asked import TEXT_FILTERS, Asked, asked_of
from archive.web.http.feeds import Feed, FeedEntry
from archive.web.http.request import Elsewhere, PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.pages.changes import difference

_A_PAGE = 20
_A_FEED = 50
_MOST_PAGES = 500
_COUNTING = 1_500
"""Milliseconds that a page spends on counts before it does without."""

_Counted = TypeVar("_Counted")


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The search page, or the article whose address or id was typed."""
    asked = asked_of(ask)
    pasted = find_pasted(db, asked.words) if asked.words else None
    if pasted and pasted.name:
        raise Elsewhere(ask.article(pasted.portal or "", pasted.name))
    number = ask.count("page", 1, _MOST_PAGES)
    start = (number - 1) * _A_PAGE
    hits = search_articles(
        db, asked.words, asked.filters, limit=_A_PAGE + 1, offset=start, newest=asked.newest, **asked.options
    )
    if not hits and number == 1 and is_id(asked.words):
        pasted = Pasted(True)
    return page(
        ask,
        "search/search",
        words=asked.words,
        feed_title=_feed_title(ask, asked.words),
        filters={name: getattr(asked.filters, name) for name in TEXT_FILTERS if getattr(asked.filters, name)},
        asked=asked.filters,
        every=asked.every,
        loose=asked.loose,
        newest=asked.newest,
        question=asked.question,
        understood=_understood(ask, asked.question),
        pasted=pasted,
        broad=bool(asked.question.any_of)
        and not asked.newest
        and is_broad(db, asked.words, loose=asked.loose),
        hits=hits[:_A_PAGE],
        current=number,
        more=len(hits) > _A_PAGE,
        most=_MOST_PAGES,
        forms=table_files.FORMS,
        of_words={name: ask.arg(name) for name in trend.FILTERS},
        counted=COUNTED,
        files_unread=bool(asked.words) and not any_read(db),
        files=search_files(db, asked.words, loose=asked.loose) if number == 1 else ([], 0),
        **_counts(db, ask, asked),
    )


def _counts(db: sqlite3.Connection, ask: PageRequest, asked: Asked) -> dict[str, Any]:
    """Counts by group, filter and month; none where counting would take too long."""

    def first() -> tuple[Mapping[Group, Count], Count | None, dict[str, list[tuple[str, int]]]]:
        groups = counts_by_group(db, asked.words, asked.filters, all_versions=asked.every)
        return (
            groups,
            _only_in_old(db, asked, groups),
            facets(db, asked.words, asked.filters, **asked.options),
        )

    counted = _in_time(db, first)
    if counted is None:
        return {"groups": {}, "counts": {}, "found": None, "charts": (), "older": None}
    groups, older, counts = counted
    counts |= _in_time(db, lambda: named_facets(db, asked.words, asked.filters, **asked.options)) or {}
    months = _in_time(db, lambda: count_months(db, asked))
    # Every hit has a state.
    number = sum(n for _, n in counts["state"])
    found = Count(min(number, COUNTED), number > COUNTED)
    if asked.question.any_of:
        found = groups.get("spellings" if asked.loose else "words", groups.get("words", found))
    return {
        "groups": groups,
        "older": older,
        "found": found,
        "counts": {name: values for name, values in counts.items() if len(values) > 1},
        "charts": draw_months(ask, asked, [months]) if months else (),
    }


def _in_time(db: sqlite3.Connection, count: Callable[[], _Counted]) -> _Counted | None:
    """What `count` gives; None where it would take too long."""
    try:
        with sqlite_timelimit(db, _COUNTING):
            return count()
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return None


def _only_in_old(db: sqlite3.Connection, asked: Asked, groups: Mapping[Group, Count]) -> Count | None:
    """How many old versions say what was typed, where no article does so any more: it was edited away."""

    def exact(found: Mapping[Group, Count]) -> Count | None:
        return found.get("phrase", found.get("words"))

    now = exact(groups)
    if asked.every or now is None or now.number:
        return None
    old = exact(counts_by_group(db, asked.words, asked.filters, all_versions=True))
    return old if old and old.number else None


def build_data(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The whole result, with full texts, as CSV, JSON, JSON lines, XLSX or Parquet."""
    asked = asked_of(ask)
    hits = search_articles(
        db, asked.words, asked.filters, limit=-1, newest=asked.newest, snippets=False, **asked.options
    )
    return table_files.response(ask.parts["form"], "search", article_rows(db, hits, ask.permanent))


def build_feed(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The result as Atom or JSON feed, by publication, page by page; an article that was changed with what was changed
    last."""
    asked = asked_of(ask)
    form = ask.parts["form"]
    number = ask.count("page", 1, _MOST_PAGES)
    start = (number - 1) * _A_FEED
    hits = search_articles(
        db, asked.words, asked.filters, limit=_A_FEED + 1, offset=start, newest=True, **asked.options
    )
    page_url = ask.url(ask.here().replace(f"/search.{form}", "/search", 1))
    feed = Feed(
        _feed_title(ask, asked.words), ask.url(ask.here()), page_url, ask.language,
        [_entry(db, ask, hit) for hit in hits[:_A_FEED]],
        feeds.next_page(ask, number, len(hits) > _A_FEED and number < _MOST_PAGES),
    )  # fmt: skip
    return feeds.response(ask, feed, "atom" if form == "atom" else "json")


def _entry(db: sqlite3.Connection, ask: PageRequest, hit: Hit) -> FeedEntry:
    (shown_at,) = db.execute(
        "select first_captured_at from version where article_id = ? and number = ?",
        (hit.article_id, hit.number),
    ).fetchone()
    return FeedEntry(
        key=f"{hit.portal}/{hit.name}/{shown_at}",
        url=ask.url(ask.article(hit.portal, hit.name, shown_at if hit.versions > 1 else None)),
        title=_plain(hit.title),
        updated=shown_at,
        summary=_plain(hit.snippet),
        author=hit.author or hit.department,
        content=difference(db, ask, hit.article_id, hit.number) if hit.number > 1 else "",
    )


def address_of(ask: PageRequest, hit: Hit, **query: object) -> str:
    """The permanent address of the version that was found."""
    return ask.article(
        hit.portal, hit.name, hit.first_captured_at if hit.number != hit.versions else None, **query
    )


def _understood(ask: PageRequest, question: Question) -> list[str]:
    """What was made of the question, where that is not plain: its alternatives, exclusions and fields."""
    readings = []
    if len(question.any_of) > 1 or any(term.field or term.prefix for term in question.terms):
        readings.append(f" {ask.t('or')} ".join(_terms(ask, terms) for terms in question.any_of))
    if question.none_of:
        readings.append(ask.t("without", _terms(ask, question.none_of)))
    return readings


def _terms(ask: PageRequest, terms: Any) -> str:
    parts = []
    for term in terms:
        text = f"“{term.text}”" if not term.joins else f"{term.text}…" if term.prefix else term.text
        parts.append(f"{ask.t('field.' + term.field)}: {text}" if term.field else text)
    return " + ".join(parts)


def _feed_title(ask: PageRequest, words: str) -> str:
    return ask.t("search_feed", words, ask.database) if words else ask.t("articles_feed", ask.database)


def _plain(pieces: Any) -> str:
    return "".join(piece for piece, _ in pieces)
