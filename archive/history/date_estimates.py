"""Estimates when undated articles were published, from the dates of others.

Three witnesses give a range of days each: the ids around the article's own, which a CMS hands out in order; the
folders of its pictures and files, which many portals name by year and month; the dates in its text. Each witness is
tested on the articles of the portal that have a date. It is believed where it is right often enough (`TRUSTED`). Of
the believed ranges the narrowest counts.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

TRUSTED = 0.9
"""The share of dated articles (of up to `ASKED`) whose date must lie in the range of a witness."""
ASKED = 2_000
_LEAST_ASKED = 10
"""With fewer dated articles to ask about, a witness is not believed."""
_NEIGHBOURS = 2
"""Dated articles on either side of an id that bound it: with one, a single article filed late would mislead."""
_WIDEST = timedelta(days=366)
"""A wider range estimates nothing."""
_AFTER_EVENT = timedelta(days=30)
"""An article is published within so long after the last day that its text names."""
_VIETNAM = timedelta(hours=7)

_FOLDER = re.compile(r"/((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])(?=/)")
_IN_TEXT = re.compile(
    r"ngày\s+(\d{1,2})(?:[/.-]|\s+tháng\s+)(\d{1,2})(?:[/.-]|\s+năm\s+)((?:19|20)\d\d)", re.IGNORECASE
)

Range = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Article:
    """What is known of an article. `number` is its id in the CMS where that is a number."""

    id: int
    content_id: int
    number: int | None
    published: date | None
    captured: date


def estimate_dates(db: sqlite3.Connection) -> int:
    """Estimates anew, in the caller's transaction, when all undated articles were published. How many have an
    estimate now."""
    wanted = list(estimates(db))
    db.execute("delete from date_estimate")
    db.executemany("insert into date_estimate values (?, ?, ?, ?, ?)", wanted)
    return len(wanted)


def estimates(db: sqlite3.Connection) -> Iterable[tuple[int, str, str, str, str]]:
    """The rows of `date_estimate` as the archive gives them now."""
    if not db.execute("select 1 from article where published_at is null limit 1").fetchone():
        return
    for (portal,) in db.execute("select id from portals order by id").fetchall():
        articles = [_article(*row) for row in db.execute(_ARTICLES, (portal,))]
        witnesses = _believed(db, articles)
        for article in articles:
            if article.published is None and (found := _best(article, witnesses)):
                (first, last), source = found
                middle = first + (last - first) / 2
                yield article.id, middle.isoformat(), first.isoformat(), last.isoformat(), source


_ARTICLES = """select id, content_id, cms_id, published_at, first_captured_at from article where portal = ?
    order by id"""
_Witness = Callable[[_Article], Range | None]


def _article(row: int, content_id: int, cms_id: str | None, published: str | None, captured: str) -> _Article:
    day = datetime.fromisoformat(captured).astimezone(UTC) + _VIETNAM
    number = int(cms_id) if cms_id and cms_id.isascii() and cms_id.isdigit() and len(cms_id) < 19 else None
    return _Article(row, content_id, number, _day(published), day.date())


def _believed(db: sqlite3.Connection, articles: list[_Article]) -> dict[str, _Witness]:
    """The witnesses that are right often enough about the dated ones of `articles`."""
    all_witnesses: dict[str, _Witness] = {
        "folder": lambda article: _by_folder(db, article),
        "ids": _by_ids(articles),
        "text": lambda article: _by_text(db, article),
    }
    dated = [article for article in articles if article.published]
    asked = dated[:: len(dated) // ASKED + 1]
    believed = {}
    for name, witness in all_witnesses.items():
        right, trials = 0, 0
        for article in asked:
            if (found := _bounded(article, witness(article))) and article.published:
                trials += 1
                right += found[0] <= article.published <= found[1]
        if trials >= _LEAST_ASKED and right >= TRUSTED * trials:
            believed[name] = witness
    return believed


def _best(article: _Article, witnesses: dict[str, _Witness]) -> tuple[Range, str] | None:
    """The narrowest range, and the witness that gives it."""
    estimates = [
        (found, name) for name, witness in witnesses.items() if (found := _bounded(article, witness(article)))
    ]
    return min(estimates, key=lambda each: (each[0][1] - each[0][0], each[1]), default=None)


def _bounded(article: _Article, found: Range | None) -> Range | None:
    """A range up to the day the article was first captured; None for one that is empty or too wide."""
    if found is None:
        return None
    first, last = found[0], min(found[1], article.captured)
    return (first, last) if first <= last and last - first <= _WIDEST else None


def _by_ids(articles: list[_Article]) -> _Witness:
    numbered = sorted((a.number, a.published) for a in articles if a.number is not None and a.published)
    numbers = [number for number, _ in numbered]

    def range_of(article: _Article) -> Range | None:
        if article.number is None:
            return None
        place = bisect_left(numbers, article.number)
        below = [day for _, day in numbered[max(0, place - _NEIGHBOURS) : place]]
        after = place + (place < len(numbers) and numbers[place] == article.number)
        above = [day for _, day in numbered[after : after + _NEIGHBOURS]]
        if not below:
            return None
        return min(below), max(above, default=article.captured)

    return range_of


def _by_folder(db: sqlite3.Connection, article: _Article) -> Range | None:
    """The latest month that the folder of a picture or file names."""
    rows = db.execute(
        "select url from picture where content_id = ?1 union all select url from attachment where content_id = ?1",
        (article.content_id,),
    )
    months = [(int(m[1]), int(m[2])) for (url,) in rows for m in _FOLDER.finditer(url)]
    if not months:
        return None
    year, month = max(months)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _by_text(db: sqlite3.Connection, article: _Article) -> Range | None:
    """The range from the last past day in the text to some weeks after it."""
    row = db.execute("select text from body where content_id = ?", (article.content_id,)).fetchone()
    days = [
        day
        for match in _IN_TEXT.finditer(row[0] if row else "")
        if (day := _date(int(match[3]), int(match[2]), int(match[1]))) and day <= article.captured
    ]
    return (max(days), max(days) + _AFTER_EVENT) if days else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
