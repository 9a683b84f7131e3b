"""Finds organisations and places in a text."""

from __future__ import annotations

from functools import cache, lru_cache

from archive.entities.language import gazetteer, phrases
from archive.entities.language import vocabulary as words
from archive.entities.language.tokens import Text
from archive.entities.language.walk import phrase_end

Span = tuple[int, int]
"""The first token of a name and the one after its last."""

_AUTHORITIES = frozenset({"ubnd", "hđnd", "công", "sở", "bộ", "ủy", "uỷ", "cục"})
"""First words of bodies that are named in the name of another: "Văn phòng UBND tỉnh"."""


@lru_cache(maxsize=1)
def organisations(text: Text) -> tuple[Span, ...]:
    """The names of organisations in `text`, in order; of those inside another's name only the authorities."""
    found: list[Span] = []
    last = 0
    for at in text.beginning(words.ORGANISATIONS.longest, words.WHOLE_ORGANISATIONS.longest):
        token = text.tokens[at]
        if not token.is_capital or text.low(at, 2) in words.NO_ORGANISATION or _is_in_number(text, at):
            continue
        if at < last and token.low not in _AUTHORITIES:
            continue
        head = phrases.longest(text, at, words.ORGANISATIONS)
        whole = phrases.longest(text, at, words.WHOLE_ORGANISATIONS)
        if not head and not whole:
            continue
        end = max(phrase_end(text, head, office=False) if head else 0, whole)
        if " ".join(text.low(at, end - at)) not in words.GENERIC_ORGANISATIONS:
            found.append((at, end))
            last = max(last, end)
    return tuple(found)


def _is_in_number(text: Text, at: int) -> bool:
    """Whether the word is part of a document's number, as UBND in 12/KH-UBND."""
    before, token, after = text.at(at - 1), text.at(at), text.at(at + 1)
    glued = before.text in ("/", "-") and before.end == token.start and text.at(at - 2).end == before.start
    return glued or (
        after.text == "-" and after.start == token.end and token.text.isupper() and before.text == "/"
    )


def places(text: Text) -> list[tuple[int, int, str | None]]:
    """The names of units in `text` with the unit above each, where the text names it beside the unit.

    Of units of one level in a row ("xã A và xã B, huyện C") all have what is above the last, where it can be.
    """
    found: list[tuple[int, int, str | None]] = []
    row: list[int] = []
    following = 0
    for at in text.beginning(gazetteer.UNIT_TYPES.longest, gazetteer.bare_names().longest):
        if at < following:
            continue
        name_at, end = phrases.unit_end(text, at)
        if end and text.low(name_at, 2) == ("việt", "nam"):
            end = 0
        elif end:
            next_at = end + 1 if text.at(end).text in (",", "(", "-") or text.at(end).low == "và" else end
            upper, upper_end = phrases.unit_end(text, next_at)
            above, goes_on = None, False
            if upper and upper_end:
                level, next_level = _level(text, at, name_at, end), _level(text, next_at, upper, upper_end)
                goes_on = level == next_level
                if level < next_level and text.at(end).low != "và":
                    above = text.cut(next_at, upper_end)
            for place in row if above else ():
                if _can_be_in(text, *found[place][:2], above):
                    found[place] = (*found[place][:2], above)
            row = [*row, len(found)] if goes_on else []
            found.append((at, end, above))
            if _is_plural(text, at):
                found += [(first, last, None) for first, last in _listed(text, end)]
        elif text.at(at).is_capital and (end := phrases.longest(text, at, gazetteer.bare_names())):
            found.extend([] if _is_part(text, at) else [(at, end, None)])
        following = end
    return found


def _level(text: Text, at: int, name_at: int, end: int) -> int:
    """How high a unit stands: 1 for communes, 2 for districts, 3 for provinces and what is above them."""
    kind = text.low(at, name_at - at)
    if kind[:1] in (("xã",), ("phường",)) or kind == ("thị", "trấn"):
        return 1
    if kind[:1] in (("huyện",), ("quận",), ("tx",)) or kind == ("thị", "xã"):
        return 2
    if kind[:1] == ("tp",) or kind == ("thành", "phố"):
        name = " ".join(text.low(name_at, end - name_at))
        return 3 if name in _cities() else 2
    return 3


@cache
def _cities() -> frozenset[str]:
    """The cities that are provinces, in lower case."""
    found = {name.lower() for name, kind in gazetteer.provinces().items() if kind == "thành phố"}
    return frozenset(found | {"hcm"})


def _can_be_in(text: Text, first: int, end: int, above: str | None) -> bool:
    """Whether nothing is known against it that a unit is in another."""
    name_at, _ = phrases.unit_end(text, first)
    kind = " ".join(text.low(first, name_at - first))
    known = gazetteer.above().get((kind, " ".join(text.low(name_at, end - name_at))), ())
    return not known or (above or "").casefold() in {unit.casefold() for unit in known}


def _is_part(text: Text, at: int) -> bool:
    """Whether more of a name is before a bare name: "kênh Quản Lộ - Phụng Hiệp"."""
    before = text.at(at - 1)
    return before.is_capital or (before.text == "-" and text.at(at - 2).is_capital)


def _is_plural(text: Text, at: int) -> bool:
    """Whether the type at `at` is that of several units: "các huyện …", "3 quận …"."""
    return text.at(at - 1).low in words.PLURALS or text.at(at - 1).is_number


def _listed(text: Text, at: int) -> list[Span]:
    """The names that go on with a list of units after the first: ", Long Phú và Trần Đề"."""
    found: list[Span] = []
    while text.at(at).text == "," or text.at(at).low == "và":
        start = end = at + 1
        known = phrases.place_name_end(text, start)
        while not known and end < start + 3 and phrases.is_syllable(text, end):
            end += 1
        end = known or end
        if end == start or phrases.weak_name_end(text, start, 3):
            break
        found.append((start, end))
        at = end
    return found
