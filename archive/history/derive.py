"""Keeps the derived tables equal to what history.py tells of the captures."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.clock import at_millis
from archive.contents.fields import field_names
from archive.history.rules import Removal, Sight, Story, tell
from archive.readings.extractor import edition_of
from archive.readings.listed import date_of_lists, names_of
from archive.readings.outcome import ABSENT

_SIGHTS = """select c.captured_ms, coalesce(o.sha256, x''), coalesce(c.url, a.url), coalesce(d.extractor, ''),
  c.id, c.address_id, d.outcome, c.content_id, coalesce(o.digests, x''), a.site
  from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
  left join content o on o.id = c.content_id where a.article_id = ?"""

_CMS_ID = "coalesce(case d.kind when 'article' then d.cms_id end, d.told_cms_id)"
"""The CMS's id of the article at an address: as its form tells (lists have ids of their own), or a page."""

_ARTICLE = (
    "site", "department", "author", "source", "published_at", "category", "state", "first_captured_at", "versions",
    "content_id", "listed_at",
)  # fmt: skip


def sights(db: sqlite3.Connection, article_id: int) -> list[Sight]:
    """All captures that say something of an article, in no order."""
    found = (Sight(*row) for row in db.execute(_SIGHTS, (article_id,)))
    return [
        s for s in found if s.content_id is not None or s.outcome in ABSENT or s.outcome == "not-modified"
    ]


def derive(db: sqlite3.Connection, article_id: int, removal: Removal) -> Story | None:
    """Writes versions, events and state of one article anew; rows that stay the same keep their ids.

    An article that no capture shows any more is deleted, and None returned.
    """
    story = tell(sights(db, article_id), removal)
    if story is None:
        db.execute("delete from article where id = ?", (article_id,))
        return None
    row = article_row(db, story, date_of_lists(db, *names_of(db, article_id)))
    names = " = ?, ".join(row)
    db.execute(f"update article set {names} = ? where id = ?", (*row.values(), article_id))
    _write_versions(db, article_id, story, stored_versions(db, article_id))
    _write_events(db, article_id, story, stored_events(db, article_id))
    return story


def article_at(db: sqlite3.Connection, address_id: int) -> tuple[int | None, bool]:
    """The id of the article at an address, None where there is none yet; True where the address, with what
    was captured there before, was found only now to be one of that article's.

    The article's id in the CMS decides, as the address tells it or else the newest page that does; where
    neither does, the address itself.
    """
    known, found = db.execute(
        f"select d.article_id, (select id from article where portal = d.portal and cms_id = {_CMS_ID})"
        " from address d where d.id = ?",
        (address_id,),
    ).fetchone()
    if known is not None or found is None:
        return known, False
    db.execute("update address set article_id = ? where id = ?", (found, address_id))
    return found, True


def expected_article(db: sqlite3.Connection, address_id: int) -> int | None:
    """The id of the article that an address must belong to by what it and its pages say; None for none."""
    row = db.execute(
        "select (select b.id from article b where b.portal = d.portal and b.cms_id = " + _CMS_ID + "),"
        f" {_CMS_ID}, d.article_id, (select b.cms_id from article b where b.id = d.article_id),"
        " exists (select 1 from capture c where c.address_id = d.id and c.content_id is not null)"
        " from address d where d.id = ?",
        (address_id,),
    ).fetchone()
    by_id, cms_id, stored, stored_cms_id, has_content = row
    if cms_id is not None:
        return by_id
    # Without an id, the article is the address's own.
    return stored if has_content and stored_cms_id is None else None


def begin(db: sqlite3.Connection, address_id: int, first: Sight, removal: Removal) -> tuple[int, bool]:
    """Adds the article at an address, of which `first` is the first capture that shows it.

    Its id, and True where no other capture says anything of it, so that its history is told, too; else
    `derive` has to tell it.
    """
    portal, cms_id, url, has_more = db.execute(
        f"select d.portal, {_CMS_ID}, d.url, exists (select 1 from capture where address_id = d.id and id <> ?1)"
        f" or exists (select 1 from address o where o.portal = d.portal and o.cms_id = {_CMS_ID}"
        " and o.kind = 'article' and o.id <> d.id and o.last_captured_at is not null)"
        " from address d where d.id = ?2",
        (first.capture_id, address_id),
    ).fetchone()
    story = tell([first], removal)
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
    if not has_more:
        _write_versions(db, article_id, story, [])
        _write_events(db, article_id, story, [])
    return article_id, not has_more


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


