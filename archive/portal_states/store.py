"""Keeps the stored states of portals, and the list of disregarded captures, equal to what the rules give."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from archive.clock import at_millis, millis
from archive.history.derive import derive, renew_article
from archive.history.file_sights import articles_with
from archive.portal_states.alike import alike
from archive.portal_states.beliefs import beliefs
from archive.portal_states.current import COLUMNS
from archive.portal_states.episodes import Episode, follow_all
from archive.portal_states.files import answers_of, judge_files
from archive.portal_states.hosts import assess
from archive.portal_states.model import FILES, Assessment, Doubt, Round
from archive.portal_states.rounds import all_rounds, crawl_round, digests_before, knows_elsewhere, leads
from archive.portal_states.rules import NO_DOUBT
from archive.readings import stale as stale_sums
from archive.readings.day_totals import doubt_visits

if TYPE_CHECKING:
    from archive.store import Archive


_AS_PUBLISHED = Assessment(news=1)
"""What a round says that somebody believes."""


def judge_crawl(archive: Archive, portal: str, crawl_id: int) -> list[Assessment]:
    """Tells, at the end of the newest crawl and inside a transaction, what it says of its portal as a whole, and of
    parts of it; nothing where it asked for no page. What it had already recorded of articles is taken back where it
    tells of the portal."""
    round_ = crawl_round(archive, portal, crawl_id)
    if round_ is None:
        return []
    newest = archive.db.execute(
        "select max(last_seen_at) from portal_states where portal = ?", (portal,)
    ).fetchone()[0]
    if newest is not None and millis(newest) >= round_.began_ms:
        return renew_portal(archive, portal, crawl_id)
    rows = _open_episodes(archive.db, portal)
    open_ = {part: episode for part, (_, episode) in rows.items()}
    assessments = _judged(archive, portal, round_, open_)
    disregarded = _disregarded(assessments)
    _disregard(archive.db, disregarded)
    for part, episodes in follow_all(open_, round_, assessments).items():
        for number, episode in enumerate(episodes):
            _write(archive.db, portal, episode, rows[part][0] if number == 0 and part in rows else None)
    if disregarded:
        _derive(archive, disregarded)
    return assessments


def renew(archive: Archive) -> None:
    """Tells the states of all portals anew, and the history of the articles that they touch, as one transaction.

    For captures that came late or were read anew: what follows is the same as if they had been there all along.
    """
    with archive.writing():
        for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
            renew_portal(archive, portal)


def stale(archive: Archive) -> Iterator[str]:
    """The portals whose states or disregarded captures differ from what the rules give. Writes nothing."""
    for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
        assessed = _assess_rounds(archive, portal)
        stored = archive.db.execute(
            f"select {COLUMNS}, exchanged from portal_states where portal = ?", (portal,)
        ).fetchall()
        same = sorted(map(repr, stored)) == sorted(
            repr(_row(portal, episode)) for episode in assessed.episodes
        )
        if not same or _of_portal(archive.db, portal) != assessed.disregarded:
            yield portal


def renew_portal(archive: Archive, portal: str, ending: int | None = None) -> list[Assessment]:
    """The same for one portal, inside a transaction; `ending` is a crawl that runs and is about to end. What the last
    round says."""
    db = archive.db
    before, assessed = _of_portal(db, portal), _assess_rounds(archive, portal, ending)
    db.executemany("delete from disregarded where capture_id = ?", [(each,) for each in before])
    _disregard(db, assessed.disregarded)
    db.execute("delete from portal_states where portal = ?", (portal,))
    for episode in assessed.episodes:
        _write(db, portal, episode, None)
    changed = before.keys() ^ assessed.disregarded.keys()
    if changed:
        _derive(archive, changed)
    return assessed.assessments


@dataclass(frozen=True, slots=True)
class _Assessed:
    episodes: list[Episode]
    disregarded: dict[int, bool]
    assessments: list[Assessment]


def _assess_rounds(archive: Archive, portal: str, ending: int | None = None) -> _Assessed:
    """All that the rounds of a portal tell, from the first on; `assessments` are those of the last."""
    db = archive.db
    # Stands before the stored table of this name, which is not touched: the archive may be open for reading only.
    db.execute("create temp table disregarded (capture_id integer primary key, own integer not null)")
    try:
        assessments: list[Assessment] = []
        ended: list[Episode] = []
        open_: dict[str | None, Episode] = {}
        disregarded: dict[int, bool] = {}
        for round_ in all_rounds(archive, portal, ending):
            assessments = _judged(archive, portal, round_, open_)
            captures = _disregarded(assessments)
            _disregard(db, captures)
            disregarded |= captures
            for part, episodes in follow_all(open_, round_, assessments).items():
                open_.pop(part, None)
                ended += [episode for episode in episodes if episode.until_ms is not None]
                open_ |= {episode.part: episode for episode in episodes if episode.until_ms is None}
    finally:
        db.execute("drop table temp.disregarded")
    episodes = sorted([*ended, *open_.values()], key=lambda each: (each.began_ms, each.part or ""))
    return _Assessed(episodes, disregarded, assessments)


def _judged(
    archive: Archive, portal: str, round_: Round, open_: Mapping[str | None, Episode]
) -> list[Assessment]:
    """What a round says of the portal, and of parts of it, while the states `open_` go on."""
    db = archive.db
    began = at_millis(round_.began_ms)
    believed = {part for part, first, last in beliefs(db, portal) if first <= began <= last}
    if None in believed:
        return [_AS_PUBLISHED, replace(_AS_PUBLISHED, part=FILES)]
    doubts = {
        part: Doubt(episode.exchanged, episode.assessment.common)
        for part, episode in open_.items()
        if episode.state == "quarantined"
    }
    assessed = assess(
        round_,
        lambda place: digests_before(db, place, round_.began_ms) if place > 0 else None,
        lambda own, host: leads(archive, portal, own, host),
        lambda host: None not in open_ and knows_elsewhere(db, portal, round_, host),
        doubts,
        partial(alike, db),
    )
    files = judge_files(answers_of(db, portal, round_), doubts.get(FILES, NO_DOUBT).places)
    return [
        replace(_AS_PUBLISHED, part=each.part) if each.part in believed else each
        for each in (*assessed, files)
    ]


def _disregarded(assessments: Iterable[Assessment]) -> dict[int, bool]:
    """The captures that tell nothing of an article, and whether they may be pages of the portal's own."""
    return {capture_id: not each.whole for each in assessments for capture_id in each.disregarded}


