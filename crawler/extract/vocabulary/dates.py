"""Reads publication dates from the date line of a page, never from its text."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.extract.document.memo import remembered
from crawler.extract.vocabulary.boilerplate import CONTROL
from crawler.extract.vocabulary.labels import AGO, DATE_LABEL, VIEW_LABEL
from crawler.extract.vocabulary.numbers import NUMBER

_MONTHS = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
"""Months in words, as .NET writes long dates ("Thứ Ba, 27 Tháng Tám 2024")."""
_ALIASES = {"giêng": "một", "chạp": "mười hai"}
"""What the first and the last month are called, too."""
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""How the English names of the months begin."""
_ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = (
    r"(?P<hour>\d{1,2})\s*(?::|h|giờ)\s*(?P<minute>\d{2}|\d(?=\s*phút))(?:\s*(?:phút|'))?(?::\d{2})?"
    r"\s*(?P<half>(?:[AaPp]\.?[Mm]\.?|SA|CH|sáng|trưa|chiều|tối|đêm)(?!\w))?"
)
_DAY = (
    r"(?:(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"
    rf"|(?P<day2>\d{{1,2}})\s+tháng\s+(?P<month2>\d{{1,2}}|{'|'.join((*_ALIASES, *reversed(_MONTHS)))})"
    r"\s*,?\s+(?:năm\s+)?(?P<year2>\d{4})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})"
    rf"|(?P<month4>{_ENGLISH_MONTH})\s+(?P<day4>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year4>\d{{4}})"
    rf"|(?P<day5>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month5>{_ENGLISH_MONTH})\s*,?\s+(?P<year5>\d{{4}}))"
)
DAY = re.compile(_DAY, re.IGNORECASE)
"""A day with its month and year, which each date that is read has."""
_WEEKDAY = (
    r"(?:(?:thứ\s*(?:hai|ba|tư|bốn|năm|sáu|bảy|[2-7])|chủ\s*nhật|t[2-7]\b|cn\b"
    r"|(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|ngày)"
    r"\s*[,.|–-]?\s*(?:ngày)?\s*:?\s*)"
)
_BETWEEN = r"(?:\s*/(?=\s)|[\s|,;–()T-])*(?:lúc|hồi|vào lúc|at|-)?\s*"
_ZONE = r"\s*[(\[]?(?:(?:GMT|UTC)\s*[+-]?\s*\d{0,2}(?::?\d{2})?)?[)\]]?"
_LINE = re.compile(
    rf"[(\[]?(?:{DATE_LABEL.pattern})?\s*:?\s*[(\[|]?\s*"
    rf"(?:(?:{_WEEKDAY})?{_DAY}(?:{_BETWEEN}{_TIME})?|(?:lúc\s*)?{_TIME.replace('?P<', '?P<f')}"
    rf"{_BETWEEN}(?:{_WEEKDAY})?{_DAY.replace('?P<', '?P<f')})"
    rf"{_ZONE}\s*[)\]]?",
    re.IGNORECASE,
)
_HOUR = re.compile(rf"(?:(?:vào )?lúc\s*:?\s*)?{_TIME}", re.IGNORECASE)
_LONGEST_HOUR = 24
_EARLY = 5
"""The last hour of the night; at noon it is one after twelve."""
YEAR = re.compile(r"\d{4}")
"""Where a text may hold a date: none is read without the year in full."""
LONGEST_FACTS = 140
"""Characters of a line that may be facts beside a title, and no sentence."""
_REST = re.compile(
    rf"\s*(?:\(?{AGO}\)\s*)?(?:(?:[|•·][^|•·]{{0,90}}){{1,4}}|(?:(?<=\s)/\s[^/]{{1,90}}){{1,4}}"
    rf"|[-–,;|]?\s*👁\ufe0f?\s*(?:{NUMBER})|[-–,]?\s*\(?{AGO}\)?"
    rf"|[-–,;(]?\s*(?:(?:(?:{NUMBER})\s*)?{VIEW_LABEL.pattern}|lượt truy ?cập|tác giả|nguồn|người đăng|chuyên mục|bởi)"
    rf"\b.{{0,90}}|(?<=\s)(?:{NUMBER}))?",
    re.IGNORECASE,
)


