"""Finding articles: what was typed and what is wanted besides, ranked, counted and shown in context."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from archive.names import ARTICLE_NAME
from archive.search import departments, entities, index, ranking
from archive.search.filters import ALL, ALL_VERSIONS, CURRENT, FACETS, NO_FILTERS, VERSIONS, Filters, columns
from archive.search.question import read_question
from archive.search.ranking import Group, Hits, Tier
from archive.search.snippet import Marked, Wanted, coverage, mark, snippet

COUNTED = 50_000
"""Up to so many hits are counted; of more, "more than" so many are told."""

_NEWEST = "coalesce(published_at, date_estimated) desc nulls last, first_captured_at desc, content_id desc"


@dataclass(frozen=True, slots=True)
class Hit:
    """A version of an article that was found. `title` and `snippet` bear the marks; `name` is the article's name
    within its portal."""

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


@dataclass(frozen=True, slots=True)
class Count:
    """How many are found; with `more`, more than so many."""

    number: int
    more: bool = False


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
    """The articles, or with `all_versions` the versions, that hold what `text` asks for; a negative `limit` is none.

    Marks that are typed count, unless `loose`. The best tiers (`archive.search.ranking`) come first, and a tier is
    asked for only where those before it do not fill the page. With `newest`, or without words to find, the newest
    come first instead. Without `snippets` nothing is marked, and no text is looked at.
    """
    question = read_question(text)
    tiers = ranking.tiers_of(question, loose)
    hits = Hits(db, question)
    wanted = Wanted.of(question, loose) if snippets else None
    if newest or not tiers:
        rows = _page(db, hits, tiers[-1:], filters, all_versions, False, limit, offset)
        return [_hit(db, row, wanted) for row in rows]
    rows = []
    for number, tier in enumerate(tiers):
        weighed = hits.count(tier, ranking.RANKED + 1) <= ranking.RANKED
        rest = limit if limit < 0 else limit - len(rows)
        found = _page(db, hits, tiers[: number + 1], filters, all_versions, weighed, rest, offset)
        rows += found
        if 0 <= limit <= len(rows):
            break
        if found:
            offset = 0
        elif offset:
            offset -= _count(db, hits, tiers[: number + 1], filters, all_versions, None).number
    return [_hit(db, row, wanted) for row in rows]


def is_broad(db: sqlite3.Connection, text: str, *, loose: bool = False) -> bool:
    """Whether the best tier that has any hits has so many that they are not weighed."""
    question = read_question(text)
    hits = Hits(db, question)
    found = (hits.count(tier, ranking.RANKED + 1) for tier in ranking.tiers_of(question, loose))
    return next((number for number in found if number), 0) > ranking.RANKED


def count(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = NO_FILTERS,
    *,
    all_versions: bool = False,
    loose: bool = False,
) -> int:
    """How many `search_articles` would give without a limit."""
    question = read_question(text)
    tiers = ranking.tiers_of(question, loose)[-1:]
    return _count(db, Hits(db, question), tiers, filters, all_versions, None).number


def counts_by_group(
    db: sqlite3.Connection, text: str, filters: Filters = NO_FILTERS, *, all_versions: bool = False
) -> dict[Group, Count]:
    """How many hold the words as one phrase, all the words, and all the words when marks do not matter.

    Each number includes those before it. What the question does not have, such as a phrase of one word, is left out.
    """
    question = read_question(text)
    hits = Hits(db, question)
    widest: dict[Group, Tier] = {tier.group: tier for tier in ranking.tiers_of(question, loose=True)}
    return {
        group: _count(db, hits, [tier], filters, all_versions, COUNTED + 1) for group, tier in widest.items()
    }


def facets(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = NO_FILTERS,
    *,
    all_versions: bool = False,
    limit: int = 20,
    loose: bool = False,
) -> dict[str, list[tuple[str, int]]]:
    """For each of `FACETS` its most frequent values among what `search_articles` gives, with their counts; of more
    than `COUNTED` hits only so many are looked at.

    Months come newest first, all else most frequent first. What has no value is left out. A department is
    counted once, under its most frequent spelling.
    """
    source, values = _all_hits(db, text, filters, all_versions, loose)
    counts = [
        f"select * from (select '{name}', {read} as value, count(*) as n from found where value is not null"
        f" group by value order by {'value desc' if name == 'month' else 'n desc, value'}"
        f"{'' if name == 'department' else ' limit :limit'})"
        for name, read in FACETS.items()
    ]
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, n in db.execute(f"{source} {' union all '.join(counts)}", {**values, "limit": limit}):
        found[name].append((value, n))
    groups = departments.grouped(found["department"])[:limit]
    return {**found, "department": [(group[0][0], departments.total(group)) for group in groups]}


def named_facets(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = NO_FILTERS,
    *,
    all_versions: bool = False,
    limit: int = 20,
    loose: bool = False,
) -> dict[str, list[tuple[str, int]]]:
    """The documents, persons and places that most of what `search_articles` gives names, with their counts."""
    source, values = _all_hits(db, text, filters, all_versions, loose)
    return entities.counted(db, source, values, limit)


def counts_by_month(
    db: sqlite3.Connection, text: str, wanted: Filters = NO_FILTERS, *, loose: bool = False
) -> tuple[dict[str, int], dict[str, int], int]:
    """The articles that hold what `text` asks for, by month of publication, by month of an estimate where there is no
    other date, and how many have neither."""
    source, values = _all_hits(db, text, wanted, False, loose, None)
    months: tuple[dict[str, int], dict[str, int]] = ({}, {})
    undated = 0
    rows = db.execute(
        f"{source} select published_at is null, substr(coalesce(published_at, date_estimated), 1, 7), count(*)"
        " from found group by 1, 2",
        values,
    )
    for estimated, month, number in rows:
        if month is None:
            undated += number
        else:
            months[estimated][month] = number
    return *months, undated


def _count(
    db: sqlite3.Connection,
    hits: Hits,
    tiers: list[Tier],
    wanted: Filters,
    all_versions: bool,
    most: int | None,
) -> Count:
    source, values = _source(db, hits, tiers, wanted, all_versions, False, most)
    number = int(db.execute(f"{source} select count(*) from found", values).fetchone()[0])
    capped = most is not None and bool(tiers) and hits.count(tiers[-1], most) >= most
    return Count(number, capped)


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
    """A page of the last of `tiers` without what those before it find."""
    source, values = _source(db, hits, tiers, wanted, all_versions, weighed, None)
    cursor = db.execute(
        f"{source}, page as (select * from found order by {'score, ' if tiers and weighed else ''}{_NEWEST}"
        f" limit :limit offset :offset)"
        f" select page.*, {ARTICLE_NAME.format('page')} as name from page",
        {**values, "limit": limit, "offset": offset},
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _all_hits(
    db: sqlite3.Connection,
    text: str,
    wanted: Filters,
    all_versions: bool,
    loose: bool,
    most: int | None = COUNTED + 1,
) -> tuple[str, dict[str, Any]]:
    """`_source` of all that `search_articles` gives, in any order."""
    question = read_question(text)
    tiers = ranking.tiers_of(question, loose)[-1:]
    return _source(db, Hits(db, question), tiers, wanted, all_versions, False, most)


def _source(
    db: sqlite3.Connection,
    hits: Hits,
    tiers: list[Tier],
    wanted: Filters,
    all_versions: bool,
    weighed: bool,
    most: int | None,
) -> tuple[str, dict[str, Any]]:
    """A WITH clause that ends in `found`, and its parameters."""
    conditions, values = wanted.where(db, all_versions)
    read = ", ".join(f"{sql} as {name}" for name, sql in columns(all_versions).items())
    # cross join: SQLite must go from the few hits to their articles, not look for each article among the hits.
    if tiers:
        found, asked = hits.source(tiers[-1], tiers[:-1], weighed, most)
        begin = f"with hits(rowid, score) as materialized ({found}), "
        tables = f"hits cross join {VERSIONS if all_versions else CURRENT}"
        read += ", hits.score as score"
        values |= asked
    else:
        begin, tables = "with ", ALL_VERSIONS if all_versions else ALL
        if hits.question.none_of:
            excluded, asked = hits.excluded()
            content = columns(all_versions)["content_id"]
            conditions.append(f"{content} not in ({excluded})")
            values |= asked
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return f"{begin}found as materialized (select {read}, a.id as id from {tables}{where})", values


def _hit(db: sqlite3.Connection, row: Mapping[str, Any], wanted: Wanted | None) -> Hit:
    values = {name: row[name] for name in (*_COLUMNS, "name")}
    if wanted is None:
        said = db.execute("select title from content where id = ?", (values["content_id"],)).fetchone()
        return Hit(**values, title=((said[0], False),), snippet=())
    ((_, texts),) = index.texts(db, values["content_id"], values["content_id"])
    said = dict(zip(index.FIELDS, texts, strict=True))
    shown = [said[name] for name in ("body", "summary", "captions", "tables", "attachments")]
    best = max(shown, key=lambda text: coverage(text, wanted))
    return Hit(**values, title=mark(said["title"], wanted), snippet=snippet(best, wanted))
