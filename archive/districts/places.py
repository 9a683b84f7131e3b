"""Which district a place belongs to, from its name and that of the unit above it."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.entities.language import gazetteer

_TYPE = re.compile(
    r"(?P<type>thành phố|thị xã|thị trấn|quận|huyện|tỉnh|phường|xã|tp\.?|tx\.?|tt\.?)\s+(?P<name>.+)",
    re.IGNORECASE,
)
_LONG = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_COMMUNES = frozenset({"xã", "phường", "thị trấn"})


@dataclass(frozen=True, slots=True)
class District:
    """A district as it was until 30 June 2025, with degrees north and east of about its middle."""

    type: str
    name: str
    province: str
    latitude: float
    longitude: float

    @property
    def label(self) -> str:
        """``huyện Trần Đề, tỉnh Sóc Trăng``."""
        return f"{self.type} {self.name}, {gazetteer.provinces().get(self.province, 'tỉnh')} {self.province}"


@cache
def districts() -> tuple[District, ...]:
    """All districts of the country."""
    text = files(__package__).joinpath("districts.csv").read_text(encoding="utf-8")
    return tuple(
        District(row["type"], row["name"], row["province"], float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(text.splitlines())
    )


def district_of(name: str, within: str | None, home: str | None = None) -> District | None:
    """The district that a place is or lies in; None for provinces and what cannot be told.

    `home` is the province that is meant where a name stands in several.
    """
    kind, plain = _parted(name)
    if kind not in _COMMUNES:
        # "huyện Mỹ Xuyên, huyện Mỹ Tú" names two: only a province can be above a district
        above, of = _parted(within) if within else ("", "")
        return _one(_candidates(kind, plain), of if above in ("tỉnh", "thành phố") else None, home)
    if within is None:
        return None
    above, of = _parted(within)
    if found := _one(_candidates(above, of), None, home):
        return found
    districts = _merged().get(f"{_plain(kind)} {plain}", set())
    if len(districts) != 1:
        return None
    ((district, province),) = districts
    return _one(_candidates("", district), province, None)


@cache
def _merged() -> dict[str, set[tuple[str, str]]]:
    """For each commune of after the mergers the districts, with their provinces, of those that went into it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for unit in gazetteer.units():
        if unit.level == "commune" and unit.district and unit.merged_into:
            found.setdefault(_plain(unit.merged_into), set()).add(
                (_plain(unit.district), _plain(unit.province))
            )
    return found


def most_frequent_province(named: Iterable[tuple[str, str | None, int]]) -> str | None:
    """The province of most districts whose name, with that of the unit above, stands for one alone; `named` gives
    names, units above and how often each is named."""
    counts: dict[str, int] = {}
    for name, within, times in named:
        if found := district_of(name, within):
            counts[found.province] = counts.get(found.province, 0) + times
    return max(counts, key=lambda province: (counts[province], province), default=None)


def _plain(text: str) -> str:
    """A name as it is compared: without case, and wherever in a syllable its tone mark stands (Thuỷ, Thủy)."""
    words = unicodedata.normalize("NFD", text.lower()).split()
    return " ".join(
        "".join(char for char in word if char not in _TONES)
        + "".join(char for char in word if char in _TONES)
        for word in words
    )


def _parted(text: str) -> tuple[str, str]:
    """Type and name of a unit, in the spelling in which they are compared; no type where none is told."""
    match = _TYPE.fullmatch(text.strip())
    if match is None:
        return "", _plain(text)
    kind = match["type"].lower().rstrip(".")
    return _LONG.get(kind, kind), _plain(match["name"])


@cache
def _by_name() -> dict[str, list[District]]:
    found: dict[str, list[District]] = {}
    for district in districts():
        found.setdefault(_plain(district.name), []).append(district)
    return found


def _candidates(kind: str, plain: str) -> list[District]:
    """The districts of a name; of the type told where there is one, for towns have been districts before."""
    named = _by_name().get(plain, [])
    if kind == "tỉnh":
        return []
    return [district for district in named if district.type == kind] or (named if kind != "thành phố" else [])


def _one(candidates: list[District], province: str | None, home: str | None) -> District | None:
    if province is not None:
        candidates = [district for district in candidates if _plain(district.province) == province]
    if len(candidates) > 1 and home is not None:
        candidates = [district for district in candidates if district.province == home]
    return candidates[0] if len(candidates) == 1 else None
