"""Counts the articles that a search finds: all, by quality of match, by facet, by month."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.search import departments, entities, ranking
from archive.search.filters import ALL, ALL_VERSIONS, CURRENT, FACETS, NO_FILTERS, VERSIONS, Filters, columns
from archive.search.ranking import Group, Hits, Tier
from archive.search.syntax import read_question

COUNTED = 10_000
"""Hits are counted up to this number. Of more, results say "more than"."""
LOOKED_AT = 4
"""Contents of the index to look at for each countable article. Some are in old versions only, or are filtered out."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of hits; with `more`, there are more than that."""

    number: int
    more: bool = False


def count(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = NO_FILTERS,
    *,
    all_versions: bool = False,
    loose: bool = False,
) -> int:
    """The number of results that `search_articles` gives without a limit."""
    question = read_question(text)
    tiers = ranking.tiers_of(question, loose)[-1:]
    return count_of(db, Hits(db, question), tiers, filters, all_versions, None).number


def counts_by_group(
    db: sqlite3.Connection, text: str, filters: Filters = NO_FILTERS, *, all_versions: bool = False
) -> dict[Group, Count]:
    """Matches as one phrase, with all words, and with all words when marks are ignored.

    Each number includes those before it. A group that the question cannot have, such as a phrase of one word, is
    missing.
    """
    question = read_question(text)
    hits = Hits(db, question)
    widest: dict[Group, Tier] = {tier.group: tier for tier in ranking.tiers_of(question, loose=True)}
    return {
        group: count_of(db, hits, [tier], filters, all_versions, COUNTED + 1)
        for group, tier in widest.items()
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
    source, values = _all_hits(db, text, filters, all_versions, loose, COUNTED + 1)
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
    """The documents, persons and places that most hits name, with their counts.

    Of more than `COUNTED` hits only so many are counted.
    """
    source, values = _all_hits(db, text, filters, all_versions, loose, COUNTED + 1)
    return entities.counted(db, source, values, limit)


def counts_by_month(
    db: sqlite3.Connection,
    text: str,
    wanted: Filters = NO_FILTERS,
    *,
    loose: bool = False,
) -> tuple[dict[str, int], dict[str, int], int]:
    """Matching articles by month: by month of publication, by month of an estimated date, and the number
    without either."""
    source, values = _all_hits(db, text, wanted, False, loose, None, ("published_at", "date_estimated"))
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


def published_by_month(
    db: sqlite3.Connection,
    text: str,
    wanted: Filters = NO_FILTERS,
    *,
    all_versions: bool = False,
    loose: bool = False,
) -> dict[str, int]:
    """What `search_articles` gives, all of it, by month of publication."""
    source, values = _all_hits(db, text, wanted, all_versions, loose, None, ("published_at",))
    months = (
        "select substr(published_at, 1, 7), count(*) from found where published_at is not null group by 1"
    )
    return dict(db.execute(f"{source} {months}", values))


def count_of(
    db: sqlite3.Connection,
    hits: Hits,
    tiers: list[Tier],
    wanted: Filters,
    all_versions: bool,
    most: int | None,
) -> Count:
    source, values = hits_statement(db, hits, tiers, wanted, all_versions, False, most, ("content_id",))
    number = int(db.execute(f"{source} select count(*) from found", values).fetchone()[0])
    if most is None:
        return Count(number)
    looked_at = LOOKED_AT * most
    capped = number >= most or (bool(tiers) and hits.count(tiers[-1], looked_at) >= looked_at)
    return Count(min(number, most - 1), capped)


def _all_hits(
    db: sqlite3.Connection,
    text: str,
    wanted: Filters,
    all_versions: bool,
    loose: bool,
    most: int | None,
    read: Sequence[str] | None = None,
) -> tuple[str, dict[str, Any]]:
    """`hits_statement` for all that `search_articles` finds, in any order."""
    question = read_question(text)
    tiers = ranking.tiers_of(question, loose)[-1:]
    return hits_statement(db, Hits(db, question), tiers, wanted, all_versions, False, most, read)


def hits_statement(
    db: sqlite3.Connection,
    hits: Hits,
    tiers: list[Tier],
    wanted: Filters,
    all_versions: bool,
    weighed: bool,
    most: int | None,
    read: Sequence[str] | None = None,
) -> tuple[str, dict[str, Any]]:
    """A WITH clause that ends in the table `found`, and its parameters.

    `found` has the columns of `columns`, or those of them that `read` names, and the id of the article as `id`. It
    holds what the last of `tiers` finds and those before it do not; without tiers, all articles. `most` bounds the
    rows, None for no bound. Only with `weighed` the column `score` is more than a placeholder.
    """
    conditions, values = wanted.where(db, all_versions)
    known = columns(all_versions)
    taken = ", ".join(f"{known[name]} as {name}" for name in (known if read is None else read))
    # cross join: SQLite must go from the few hits to their articles, not look for each article among the hits.
    if tiers:
        found, asked = hits.source(tiers[-1], tiers[:-1], weighed, None if most is None else LOOKED_AT * most)
        # Of hits that are only counted no more are read than needed.
        begin = f"with hits(rowid, score) as {'' if most is None else 'not '}materialized ({found}), "
        tables = f"hits cross join {VERSIONS if all_versions else CURRENT}"
        taken += ", hits.score as score"
        values |= asked
    else:
        begin, tables = "with ", ALL_VERSIONS if all_versions else ALL
        if hits.question.none_of:
            excluded, asked = hits.excluded()
            conditions.append(f"{known['content_id']} not in ({excluded})")
            values |= asked
    where = f" where {' and '.join(conditions)}" if conditions else ""
    if most is not None:
        where += f" limit {most}"
    return f"{begin}found as materialized (select {taken}, a.id as id from {tables}{where})", values
