"""How often words occur: articles by month, as count and as share of all."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from archive.search.counts import counts_by_month
from archive.search.filters import Filters
from archive.web.figures.months import every_month

FILTERS = ("portal", "site", "department", "author", "source", "category")
"""What words over time can be restricted to."""
SCALE = 100_000
"""Charts draw whole numbers: a share is drawn as so many parts of the whole."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The articles that hold some words, by month of publication. `estimated` are by month of an estimate, where
    there is no other date; `undated` have neither."""

    words: str
    months: dict[str, int]
    estimated: dict[str, int]
    undated: int

    @property
    def total(self) -> int:
        """All articles that hold the words, dated or not."""
        return sum(self.months.values()) + sum(self.estimated.values()) + self.undated


def trend_of(db: sqlite3.Connection, words: str, filters: Filters) -> Trend:
    """The articles that hold `words`; all articles for none."""
    return Trend(words, *counts_by_month(db, words, filters))


def months_of(everything: Trend) -> list[str]:
    """All months from the first publication to the last, those without articles too."""
    return [month for month, _ in every_month(everything.months)]


def share(found: Mapping[str, int], everything: Mapping[str, int], month: str) -> float | None:
    """The part of a month's articles that were found; None for a month without articles."""
    whole = everything.get(month)
    return found.get(month, 0) / whole if whole else None


def drawn(share: float | None) -> int | None:
    """A share as charts draw it."""
    return None if share is None else round(share * SCALE)
