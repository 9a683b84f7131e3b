"""The ways in which portals write a day and a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

_DAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


def weekday(moment: datetime) -> str:
    """The day of the week as Vietnamese has it: ``Thứ hai`` … ``Chủ nhật``."""
    return "Chủ nhật" if moment.weekday() == 6 else f"Thứ {_DAYS[moment.weekday()]}"


def _short_weekday(moment: datetime) -> str:
    return "CN" if moment.weekday() == 6 else f"T{moment.weekday() + 2}"


def _day(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y")


def _words(moment: datetime) -> str:
    return f"{moment.day} tháng {moment.month} năm {moment.year}"


def _noon(moment: datetime, before: str, after: str) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M} {after if moment.hour >= 12 else before}"


Form = Callable[[datetime], str]

WITH_TIME: dict[str, Form] = {
    "dash": lambda at: f"{_day(at)} - {at:%H:%M}",
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "time-first": lambda at: f"{at:%H:%M} {_day(at)}",
    "weekday-time": lambda at: f"{weekday(at)}, {_day(at)}, {at:%H:%M}",
    "weekday-dash": lambda at: f"{weekday(at)}, ngày {_day(at)} - {at:%H:%M}",
    "seconds": lambda at: f"{at:%d-%m-%Y %H:%M}:{at.minute * 7 % 60:02}",
    "spoken": lambda at: (
        f"{at.hour} giờ {at.minute} phút, ngày {at.day:02} tháng {at.month:02} năm {at.year}"
    ),
    "noon": lambda at: f"{_day(at)} {_noon(at, 'SA', 'CH')}",
    "bar": lambda at: f"Ngày {_day(at)} | {_noon(at, 'AM', 'PM')}",
    "short-weekday": lambda at: f"{_short_weekday(at)}, {_day(at)} {at:%H:%M}",
    "hour-h": lambda at: f"{at:%Hh%M} ngày {at.day}/{at.month}/{at.year}",
    "brackets": lambda at: f"({_day(at)} {at:%H:%M})",
}
WITHOUT_TIME: dict[str, Form] = {
    "weekday": lambda at: f"{weekday(at)}, ngày {_day(at)}",
    "words": _words,
    "day": _day,
    "dots": lambda at: f"{at:%d.%m.%Y}",
    "hyphens": lambda at: f"{at:%d-%m-%Y}",
    "iso-day": lambda at: f"{at:%Y-%m-%d}",
    "weekday-words": lambda at: f"{weekday(at)}, {_words(at)}",
    "brackets-day": lambda at: f"({at.day}/{at.month}/{at.year})",
}
FORMS = WITH_TIME | WITHOUT_TIME

CLOCKS: dict[str, Form] = {
    "long": lambda at: f"{weekday(at)}, ngày {at.day} tháng {at.month} năm {at.year} {at:%H:%M:%S}",
    "slashes": lambda at: f"{weekday(at)}, {_day(at)} | {at:%H:%M:%S}",
    "dash": lambda at: f"{_day(at)} - {at:%H:%M}",
    "time-first": lambda at: f"{at:%H:%M:%S} {_day(at)}",
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "weekday": lambda at: f"{weekday(at)}, ngày {_day(at)}",
}


def shown(moment: datetime, with_time: bool) -> str:
    """What such a date tells: ``2024-08-27T14:05`` or ``2024-08-27``."""
    return f"{moment:%Y-%m-%dT%H:%M}" if with_time else f"{moment:%Y-%m-%d}"
