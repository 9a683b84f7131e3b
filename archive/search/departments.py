"""Decides which spellings name the same department.

Every spelling is stored as published. Two are one department where only case, marks, punctuation, spacing or an
abbreviation differ: "VP. UBND tỉnh" and "Văn phòng Ủy ban nhân dân tỉnh".
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from archive.search import folding

_FIRST = {
    "vp": "van phong",
    "p": "phong",
    "tt": "trung tam",
    "cc": "chi cuc",
}
"""Abbreviations that mean this only where a name begins: inside, TT may be thị trấn and P phường."""

_ANYWHERE = {
    "bch": "ban chap hanh",
    "bql": "ban quan ly",
    "btc": "ban to chuc",
    "btg": "ban tuyen giao",
    "ca": "cong an",
    "cntt": "cong nghe thong tin",
    "gddt": "giao duc dao tao",
    "gtvt": "giao thong van tai",
    "hdnd": "hoi dong nhan dan",
    "khcn": "khoa hoc cong nghe",
    "khdt": "ke hoach dau tu",
    "ldld": "lien doan lao dong",
    "ldtbxh": "lao dong thuong binh xa hoi",
    "lhpn": "lien hiep phu nu",
    "mttq": "mat tran to quoc",
    "nn": "nong nghiep",
    "nnptnt": "nong nghiep phat trien nong thon",
    "ptnt": "phat trien nong thon",
    "tckh": "tai chinh ke hoach",
    "tnmt": "tai nguyen moi truong",
    "tp": "thanh pho",
    "tttt": "thong tin truyen thong",
    "ubmttq": "uy ban mat tran to quoc",
    "ubnd": "uy ban nhan dan",
    "vhtt": "van hoa thong tin",
    "vhttdl": "van hoa the thao du lich",
    "vpub": "van phong uy ban nhan dan",
}
"""Abbreviations that mean this wherever they stand. Without "và", which some write and some leave out."""

_JOINED = re.compile(
    r"(?<![a-z])([a-z]{2,4})(?: ?[&,-] ?| va )([a-z]{2,4})(?:(?: ?[&,-] ?| va )([a-z]{2,4}))?(?![a-z])"
)
"""Two or three abbreviations that are written as one elsewhere: TT&TT, LĐ-TB&XH, VH,TT và DL."""

_VARIES = re.compile(r"\b([hklmst])i\b")
"""Lý and lí, kỹ and kĩ, sỹ and sĩ: both are right."""


@lru_cache(10_000)
def key(name: str) -> str:
    """What all spellings of one department's name have in common. The empty text for one without letters."""
    folded = _JOINED.sub(_joined, re.sub(r"[‐‑‒–—−]", "-", folding.key(name)))
    words = re.findall(r"\w+", folded)
    spelled = [
        (_FIRST if number == 0 else {}).get(word) or _ANYWHERE.get(word) or word
        for number, word in enumerate(words)
    ]
    plain = " ".join(word for word in " ".join(spelled).split() if word != "va")
    return _VARIES.sub(r"\1y", plain)


def spellings(db: sqlite3.Connection, name: str, *, all_versions: bool = False) -> list[str]:
    """All spellings of the department `name` under articles, always including `name` itself.

    With `all_versions`, also spellings that an editor replaced.
    """
    query = "select distinct department from article where department is not null"
    if all_versions:
        query += " union select before from changes where field = 'department' and before is not null"
    wanted = key(name)
    return list(dict.fromkeys([name, *(each for (each,) in db.execute(query) if key(each) == wanted)]))


def grouped(counts: Iterable[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Spellings with their counts, those of one department together.

    The departments with the most come first, and of each its most frequent spelling.
    """
    groups: dict[str, list[tuple[str, int]]] = {}
    for name, count in sorted(counts, key=lambda each: (-each[1], each[0])):
        groups.setdefault(key(name), []).append((name, count))
    return sorted(groups.values(), key=lambda group: (-total(group), group[0][0]))


def total(group: Iterable[tuple[str, int]]) -> int:
    """The sum of a group's counts."""
    return sum(count for _, count in group)


def _joined(match: re.Match[str]) -> str:
    parts = [part for part in match.groups() if part]
    for size in (3, 2):
        whole = "".join(parts[:size])
        if size <= len(parts) and whole in _ANYWHERE:
            return " ".join([whole, *parts[size:]])
    return match[0]
