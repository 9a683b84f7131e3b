"""Finding articles: what was typed and what is wanted besides, ranked, counted and shown in context."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from typing import Any

from archive.search import departments, entities, index, ranking
from archive.search.index import Query
from archive.search.snippet import Marked, coverage, mark, snippet

# Read from the tables behind `articles` and `versions`, without looking at any text: a common word is in
# every article. The way from a content to its article is the index of its versions.
_ARTICLES = """
    select id as article_id, versions as number, content_id, portal, site, department, author, category,
           state, published_at, first_captured_at, versions
    from article
"""
_CURRENT = """
    select a.id as article_id, v.number, v.content_id, a.portal, a.site, a.department, a.author,
           a.category, a.state, a.published_at, a.first_captured_at, a.versions
    from version v join article a on a.id = v.article_id where v.number = a.versions
"""
_VERSIONS = """
    select v.article_id, v.number, v.content_id, a.portal, a.site, o.department, o.author,
           o.category, a.state, o.published_at, v.first_captured_at, a.versions
    from version v join article a on a.id = v.article_id join content o on o.id = v.content_id
"""

FACETS = {
    "portal": "portal",
    "site": "site",
    "department": "department",
    "author": "author",
    "category": "category",
    "state": "state",
    "month": "substr(coalesce(published_at, first_captured_at), 1, 7)",
}
"""What hits can be counted by, and how it is read."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must also be. None or False: no matter.

    `department` is meant in all its spellings, see `archive.search.departments`; so are a `document` (a number
    or the name of a law), a `person` and a `place` that the text names, see `archive.entities.keys`.
    `since` and `until` are dates (``2024-08-27``), both included, of publication, or of the first
    capture where the article bears no date. `changed`: has more than one version.
    """

    portal: str | None = None
    site: str | None = None
    department: str | None = None
    author: str | None = None
    category: str | None = None
    state: str | None = None
    document: str | None = None
    person: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    changed: bool = False

    def where(self, db: sqlite3.Connection, all_versions: bool) -> tuple[list[str], dict[str, Any]]:
        """SQL conditions on `shown` and their parameters."""
        conditions, values = [], {}
        for name in ("portal", "site", "author", "category", "state"):
            if (value := getattr(self, name)) is not None:
                conditions.append(f"shown.{name} = :{name}")
                values[name] = value
        if self.department is not None:
            conditions.append("shown.department in (select value from json_each(:departments))")
            spellings = departments.spellings(db, self.department, all_versions=all_versions)
            values["departments"] = json.dumps(spellings)
        for name in ("document", "person", "place"):
            if (value := getattr(self, name)) is not None:
                named, key = entities.condition(name, value)
                conditions.append(named)
                values |= key
        day = "substr(coalesce(shown.published_at, shown.first_captured_at), 1, 10)"
        for name, sign in (("since", ">="), ("until", "<=")):
            if (value := getattr(self, name)) is not None:
                conditions.append(f"{day} {sign} :{name}")
                values[name] = value
        if self.changed:
            conditions.append("shown.versions > 1")
        return conditions, values


@dataclass(frozen=True, slots=True)
class Hit:
    """A version of an article that was found. `title` and `snippet` bear the marks."""

    article_id: int
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
    first_captured_at: str
    versions: int
    snippet: Marked


_COLUMNS = tuple(field.name for field in fields(Hit) if field.name not in ("title", "snippet"))


def search_articles(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = Filters(),
    *,
    limit: int = 20,
    offset: int = 0,
    all_versions: bool = False,
    newest: bool = False,
    snippets: bool = True,
) -> list[Hit]:
    """The articles, or with `all_versions` the versions, that hold what `text` asks for.

    First those that hold it as one phrase, spelled as typed; then as a phrase however spelled; then
    those that hold all the words. With `newest`, or without `text`, the newest come first instead. Where
    the question is broad (`hits.is_broad`), the newest of those spelled as typed come first. Without
    `snippets` nothing is marked, and no text is looked at.
    """
    query = Query.of(text)
    matched = ranking.WEIGHED
    if newest:
        matched = ranking.MATCHED
    elif query.words and ranking.is_broad(db, query):
        matched = ranking.TYPED
    source, values = _source(db, query, filters, all_versions, matched)
    rows = db.execute(
        f"{source} select {', '.join(_COLUMNS)} from found order by {'' if newest else 'tier, score,'}"
        " coalesce(published_at, first_captured_at) desc, content_id desc, article_id desc"
        " limit :limit offset :offset",
        {**values, "limit": limit, "offset": offset},
    ).fetchall()
    return [_hit(db, tuple(row), query if snippets else None) for row in rows]


def count(
    db: sqlite3.Connection, text: str, filters: Filters = Filters(), *, all_versions: bool = False
) -> int:
    """How many `find` would give without a limit."""
    source, values = _source(db, Query.of(text), filters, all_versions, ranking.MATCHED)
    return int(db.execute(f"{source} select count(*) from found", values).fetchone()[0])


def facets(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = Filters(),
    *,
    all_versions: bool = False,
    limit: int = 20,
) -> dict[str, list[tuple[str, int]]]:
    """For each of `FACETS` its most frequent values among what `find` gives, with their counts.

    Months come newest first, all else most frequent first. What has no value is left out. A department is
    counted once, under its most frequent spelling.
    """
    source, values = _source(db, Query.of(text), filters, all_versions, ranking.MATCHED)
    counts = [
        f"select * from (select '{name}', {read} as value, count(*) as n from found where value is not null"
        f" group by value order by {'value desc' if name == 'month' else 'n desc, value'}"
        f"{'' if name == 'department' else ' limit :limit'})"
        for name, read in FACETS.items()
    ]
    facets: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, n in db.execute(f"{source} {' union all '.join(counts)}", {**values, "limit": limit}):
        facets[name].append((value, n))
    groups = departments.grouped(facets["department"])[:limit]
    return {**facets, "department": [(group[0][0], departments.total(group)) for group in groups]}


def named_facets(
    db: sqlite3.Connection,
    text: str,
    filters: Filters = Filters(),
    *,
    all_versions: bool = False,
    limit: int = 20,
) -> dict[str, list[tuple[str, int]]]:
    """The documents, persons and places that most of what `find` gives names, with their counts."""
    source, values = _source(db, Query.of(text), filters, all_versions, ranking.MATCHED)
    return entities.counted(db, source, values, limit)


def _source(
    db: sqlite3.Connection, query: Query, filters: Filters, all_versions: bool, matched: str
) -> tuple[str, dict[str, Any]]:
    """A WITH clause that ends in `found`, and its parameters. `matched` is one of the selects of `hits`."""
    conditions, values = filters.where(db, all_versions)
    shown = _VERSIONS if all_versions else _CURRENT if query.words else _ARTICLES
    where = f"where {' and '.join(conditions)}" if conditions else ""
    if not query.words:
        found = f"select *, 0 as tier, 0 as score from shown {where}"
        return f"with shown as ({shown}), found as ({found})", values
    waiting = [
        f"select {rowid}, {tier % 2 if matched == ranking.TYPED else tier}, 0.0"
        for rowid, tier in ranking.waiting(db, query)
    ]
    return (
        f"with hits(rowid, tier, score) as materialized ({' union all '.join([matched, *waiting])}),"
        f" shown as ({shown}),"
        f" found as (select * from hits join shown on shown.content_id = hits.rowid {where})"
    ), {**values, **ranking.parameters(query)}


def _hit(db: sqlite3.Connection, row: tuple[Any, ...], query: Query | None) -> Hit:
    values = dict(zip(_COLUMNS, row, strict=True))
    if query is None:
        row = db.execute("select title from content where id = ?", (values["content_id"],)).fetchone()
        return Hit(**values, title=((row[0], False),), snippet=())
    ((_, texts),) = index.texts(db, values["content_id"], values["content_id"])
    body, title, summary, captions, *_ = texts
    best = max((body, summary, captions), key=lambda text: coverage(text, query.words))
    return Hit(**values, title=mark(title, query.words), snippet=snippet(best, query.words))
