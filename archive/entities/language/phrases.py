"""Finds where honorifics, units, offices and names of persons begin and end among tokens."""

from __future__ import annotations

from archive.entities.language import gazetteer
from archive.entities.language import vocabulary as words
from archive.entities.language.tokens import Text

_MOST_HONORIFICS = 5

OFFICE_STARTS = frozenset({*words.BEFORE_OFFICE, *words.OFFICES.longest, "trưởng"})
"""The first words of offices and of what is before them."""


def longest(text: Text, index: int, known: words.Phrases) -> int:
    """The end of the longest phrase of `known` that begins at `index`, or 0."""
    lows = text.lows
    if not 0 <= index < len(lows) or not (most := known.longest.get(lows[index], 0)):
        return 0
    there = tuple(lows[index : index + most])
    for length in range(len(there), 0, -1):
        if there[:length] in known:
            return index + length
    return 0


def honorific_end(text: Text, index: int) -> int:
    """The end of the honorifics and ranks that begin at `index` ("đồng chí Đại tá", "TS."), or 0."""
    end = 0
    for _ in range(_MOST_HONORIFICS):
        step = longest(text, end or index, words.HONORIFICS)
        if not step:
            break
        end = step
        while text.at(end).text in (".", ":") or (
            text.at(end).text in (",", "-", "\n") and longest(text, end + 1, words.HONORIFICS)
        ):
            end += 1
    return end


def unit_end(text: Text, index: int) -> tuple[int, int]:
    """Where the type and where the name of a unit end that begins at `index`; 0 where there is none."""
    kind = longest(text, index, gazetteer.UNIT_TYPES)
    if not kind:
        return 0, 0
    phrase = text.low(index, kind - index)
    if text.at(kind).text == "." and phrase[0] in gazetteer.ABBREVIATED:
        kind += 1
    if text.at(kind).low in words.UNIT_ENDS:
        return 0, 0
    return kind, _unit_name_end(text, kind, phrase)


def _unit_name_end(text: Text, index: int, phrase: words.Phrase) -> int:
    if text.at(index).is_number:
        return index + 1 if phrase[0] in ("phường", "quận") and len(text.at(index).text) < 3 else 0
    if end := place_name_end(text, index):
        return end
    if phrase[0] in ("tỉnh", "thành", "tp", "thủ") or text.low(index - 1, 2) in words.NOT_PERSONS:
        return 0
    if weak_name_end(text, index, 3 if text.at(index + 1).low in words.MIDDLE_NAMES else 4):
        return 0
    end = index
    while end < index + 3 and is_syllable(text, end) and not (end > index and _begins_other(text, end)):
        end += 1
    return end if end > index else 0


def place_name_end(text: Text, index: int) -> int:
    """The end of the longest name of a known unit that begins at `index` in capitals, or 0.

    Some names end with a number ("Đại Ân 2").
    """
    end = longest(text, index, gazetteer.names())
    if text.low(index, 3) == ("thái", "bình", "dương"):
        return 0
    told = all(text.at(i).is_capital or text.at(i).is_number for i in range(index, end))
    return end if end and told else 0


def _begins_other(text: Text, index: int) -> bool:
    """Whether something else than the rest of a name begins here: an office, a person."""
    return bool(
        office_head(text, index) or longest(text, index, words.ORGANISATIONS) or weak_name_end(text, index, 3)
    )


def is_syllable(text: Text, index: int) -> bool:
    """Whether a name may have the word at `index` as one of its syllables."""
    parts = text.at(index).text.split("'")  # H'Hen
    return parts[0][:1].isupper() and all(
        part.isalpha() and (len(part) == 1 or part[1:].islower()) for part in parts
    )


def is_trap(text: Text, index: int) -> bool:
    """Whether the word at `index` makes of a person's name behind it that of a street, a school …: "trường" does, the
    end of "môi trường" does not."""
    if text.at(index).low not in words.TRAPS:
        return False
    pair = text.low(index - 1, 2)
    return not any(
        pair in known for known in (words.NO_TRAPS, words.ORGANISATIONS, words.WHOLE_ORGANISATIONS)
    )


def office_head(text: Text, index: int) -> int:
    """The end of the words that an office begins with ("nguyên Phó Chủ tịch"), or 0."""
    start = index
    if text.at(index).low not in OFFICE_STARTS:
        return 0
    while text.at(index).low in words.BEFORE_OFFICE and index < start + 3:
        index += 2 if text.at(index + 1).text == "." else 1
    end = longest(text, index, words.OFFICES)
    if end:
        return end
    if index > start and text.at(index).low == "trưởng":
        return index + 1
    if text.at(index).text == "Trưởng" and text.at(index + 1).is_capital:
        return index + 1
    return 0


def name_end(text: Text, index: int) -> int:
    """The end of a person's name that surely begins at `index`, for a honorific or an office is before it, or 0."""
    if text.at(index).text.isupper() and len(text.at(index).text) > 1:
        return _capitals_end(text, index)
    end, most = index, 5
    while end < index + most and is_syllable(text, end):
        if end > index + 1 and _ends_name(text, end):
            break
        end += 1
        if text.at(end).text == "\n" and _goes_on(text, index, end):
            end, most = end + 1, most + 1
    syllables = end - index
    if (
        syllables < (1 if "'" in text.at(index).text else 2)
        or place_name_end(text, index) == end
        or text.low(index, syllables) in words.NOT_PERSONS
    ):
        return 0
    if office_head(text, index) or longest(text, index, words.ORGANISATIONS) or unit_end(text, index)[1]:
        return 0
    return end


def _capitals_end(text: Text, index: int) -> int:
    """The end of a name all in capitals: it is told by its family name and has two to four syllables."""
    if text.at(index).low not in words.SURNAMES:
        return 0
    end = index
    while end < index + 4 and text.at(end).text.isupper() and text.at(end).text.isalpha():
        if end > index + 1 and (_ends_name(text, end) or text.at(end).low in words.STOPS):
            break
        end += 1
    return end if end > index + 1 else 0


def _ends_name(text: Text, index: int) -> bool:
    return bool(office_head(text, index) or longest(text, index, words.ORGANISATIONS) > index + 1)


def _goes_on(text: Text, start: int, line_end: int) -> bool:
    """Whether a name goes on past a line's end: what is before it is no whole name."""
    short = line_end - start < 3 or text.at(line_end - 1).low in ("thị", "văn")
    return short and is_syllable(text, line_end + 1) and not office_head(text, line_end + 1)


def weak_name_end(text: Text, index: int, least: int) -> int:
    """The end of a person's name of `least` syllables or more that a family name begins, or 0."""
    if text.at(index).low not in words.SURNAMES:
        return 0
    if place_name_end(text, index) or place_name_end(text, index + 1):
        return 0
    if longest(text, index + 1, words.ORGANISATIONS) and text.at(index).low == "đoàn":
        return 0
    end = name_end(text, index)
    count = sum(text.at(i).is_word for i in range(index, end))
    return end if count >= least else 0
