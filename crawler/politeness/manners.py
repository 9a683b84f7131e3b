"""The crawler's identity, and the waits that servers ask for."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

from archive import clock
from archive.model import Capture
from archive.payloads.headers import first
from crawler import SOFTWARE

NO_CONTACT = (
    "A portal's administrators must be able to write to whoever crawls it. Name a mail or web address with"
    " --contact archive@example.org, or once and for all in the environment: export"
    " LUUTRU_CONTACT=archive@example.org. Nothing was asked."
)
_REACHABLE = re.compile(r"[^\s@]+@[^\s@]+\.\w|https?://\w")

TRIES = 3
"""Requests for one address, or one page of a list, within one crawl; after that it waits for a later one."""
PATIENCE = timedelta(minutes=1)
"""The longest that a crawl waits for a host or a retry; what is due later is left to the next crawl."""


HOPS = 5
"""Redirects of one address to itself that are followed: a browser would, with the cookies that come along."""


def reaches(contact: str | None) -> bool:
    """True if somebody can be written to at `contact`: a mail or web address is in it, and nothing that a header
    cannot hold."""
    return bool(contact and contact.isprintable() and _REACHABLE.search(contact))


def user_agent(contact: str | None) -> str:
    """Who is asking, and whom to write to about it."""
    return f"{SOFTWARE} (archiving government portals{f'; {contact}' if contact else ''})"


def retry_after(capture: Capture) -> timedelta:
    """The wait that a reply's Retry-After asks for; zero where it asks none."""
    value = first(capture.headers, "retry-after")
    return timedelta() if value is None else asked_wait(value, capture.captured_at)


def pause(capture: Capture, tries: int) -> timedelta | None:
    """The pause after the failure `capture`, the one of that number in a row; None where it is too long to be
    waited for."""
    wait = max(retry_after(capture), timedelta(seconds=2**tries))
    return wait if wait <= PATIENCE else None


def asked_wait(value: str, at: str) -> timedelta:
    """The wait that a Retry-After with this value asks for at the stamp `at`, in seconds or as a date."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), 10**7))
    try:
        return max(parsedate_to_datetime(value) - clock.moment(at), timedelta())
    except (ValueError, TypeError):
        return timedelta()