@remembered
def date_line(text: str) -> str | None:
    """The local date that a date line tells, as ``2024-08-27`` or ``2024-08-27T14:05``.

    The line may have a label ("Ngày đăng", "Publish date"), a weekday, a zone, and, behind a bar, more
    ("| View count: 85"), or buttons. None for any other text, also for one that merely begins with a date.
    """
    if not YEAR.search(text):
        return None
    match = _LINE.match(text)
    if match is None or not (_REST.fullmatch(text, match.end()) or CONTROL.fullmatch(text, match.end())):
        return None
    return _iso({name: value for name, value in match.groupdict().items() if value is not None})


_ANY_WEEKDAY = r"(?:\b(?:(?:T\d|CN),?|[^\W\d_]{2,12},)\s+(?=\d))"
_WITHIN = re.compile(
    rf"(?<![\d/.-])(?:{_WEEKDAY}|{_ANY_WEEKDAY})?"
    rf"(?:{_TIME.replace('?P<', '?P<f')}{_BETWEEN}(?:{_WEEKDAY}|\w+\s*,?\s*)?)?{_DAY}(?![\d/-])"
    rf"(?:{_BETWEEN}{_TIME})?",
    re.IGNORECASE,
)


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where dates are in a text, each with the time beside it."""
    return [match.span() for match in _WITHIN.finditer(text)] if YEAR.search(text) else []


def date_within(text: str, most: int = 24) -> str | None:
    """The one local date in a text that says little else: at most `most` letters beside it.

    None where there is no date, or more than one.
    """
    if len(text) > LONGEST_FACTS or not YEAR.search(text):
        return None
    matches = list(_WITHIN.finditer(text))
    if len(matches) != 1:
        return None
    match = matches[0]
    rest = text[: match.start()] + text[match.end() :]
    if sum(map(str.isalpha, rest)) > most:
        return None
    return _iso({name: value for name, value in match.groupdict().items() if value is not None})


@remembered
def hour_alone(text: str) -> str | None:
    """The local time of day that a text tells, and nothing else, as ``14:05``."""
    match = _HOUR.fullmatch(text.strip()) if len(text) <= _LONGEST_HOUR else None
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return None
    return f"{_clock(match['hour'], match['half']):02}:{match['minute']:0>2}"


def _iso(found: dict[str, str]) -> str | None:
    def part(name: str) -> str | None:
        return next((found[key] for key in _spellings(name) if key in found), None)

    try:
        day = datetime(int(part("year") or ""), _month(part("month") or ""), int(part("day") or ""))
        hour, minute = part("hour"), part("minute")
        if hour is None or minute is None:
            return day.date().isoformat()
        return day.replace(hour=_clock(hour, part("half")), minute=int(minute)).isoformat(timespec="minutes")
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    word = " ".join(text.lower().split())
    word = _ALIASES.get(word, word)
    return (_MONTHS.index(word) if word in _MONTHS else _ENGLISH.index(word[:3])) + 1


def _spellings(name: str) -> tuple[str, ...]:
    return tuple(first + name + last for first in ("", "f") for last in ("", "2", "3", "4", "5"))


def _clock(hour: str, half: str | None) -> int:
    """Hour of the day; CH and SA are "chiều" and "sáng". 12:00 AM is midnight, 13:00 PM says 13."""
    told, part = int(hour), (half or "").upper().replace(".", "")
    if told == 12 and part in ("AM", "SA", "SÁNG", "ĐÊM"):
        return 0
    is_late = told < 12 and (
        part in ("PM", "CH", "CHIỀU", "TỐI")
        or (part == "TRƯA" and told <= _EARLY)
        or (part == "ĐÊM" and told > _EARLY)
    )
    return told + 12 * is_late
