"""Finds matching contents tier by tier: SQL over the search tables.

Tiers for a question with marks: one phrase; all words; and, where wanted, all words in other spellings. Without marks:
one phrase spelled as typed; a phrase in any spelling; all words in any spelling.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from archive.search import index
from archive.search.syntax import Question, Spelling

RANKED = 20_000
"""Up to so many hits of a tier are weighed one by one; of more, the newest come first. Weighing takes some 4 µs
a hit, and so at most a tenth of a second."""

_TABLES: dict[Spelling, str] = {"exact": "search_exact", "folded": "search_index"}
_WEIGHTS = "1.0, 8.0, 3.0, 1.0, 1.0, 2.0, 4.0, 4.0, 2.0"  # of question.FIELDS
Group = Literal["phrase", "words", "spellings"]


@dataclass(frozen=True, slots=True)
class Tier:
    """Hits of one worth: in which spelling `match`, an FTS5 expression, is asked, and the group it counts for."""

    group: Group
    spelling: Spelling
    match: str


def tiers_of(question: Question, loose: bool = False) -> list[Tier]:
    """The tiers of a question, best first, each with hits of those before it among its own. With `loose`, typed marks
    decide only what comes first."""
    if not question.any_of:
        return []
    marks, phrase = question.has_marks, question.has_phrase
    tiers = [Tier("phrase", "exact", question.phrase("exact"))] if phrase else []
    if marks:
        tiers.append(Tier("words", "exact", question.match("exact")))
    else:
        tiers.append(Tier("phrase" if phrase else "words", "folded" if phrase else "exact",
                          question.phrase("folded") if phrase else question.match("exact")))  # fmt: skip
    if loose or not marks:
        tiers.append(Tier("spellings" if marks else "words", "folded", question.match("folded")))
    return tiers


class Hits:
    """The contents that match a question, including those that are not indexed yet."""

    def __init__(self, db: sqlite3.Connection, question: Question) -> None:
        self.db = db
        self.question = question
        self._waiting: dict[tuple[str, str], list[int]] = {}
        self._rows: list[tuple[int, list[str]]] | None = None

    def count(self, tier: Tier, most: int) -> int:
        """How many rows of the index a tier has, counted up to `most`."""
        few = f"select 1 from {_TABLES[tier.spelling]}(:match) limit {most}"
        return int(self.db.execute(f"select count(*) from ({few})", {"match": tier.match}).fetchone()[0])

    def source(
        self, tier: Tier, before: Sequence[Tier] = (), weighed: bool = False, most: int | None = None
    ) -> tuple[str, dict[str, Any]]:
        """A select of (rowid, score) for the matches of a tier that those `before` it do not have, and its
        parameters.

        A lower score is better; all are 0 unless `weighed`. `most` bounds the rows of the index.
        """
        table = _TABLES[tier.spelling]
        values: dict[str, Any] = {"match": tier.match}
        left_out = []
        for number, other in enumerate(before):
            left_out.append(f"rowid not in (select rowid from {_TABLES[other.spelling]}(:before{number}))")
            values[f"before{number}"] = other.match
        if self.question.none_of:
            spelling = self._minus_spelling
            left_out.append(f"rowid not in (select rowid from {_TABLES[spelling]}(:minus))")
            values["minus"] = self.question.excluded(spelling)
        score = f"bm25({table}, {_WEIGHTS})" if weighed else "0.0"
        where = "".join(f" and {condition}" for condition in left_out)
        limit = "" if most is None else f" limit {most}"
        values["waiting"] = json.dumps(self._waiting_of(tier, before))
        return (
            f"select * from (select rowid, {score} as score from {table} where {table} match :match{where}{limit})"
            " union all select value, 0.0 from json_each(:waiting)"
        ), values

    def among(self, tiers: Sequence[Tier], content: str) -> tuple[list[str], dict[str, Any]]:
        """SQL conditions on `content`, a column of content ids, and their parameters.

        They hold where the last of `tiers`, if any, matches, no tier before it does, and nothing excluded occurs.
        """
        conditions, values = [], {}

        def holds(name: str, tier: Tier) -> str:
            table = _TABLES[tier.spelling]
            values[name] = tier.match
            values[f"{name}_waiting"] = json.dumps(self._find_waiting(tier))
            return (
                f"(exists (select 1 from {table} where {table} match :{name} and rowid = {content})"
                f" or {content} in (select value from json_each(:{name}_waiting)))"
            )

        if tiers:
            conditions.append(holds("match", tiers[-1]))
        conditions += [f"not {holds(f'before{number}', tier)}" for number, tier in enumerate(tiers[:-1])]
        if self.question.none_of:
            spelling = self._minus_spelling
            conditions.append(
                f"not {holds('minus', Tier('words', spelling, self.question.excluded(spelling)))}"
            )
        return conditions, values

    def excluded(self) -> tuple[str, dict[str, Any]]:
        """A select of the contents with excluded words, and its parameters."""
        table = _TABLES[self._minus_spelling]
        minus = self.question.excluded(self._minus_spelling)
        tier = Tier("words", self._minus_spelling, minus)
        sql = f"select rowid from {table}(:minus) union all select value from json_each(:minus_waiting)"
        return sql, {"minus": minus, "minus_waiting": json.dumps(self._find_waiting(tier))}

    @property
    def _minus_spelling(self) -> Spelling:
        return "exact" if self.question.has_marks else "folded"

    def _waiting_of(self, tier: Tier, before: Sequence[Tier]) -> list[int]:
        left_out = {row for other in before for row in self._find_waiting(other)}
        if self.question.none_of:
            spelling = self._minus_spelling
            left_out |= set(self._find_waiting(Tier("words", spelling, self.question.excluded(spelling))))
        return [row for row in self._find_waiting(tier) if row not in left_out]

    def _find_waiting(self, tier: Tier) -> list[int]:
        """Matches of a tier among the contents that are not indexed yet."""
        if self._rows is None:
            self._rows = list(index.waiting(self.db))
        if not self._rows:
            return []
        where = (tier.spelling, tier.match)
        if where not in self._waiting:
            with _indexed(self._rows) as beside:
                found = beside.execute(f"select rowid from {_TABLES[tier.spelling]}(?)", (tier.match,))
                self._waiting[where] = [row for (row,) in found]
        return self._waiting[where]


@contextmanager
def _indexed(rows: list[tuple[int, list[str]]]) -> Iterator[sqlite3.Connection]:
    beside = sqlite3.connect(":memory:")
    try:
        index.create(beside)
        index.add(beside, rows)
        yield beside
    finally:
        beside.close()
