"""The archive by day: what editors did, and the state of the portal at the end of a day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.names import ARTICLE_NAME
from archive.search.departments import grouped, spellings, total
from archive.web.data.stories import dicts
from archive.web.wording import formats

_LOCAL_DAY = "date(at, '+7 hours')"
_DEPARTMENTS = 40
_AWAY = """select article_id from (
    select article_id, event, row_number() over (partition by article_id order by at desc, id desc) as place
    from events where at <= :at and event in ('missing', 'gone', 'returned'))
  where place = 1 and event <> 'returned'"""
"""The articles that were missing or gone at a time."""
_EDITORS = "('published', 'changed', 'gone', 'returned', 'moved')"


@dataclass(frozen=True, slots=True)
class Standing:
    """A page of the articles that a portal showed at a time, how many there were, and how many by site and by
    department."""

    articles: list[dict[str, Any]]
    count: int
    sites: list[tuple[str | None, int]]
    departments: list[tuple[str, int]]


def years(db: sqlite3.Connection) -> list[int]:
    """The years from the first event to the last."""
    first, last = db.execute("select min(at), max(at) from events").fetchone()
    if first is None:
        return []
    return list(range(int(formats.local_day(first)[:4]), int(formats.local_day(last)[:4]) + 1))


def days_of(db: sqlite3.Connection, year: int) -> dict[str, dict[str, int]]:
    """For each day of a year with editors' work, its events and their numbers."""
    found: dict[str, dict[str, int]] = {}
    rows = db.execute(
        f"select {_LOCAL_DAY}, event, count(*) from events where at between ? and ?"
        f" and event in {_EDITORS} group by 1, 2",
        (formats.day_start(f"{year}-01-01"), formats.end_of_day(f"{year}-12-31")),
    )
    for day, event, number in rows:
        found.setdefault(day, {})[event] = number
    return found


def captured_days(db: sqlite3.Connection, year: int) -> set[str]:
    """The days of a year on which an article was captured for the first time or anew."""
    rows = db.execute(
        "select distinct date(first_captured_at, '+7 hours') from version where first_captured_at between ? and ?",
        (formats.day_start(f"{year}-01-01"), formats.end_of_day(f"{year}-12-31")),
    )
    return {day for (day,) in rows}


def standing(
    db: sqlite3.Connection, portal: str, at: str, wanted: Mapping[str, str], limit: int, offset: int
) -> Standing:
    """What a portal showed at the stamp `at`, newest publication first. Keys of `wanted` are site and department."""
    # What was absent first, as a set, for to ask of each article costs more than all else; texts last, of a page only.
    shown = f"""with absent as materialized ({_AWAY}), named as materialized (
      select v.article_id, v.content_id, v.first_captured_at, a.site, o.department, o.published_at
      from version v cross join article a on a.id = v.article_id cross join content o on o.id = v.content_id
      where v.portal = :portal and v.first_captured_at <= :at and (v.until is null or v.until > :at)
        and v.article_id not in (select article_id from absent)
        and (:site is null or a.site = :site)
        and (:departments is null or o.department in (select value from json_each(:departments))))"""
    values = {
        "portal": portal, "at": at, "site": wanted.get("site"), "departments": _spelled(db, wanted.get("department")),
        "limit": limit, "offset": offset,
    }  # fmt: skip
    counts: dict[str, list[tuple[Any, int]]] = {"all": [], "site": [], "department": []}
    shown_here: list[tuple[int, int, str]] = []
    # One statement, so that what was shown is gathered once.
    for name, value, number, since in db.execute(
        f"{shown}, page as (select * from named"
        " order by published_at desc nulls last, first_captured_at desc, article_id desc"
        " limit :limit offset :offset)"
        " select 'all', null, count(*), null from named"
        " union all select * from (select 'site', site, count(*), null from named group by site order by 3 desc)"
        " union all select * from (select 'department', department, count(*), null from named"
        " where department is not null group by department)"
        " union all select 'page', article_id, content_id, first_captured_at from page",
        values,
    ):
        if name == "page":
            shown_here.append((value, number, since))
        else:
            counts[name].append((value, number))
    articles = dicts(
        db.execute(
            "select a.id as article_id, o.id as content_id, v.first_captured_at, a.site, o.department, o.published_at,"
            f" v.number, a.portal, o.author, o.title, a.cms_id, a.id, {ARTICLE_NAME.format('a')} as name"
            " from json_each(?) p cross join article a on a.id = json_extract(p.value, '$[0]')"
            " join content o on o.id = json_extract(p.value, '$[1]')"
            " join version v on v.article_id = a.id and v.first_captured_at = json_extract(p.value, '$[2]')"
            " order by o.published_at desc nulls last, v.first_captured_at desc, a.id desc",
            (json.dumps(shown_here),),
        )
    )
    departments = [(group[0][0], total(group)) for group in grouped(counts["department"])]
    return Standing(articles, counts["all"][0][1], counts["site"], departments[:_DEPARTMENTS])


def _spelled(db: sqlite3.Connection, department: str | None) -> str | None:
    return json.dumps(spellings(db, department, all_versions=True)) if department else None
