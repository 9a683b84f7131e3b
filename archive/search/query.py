"""Searches articles. Hits are ranked and shown with the words marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from archive.names import ARTICLE_NAME
from archive.search import index, ranking
from archive.search.counts import count_of, hits_statement
from archive.search.filters import NO_FILTERS, Filters
from archive.search.newest import newest_page
from archive.search.ranking import Hits, Tier
from archive.search.snippet import Marked, Wanted, coverage, mark, snippet
from archive.search.syntax import read_question

_NEWEST = "coalesce(published_at, date_estimated) desc nulls last, first_captured_at desc, content_id desc"


@dataclass(frozen=True, slots=True)
class Hit:
    """A version that was found.

    `title` and `snippet` are texts in pieces, each with True where it matched. `name` is the article's name
    within its portal. `number` counts the article's versions from 1, `versions` is how many there are.
    """

    article_id: int
    name: str
    number: int
    content_id: int
    portal: str
    site: str | None
    title: Marked
    department: str | None
    author: str | None
    category: str | None
    state: str
    published_at: str | None
    date_estimated: str | None
    first_captured_at: str
    versions: int
    snippet: Marked


_COLUMNS = tuple(field.name for field in fields(Hit) if field.name not in ("title", "snippet", "name"))


def search_articles(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = 20,
    offset: int = 0,
    all_versions: bool = False,
    newest: bool = False,
    snippets: bool = True,
    loose: bool = False,
) -> list[Hit]:
    """The articles that match `text`, or their versions with `all_versions`; at most `limit`, all where it is negative.

    Typed marks count unless `loose`. Better tiers (`archive.search.ranking`) come first; a worse tier is
    searched only where the better ones do not fill the page. With `newest`, or without words, the newest come
    first instead. Without `snippets` no text is loaded and nothing is marked.
    """
    question = read_question(text)
    tiers = ranking.tiers_of(question, loose)
    hits = Hits(db, question)
    wanted = Wanted.of(question, loose) if snippets else None
    if not all_versions and limit >= 0 and (not tiers or (newest and _is_broad(hits, tiers[-1]))):
        return [_hit(db, row, wanted) for row in newest_page(db, hits, tiers[-1:], filters, limit, offset)]
    if newest or not tiers:
        rows = _page(db, hits, tiers[-1:], filters, all_versions, False, limit, offset)
        return [_hit(db, row, wanted) for row in rows]
    rows = []
    for number, tier in enumerate(tiers):
        broad = _is_broad(hits, tier)
        rest = limit if limit < 0 else limit - len(rows)
        if broad and rest >= 0 and not all_versions:
            found = newest_page(db, hits, tiers[: number + 1], filters, rest, offset)
        else:
            found = _page(db, hits, tiers[: number + 1], filters, all_versions, not broad, rest, offset)
        rows += found
        if 0 <= limit <= len(rows):
            break
        if found:
            offset = 0
        elif offset:
            offset -= count_of(db, hits, tiers[: number + 1], filters, all_versions, None).number
    return [_hit(db, row, wanted) for row in rows]


def with_snippets(
    db: sqlite3.Connection, hits: Iterable[Hit], text: str, *, loose: bool = False
) -> list[Hit]:
    """Hits that were asked for without snippets, as `search_articles` gives them with."""
    wanted = Wanted.of(read_question(text), loose)
    marked = ((hit, *_marked(db, hit.content_id, wanted)) for hit in hits)
    return [replace(hit, title=title, snippet=part) for hit, title, part in marked]


def is_broad(db: sqlite3.Connection, text: str, *, loose: bool = False) -> bool:
    """Whether the best tier with any hits has too many to be weighed."""
    question = read_question(text)
    hits = Hits(db, question)
    found = (hits.count(tier, ranking.RANKED + 1) for tier in ranking.tiers_of(question, loose))
    return next((number for number in found if number), 0) > ranking.RANKED


def _is_broad(hits: Hits, tier: Tier) -> bool:
    return hits.count(tier, ranking.RANKED + 1) > ranking.RANKED


def _page(
    db: sqlite3.Connection,
    hits: Hits,
    tiers: list[Tier],
    wanted: Filters,
    all_versions: bool,
    weighed: bool,
    limit: int,
    offset: int,
) -> list[Mapping[str, Any]]:
    """A page of matches of the last of `tiers` that those before it do not have."""
    source, values = hits_statement(db, hits, tiers, wanted, all_versions, weighed, None)
    cursor = db.execute(
        f"{source}, page as (select * from found order by {'score, ' if tiers and weighed else ''}{_NEWEST}"
        f" limit :limit offset :offset)"
        f" select page.*, {ARTICLE_NAME.format('page')} as name from page",
        {**values, "limit": limit, "offset": offset},
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _hit(db: sqlite3.Connection, row: Mapping[str, Any], wanted: Wanted | None) -> Hit:
    values = {name: row[name] for name in (*_COLUMNS, "name")}
    if wanted is None:
        fields = db.execute("select title from content where id = ?", (values["content_id"],)).fetchone()
        return Hit(**values, title=((fields[0], False),), snippet=())
    title, part = _marked(db, values["content_id"], wanted)
    return Hit(**values, title=title, snippet=part)


def _marked(db: sqlite3.Connection, content_id: int, wanted: Wanted) -> tuple[Marked, Marked]:
    """The title of a content and the part of its texts that has most of what was searched for."""
    ((_, texts),) = index.texts(db, content_id, content_id)
    fields = dict(zip(index.FIELDS, texts, strict=True))
    shown = [fields[name] for name in ("body", "summary", "captions", "tables", "attachments")]
    best = max(shown, key=lambda text: coverage(text, wanted))
    return mark(fields["title"], wanted), snippet(best, wanted)
