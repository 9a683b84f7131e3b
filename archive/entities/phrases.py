"""Where names, units, offices and names of organisations begin and end in a text of tokens."""

from __future__ import annotations

from archive.entities import gazetteer
from archive.entities import vocabulary as words
from archive.entities.tokens import Text

_MOST = 45
"""No office and no organisation is read past so many words."""


def longest(text: Text, index: int, known: frozenset[words.Phrase], most: int = words.LONGEST) -> int:
    """The end of the longest phrase of `known` that begins at `index`, or 0."""
    there = text.low(index, most)
    for length in range(len(there), 0, -1):
        if there[:length] in known:
            return index + length
    return 0


def honorific_end(text: Text, index: int) -> int:
    """The end of the honorifics and ranks that begin at `index` ("đồng chí Đại tá", "TS."), or 0."""
    end = 0
    while step := longest(text, end or index, words.HONORIFICS):
        end = step
        while text.at(end).text in (".", ":") or (
            text.at(end).text in (",", "-", "\n") and longest(text, end + 1, words.HONORIFICS)
        ):
            end += 1
    return end


def unit_end(text: Text, index: int) -> tuple[int, int]:
    """Where the type and where the name of a unit end that begins at `index`; 0 where there is none."""
    for phrase in gazetteer.UNIT_TYPES:
        if text.low(index, len(phrase)) == phrase:
            kind = index + len(phrase)
            if text.at(kind).text == "." and phrase[0] in gazetteer.FULL_TYPES:
                kind += 1
            if phrase == ("tt",) or text.at(kind).low in words.UNIT_ENDS:
                continue
            return kind, _unit_name_end(text, kind, phrase)
    return 0, 0


def _unit_name_end(text: Text, index: int, phrase: words.Phrase) -> int:
    if text.at(index).is_number:
        return index + 1 if phrase[0] in ("phường", "quận") and len(text.at(index).text) < 3 else 0
    if end := place_name_end(text, index):
        return end
    end = index
    while end < index + 3 and is_syllable(text, end) and not (end > index and _begins_other(text, end)):
        end += 1
    return end if end > index else 0


def place_name_end(text: Text, index: int) -> int:
    """The end of the longest name of a known unit that begins at `index` in capitals, or 0."""
    end = longest(text, index, gazetteer.names(), 4)
    return end if end and all(text.at(i).is_capital for i in range(index, end)) else 0


def _begins_other(text: Text, index: int) -> bool:
    """Whether something else than the rest of a name begins here: an office, a person."""
    return bool(
        office_head(text, index) or longest(text, index, words.ORGANISATIONS) or weak_name_end(text, index, 3)
    )


def is_syllable(text: Text, index: int) -> bool:
    """Whether a name may have the word at `index` as one of its syllables."""
    token = text.at(index)
    return token.is_capital and token.text.isalpha() and (len(token.text) == 1 or token.text[1:].islower())


def office_head(text: Text, index: int) -> int:
    """The end of the words that an office begins with ("nguyên Phó Chủ tịch"), or 0."""
    start = index
    while text.at(index).low in words.BEFORE_OFFICE and index < start + 3:
        index += 1
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
    if syllables < 2 or place_name_end(text, index) == end:
        return 0
    if office_head(text, index) or longest(text, index, words.ORGANISATIONS) or unit_end(text, index)[1]:
        return 0
    return end


def _capitals_end(text: Text, index: int) -> int:
    """The end of a name all in capitals: it is told by its family name and has two to four syllables."""
    if text.at(index).low not in words.surnames():
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
    """Whether a name goes on past a line's end: what stands before it is no whole name."""
    short = line_end - start < 3 or text.at(line_end - 1).low in ("thị", "văn")
    return short and is_syllable(text, line_end + 1) and not office_head(text, line_end + 1)


def weak_name_end(text: Text, index: int, least: int) -> int:
    """The end of a person's name of `least` syllables or more that a family name begins, or 0."""
    if text.at(index).low not in words.surnames():
        return 0
    if place_name_end(text, index):
        return 0
    end = name_end(text, index)
    count = sum(text.at(i).is_word for i in range(index, end))
    return end if count >= least else 0


def phrase_end(text: Text, index: int, office: bool) -> int:
    """The end of an office or of the name of an organisation of which the words before `index` are the head."""
    start = end = at = index
    unit = False
    while at < start + _MOST:
        token = text.at(at)
        if token.is_word:
            step, unit = _word_end(text, at, at > start, unit, office)
            if not step:
                break
            at = step
            if token.low not in ("và", "của", "kiêm"):
                end = at
        elif token.is_number:
            if text.at(at - 1).low not in words.NUMBERED or unit:
                break
            at += 1
            if text.at(at).text == "/" and text.at(at + 1).text.isupper():
                at += 2
            end = at
        elif token.text == ",":
            if unit or not longest(text, at + 1, words.AFTER_COMMA):
                break
            at += 1
        elif token.text == "-":
            if not _goes_on_after_dash(text, at, unit, office):
                break
            at += 1
        elif token.text == "\n" and text.at(at + 1).is_word and not text.at(at + 1).is_capital:
            at += 1
        else:
            break
    return end


def _word_end(text: Text, at: int, inside: bool, unit: bool, office: bool) -> tuple[int, bool]:
    """The end of the word, unit or place at `at`, 0 if the phrase ends before it; and whether a unit ended."""
    token = text.at(at)
    kind, name = unit_end(text, at)
    if kind:
        return (0, unit) if unit and not token.is_capital and not name else (name or kind, True)
    if token.is_capital and (place := place_name_end(text, at)):
        return place, True
    if token.is_capital:
        if inside and _is_other(text, at):
            return 0, unit
        return at + 1, False
    if token.low == "và" and not unit:
        return (at + 1, unit) if _goes_on_after_and(text, at + 1) else (0, unit)
    if token.low == "kiêm" and office and office_head(text, at + 1):
        return office_head(text, at + 1), False
    if token.low == "của" and office and text.at(at + 1).is_capital and not _is_other(text, at + 1):
        return at + 1, False
    if token.low == "tại" and text.low(at + 1, 2) == ("việt", "nam"):
        return at + 3, True
    if unit or token.low in words.STOPS or token.low in ("và", "của", "tại", "đồng"):
        return 0, unit
    if text.low(at, 2) in words.STOP_PAIRS or honorific_end(text, at):
        return 0, unit
    return at + 1, False


def _is_other(text: Text, at: int) -> bool:
    """Whether a person or an office begins at `at`."""
    if honorific_end(text, at) and not text.low(at, 2) == ("anh", "hùng"):
        return True
    if office_head(text, at) and text.low(at - 1, 1) != ("kiêm",):
        return True
    least = 4 if text.at(at - 1).low in words.TRAPS else 2
    end = weak_name_end(text, at, least)
    if not end:
        return False
    return end - at > 2 or not text.at(end).is_word


def _goes_on_after_and(text: Text, at: int) -> bool:
    token = text.at(at)
    if not token.is_word or token.low in words.STOPS or _is_other(text, at):
        return False
    if longest(text, at, words.ORGANISATIONS) or unit_end(text, at)[0] or office_head(text, at):
        return False
    return token.is_capital or text.at(at - 2).is_capital is False


def _goes_on_after_dash(text: Text, at: int, unit: bool, office: bool) -> bool:
    following = text.at(at + 1)
    if unit or not following.is_word or not following.is_capital or _is_other(text, at + 1):
        return False
    head = longest(text, at + 1, words.ORGANISATIONS)
    return (office and following.low in ("bộ", "sở")) if head else not unit_end(text, at + 1)[0]
