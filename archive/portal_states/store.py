"""Keeps the stored states of portals, and the list of disregarded captures, equal to what the rules give."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.captures.sum_up import sum_up
from archive.clock import at_millis, millis
from archive.history.derive import derive, renew_article
from archive.portal_states.episodes import Episode, follow
from archive.portal_states.rounds import all_rounds, crawl_round, digests_before, leads
from archive.portal_states.rules import FEW, Assessment, Round, judge
from archive.readings import stale as stale_sums
from archive.readings.day_totals import doubt_visits

if TYPE_CHECKING:
    from archive.store import Archive

BELIEF = "belief"
"""The kind of ledger entry for "the portal means what it shows since then"."""
_COLUMNS = "portal, state, target, began_at, last_seen_at, ended_at, whole, detail"


def judge_crawl(archive: Archive, portal: str, crawl_id: int) -> Assessment | None:
    """Tells, at the end of the newest crawl and inside a transaction, what it says of its portal; None where it
    asked for no page. What it had already recorded of articles is taken back where it tells of the portal."""
    round_ = crawl_round(archive, portal, crawl_id)
    if round_ is None:
        return None
    newest = archive.db.execute(
        "select max(last_seen_at) from portal_states where portal = ?", (portal,)
    ).fetchone()[0]
    if newest is not None and millis(newest) >= round_.began_ms:
        return _renewed(archive, portal, crawl_id)
    assessment = _judged(archive, portal, round_)
    _disregard(archive.db, assessment.disregarded)
    row_id, open_ = _open_episode(archive.db, portal)
    for number, episode in enumerate(follow(open_, round_, assessment)):
        _write(archive.db, portal, episode, row_id if number == 0 else None)
    if assessment.disregarded:
        _derive(archive, assessment.disregarded)
    return assessment


def renew(archive: Archive) -> None:
    """Tells the states of all portals anew, and the history of the articles that they touch, as one transaction.

    For captures that came late or were read anew: what follows is the same as if they had been there all along.
    """
    with archive.writing():
        for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
            _renewed(archive, portal)


def stale(archive: Archive) -> Iterator[str]:
    """The portals whose states or disregarded captures differ from what the rules give. Writes nothing."""
    for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
        told = _assess_rounds(archive, portal)
        stored = archive.db.execute(
            f"select {_COLUMNS}, exchanged from portal_states where portal = ? order by began_at, id",
            (portal,),
        ).fetchall()
        same = stored == [_row(portal, episode) for episode in told.episodes]
        if not same or _of_portal(archive.db, portal) != told.disregarded:
            yield portal


def _renewed(archive: Archive, portal: str, ending: int | None = None) -> Assessment | None:
    db = archive.db
    before, told = _of_portal(db, portal), _assess_rounds(archive, portal, ending)
    db.executemany(
        "delete from disregarded where capture_id = ?", [(each,) for each in before - told.disregarded]
    )
    _disregard(db, told.disregarded - before)
    db.execute("delete from portal_states where portal = ?", (portal,))
    for episode in told.episodes:
        _write(db, portal, episode, None)
    changed = before ^ told.disregarded
    if changed:
        _derive(archive, changed)
    return told.assessment


@dataclass(frozen=True, slots=True)
class _Assessed:
    episodes: list[Episode]
    disregarded: set[int]
    assessment: Assessment | None


def _assess_rounds(archive: Archive, portal: str, ending: int | None = None) -> _Assessed:
    """All that the rounds of a portal tell, from the first on; `assessment` is that of the last."""
    db = archive.db
    # Stands before the stored table of this name, which is not touched: the archive may be open for reading only.
    db.execute("create temp table disregarded (capture_id integer primary key)")
    try:
        assessment: Assessment | None = None
        episodes: list[Episode] = []
        disregarded: set[int] = set()
        for round_ in all_rounds(archive, portal, ending):
            assessment = _judged(archive, portal, round_)
            _disregard(db, assessment.disregarded)
            disregarded.update(assessment.disregarded)
            open_ = episodes.pop() if episodes and episodes[-1].until_ms is None else None
            episodes += follow(open_, round_, assessment)
    finally:
        db.execute("drop table temp.disregarded")
    return _Assessed(episodes, disregarded, assessment)


def _judged(archive: Archive, portal: str, round_: Round) -> Assessment:
    began = at_millis(round_.began_ms)
    for first, last in beliefs(archive.db, portal):
        if first <= began <= last:
            return Assessment(news=1)
    return judge(
        round_,
        lambda place: digests_before(archive.db, place, round_.began_ms) if place > 0 else None,
        lambda: leads(archive, portal, round_),
    )


def beliefs(db: sqlite3.Connection, portal: str) -> list[tuple[str, str]]:
    """Periods, as first and last stamp, in which somebody declared that the portal meant what it showed."""
    details = (
        json.loads(text) for (text,) in db.execute("select detail from ledger where kind = ?", (BELIEF,))
    )
    return [(each["from"], each["to"]) for each in details if each["portal"] == portal]


def believe(archive: Archive, portal: str, who: str, at: str) -> bool:
    """Notes in the chain that somebody takes what the portal shows since its open state began for what it publishes.

    History is derived accordingly. False where the portal has no open state.
    """
    with archive.writing():
        row = archive.db.execute(
            "select began_at, last_seen_at from portal_states where portal = ? and ended_at is null",
            (portal,),
        ).fetchone()
        if row is None:
            return False
        archive.enter(BELIEF, at, {"portal": portal, "from": row[0], "to": row[1], "who": who})
        _renewed(archive, portal)
        sum_up(archive)
    return True


def open_states(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The states that go on, one of a portal at most: the columns of `portal_states`, `detail` as a dict.

    A robots.txt that forbids the articles is one, too; its times are None, for it is no capture.
    """
    cursor = db.execute(f"select {_COLUMNS} from portal_states where ended_at is null order by portal")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, values, strict=True)) for values in cursor]
    for row in rows:
        row["detail"] = json.loads(row["detail"])
    told = {row["portal"] for row in rows}
    return [*rows, *(row for row in _forbidden(db) if row["portal"] not in told)]


