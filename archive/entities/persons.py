"""Finds persons and their offices: by honorifics, and by offices before or after a name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.entities.language import phrases
from archive.entities.language import vocabulary as words
from archive.entities.language.tokens import Text
from archive.entities.language.walk import phrase_end

_AFTER_NAME = (",", "-", ":", "(", "\n")
_SENTENCE = 60
"""No office is sought further than so many words after a name."""

_SIGNED = ("(", "đã", "ký", ")")
_BEFORE_NAME = (":", "-", ",")


_STARTS = frozenset({"giữ", *words.HONORIFICS.longest, *phrases.OFFICE_STARTS, *words.SURNAMES})
"""The first words of all that tells a person."""

Span = tuple[int, int]
"""The first token and the one after the last."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A person named once: the tokens of the name and of the office. `office` may be empty."""

    first: int
    end: int
    office: Span | None = None


def persons(text: Text) -> list[Naming]:
    """The namings of persons in `text`, in order."""
    found: list[Naming] = []
    following = 0
    for at in text.beginning(_STARTS):
        if at < following:
            continue
        if text.low(at, 2) == ("giữ", "chức"):
            _appointed(text, at, found)
        following = (
            _after_honorific(text, at, found) or _after_office(text, at, found) or _bare(text, at, found)
        )
    return found


def _appointed(text: Text, at: int, found: list[Naming]) -> None:
    """Reads "A … giữ chức vụ Giám đốc Sở": the office of the last person that the sentence names."""
    start = at + 3 if text.at(at + 2).low == "vụ" else at + 2
    if not found or at - found[-1].end > _SENTENCE or not phrases.office_head(text, start):
        return
    if not any(text.at(i).text in (".", "\n\n") for i in range(found[-1].end, at)):
        found.append(Naming(found[-1].first, found[-1].end, (start, offices_end(text, start))))


def _after_honorific(text: Text, at: int, found: list[Naming]) -> int:
    """Reads "đồng chí Đại tá A, Giám đốc …"; returns where to go on, 0 if no honorific with a name is here."""
    end = phrases.honorific_end(text, at)
    if not end:
        return 0
    name = phrases.name_end(text, end)
    if not name or (_is_loose(text, at) and text.at(end).low not in words.SURNAMES):
        return 0
    plural = text.at(at).low in words.PLURALS or text.at(at - 1).low in words.PLURALS
    return _named(text, end, name, None, found, listed=plural)


def _is_loose(text: Text, at: int) -> bool:
    return phrases.longest(text, at, words.LOOSE_HONORIFICS) == phrases.longest(text, at, words.HONORIFICS)


def _after_office(text: Text, at: int, found: list[Naming]) -> int:
    """Reads "Phó Chủ tịch UBND tỉnh A"; an office without a name is passed over."""
    if not phrases.office_head(text, at):
        return 0
    end = offices_end(text, at, named=True)
    if not end:
        return 0
    name, shared = end, False
    mark = text.at(name)
    if text.at(at).text.isupper() and (mark.text in ("\n", "\n\n") or text.low(name, 4) == _SIGNED):
        return _signed(text, at, end, found)
    if mark.text in _BEFORE_NAME or mark.low in ("là", "gồm"):
        shared = mark.text == ":" or mark.low in ("là", "gồm")
        name += 1
        if mark.text in (",", "-") and not phrases.honorific_end(text, name):
            return end
        if mark.text == "," and text.at(at - 1).low in ("của", "với"):
            return end
    if text.at(name).low in words.PLURALS:
        shared = True
    name = phrases.honorific_end(text, name) or name
    stop = phrases.name_end(text, name)
    if name == end and not _is_name_like(text, name, stop):
        return end
    if not stop or (mark.text in (",", "-") and _office_after(text, stop)):
        return end
    return _named(text, name, stop, (at, end), found, listed=shared, shared=shared)


def _is_name_like(text: Text, first: int, end: int) -> bool:
    """Whether a name right after an office begins with a family name or like H'Hen, or is a foreigner's."""
    begin = text.at(first)
    return (
        begin.low in words.SURNAMES or "'" in begin.text or (end > first and text.cut(first, end).isascii())
    )


def _signed(text: Text, at: int, end: int, found: list[Naming]) -> int:
    """Reads "PHÓ CHỦ TỊCH" with the name on a line below, as under a document, that it is signed between them."""
    name = end if text.low(end, 4) == _SIGNED else end + 1
    if text.low(name, 4) == _SIGNED:
        name += 5 if text.at(name + 4).text in ("\n", "\n\n") else 4
    stop = phrases.weak_name_end(text, name, 2)
    if stop and text.at(stop).text in ("\n", "\n\n"):
        found.append(Naming(name, stop, (at, end)))
        return stop
    return end


