"""Times of WARC files: UTC in the W3C profile of ISO 8601, in the precision in which they were written."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from archive import clock

_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)


def stamp_of(text: str) -> str:
    """The stamp of a time as WARC writes it, which is UTC where it names no other zone; of a date alone that of its
    beginning. Raises ValueError for what is no time of a day's precision."""
    found = _DATE.fullmatch(text.strip()) or _DIGITS.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, fraction, zone = (*found.groups(""), "", "")[:8]
    # A leap second has no place of its own in the time of computers: it is the first second of the next day.
    is_leap = (hour, minute, second) == ("23", "59", "60")
    moment = datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), 59 if is_leap else int(second or 0),
        int((fraction or "").ljust(6, "0")[:6]), UTC,
    )  # fmt: skip
    if zone and zone not in "Zz":
        moment -= _offset(zone)
    return clock.stamp(moment + timedelta(seconds=is_leap))


def stamp_of_digits(text: str) -> str:
    """The stamp of a time in the fourteen digits of an index. Raises ValueError where one is missing, or where there
    is no such time."""
    if not _DIGITS.fullmatch(text):
        raise ValueError(text)
    return stamp_of(text)


def digits_of(stamp: str) -> str:
    """The second of a stamp in the fourteen digits of an index."""
    return re.sub(r"\D", "", stamp)[:14]


def _offset(zone: str) -> timedelta:
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    if int(zone[1:3]) > 23 or int(zone[-2:]) > 59:
        raise ValueError(zone)
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)
