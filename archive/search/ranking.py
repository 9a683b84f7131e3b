"""Which contents hold what was asked for, and which of them stand first: SQL over the search tables.

When weighed, tier 0 holds all of it as one phrase, in the spelling typed; tier 1 as a phrase however spelled; tier 2
all the words in the spelling typed, apart; tier 3 the rest. Parameters are those of `parameters`.
"""

from __future__ import annotations

import sqlite3

from archive.search import index
from archive.search.index import Query

RANKED = 200_000
"""Up to so many hits are weighed one by one; a question that has more is broad."""

_WEIGHTS = "1.0, 8.0, 3.0, 1.0, 4.0, 4.0, 2.0"  # of search.FIELDS
_TIER = """
    2 * (rowid not in (select rowid from search_index where search_index match :phrase))
    + (rowid not in (select rowid from search_exact where search_exact match :exact))
"""

MATCHED = "select rowid, 0, 0.0 from search_index where search_index match :match"
"""All hits as (rowid, tier, score), not weighed."""

WEIGHED = (
    f"select rowid, {_TIER}, bm25(search_index, {_WEIGHTS}) from search_index where search_index match :match"
)
"""All hits as (rowid, tier, score); lower is better."""

TYPED = (
    "select rowid, rowid not in (select rowid from search_exact where search_exact match :exact), 0.0"
    " from search_index where search_index match :match"
)
"""All hits as (rowid, tier, 0.0), not weighed: tier 0 holds the words in the spelling typed, tier 1 does not."""


def parameters(query: Query) -> dict[str, str]:
    """The parameters of all this SQL."""
    return {"match": query.match, "phrase": query.phrase, "exact": query.exact}


def is_broad(db: sqlite3.Connection, query: Query) -> bool:
    """Whether so much is found that weighing all of it would keep the reader waiting."""
    few = f"select 1 from search_index where search_index match ? limit {RANKED + 1}"
    return bool(db.execute(f"select count(*) > {RANKED} from ({few})", (query.match,)).fetchone()[0])


def waiting(db: sqlite3.Connection, query: Query) -> list[tuple[int, int]]:
    """Content id and tier of the hits among the contents that the index does not hold yet."""
    rows = list(index.waiting(db))
    if not rows:
        return []
    beside = sqlite3.connect(":memory:")
    try:
        index.create(beside)
        index.add(beside, rows)
        return beside.execute(
            f"select rowid, {_TIER} from search_index where search_index match :match", parameters(query)
        ).fetchall()
    finally:
        beside.close()