def _disregard(db: sqlite3.Connection, captures: Mapping[int, bool]) -> None:
    db.executemany("insert or ignore into disregarded (capture_id, own) values (?, ?)", captures.items())


def _of_portal(db: sqlite3.Connection, portal: str) -> dict[int, bool]:
    rows = db.execute(
        "select x.capture_id, x.own from disregarded x join capture c on c.id = x.capture_id"
        " join address a on a.id = c.address_id where a.portal = ?",
        (portal,),
    )
    return {capture_id: bool(own) for capture_id, own in rows}


def _derive(archive: Archive, capture_ids: Iterable[int]) -> None:
    """Tells the history of the articles of these captures anew; one that is shown again begins again."""
    db = archive.db
    rows = db.execute(
        "select distinct a.id, a.article_id, a.portal, a.media_key, a.kind in ('image', 'file')"
        " from capture c join address a on a.id = c.address_id where c.id in (select value from json_each(?))",
        (json.dumps(list(capture_ids)),),
    ).fetchall()
    doubt_visits(db, capture_ids)
    stale_sums.doubt(db, "contacts")
    articles = {article_id for _, article_id, *_ in rows} - {None}
    for portal in {portal for _, _, portal, key, _ in rows if key is not None}:
        articles.update(
            articles_with(db, portal, [row[3] for row in rows if row[2] == portal and row[3] is not None])
        )
    for article_id in sorted(articles):
        derive(db, article_id, archive.removal)
    for address_id in [row[0] for row in rows if row[1] is None and not row[4]]:
        renew_article(db, address_id, archive.removal)


def _open_episodes(db: sqlite3.Connection, portal: str) -> dict[str | None, tuple[int, Episode]]:
    """The states of a portal that go on, by part, with the ids of their rows; what they were told by stays there."""
    rows = db.execute(
        "select part, id, state, target, began_at, last_seen_at, exchanged, detail from portal_states"
        " where portal = ? and ended_at is null",
        (portal,),
    )
    return {
        part: (
            row_id,
            Episode(
                state,
                target,
                millis(began),
                millis(last),
                None,
                Assessment(common=json.loads(detail).get("common")),
                frozenset(json.loads(exchanged)),
                part,
            ),
        )
        for part, row_id, state, target, began, last, exchanged, detail in rows
    }


def _row(portal: str, episode: Episode) -> tuple[Any, ...]:
    """An episode as the values of `COLUMNS` and `exchanged`."""
    assessment = episode.assessment
    detail = {"asked": assessment.asked, "shown": assessment.shown, "outcomes": dict(assessment.outcomes)}
    if assessment.common is not None:
        detail["common"] = assessment.common
    ended_at = None if episode.until_ms is None else at_millis(episode.until_ms)
    return (
        portal, episode.part, episode.state, episode.target, at_millis(episode.began_ms), at_millis(episode.last_ms),
        ended_at, int(assessment.whole), json.dumps(detail, ensure_ascii=False), json.dumps(sorted(episode.exchanged)),
    )  # fmt: skip


def _write(db: sqlite3.Connection, portal: str, episode: Episode, row_id: int | None) -> None:
    """Writes an episode as a new row, or into the open one of that id."""
    row = _row(portal, episode)
    if row_id is not None and episode.assessment.state is None:
        ended_at = row[COLUMNS.split(", ").index("ended_at")]
        db.execute("update portal_states set ended_at = ? where id = ?", (ended_at, row_id))
        return
    if row_id is not None:
        db.execute("delete from portal_states where id = ?", (row_id,))
    db.execute(
        f"insert into portal_states (id, {COLUMNS}, exchanged) values ({', '.join('?' * (len(row) + 1))})",
        (row_id, *row),
    )
