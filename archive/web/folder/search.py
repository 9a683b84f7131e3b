"""One search in several archives: their results as one, what two of them hold shown once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.search.counts import count, counts_by_group
from archive.search.query import Hit, search_articles, with_snippets
from archive.web.data.export_rows import article_rows
from archive.web.figures.hits_by_month import Months, count_months, draw_months
from archive.web.folder.archives import Archives
from archive.web.http import table_files
from archive.web.http.asked import asked_of
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page

_A_PAGE = 20
_MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What one archive gives: its first hits, best or newest first, without snippets; up to which place they hold the
    words as one phrase or all of them, how many there are, and when; or, to take away, all as rows."""

    hits: Sequence[Hit]
    ends: Sequence[int]
    number: int
    months: Months | None = None
    rows: Sequence[dict[str, Any]] = ()

    def tier(self, place: int) -> int:
        """How well the hit at a place matches, from 0 for best."""
        return sum(place >= end for end in self.ends)


def find(db: sqlite3.Connection, ask: PageRequest) -> Found:
    """What one archive holds of the search that all are asked."""
    asked = asked_of(ask)
    taken = bool(ask.parts.get("form"))
    limit = -1 if taken else _A_PAGE * ask.count("page", 1, _MOST_PAGES) + 1
    hits = search_articles(
        db, asked.words, asked.filters, limit=limit, newest=asked.newest, snippets=False, **asked.options
    )
    if taken:
        return Found((), (), len(hits), rows=list(article_rows(db, hits, ask.permanent)))
    number = count(db, asked.words, asked.filters, **asked.options)
    months = count_months(db, asked)
    if asked.newest or not asked.question.any_of:
        return Found(hits, (), number, months)
    groups = counts_by_group(db, asked.words, asked.filters, all_versions=asked.every)
    return Found(hits, [each.number for name, each in groups.items() if name != "spellings"], number, months)


async def build(ask: PageRequest, archives: Archives) -> PageResponse:
    """The page: one list, and how many each archive holds; or all results with full texts, one archive after the
    other, where what two archives hold is there twice, each with its own address."""
    answers = await archives.ask(find)
    if form := ask.parts.get("form"):
        return table_files.response(
            form, "search", (row for _, found in answers.answers for row in found.rows)
        )
    number = ask.count("page", 1, _MOST_PAGES)
    asked = asked_of(ask)
    shown = _merged(answers.answers, asked.newest or not asked.question.any_of)
    start = (number - 1) * _A_PAGE
    hits = shown[start : start + _A_PAGE]
    return page(
        ask,
        "search/search_all",
        words=asked.words,
        asked=asked,
        answers=answers.answers,
        silent=answers.silent,
        total=sum(found.number for _, found in answers.answers),
        charts=draw_months(ask, asked, [found.months for _, found in answers.answers if found.months]),
        hits=await _marked(archives, hits),
        current=number,
        more=len(shown) > start + _A_PAGE,
        most=_MOST_PAGES,
        forms=table_files.FORMS,
    )


async def _marked(
    archives: Archives, hits: Sequence[tuple[Hit, list[PageRequest]]]
) -> list[tuple[Hit, list[PageRequest]]]:
    """The hits of one page with what was searched for marked, each by the first archive that holds it."""

    def marked(db: sqlite3.Connection, own: PageRequest) -> dict[int, Hit]:
        asked = asked_of(own)
        places = [place for place, (_, (first, *_)) in enumerate(hits) if first.database == own.database]
        found = with_snippets(db, (hits[place][0] for place in places), asked.words, loose=asked.loose)
        return dict(zip(places, found, strict=True))

    by_place = {place: hit for _, own in (await archives.ask(marked)).answers for place, hit in own.items()}
    return [(by_place.get(place, hit), holders) for place, (hit, holders) in enumerate(hits)]


def _merged(
    answers: Sequence[tuple[PageRequest, Found]], newest: bool
) -> list[tuple[Hit, list[PageRequest]]]:
    """The hits of all archives with the archives that hold each, newest first, or best: by how well they match, in
    turn from each archive."""
    places = [
        (found.tier(place), place, own, hit) for own, found in answers for place, hit in enumerate(found.hits)
    ]
    if newest:
        places.sort(key=lambda each: each[3].first_captured_at, reverse=True)
        places.sort(key=lambda each: each[3].published_at or each[3].date_estimated or "", reverse=True)
    else:
        places.sort(key=lambda each: each[:2])
    holders: dict[tuple[str, str, int], list[PageRequest]] = {}
    first: list[tuple[Hit, list[PageRequest]]] = []
    for _, _, own, hit in places:
        key = (hit.portal, hit.name, hit.number if hit.number != hit.versions else 0)
        if key not in holders:
            holders[key] = []
            first.append((hit, holders[key]))
        holders[key].append(own)
    return first
