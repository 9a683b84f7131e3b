"""The states of portals in words, for commands, alarms and logs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from archive.portal_states.model import FILES
from archive.portal_states.rules import HALF, LISTS, ROBOTS
from archive.wording import t

STATES = ("moved", "closed", "refusing", "replaced", "quarantined")

TO_DO = {
    "moved": "Open the portal in a browser. If it moved there for good, name its new home in a portal file of your"
    " own (moved_to); `luutru recover` fetches what web archives have of the old one.",
    "closed": "Open the portal in a browser. If it is closed for good, `luutru recover` fetches what web archives"
    " have of it; if it moved, name its new home in a portal file of your own (moved_to); if its articles came anew at"
    " other addresses, under other numbers, `luutru status --believe PORTAL` takes the old ones for gone.",
    "refusing": "Open the portal in a browser, from this network and from another. If it is there, write to its"
    " administrator, or crawl more slowly (--delay); if it is not, wait.",
    "replaced": "Open the portal in a browser. If this is the portal now, `luutru status --believe PORTAL` takes it"
    " over; if it is another's, `luutru recover` fetches what web archives have of the old one.",
    "quarantined": "Compare some articles in a browser. If editors wrote what is shown now, `luutru status --believe"
    " PORTAL` takes it over; if not, nothing has to be done: it is kept, and shown as no article's text.",
}
"""What to do about each state."""

HOST_TO_DO = {
    "moved": "Open the host in a browser. If its pages are at the other host for good, name that one, too, in a portal"
    " file of your own (domains); `luutru recover` fetches what web archives have of the old one.",
    "closed": "Open the host in a browser. If it is closed for good, `luutru recover` fetches what web archives have of"
    " it; the other hosts of the portal are crawled as ever.",
    "refusing": "Open the host in a browser, from this network and from another. The other hosts of the portal are"
    " crawled as ever; it is asked again by the next crawl.",
    "replaced": "Open the host in a browser. If this is what it shows now, `luutru status --believe PORTAL` takes it"
    " over; if it is another's, `luutru recover` fetches what web archives have of the old one.",
    "quarantined": TO_DO["quarantined"],
}
"""What to do about each state of one host of a portal."""

SECTION_TO_DO = {
    "moved": "Open the section in a browser. If its pages are at the other host for good, name that one, too, in a"
    " portal file of your own (domains); `luutru recover` fetches what web archives have of the old ones. The rest of"
    " the portal is crawled as ever.",
}
"""What to do about each state of a section of a host."""

FILES_TO_DO = {
    "closed": "Open some pictures and documents in a browser. If they are gone for good, `luutru status --believe"
    " PORTAL` says so of each; those that were fetched are kept.",
    "refusing": "Open some pictures and documents in a browser, from this network and from another. Those that were"
    " fetched are kept; they are asked for again by the next crawl.",
    "replaced": "Open some pictures and documents in a browser. If they are gone for good, `luutru status --believe"
    " PORTAL` says so of each; those that were fetched are kept.",
    "quarantined": "Compare some pictures and documents in a browser. If each was replaced, `luutru status --believe"
    " PORTAL` takes that over; if not, nothing has to be done: what is shown now is kept, and shown as no article's.",
}
"""What to do about each state of a portal's pictures and documents."""

CAUSE_TO_DO = {
    "tls": "The certificate of the server is not trusted: it is out of date, another host's, or nobody's. Look at it in"
    " a browser, and tell the portal's administrator. If it is the portal all the same, `luutru crawl --insecure`, or"
    " insecure_tls = true in a portal file of your own, takes it as it is, and every capture says so.",
    "dns": "The host name is not known to this network. Open the portal from another: if it is there, mend the name"
    " service here; if not, it was given up: name its new home in a portal file of your own (moved_to), or fetch what"
    " web archives have of it (`luutru recover`).",
}
"""What to do where next to all answers were of one outcome that tells the cause."""

ELSEWHERE_TO_DO = (
    "The addresses of articles lead on to others of the portal. Open one in a browser: if the article is there, name"
    " the form of its new address in a portal file of your own (`luutru portals new` proposes one); else the portal"
    " shows something else now."
)
"""What to do where articles redirect, within their portal, to addresses of no known form."""


def to_do(state: str, part: str | None, detail: Mapping[str, Any]) -> str:
    """What to do about a state of a portal, or of a part of it, told by `detail`, in the language of the process."""
    counts: Mapping[str, int] = detail["outcomes"]
    for cause, words in CAUSE_TO_DO.items():
        if counts.get(cause, 0) > HALF * sum(counts.values()):
            return t(words)
    if state == "replaced" and counts.get("redirect", 0) > HALF * sum(counts.values()):
        return t(ELSEWHERE_TO_DO)
    of_part = {"portal": TO_DO, "files": FILES_TO_DO, "section": SECTION_TO_DO, "host": HOST_TO_DO}
    return t(of_part[kind_of_part(part)][state])


def kind_of_part(part: str | None) -> Literal["portal", "files", "section", "host"]:
    """What of a portal a state tells of."""
    if part is None:
        return "portal"
    return "files" if part == FILES else "section" if "/" in part else "host"


def part_named(part: str) -> str:
    """A part of a portal: ``host soctrang.gov.vn``, ``section soctrang.gov.vn/stp``, ``pictures and documents``."""
    words = {
        "files": t("pictures and documents"),
        "section": t("section {section}", section=part),
        "host": t("host {host}", host=part),
    }
    return words[kind_of_part(part)]


def named(state: str, target: str | None) -> str:
    """A state with the host that it leads to: ``moved to www.cantho.gov.vn``, ``closed (leads to …)``."""
    if state == "moved":
        return t("moved to {target}", target=target)
    return t("{state} (leads to {target})", state=t(state), target=target) if target else t(state)


def evidence(detail: Mapping[str, Any], part: str | None = None) -> str:
    """What a state was told by: ``of 60 known articles asked for, none was shown: 60 × not-found``."""
    if part == FILES:
        return _evidence_of_files(detail)
    counts = ", ".join(f"{count} × {outcome}" for outcome, count in detail["outcomes"].items())
    if "robots.txt" in detail["outcomes"]:
        forbidden = detail["outcomes"]["robots.txt"]
        return t(
            "robots.txt forbids {forbidden} of {asked} articles", forbidden=forbidden, asked=detail["asked"]
        )
    if ROBOTS in detail["outcomes"]:
        return t("robots.txt cannot be had, so that nothing may be asked for")
    if LISTS in detail["outcomes"]:
        return t("no list answers, so that new articles cannot be found; articles are shown as ever")
    if "changed" in detail["outcomes"]:
        changed = detail["outcomes"]["changed"]
        return t(
            "{changed} of {asked} articles changed their text at once",
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


def _evidence_of_files(detail: Mapping[str, Any]) -> str:
    asked, outcomes = detail["asked"], detail["outcomes"]
    if "changed" in outcomes:
        return t("{changed} of {asked} files were replaced at once", changed=outcomes["changed"], asked=asked)
    return t(
        "of {asked} known files asked for, {shown} were given: {counts}",
        asked=asked,
        shown=detail["shown"],
        counts=", ".join(f"{count} × {outcome}" for outcome, count in outcomes.items()),
    )