def extends(newest: Newest, sight: Sight) -> bool:
    """True for a capture newer than all others of its article that shows the same as the newest.

    Whatever came before, it does no more than make the last version longer: of an article that is live, no
    capture that says anything is newer than that version.
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


def article_row(db: sqlite3.Connection, story: Story, listed_at: str | None) -> Mapping[str, Any]:
    """The columns of `article` that follow from its story and from the date that lists give it."""
    department, author, source, published_at, category = db.execute(
        "select department, author, source, published_at, category from content where id = ?",
        (story.newest.content_id,),
    ).fetchone()
    values = (
        story.site, department, author, source, published_at or listed_at, category, story.state,
        at_millis(story.versions[0].first_ms), len(story.versions), story.newest.content_id, listed_at,
    )  # fmt: skip
    return dict(zip(_ARTICLE, values, strict=True))


def version_rows(story: Story) -> list[tuple[Any, ...]]:
    """number, content_id, previous_id, changed, first_captured_at, until, last_captured_at, captures, capture_id."""
    ends = [at_millis(version.first_ms) for version in story.versions[1:]]
    return [
        (
            number, version.content_id, version.previous_id, version.changed, at_millis(version.first_ms), until,
            at_millis(version.last_ms), version.captures, version.capture_id,
        )
        for number, (version, until) in enumerate(zip(story.versions, [*ends, None], strict=True), 1)
    ]  # fmt: skip


def stored_versions(db: sqlite3.Connection, article_id: int) -> list[tuple[Any, ...]]:
    """The rows of `version_rows`, each with its id before it, as they are stored."""
    return db.execute(
        "select id, number, content_id, previous_id, changed, first_captured_at, until, last_captured_at,"
        " captures, capture_id from version where article_id = ? order by number",
        (article_id,),
    ).fetchall()


def stored_events(db: sqlite3.Connection, article_id: int) -> list[tuple[Any, ...]]:
    """id, at, event, number of the version, detail, as they are stored."""
    return db.execute(
        "select e.id, e.at, e.event, v.number, e.detail from events e"
        " left join version v on v.id = e.version_id where e.article_id = ? order by e.id",
        (article_id,),
    ).fetchall()


def event_rows(story: Story) -> list[tuple[Any, ...]]:
    """at, event, number of the version, detail."""
    return [(at_millis(event.ms), event.event, event.number, event.detail) for event in story.events]


def _write_versions(
    db: sqlite3.Connection, article_id: int, story: Story, stored: list[tuple[Any, ...]]
) -> None:
    wanted = version_rows(story)
    for old, new in zip(stored, wanted, strict=False):
        if old[1:] != new:
            db.execute(
                "update version set number = ?, content_id = ?, previous_id = ?, changed = ?,"
                " first_captured_at = ?, until = ?, last_captured_at = ?, captures = ?, capture_id = ? where id = ?",
                (*new, old[0]),
            )
    for old in stored[len(wanted) :]:
        db.execute("delete from version where id = ?", (old[0],))
    if len(wanted) > len(stored):
        db.executemany(
            "insert into version (number, content_id, previous_id, changed, first_captured_at, until,"
            " last_captured_at, captures, capture_id, article_id, portal)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?10, (select portal from article where id = ?10))",
            [(*new, article_id) for new in wanted[len(stored) :]],
        )


def _write_events(
    db: sqlite3.Connection, article_id: int, story: Story, stored: list[tuple[Any, ...]]
) -> None:
    wanted = event_rows(story)
    same = 0
    while same < min(len(stored), len(wanted)) and stored[same][1:] == wanted[same]:
        same += 1
    for old in stored[same:]:
        db.execute("delete from events where id = ?", (old[0],))
    db.executemany(
        "insert into events (at, event, version_id, detail, article_id) values (?1, ?2,"
        " (select id from version where article_id = ?5 and number = ?3), ?4, ?5)",
        [(*new, article_id) for new in wanted[same:]],
    )


def learn_cms_id(db: sqlite3.Connection, address_id: int, cms_id: str | None, ms: int) -> int | None:
    """Notes which article a page at an address without id said it is.

    The newest page that tells decides. So the address may go over from one article to another, with all
    its captures; the id of the article that it then left.
    """
    own, old, old_ms, article_id = db.execute(
        "select case kind when 'article' then cms_id end, told_cms_id, told_ms, article_id from address"
        " where id = ?",
        (address_id,),
    ).fetchone()
    if own is not None or cms_id is None or (old is not None and (ms, cms_id) < (old_ms, old)):
        return None
    db.execute("update address set told_cms_id = ?, told_ms = ? where id = ?", (cms_id, ms, address_id))
    if cms_id == old or article_id is None:
        return None
    db.execute("update address set article_id = null where id = ?", (address_id,))
    return int(article_id)
