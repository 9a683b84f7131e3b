"""Phrases for articles, with slots to fill."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from random import Random

_SLOT = re.compile(r"{(\w+)}")


class Writer:
    """Fills phrases; people, places and subject stay the same within one article."""

    def __init__(self, rng: Random, theme: str, posted: datetime) -> None:
        self.rng = rng
        self._posted = posted
        known = phrases()
        name = f"{rng.choice(known['family'])} {rng.choice(known['given'])}"
        self._fixed = {
            "topic": rng.choice(known.get(f"topic.{theme}", known["topic.office"])),
            "name": name,
            "period": rng.choice(known["period"]),
        }

    def say(self, kind: str) -> str:
        """A phrase of that kind, filled."""
        return self.fill(self.rng.choice(phrases()[kind]))

    def fill(self, phrase: str) -> str:
        """`phrase` with its slots filled; a sentence that begins with a slot begins with a capital."""
        filled = _SLOT.sub(lambda slot: self._value(slot[1]), phrase)
        return filled[0].upper() + filled[1:] if phrase.startswith("{") else filled

    def _value(self, slot: str) -> str:
        if slot in self._fixed:
            return self._fixed[slot]
        if slot == "date":
            day = self._posted - timedelta(days=self.rng.randrange(1, 9))
            return f"{day.day}/{day.month}/{day.year}"
        numbers = {"n": (11, 89), "m": (3, 9), "more": (90, 400), "pct": (71, 99)}
        if slot in numbers:
            return str(self.rng.randint(*numbers[slot]))
        return self.rng.choice(phrases()[slot])


@cache
def phrases() -> dict[str, list[str]]:
    """The phrases of ``prose.txt`` by kind."""
    found: dict[str, list[str]] = {}
    for line in read_lines("prose.txt"):
        if line.startswith("["):
            kind = line.strip("[]")
            found[kind] = []
        elif not line.startswith("#"):
            found[kind].append(line)
    return found


def read_lines(name: str) -> list[str]:
    """The lines of a file of this room that are not empty."""
    text = files("crawler.replica.site").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]
