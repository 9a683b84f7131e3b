"""Reads the last lines of an article: its signature.

A department is a unit ("Phòng Nội chính"). An author is a person or a mixed byline ("Lê Vũ - ĐTT TPST"). A source
("Nguồn: …", "Theo …") is neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from crawler.extract.document.memo import remembered
from crawler.extract.vocabulary.bylines import BYLINE_ROLE, SOURCE, SOURCE_LABEL
from crawler.extract.vocabulary.units import FIELD, OFFICE, ON_BEHALF, OUTSIDE, UNIT, UNIT_NAME, VERB

_UNIT_START = re.compile(rf"{UNIT_NAME}\.? ?\S|(?:văn phòng|thanh tra|vp)$", re.IGNORECASE)
_UNIT_ABBREVIATED = re.compile(
    r"(?!PGS\b)(?:P|PC|PA|PX|PV|PH)\.?\s?[A-ZĐ0-9]{2,}\b|P\.\s?[A-ZĐÀ-Ỹ]\w+ (?=[a-zà-ỹ])"
    r"|(?:UBND|HĐND|UBMTTQ|BCH|BQL|BTG|BTC|VP|VPUB|TT|CC|STP|BHXH|LĐLĐ|CDC|Sở)\b"
    r"|[A-ZĐ&]{2,8} (?=(?:tỉnh|huyện|thị xã|thành phố|TP|quận|xã|phường|thị trấn)\b)"
)
_WORD = re.compile(r"[^\s,.;:()/&-]+")
_NAME_WORD = re.compile(r"[A-ZĐÀ-ỸÁÂĂÊÔƠƯÝ](?:[^\W\d_]|['’](?=\w))*\.?|[A-ZĐ]{1,6}")
_NAME_LIKE_UNIT = re.compile(r"(?:Đoàn|Trường|Đài|Khoa)(?:\s+[A-ZĐÀ-Ỹ][^\W\dA-Z_]*){1,3}")
_NUMBER = re.compile(r"\d{2,}(?!$)")
"""A number that no unit has; those of a team or a plan are at the end of its name ("Ban Chỉ đạo 35")."""
_ON_BEHALF = re.compile(ON_BEHALF, re.IGNORECASE)
_REPORTERS = frozenset(("phóng viên", "nhóm phóng viên", "cộng tác viên", "nhóm cộng tác viên"))
_SITE_OR_PLACE = "xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tỉnh|sở|cổng|trang|website|báo|tạp chí|đài"
EDITORS = re.compile(
    rf"(?:(?:ban biên tập|bbt)(?: (?:{_SITE_OR_PLACE})\b.{{0,60}})?|t(?:òa|oà) soạn|editorial (?:board|team))",
    re.IGNORECASE,
)
"""A unit that writes as a person does."""
_UNIT_OF_ENGLISH = re.compile(
    r"(?:The )?(?:[A-Z][\w'’-]+,? (?:and |of |for |& )?){0,7}"
    r"(?:Department|Office|Cent(?:re|er)|Division|Committee|Agency|Bureau|Authority|Board|Council|Union)"
    r"(?: (?:of|for) .{3,60})?"
)
"""A unit as it is called on the English pages of a portal."""
_QUALIFIED = re.compile(r"(?P<name>[^()]+) \((?P<unit>[^()]+)\)")
_KNOWN_BYLINES = frozenset(("PV", "BBT", "CTV", "TTXVN", "VGP", "P.V", "BTV", "TH", "ST", "NV"))
_CLOSED = re.compile(r" ?\.?/\.?$")
"""The sign that ends a document, set behind the name."""
_PART = re.compile(
    rf"\s+[-–]\s+|-(?={UNIT.pattern}\b)|\s*/\s*|\s*;\s*|,\s+(?={UNIT.pattern}\b)", re.IGNORECASE
)
_PART_OF_MARKED = re.compile(
    rf"(?:\s*[-–,;]\s*(?:ảnh|video|clip) ?: ?|{_PART.pattern}|\s*\(|\))", re.IGNORECASE
)
"""What parts the names of a byline, and a name from the photographer's or from a unit in brackets."""
_INITIALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ]){1,3}\.?|(?:[A-ZĐ]\.){1,2}[A-ZĐÀ-Ỹ][^\W\d_]+")
_REST_OF_UNIT = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d]*(?: [^\W\d]+){0,3}")
"""What a unit is called besides ("Phòng Khoa giáo - Văn xã")."""
_STRAY = " `´~_*•\u00b7"
"""Marks that slip in beside a name and say nothing."""
_SPACED_BRACKET = re.compile(r"(\() +| +(\))")
_PLACE = frozenset(("tỉnh", "huyện", "quận", "xã", "phường", "phố", "trấn", "ấp", "khóm"))
LONGEST_SIGNATURE = 110
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Signed:
    """What one signature line says. `value` is None for a source that is not named."""

    kind: Literal["department", "author", "source"]
    value: str | None


