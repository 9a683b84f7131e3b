"""Joins several wordings into one pattern that ignores case."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> str:
    """One pattern for several, tried in order."""
    return "(?:" + "|".join(patterns) + ")"


def compiled(*patterns: str) -> re.Pattern[str]:
    """The same as a compiled pattern that ignores case."""
    return re.compile(any_of(*patterns), re.IGNORECASE)