def _bare(text: Text, at: int, found: list[Naming]) -> int:
    """Reads a name that neither honorific nor office precedes: with an office after it, or in full."""
    token = text.at(at)
    if not token.is_capital or token.low not in words.SURNAMES or _is_trap(text, at):
        return 0
    end = phrases.weak_name_end(text, at, 2)
    if not end:
        return 0
    office = _office_after(text, end)
    doubtful = text.low(at, end - at) in words.NAMESAKES or (token.text[1:].isupper() and len(token.text) > 1)
    if not office and (end - at < 3 or doubtful):
        return end if end - at > 2 else 0
    return _named(text, at, end, None, found)


def _is_trap(text: Text, at: int) -> bool:
    before = text.at(at - 1)
    if before.text in (":", ",") and text.at(at - 2).low in ("ảnh", "tin", "bài", "nguồn"):
        return True
    return phrases.is_trap(text, at - 1) or (before.is_capital and before.is_word)


def _named(
    text: Text,
    first: int,
    end: int,
    office: Span | None,
    found: list[Naming],
    *,
    listed: bool = False,
    shared: bool = False,
) -> int:
    """Adds a naming with the office before or after it, and those listed after it; returns where to go on."""
    start = len(found)
    at = _add(text, first, end, office, found)
    while listed:
        following = at
        while text.at(following).text in (",", ";", "\n") or text.at(following).low in ("và", "cùng"):
            following += 1
        name, stop = _listed_name(text, following) if following > at else (0, 0)
        if not stop:
            break
        at = _add(text, name, stop, office if shared else None, found)
        if found[-1].office and not shared:
            _share(found, start)
            start = len(found)
    return at


def _add(text: Text, first: int, end: int, office: Span | None, found: list[Naming]) -> int:
    """Adds a naming for the office before the name and one for that after it; returns where they end."""
    after = _office_after(text, end)
    offices = [place for place in (office, after) if place]
    found.extend(Naming(first, end, place) for place in offices)
    if not offices:
        found.append(Naming(first, end))
    return after[1] if after else end


def _listed_name(text: Text, at: int) -> tuple[int, int]:
    """The name that goes on with a list at `at`; "Ông Thị Xiếu" is one, and no Mr Thị Xiếu."""
    if text.at(at + 1).low in ("thị", "văn") and (stop := phrases.weak_name_end(text, at, 3)):
        return at, stop
    name = phrases.honorific_end(text, at)
    return (name, phrases.name_end(text, name)) if name else (at, phrases.weak_name_end(text, at, 2))


def _share(found: list[Naming], start: int) -> None:
    """Gives the office after the last of "các đồng chí A và B, Phó Giám đốc Sở" to those before it, too."""
    for place in range(start, len(found)):
        if found[place].office is None:
            found[place] = replace(found[place], office=found[-1].office)


def _office_after(text: Text, at: int) -> Span | None:
    """The tokens of the office in apposition after a name that ends at `at`."""
    start = at
    start = _past_year_of_birth(text, start)
    if text.at(start).text in _AFTER_NAME:
        start += 1
    if text.low(start, 2) in (("hiện", "là"), ("nguyên", "là"), ("đang", "là")):
        start += 2
    elif text.at(start).low in ("là", "làm"):
        start += 1
    start = phrases.honorific_end(text, start) or start
    if not phrases.office_head(text, start):
        return None
    end = offices_end(text, start)
    if not end or (text.at(end).is_capital and phrases.name_end(text, end)):
        return None
    return start, end


def _past_year_of_birth(text: Text, at: int) -> int:
    """Past ", sinh năm 1975" or "(SN 1975)" where it is at `at`."""
    start = at + 1 if text.at(at).text in (",", "(") else at
    for label in (("sinh", "năm"), ("sn",), ("sinh",)):
        if text.low(start, len(label)) == label and text.at(start + len(label)).is_number:
            end = start + len(label) + 1
            return end + 1 if text.at(end).text == ")" else end
    if text.at(start).is_number and text.at(start + 1).low == "tuổi":
        return start + 2
    return at


def offices_end(text: Text, at: int, *, named: bool = False) -> int:
    """The end of the offices that begin at `at`, which may be several of one person; 0 for none.

    After a name ("A, Bí thư Đảng ủy, Chủ tịch UBND xã B") the last office may belong to the next person. Before
    a name (`named`) all belong to that person.
    """
    head = phrases.office_head(text, at)
    if not head:
        return 0
    end = phrase_end(text, head, office=True)
    while text.at(end).text in (",", "-") or text.at(end).low in ("kiêm", "và"):
        start = end + 1
        head = phrases.office_head(text, start)
        if not head:
            break
        stop = phrase_end(text, head, office=True)
        if text.at(end).low == "và" and not text.at(start).is_capital:
            break
        if not named and text.at(stop).is_capital and phrases.name_end(text, stop):
            break
        if text.at(stop).text == ":" and not named:
            break
        end = stop
    return end