def is_signature(text: str) -> bool:
    """Whether a line reads as a signature and nothing else."""
    return read_signature(text) is not None


def read_source(text: str) -> str | None:
    """Where a line says that a text comes from ("(Nguồn: Báo Nhân Dân)"), without its label; None for none."""
    plain = text.strip()
    if plain.startswith("(") and plain.endswith((")", ").")):
        plain = plain.rstrip(".")[1:-1].strip()
    match = SOURCE_LABEL.fullmatch(plain)
    return match["name"].strip(" .;,") or None if match else None


def unit_named(source: str | None) -> str | None:
    """The unit of the portal's own administration that a source is, if it is one."""
    signed = read_signature(source, marked=True) if source else None
    if signed is None or signed.kind != "department" or OUTSIDE.match(signed.value or ""):
        return None
    return signed.value


def is_office(text: str) -> bool:
    """Whether a line belongs to the signing of a reproduced document ("CHỦ TỊCH", "(Đã ký)")."""
    text = text.strip()
    return OFFICE.match(text) is not None and (text.isupper() or (len(text) <= 60 and not text.endswith(".")))


def read_signature(text: str, *, marked: bool = False) -> Signed | None:
    """What a signature line says, or None for a line that is no signature.

    `marked`: the line stands out (right, bold, italic), so that less has to speak for it.
    """
    return _signed_marked(text) if marked else _signed_plain(text)


@remembered
def _signed_marked(text: str) -> Signed | None:
    return _signed(text, True)


@remembered
def _signed_plain(text: str) -> Signed | None:
    return _signed(text, False)


def _signed(text: str, marked: bool) -> Signed | None:
    text = _SPACED_BRACKET.sub(r"\1\2", text.strip(_STRAY))
    if marked:
        text = _CLOSED.sub("", text)
    if not 2 <= len(text) <= LONGEST_SIGNATURE or text.endswith(("./.", ";", ":", ",", "?", "!")):
        return None
    is_role = text not in _KNOWN_BYLINES and BYLINE_ROLE.fullmatch(f"{text}:") is not None
    if _ON_BEHALF.match(text) or is_role:  # the role alone, without who had it
        return None
    if SOURCE.match(text) and len(text) <= 100 and not (text.endswith(".") and len(text.split()) > 8):
        return Signed("source", read_source(text))
    name = text
    for _ in range(2):
        if not _is_called_so(name):
            name = BYLINE_ROLE.compiled.sub("", name).strip()
    has_role = name != text
    name = name.strip(" .") if not re.search(r"\b[A-ZĐ]\.$", name) else name.strip()
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip()
    if not name:
        return Signed("source", None)
    words = _WORD.findall(name)
    if not words or len(words) > _MOST_WORDS or any(word[0].isdigit() for word in words[:1]):
        return None
    marked = marked or has_role
    parts = [part for part in (_PART_OF_MARKED if marked else _PART).split(name) if part]
    if qualified := _QUALIFIED.fullmatch(name):
        parts = [*_PART.split(qualified["name"]), qualified["unit"]]
    # in capitals a name looks like any word: what follows a unit is the rest of what it is called
    people = [] if name.isupper() else [part for part in parts[1:] if _names_person(part, parts[0])]
    if _is_unit(parts[0], marked) and not people:
        return Signed("department", name)
    if _is_byline(parts, words, marked):
        return Signed("author", text if ":" in name else name)
    return None


