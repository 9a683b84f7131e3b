"""How long a portal's state lasts: states of one round after the other as episodes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.portal_states.rules import Round, State, Verdict


@dataclass(frozen=True, slots=True)
class Episode:
    """A state from the round in which it was first told to the one in which it was last; `until_ms` is the
    beginning of the round that ended it, None while it goes on."""

    state: State
    target: str | None
    began_ms: int
    last_ms: int
    until_ms: int | None
    verdict: Verdict
    exchanged: frozenset[int]


def follow(open_: Episode | None, round_: Round, verdict: Verdict) -> list[Episode]:
    """How the open state, if any, goes on with another round: the episodes that take its place, the newest last."""
    if verdict.state is None:
        if open_ is None:
            return []
        return [replace(open_, until_ms=round_.began_ms) if _ends(open_, verdict) else open_]
    same = open_ is not None and open_.state == verdict.state
    if open_ and same and (open_.target == verdict.target or None in (open_.target, verdict.target)):
        return [
            replace(
                open_,
                target=verdict.target or open_.target,
                last_ms=round_.ended_ms,
                verdict=verdict,
                exchanged=open_.exchanged | verdict.exchanged,
            )
        ]
    new = Episode(
        verdict.state, verdict.target, round_.began_ms, round_.ended_ms, None, verdict, verdict.exchanged
    )
    return [replace(open_, until_ms=round_.began_ms), new] if open_ else [new]


def _ends(open_: Episode, verdict: Verdict) -> bool:
    if open_.state == "quarantined":
        return not open_.exchanged.isdisjoint(verdict.seen)
    return bool(verdict.shown or verdict.news)
