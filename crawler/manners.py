"""What a server says of when to come back."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime

from archive import clock
from archive.model import Capture


def retry_after(capture: Capture) -> timedelta:
    """The wait that a reply's Retry-After asks for, in seconds or as a date; zero where it asks none."""
    for name, value in capture.headers:
        if name.lower() == "retry-after":
            return max(_wait(value.strip(), capture.captured_at), timedelta())
    return timedelta()


def _wait(value: str, at: str) -> timedelta:
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), 10**7))
    try:
        return parsedate_to_datetime(value) - clock.moment(at)
    except (ValueError, TypeError):
        return timedelta()
