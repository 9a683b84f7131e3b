"""The states of portals in words, for commands, alarms and logs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.wording import t

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
        return t("moved to {target}", target=target)
    return t("{state} (leads to {target})", state=t(state), target=target) if target else t(state)


def evidence(detail: Mapping[str, Any]) -> str:
    """What a state was told by: ``of 60 known articles asked for, none was shown: 60 × not-found``."""
    counts = ", ".join(f"{count} × {outcome}" for outcome, count in detail["outcomes"].items())
    if "robots.txt" in detail["outcomes"]:
        forbidden = detail["outcomes"]["robots.txt"]
        return t(
            "robots.txt forbids {forbidden} of {asked} articles", forbidden=forbidden, asked=detail["asked"]
        )
    if "lists" in detail["outcomes"]:
        return t("no list answers, so that new articles cannot be found; articles are shown as ever")
    if "changed" in detail["outcomes"]:
        changed = detail["outcomes"]["changed"]
        return t(
            "{changed} of {asked} articles changed title and body at once",
            changed=changed,
            asked=detail["asked"],
        )
    if not detail["asked"]:
        return t("front pages answered {counts}", counts=counts)
    if not detail["shown"]:
        return t(
            "of {asked} known articles asked for, none was shown: {counts}",
            asked=detail["asked"],
            counts=counts,
        )
    return t(
        "of {asked} known articles asked for, {shown} were shown: {counts}",
        asked=detail["asked"],
        shown=detail["shown"],
        counts=counts,
    )
