"""Formats numbers, times and dates as people in Viet Nam write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

from archive import clock

VIETNAM = timezone(timedelta(hours=7))
"""The time of the portals. The offset has been the same since 1975."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OURS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: int | None, language: str = "vi") -> str:
    """1561138 as ``1.561.138``, in English ``1,561,138``; a dash for None."""
    if value is None:
        return "–"
    grouped = f"{value:,}"
    return (grouped.replace(",", ".") if language == "vi" else grouped).replace("-", "−")


def decimal(value: float, language: str = "vi") -> str:
    """1234.5 as ``1.234,50``, in English ``1,234.50``."""
    text = f"{value:,.2f}"
    return (text.translate(str.maketrans(",.", ".,")) if language == "vi" else text).replace("-", "−")


def percent(value: float, language: str = "vi") -> str:
    """0.1234 as ``12,3 %``, in English ``12.3 %``; 0.00042 as ``0,042 %``."""
    text = f"{value * 100:.2g} %" if 0 < value < 0.001 else f"{value * 100:.1f} %"
    return text.replace(".", ",") if language == "vi" else text


def size(count: int | None, language: str = "vi") -> str:
    """A number of bytes, rounded: ``65,1 kB``."""
    if count is None:
        return "–"
    if count < 1000:
        return f"{count} B"
    amount, unit = float(count), "B"
    for unit in ("kB", "MB", "GB", "TB"):  # noqa: B007
        amount /= 1000
        if amount < 1000:
            break
    text = f"{amount:.1f} {unit}"
    return text.replace(".", ",") if language == "vi" else text


def time(stamp: str | None, language: str = "vi") -> str:
    """A UTC stamp as local time: ``27/8/2024 14:05``, in English ``27 Aug 2024, 14:05``."""
    if not stamp:
        return "–"
    at = clock.moment(stamp).astimezone(VIETNAM)
    joint = " " if language == "vi" else ", "
    return f"{_day(at.date(), language)}{joint}{at:%H:%M}"


def hour(stamp: str) -> str:
    """A UTC stamp as local time of day: ``14:05``."""
    return f"{clock.moment(stamp).astimezone(VIETNAM):%H:%M}"


def day(text: str | None, language: str = "vi") -> str:
    """A local date, with or without a time, or a month: ``27/8/2024``, ``27/8/2024 14:05``, ``8/2024``."""
    if not text:
        return "–"
    try:
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            return f"{month}/{year}" if language == "vi" else f"{_MONTHS[month - 1]} {year}"
        written = _day(date.fromisoformat(text[:10]), language)
    except (ValueError, IndexError):
        return text
    joint = " " if language == "vi" else ", "
    return f"{written}{joint}{text[11:16]}" if len(text) > 10 else written


def local_day(stamp: str) -> str:
    """The local date of a UTC stamp, ``2024-08-27``."""
    return clock.moment(stamp).astimezone(VIETNAM).date().isoformat()


def end_of_day(text: str) -> str | None:
    """The last UTC stamp of the local date ``2024-08-27``; a time with a zone as its stamp; else None."""
    try:
        if _DAY.fullmatch(text):
            at = datetime.fromisoformat(text + "T23:59:59.999").replace(tzinfo=VIETNAM)
            return clock.stamp(at)
        return clock.stamp(clock.moment(text)) if "T" in text else None
    except (ValueError, OverflowError):
        return None


def day_start(text: str) -> str | None:
    """The first UTC stamp of the local date ``2024-08-27``; None for what is no date."""
    try:
        at = datetime.fromisoformat(text).replace(tzinfo=VIETNAM) if _DAY.fullmatch(text) else None
        return clock.stamp(at.astimezone(UTC)) if at else None
    except (ValueError, OverflowError):
        return None


def as_date(text: str) -> str | None:
    """The date ``2024-08-27``, or ``27/8/2024`` as people here write it, in the first form; else None."""
    try:
        if match := _OURS.fullmatch(text):
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day).isoformat()
        return date.fromisoformat(text).isoformat() if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def month_end(month: str) -> str:
    """The last day of the month ``2024-02``, ``2024-02-29``."""
    try:
        year, number = int(month[:4]), int(month[5:])
        return f"{month}-{monthrange(year, number)[1]}"
    except ValueError:  # a date that is none on the page
        return f"{month}-31"


def _day(day: date, language: str) -> str:
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
