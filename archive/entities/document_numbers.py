"""Reads numbers of documents: 12-NQ/TW, 63/2010/NĐ-CP, 318/KH-CATX."""

from __future__ import annotations

import re

_LETTERS = "A-ZĂÂĐÊÔƠƯ"
_GROUP = rf"[{_LETTERS}][{_LETTERS}\d&]*+(?:[a-zđi]{{1,2}}[{_LETTERS}\d&]*+)?+"
_TYPES = (
    "NQLT|NQ|QĐi|QyĐ|QĐ|QC|NĐ|TTLT|TTr|Ttr|TT|CTrPH|CTr|CTHĐ|CTPH|CT|KHPH|KHHĐ|KH|KL|TBKL|TBCĐ|TB|BC|CV|HD|CĐ|"
    "ĐA|PA|GM|GP|PL|SL|VBHN|L"
)
NUMBER = re.compile(
    rf"(?<![\w/.,:&-])(?P<serial>\d{{1,5}}[a-zA-Z]?)"
    rf"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?=\s?[/-]))?"
    rf"(?P<symbol>(?:\s?/\s?|\s?-\s?){_GROUP}"
    rf"(?:(?:\s?/\s?|-\s?|\s-(?=[{_LETTERS}]))(?:{_GROUP}|\d{{1,2}}(?![\w/]))){{0,8}})"
    rf"(?:\s\d{{2,3}}/[{_LETTERS}]+)?(?![^\W_])"
)
"""Groups of letters are possessive, so that no text makes the search for a number long."""

_TYPE = re.compile(rf"(?:{_TYPES}|QH\d+|UBTVQH\d+)(?![{_LETTERS}a-zđ])")
_PLAIN = re.compile(rf"/[{_LETTERS}]{{3,}}-[{_LETTERS}&]{{2,}}")
_SPACES = re.compile(r"\s+")

KINDS = {
    "NQ": "Nghị quyết", "NQLT": "Nghị quyết liên tịch", "QĐ": "Quyết định", "NĐ": "Nghị định", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "CT": "Chỉ thị", "KH": "Kế hoạch", "KHPH": "Kế hoạch", "KHHĐ": "Kế hoạch",
    "KL": "Kết luận", "TB": "Thông báo", "TBKL": "Thông báo", "BC": "Báo cáo", "HD": "Hướng dẫn", "QyĐ": "Quy định",
    "QĐi": "Quy định", "CTr": "Chương trình", "TTr": "Tờ trình", "Ttr": "Tờ trình", "CĐ": "Công điện", "ĐA": "Đề án",
    "CV": "Công văn", "VBHN": "Văn bản hợp nhất", "SL": "Sắc lệnh", "QC": "Quy chế", "PA": "Phương án",
    "GM": "Giấy mời",
}  # fmt: skip
"""The kind that the letters of a number stand for."""


def kind_of(symbol: str) -> str | None:
    """The kind of document by the symbol of its number; None where it has none ("UBND-NC")."""
    found = _TYPE.match(symbol.lstrip("/- "))
    return KINDS.get(found[0]) if found else None


def has_type(symbol: str) -> bool:
    """Whether a symbol begins with the letters of a kind of documents."""
    return bool(_TYPE.match(symbol.lstrip("/- ")))


def is_plain(symbol: str) -> bool:
    """Whether a symbol reads like that of a letter, without a kind: "/UBND-KT", "/BCĐ-SYT"."""
    return bool(_PLAIN.fullmatch(symbol))


def normal(number: str) -> str:
    """A settled number without spaces: "134/KH-BCĐ 389/TP" is 134/KH-BCĐ389/TP."""
    return _SPACES.sub("", number)


def key(number: str) -> str:
    """What all writings of a number have in common: case and leading zeros forgotten."""
    return number.lstrip("0").casefold()
