"""Filters: conditions on hits besides their words, and the columns that hits are read from."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.districts.named import entities_of
from archive.search import departments, entities

# Read from the tables behind `articles` and `versions`, without looking at any text: a common word is in
# every article.
_ESTIMATE = "left join date_estimate e on e.article_id = a.id"
CURRENT = f"article a on a.content_id = hits.rowid {_ESTIMATE}"
VERSIONS = (
    "version v on v.content_id = hits.rowid join article a on a.id = v.article_id"
    f" join content o on o.id = v.content_id {_ESTIMATE}"
)
"""What `hits` are joined with, in this order, to find the articles, or all versions, that say it."""

ALL = f"article a {_ESTIMATE}"
ALL_VERSIONS = (
    f"version v join article a on a.id = v.article_id join content o on o.id = v.content_id {_ESTIMATE}"
)
"""All articles, or versions, where no words are asked for."""

_CURRENT = {
    "article_id": "a.id", "number": "a.versions", "content_id": "a.content_id", "portal": "a.portal",
    "site": "a.site", "department": "a.department", "author": "a.author", "category": "a.category",
    "state": "a.state", "published_at": "a.published_at", "date_estimated": "e.date",
    "first_captured_at": "a.first_captured_at", "versions": "a.versions", "cms_id": "a.cms_id",
}  # fmt: skip
_VERSIONS = {
    **_CURRENT, "number": "v.number", "content_id": "v.content_id", "department": "o.department",
    "author": "o.author", "category": "o.category", "published_at": "coalesce(o.published_at, a.listed_at)",
    "first_captured_at": "v.first_captured_at",
}  # fmt: skip

FACETS = {
    "portal": "portal",
    "site": "site",
    "department": "department",
    "author": "author",
    "source": "(select source from content where id = content_id)",
    "category": "category",
    "state": "state",
    "dated": "case when published_at is not null then 'published' when date_estimated is not null"
    " then 'estimated' else 'none' end",
    "month": "substr(published_at, 1, 7)",
}
"""What hits can be counted by, and how it is read from the columns of `columns`."""


def columns(all_versions: bool) -> dict[str, str]:
    """SQL for each column of a hit."""
    return _VERSIONS if all_versions else _CURRENT


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on hits besides their words. None or False sets no condition.

    `department` matches in all its spellings (`archive.search.departments`); so do `document` (a number or the
    name of a law), `person` and `place` (`archive.entities.keys`). `district` (``huyện Trần Đề, tỉnh Sóc Trăng``)
    also matches by its communes. `dated` is ``published``, ``estimated`` or ``none``: the hit has a date of
    publication, only an estimate, or neither. `since` and `until` are dates (``2024-08-27``), inclusive, of
    publication; with `dated` ``estimated``, of the estimate. `changed`: the article has more than one version.
    """

    portal: str | None = None
    site: str | None = None
    department: str | None = None
    author: str | None = None
    source: str | None = None
    category: str | None = None
    state: str | None = None
    document: str | None = None
    person: str | None = None
    place: str | None = None
    district: str | None = None
    dated: str | None = None
    since: str | None = None
    until: str | None = None
    changed: bool = False

    def where(self, db: sqlite3.Connection, all_versions: bool) -> tuple[list[str], dict[str, Any]]:
        """SQL conditions on what is joined above, and their parameters."""
        read = columns(all_versions)
        conditions, values = [], {}
        for name in ("portal", "site", "author", "category", "state"):
            if (value := getattr(self, name)) is not None:
                conditions.append(f"{read[name]} = :{name}")
                values[name] = value
        if self.department is not None:
            conditions.append(f"{read['department']} in (select value from json_each(:departments))")
            spellings = departments.spellings(db, self.department, all_versions=all_versions)
            values["departments"] = json.dumps(spellings)
        if self.source is not None:
            conditions.append(f"{read['content_id']} in (select id from content where source = :source)")
            values["source"] = self.source
        for name in ("document", "person", "place"):
            if (value := getattr(self, name)) is not None:
                named, key = entities.condition(name, value, read["content_id"])
                conditions.append(named)
                values |= key
        if self.district is not None:
            conditions.append(
                f"{read['content_id']} in (select content_id from mention where kind = 'place' and entity in"
                " (select value from json_each(:district)))"
            )
            values["district"] = json.dumps(entities_of(db, self.district))
        published, estimated = read["published_at"], read["date_estimated"]
        if self.dated == "published":
            conditions.append(f"{published} is not null")
        elif self.dated == "estimated":
            conditions.append(f"{published} is null and {estimated} is not null")
        elif self.dated == "none":
            conditions.append(f"{published} is null and {estimated} is null")
        day = estimated if self.dated == "estimated" else published
        if self.since is not None:
            conditions.append(f"{day} >= :since")
            values["since"] = self.since
        if self.until is not None:
            # Times of day sort after the bare date, so the day's end is meant.
            conditions.append(f"{day} < :until || '~'")
            values["until"] = self.until
        if self.changed:
            conditions.append("a.versions > 1")
        return conditions, values


NO_FILTERS = Filters()
