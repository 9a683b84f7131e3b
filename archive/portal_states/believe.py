"""Takes what a portal shows in a state for what it publishes, because somebody says so."""

from __future__ import annotations

from archive.captures.sum_up import sum_up
from archive.portal_states.beliefs import BELIEF
from archive.portal_states.store import renew_portal
from archive.store import Archive


def believe(archive: Archive, portal: str, who: str, at: str) -> bool:
    """Notes in the chain that somebody takes what the portal, and each part of it, shows since its open state began
    for what it publishes.

    History is derived accordingly. False where the portal has no open state.
    """
    with archive.writing():
        rows = archive.db.execute(
            "select part, began_at, last_seen_at from portal_states where portal = ? and ended_at is null"
            " order by part",
            (portal,),
        ).fetchall()
        for part, first, last in rows:
            named = {} if part is None else {"part": part}
            archive.enter(BELIEF, at, {"portal": portal, "from": first, "to": last, "who": who, **named})
        if rows:
            renew_portal(archive, portal)
            sum_up(archive)
    return bool(rows)
