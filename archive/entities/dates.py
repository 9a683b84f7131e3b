"""Reads dates of documents: "ngày 05/02/2024", "ngày 08 tháng 12 năm 2023"."""

from __future__ import annotations

import datetime
import re

DATE = (
    r"(?:ngày\s)?(?P<day>\d{1,2})(?:\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
    r"|\stháng\s(?P<month_>\d{1,2})\s?(?:,\s?|\s)năm\s(?P<year_>\d{4}))(?!\d)"
)


def iso(found: re.Match[str]) -> str | None:
    """The ISO date that a match of `DATE` says; None if there is no such day."""
    year, month = found["year"] or found["year_"], found["month"] or found["month_"]
    try:
        return datetime.date(int(year), int(month), int(found["day"])).isoformat()
    except ValueError:
        return None
