"""What a round says of the portal's pictures and documents together.

A server that gives the same notice in place of every document, or none of them any more, tells nothing of a single one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from archive.history.file_sights import TELLING, sights
from archive.history.files import follow
from archive.portal_states.model import FILES, Assessment, Fate, FileAnswer, FileCapture, Round, State
from archive.portal_states.rules import ELSE, FEW, HALF, LEAST, MANY
from archive.readings.outcome import ABSENT

_LAST = f"""select case d.outcome when 'ok' then c.payload_id end
  from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
  where a.media_key = ?1 and a.portal = ?2 and c.captured_ms < ?3 and {TELLING}
  order by c.captured_ms desc, c.id desc limit 1"""


def judge_files(answers: Sequence[FileAnswer], doubted: Collection[int]) -> Assessment:
    """Assesses what became of known files in one round: of all of them, or else of the pictures or of the documents,
    which may lie on servers of their own. `doubted` are those that an earlier round quarantined."""
    seen = frozenset(each.key for each in answers if each.fate == "shown" and each.sha256 is None)
    whole = _judged(answers, doubted)
    if whole.state is not None:
        return replace(whole, seen=seen)
    kinds = [[each for each in answers if each.kind == kind] for kind in ("file", "image")]
    parts = [part for part in (_judged(own, doubted) for own in kinds) if part.state is not None]
    if not parts:
        return replace(whole, seen=seen)
    return replace(
        max(parts, key=lambda part: part.asked),
        disregarded=tuple(sorted(capture_id for part in parts for capture_id in part.disregarded)),
        exchanged=frozenset(key for part in parts for key in part.exchanged),
        seen=seen,
    )


def _judged(answers: Sequence[FileAnswer], doubted: Collection[int]) -> Assessment:
    asked = len(answers)
    fates = Counter(answer.fate for answer in answers)
    exchanged = _exchanged(answers, asked, doubted)
    state: State | None = "quarantined" if exchanged else None
    counts = Counter(changed=len(exchanged)) if exchanged else Counter[str]()
    bad = [answer for answer in answers if answer.fate in ("absent", "else", "refused")]
    if not exchanged and asked >= LEAST and asked - len(bad) <= FEW * asked:
        states: list[tuple[State, int]] = [
            ("replaced", fates["else"]),
            ("closed", fates["absent"]),
            ("refusing", fates["refused"]),
        ]
        state = max(states, key=lambda each: each[1])[0]
        counts = Counter(answer.outcome for answer in bad)
    disregarded = [
        capture_id
        for answer in answers
        if state is not None and (answer.key in exchanged or (not exchanged and answer.fate != "shown"))
        for capture_id in answer.capture_ids
    ]
    return Assessment(
        state,
        asked=asked,
        shown=asked - len(bad) - len(exchanged),
        outcomes=tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
        disregarded=tuple(sorted(disregarded)),
        exchanged=exchanged,
        part=FILES,
    )


def _exchanged(answers: Sequence[FileAnswer], asked: int, doubted: Collection[int]) -> frozenset[int]:
    """The files whose payloads are too many to have been replaced by editors: more than half of many, or of a few
    that are all the same now, whether that stays or not."""
    changed = [answer for answer in answers if answer.fate == "changed"]
    still = [answer for answer in changed if answer.key in doubted]
    every = frozenset(answer.key for answer in changed)
    if still and len(still) > HALF * sum(answer.key in doubted for answer in answers):
        return every
    if asked >= MANY and len(changed) > HALF * asked:
        return every
    others = Counter(answer.sha256 for answer in answers if answer.sha256 is not None)
    for payload, count in others.most_common(1):
        if count >= LEAST and count > HALF * asked:
            return frozenset(answer.key for answer in answers if answer.sha256 == payload)
    return frozenset()


def answers_of(db: sqlite3.Connection, portal: str, round_: Round) -> list[FileAnswer]:
    """What became in a round of the files that were there before it, by key."""
    by_key: dict[int, list[FileCapture]] = {}
    for capture in round_.files:
        by_key.setdefault(capture.key, []).append(capture)
    answers: list[FileAnswer] = []
    for key, captures in by_key.items():
        row = db.execute(_LAST, (key, portal, captures[0].ms)).fetchone()
        if row is None or row[0] is None:
            continue
        last, sha256 = captures[-1], None
        fate: Fate = "shown"
        is_given = last.outcome in ("ok", "not-modified")
        if is_given and last.payload_id not in (None, row[0]):
            sha256 = _became(db, portal, key, captures[0].ms, last.ms)
            fate = "shown" if sha256 is None and last.outcome == "ok" else "changed"
            if sha256 is None:  # it is not known whether other bytes stay; that many files share them is
                (sha256,) = db.execute(
                    "select sha256 from payload where id = ?", (last.payload_id,)
                ).fetchone()
        elif not is_given:
            fate = "absent" if last.outcome in ABSENT else "else" if last.outcome in ELSE else "refused"
        answers.append(
            FileAnswer(
                key, tuple(each.capture_id for each in captures), fate, last.outcome, sha256, last.kind
            )
        )
    return answers


def _became(db: sqlite3.Connection, portal: str, key: int, began_ms: int, ended_ms: int) -> bytes | None:
    """The hash of the payload that a file is believed to have since captures between two times, if another."""
    seen = [sight for sight in sights(db, portal, key) if sight.ms <= ended_ms]
    before = set(follow(key, (sight for sight in seen if sight.ms < began_ms)))
    new = [each for each in follow(key, seen) if each.what == "changed" and each not in before]
    return new[-1].after if new else None
