"""Recognises days that belong to the text: the time and place of an event, the days of a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.document.lines import Line
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.labels import EVENT

_TIME = re.compile(r"(?:- ?)?thời gian(?: (?:tổ chức|diễn ra|họp|làm việc|bắt đầu))? ?:", re.IGNORECASE)
_NEAR = 3
_FAR = 40
"""Lines of one day of a programme."""
_LONGEST_DAY = 40


def has_event_time(lines: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether the first of `lines` has the time of an event, not the date of publication.

    Then place or participants are right beside it, or the next days follow in the same form, each with its
    text. `above` are the lines from the title on.
    """
    first = lines[0]
    if _TIME.match(first.text):
        beside = (*lines[1 : 1 + _NEAR], *above[1:][-_NEAR:])
        return any(EVENT.match(line.text) for line in beside)
    if not _is_day(first.text):
        return False
    days = [
        place
        for place, line in enumerate(lines[:_FAR])
        if line.element.tag == first.element.tag
        and line.element.getparent() is first.element.getparent()
        and _is_day(line.text)
    ]
    return len(days) > 1 and days[1] > 1


def _is_day(text: str) -> bool:
    """Whether a text is a day and nothing more."""
    date = date_line(text)
    return date is not None and "T" not in date and len(text) <= _LONGEST_DAY
