"""Units of the province and its neighbours before and after the mergers, and all provinces."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.entities.language.vocabulary import COUNTRIES, Phrases

UNIT_TYPES = Phrases(
    tuple(phrase.split())
    for phrase in (
        "tỉnh", "thành phố", "tp", "quận", "huyện", "thị xã", "tx", "thị trấn", "xã", "phường", "thủ đô",
    )
)  # fmt: skip
"""The words before the name of a unit."""

ABBREVIATED = frozenset({"tp", "tx"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `within` the district or town above a commune, `merged_into` what it became part of.

    `valid_from` and `valid_to` are ISO dates, empty where a unit has always been or still is.
    """

    level: str
    type: str
    name: str
    district: str
    province: str
    valid_from: str
    valid_to: str
    merged_into: str


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def units() -> tuple[Unit, ...]:
    """Districts and communes of the province and districts of its neighbours."""
    return tuple(Unit(**row) for row in _rows("units.csv"))


@cache
def provinces() -> dict[str, str]:
    """The type of each province by its name, old ones and new ones."""
    found = {}
    for row in _rows("provinces.csv"):
        found[row["new_name"]] = row["new_type"]
        found.setdefault(row["old_name"], row["old_type"])
        if row["also"]:
            found.setdefault(row["also"], row["old_type"])
    return found


@cache
def names() -> Phrases:
    """All names of units, provinces and countries as tuples of words in lower case."""
    known = {tuple(unit.name.lower().split()) for unit in units() if not unit.name.isdigit()}
    whole = {tuple(name.lower().replace(" - ", " ").split()) for name in provinces()}
    return Phrases(known | whole | COUNTRIES | {("hcm",)})


@cache
def bare_names() -> Phrases:
    """Names that are a place without their type: of provinces, and of districts that no person is called."""
    districts = {
        tuple(unit.name.lower().split()) for unit in units() if unit.level == "district" and " " in unit.name
    }
    whole = {tuple(name.lower().split()) for name in provinces() if " - " not in name}
    return Phrases((districts | whole) - {("trần", "đề"), ("hồ", "chí", "minh")})


@cache
def above() -> dict[tuple[str, str], tuple[str, ...]]:
    """The districts ("huyện Mỹ Tú") that have a commune of this type and name, both in lower case."""
    types = {(unit.name, unit.province): unit.type for unit in reversed(units()) if unit.level == "district"}
    found: dict[tuple[str, str], list[str]] = {}
    for unit in units():
        if unit.level == "commune":
            name = f"{types[unit.district, unit.province]} {unit.district}" if unit.district else ""
            found.setdefault((unit.type, unit.name.lower()), []).append(name)
    return {key: tuple(sorted(filter(None, set(names)))) for key, names in found.items()}
