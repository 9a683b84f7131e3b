"""The states of portals in words, for commands, alarms and logs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STATES = ("moved", "closed", "refusing", "replaced", "quarantined")

TO_DO = {
    "moved": "Open the portal in a browser. If it moved there for good, name its new home in a portal file of your"
    " own (moved_to); `luutru recover` fetches what web archives have of the old one.",
    "closed": "Open the portal in a browser. If it is closed for good, `luutru recover` fetches what web archives"
    " have of it; if it moved, name its new home in a portal file of your own (moved_to).",
    "refusing": "Open the portal in a browser, from this network and from another. If it is there, write to its"
    " administrator, or crawl more slowly (--delay); if it is not, wait.",
    "replaced": "Open the portal in a browser. If this is the portal now, `luutru status --believe PORTAL` takes it"
    " over; if it is another's, `luutru recover` fetches what web archives have of the old one.",
    "quarantined": "Compare some articles in a browser. If editors wrote what is shown now, `luutru status --believe"
    " PORTAL` takes it over; if not, nothing has to be done: it is kept, and shown as no article's text.",
}
"""What to do about each state."""


def named(state: str, target: str | None) -> str:
    """A state with the host that it leads to: ``moved to www.cantho.gov.vn``, ``closed (leads to …)``."""
    if state == "moved":
        return f"moved to {target}"
    return f"{state} (leads to {target})" if target else state


def told_by(detail: Mapping[str, Any]) -> str:
    """What a state was told by: ``of 60 known articles asked for, none was shown: 60 × not-found``."""
    counts = ", ".join(f"{count} × {outcome}" for outcome, count in detail["outcomes"].items())
    if "robots.txt" in detail["outcomes"]:
        return f"robots.txt forbids {detail['outcomes']['robots.txt']} of {detail['asked']} articles"
    if "lists" in detail["outcomes"]:
        return "no list answers, so that new articles cannot be found; articles are shown as ever"
    if "changed" in detail["outcomes"]:
        changed = detail["outcomes"]["changed"]
        return f"{changed} of {detail['asked']} articles changed title and body at once"
    if not detail["asked"]:
        return f"front pages answered {counts}"
    shown = "none was" if not detail["shown"] else f"{detail['shown']} were"
    return f"of {detail['asked']} known articles asked for, {shown} shown: {counts}"
