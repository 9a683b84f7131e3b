"""Keeps the derived tables equal to what `archive.history.rules` makes of the captures."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.clock import at_millis
from archive.contents.fields import field_names
from archive.history.article_of import CMS_ID, article_at
from archive.history.file_sights import articles_with, differs, files_of, matter
from archive.history.rows import article_row, stored_events, stored_versions, write_events, write_versions
from archive.history.rules import Removal, Sight, Story, derive_story
from archive.readings.extractor import edition_of
from archive.readings.listed import date_of_lists, names_of
from archive.readings.outcome import ABSENT
from archive.readings.templates import places_by_reader

_SIGHTS = """select c.captured_ms, coalesce(o.sha256, x''), coalesce(c.url, a.url), coalesce(d.extractor, ''),
  c.id, c.address_id, d.outcome, c.content_id, coalesce(o.digests, x''), a.site
  from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
  left join content o on o.id = c.content_id
  where {} = ? and not exists (select 1 from disregarded x where x.capture_id = c.id)"""


def sights(db: sqlite3.Connection, article_id: int) -> list[Sight]:
    """All captures that concern an article, unordered, without those that concern the portal alone."""
    return _sights(db, "a.article_id", article_id)


def _sights(db: sqlite3.Connection, column: str, row_id: int) -> list[Sight]:
    found = (Sight(*row) for row in db.execute(_SIGHTS.format(column), (row_id,)))
    return [
        s for s in found if s.content_id is not None or s.outcome in ABSENT or s.outcome == "not-modified"
    ]


def story_of(db: sqlite3.Connection, article_id: int, removal: Removal) -> Story | None:
    """What its captures, and those of its pictures and documents, tell of an article."""
    seen = sights(db, article_id)
    contents = {sight.content_id for sight in seen if sight.content_id is not None}
    if not contents:
        return None
    (portal,) = db.execute("select portal from article where id = ?", (article_id,)).fetchone()
    return derive_story(seen, removal, files_of(db, portal, contents), places_by_reader(db, portal))


def derive_with(db: sqlite3.Connection, portal: str, keys: Iterable[int], removal: Removal) -> None:
    """Tells the histories anew of the articles with pictures or documents of these `media_key`s, where the captures of
    one differ."""
    for article_id in articles_with(db, portal, [key for key in keys if differs(db, portal, key)]):
        derive(db, article_id, removal)


def derive(db: sqlite3.Connection, article_id: int, removal: Removal) -> Story | None:
    """Writes versions, events and state of one article anew; rows that stay the same keep their ids.

    An article that no capture shows any more is deleted, and None returned.
    """
    story = story_of(db, article_id, removal)
    if story is None:
        db.execute("delete from article where id = ?", (article_id,))
        return None
    row = article_row(db, story, date_of_lists(db, *names_of(db, article_id)))
    names = " = ?, ".join(row)
    db.execute(f"update article set {names} = ? where id = ?", (*row.values(), article_id))
    write_versions(db, article_id, story, stored_versions(db, article_id))
    write_events(db, article_id, story, stored_events(db, article_id))
    return story


def begin(db: sqlite3.Connection, address_id: int, first: Sight, removal: Removal) -> tuple[int, bool]:
    """Adds the article at an address. `first` is the first capture that shows it.

    Gives its id; and True where no other capture concerns it, so its history is complete. Else call `derive`.
    """
    portal, cms_id, url, has_more = db.execute(
        f"select d.portal, {CMS_ID}, d.url, exists (select 1 from capture where address_id = d.id and id <> ?1)"
        f" or exists (select 1 from address o where o.portal = d.portal and o.cms_id = {CMS_ID}"
        " and o.kind = 'article' and o.id <> d.id and o.last_captured_at is not null)"
        " from address d where d.id = ?2",
        (first.capture_id, address_id),
    ).fetchone()
    story = derive_story([first], removal)
    assert story is not None
    listed_at = date_of_lists(db, portal, (cms_id, url))
    row = {"portal": portal, "cms_id": cms_id, **article_row(db, story, listed_at)}
    article_id = db.execute(
        f"insert into article ({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values())
    ).lastrowid
    assert article_id is not None
    db.execute(
        "update address set article_id = ?1"
        " where id = ?2 or (kind = 'article' and portal = ?3 and cms_id = ?4)",
        (article_id, address_id, portal, cms_id),
    )
    assert first.content_id is not None
    has_more = has_more or matter(db, portal, first.content_id)
    if not has_more:
        write_versions(db, article_id, story, [])
        write_events(db, article_id, story, [])
    return article_id, not has_more


def renew_article(db: sqlite3.Connection, address_id: int, removal: Removal) -> None:
    """Derives the history of the article at an address without one, where a capture shows one."""
    shown = [sight for sight in _sights(db, "a.id", address_id) if sight.content_id is not None]
    if not shown:
        return
    article_id, _ = article_at(db, address_id)
    if article_id is None:
        article_id, _ = begin(db, address_id, min(shown, key=lambda sight: sight.order), removal)
    derive(db, article_id, removal)


@dataclass(frozen=True, slots=True)
class Newest:
    """What is stored of an article and of its newest version."""

    versions: int
    state: str
    site: str | None
    version_id: int
    content_id: int
    last_captured_at: str
    extractor: str


def newest_of(db: sqlite3.Connection, article_id: int) -> Newest:
    """The newest state of an article, as stored."""
    return Newest(
        *db.execute(
            "select a.versions, a.state, a.site, v.id, v.content_id, v.last_captured_at,"
            " coalesce(d.extractor, '') from article a join version v on v.article_id = a.id"
            " and v.number = a.versions join capture c on c.id = v.capture_id"
            " join verdict d on d.id = c.verdict_id where a.id = ?",
            (article_id,),
        ).fetchone()
    )


def last_changed(db: sqlite3.Connection, article_id: int) -> list[str]:
    """The fields in which an article's newest version differs from the one before."""
    (changed,) = db.execute(
        "select changed from version where article_id = ? order by number desc limit 1", (article_id,)
    ).fetchone()
    return field_names(changed or 0)


def changes_since(db: sqlite3.Connection, portal: str, at: str) -> Counter[str]:
    """How many articles of a portal each event befell at the time `at` (a stamp) or later."""
    # Joined in this order: SQLite would else go through all articles of the portal.
    return Counter(
        dict(
            db.execute(
                "select e.event, count(distinct e.article_id) from events e cross join article a on a.id = e.article_id"
                " where e.at >= ? and a.portal = ? group by e.event",
                (at, portal),
            )
        )
    )


def extends(newest: Newest, sight: Sight) -> bool:
    """True for the newest capture of an article that shows the same content as the one before.

    Then it only makes the last version longer, whatever came earlier: the article is live, so no other capture
    of it is newer than that version.
    """
    return (
        newest.state == "live"
        and sight.content_id == newest.content_id
        and edition_of(sight.extractor) == edition_of(newest.extractor)
        and sight.site in (None, newest.site)
        and at_millis(sight.ms) > newest.last_captured_at
    )


def extend(db: sqlite3.Connection, version_id: int, sight: Sight) -> None:
    """Makes the last of an article's versions longer by a capture."""
    db.execute(
        "update version set last_captured_at = ?, captures = captures + 1, capture_id = ? where id = ?",
        (at_millis(sight.ms), sight.capture_id, version_id),
    )