def _forbidden(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The portals whose robots.txt forbids nearly all known articles."""
    excluded = db.execute(
        "select portal, count(*) from address where state = 'excluded' and kind = 'article' and note = 'robots.txt'"
        " and article_id is not null group by portal"
    ).fetchall()
    for portal, count in excluded:
        (known,) = db.execute("select count(*) from article where portal = ?", (portal,)).fetchone()
        if known - count <= FEW * known:
            detail = {"asked": known, "shown": 0, "outcomes": {"robots.txt": count}}
            values = (portal, "refusing", None, None, None, None, 0, detail)
            yield dict(zip(_COLUMNS.split(", "), values, strict=True))


def _disregard(db: sqlite3.Connection, capture_ids: Iterable[int]) -> None:
    db.executemany(
        "insert or ignore into disregarded (capture_id) values (?)", [(each,) for each in capture_ids]
    )


def _of_portal(db: sqlite3.Connection, portal: str) -> set[int]:
    rows = db.execute(
        "select x.capture_id from disregarded x join capture c on c.id = x.capture_id"
        " join address a on a.id = c.address_id where a.portal = ?",
        (portal,),
    )
    return {capture_id for (capture_id,) in rows}


def _derive(archive: Archive, capture_ids: Iterable[int]) -> None:
    """Tells the history of the articles of these captures anew; one that is shown again begins again."""
    db = archive.db
    rows = db.execute(
        "select distinct a.id, a.article_id from capture c join address a on a.id = c.address_id"
        " where c.id in (select value from json_each(?))",
        (json.dumps(list(capture_ids)),),
    ).fetchall()
    doubt_visits(db, capture_ids)
    stale_sums.doubt(db, "contacts")
    for article_id in {article_id for _, article_id in rows} - {None}:
        derive(db, article_id, archive.removal)
    for address_id in [address_id for address_id, article_id in rows if article_id is None]:
        renew_article(db, address_id, archive.removal)


def _open_episode(db: sqlite3.Connection, portal: str) -> tuple[int | None, Episode | None]:
    """The state of a portal that goes on, with the id of its row; what it was told by stays in the row."""
    row = db.execute(
        "select id, state, target, began_at, last_seen_at, exchanged from portal_states"
        " where portal = ? and ended_at is null",
        (portal,),
    ).fetchone()
    if row is None:
        return None, None
    row_id, state, target, began, last, exchanged = row
    articles = frozenset(json.loads(exchanged))
    return row_id, Episode(state, target, millis(began), millis(last), None, Assessment(), articles)


def _row(portal: str, episode: Episode) -> tuple[Any, ...]:
    """An episode as the values of `_COLUMNS` and `exchanged`."""
    assessment = episode.assessment
    detail = {"asked": assessment.asked, "shown": assessment.shown, "outcomes": dict(assessment.outcomes)}
    ended_at = None if episode.until_ms is None else at_millis(episode.until_ms)
    return (
        portal, episode.state, episode.target, at_millis(episode.began_ms), at_millis(episode.last_ms), ended_at,
        int(assessment.whole), json.dumps(detail, ensure_ascii=False), json.dumps(sorted(episode.exchanged)),
    )  # fmt: skip


def _write(db: sqlite3.Connection, portal: str, episode: Episode, row_id: int | None) -> None:
    """Writes an episode as a new row, or into the open one of that id."""
    *values, ended_at, whole, detail, exchanged = _row(portal, episode)
    if row_id is not None and episode.assessment.state is None:
        db.execute("update portal_states set ended_at = ? where id = ?", (ended_at, row_id))
        return
    if row_id is not None:
        db.execute("delete from portal_states where id = ?", (row_id,))
    row = (row_id, *values, ended_at, whole, detail, exchanged)
    db.execute(
        f"insert into portal_states (id, {_COLUMNS}, exchanged) values ({', '.join('?' * len(row))})", row
    )
