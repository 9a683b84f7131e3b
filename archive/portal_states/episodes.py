"""Episodes: joins the states of successive rounds into periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from archive.portal_states.model import FILES, Assessment, Round, State


@dataclass(frozen=True, slots=True)
class Episode:
    """A state from the round that first showed it to the last one. `until_ms` is the beginning of the round
    that ended it; None while it goes on. `part`: see `Assessment`.
    """

    state: State
    target: str | None
    began_ms: int
    last_ms: int
    until_ms: int | None
    assessment: Assessment
    exchanged: frozenset[int]
    part: str | None = None


def follow_all(
    open_: Mapping[str | None, Episode], round_: Round, assessments: Iterable[Assessment]
) -> dict[str | None, list[Episode]]:
    """Continues the open states, by part, with another round: what replaces each that changes. The state of a portal
    as a whole ends those of its hosts."""
    followed = {each.part: follow(open_.get(each.part), round_, each) for each in assessments}
    if any(each.part is None and each.state is not None for each in assessments):
        for part, episode in open_.items():
            if part not in followed and part != FILES:
                followed[part] = [replace(episode, until_ms=round_.began_ms)]
    return followed


def follow(open_: Episode | None, round_: Round, assessment: Assessment) -> list[Episode]:
    """Continues the open state, if any, with another round. The episodes that replace it, newest last."""
    if assessment.state is None:
        if open_ is None:
            return []
        return [replace(open_, until_ms=round_.began_ms) if _ends(open_, assessment) else open_]
    same = open_ is not None and open_.state == assessment.state
    if open_ and same and (open_.target == assessment.target or None in (open_.target, assessment.target)):
        return [
            replace(
                open_,
                target=assessment.target or open_.target,
                last_ms=round_.ended_ms,
                assessment=assessment,
                exchanged=open_.exchanged | assessment.exchanged,
            )
        ]
    new = Episode(
        assessment.state,
        assessment.target,
        round_.began_ms,
        round_.ended_ms,
        None,
        assessment,
        assessment.exchanged,
        assessment.part,
    )
    return [replace(open_, until_ms=round_.began_ms), new] if open_ else [new]


def _ends(open_: Episode, assessment: Assessment) -> bool:
    if open_.state == "quarantined":
        return not open_.exchanged.isdisjoint(assessment.seen)
    return bool(assessment.shown or assessment.news)