def _names_person(part: str, before: str) -> bool:
    """Whether what follows a unit is a person, and not the rest of its name ("Kế hoạch - Tài Chính")."""
    return (
        _is_person(part) and not _is_unit(part) and FIELD.fullmatch(part) is None and not _is_titled(before)
    )


def _is_titled(unit: str) -> bool:
    """Whether nouns of a unit are written with capitals ("Phòng Quản lý Chợ"), so that others of it may be, too."""
    words = unit.split()
    return (
        len(words) > 2 and words[-1].istitle() and words[-2].islower() and words[-2].casefold() not in _PLACE
    )


def _is_called_so(text: str) -> bool:
    """Whether "tổng hợp" or "biên tập" at the end belongs to the name of a unit ("Ban biên tập")."""
    return (
        not text.endswith((")", ")."))
        and _UNIT_START.match(text) is not None
        and _NAME_LIKE_UNIT.match(text) is None
    )


def _is_unit(text: str, marked: bool = False) -> bool:
    if VERB.search(text) or _NUMBER.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    if (text.isupper() and len(text.split()) > 4 and not marked) or _NAME_LIKE_UNIT.fullmatch(text):
        return False
    if _UNIT_START.match(text) is not None and text[0].isupper():
        return True
    return _UNIT_ABBREVIATED.match(text) is not None or _UNIT_OF_ENGLISH.fullmatch(text) is not None


def _is_byline(parts: list[str], words: list[str], marked: bool) -> bool:
    """Names are capitalised words, two to five of them; a second part may be a unit or an abbreviation."""
    if len(parts) == 1 and (_INITIALS.fullmatch(parts[0]) or parts[0].lower() in _REPORTERS):
        return True
    people = [part for part in parts if _is_person(part)]
    has_unit = any(map(_is_unit, parts[1:]))
    if not people and not (has_unit and _is_initials(parts[0])):
        is_name = words[0][0].isupper() and _NAME_WORD.fullmatch(words[0]) is not None
        return marked and len(words) == len(parts) == 1 and is_name
    return all(
        _is_person(part)
        or _is_unit(part)
        or (has_unit and (_is_initials(part) or _REST_OF_UNIT.fullmatch(part)))
        or (marked and OFFICE.match(part))
        or re.fullmatch(r"[A-ZĐ][\wĐ.,]*(?:\s+[A-ZĐ][\wĐ.]*){0,5}", part)
        for part in parts
    )


def _is_initials(text: str) -> bool:
    """Whether a part of a byline with a unit is who wrote, by the first letters of the name."""
    return _INITIALS.fullmatch(text) is not None or (
        text.isupper() and _NAME_WORD.fullmatch(text) is not None
    )


def _is_person(text: str) -> bool:
    """One or several names: "Hải Yến", "Thu Hà, Văn Bình", "Minh Thu và PV"."""
    names = [name.strip() for name in re.split(r",|\svà\s|\s&\s|\+", text) if name.strip()]
    if not names or (_UNIT_START.match(text) and not _NAME_LIKE_UNIT.fullmatch(text)):
        return False
    for name in names:
        words = name.split()
        if not 1 <= len(words) <= 5 or not all(
            word[0].isupper() and _NAME_WORD.fullmatch(word) for word in words
        ):
            return False
        if len(words) == 1 and len(names) == 1 and words[0].rstrip(".") not in _KNOWN_BYLINES:
            return False
    return not (text.isupper() and len(text.split()) > 1 and len(text) > 24)
