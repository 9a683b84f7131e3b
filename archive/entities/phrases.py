"""Where names, units, offices and names of organisations begin and end in a text of tokens."""

from __future__ import annotations

from archive.entities import gazetteer
from archive.entities import vocabulary as words
from archive.entities.tokens import Text, Token

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
    if phrase[0] in ("tỉnh", "thành", "tp", "thủ") or text.low(index - 1, 2) in words.NOT_PERSONS:
        return 0
    if weak_name_end(text, index, 3 if text.at(index + 1).low in words.MIDDLE_NAMES else 4):
        return 0
    end = index
    while end < index + 3 and is_syllable(text, end) and not (end > index and _begins_other(text, end)):
        end += 1
    return end if end > index else 0


def place_name_end(text: Text, index: int) -> int:
    """The end of the longest name of a known unit that begins at `index` in capitals, or 0."""
    end = longest(text, index, gazetteer.names(), 4)
    if text.low(index, 3) == ("thái", "bình", "dương"):
        return 0
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
    if syllables < 2 or place_name_end(text, index) == end or text.low(index, syllables) in words.NOT_PERSONS:
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
    if place_name_end(text, index) or place_name_end(text, index + 1):
        return 0
    if longest(text, index + 1, words.ORGANISATIONS) and text.at(index).low == "đoàn":
        return 0
    end = name_end(text, index)
    count = sum(text.at(i).is_word for i in range(index, end))
    return end if count >= least else 0


def phrase_end(text: Text, index: int, office: bool) -> int:
    """The end of an office or of the name of an organisation of which the words before `index` are the head."""
    walk = _Walk(text, index, office)
    while walk.at < index + _MOST and walk.step():
        pass
    return walk.end


class _Walk:
    """A walk over the words of a name or an office, which ends before the word that cannot belong to it.

    Names are written with a capital on the first syllable of each word: `is_open` says that the next small
    syllable ends the word begun. `is_closed` says that a unit ended the name ("UBND huyện Mỹ Tú"), so
    that only another unit may follow.
    """

    def __init__(self, text: Text, index: int, office: bool) -> None:
        self.text, self.at, self.end, self.office = text, index, index, office
        self.start = index
        self.is_open = self.is_closed = False
        head = text.at(index - 1).text
        self.is_shouted = len(head) > 1 and head.isupper() and head.isalpha() and text.at(index).text.isupper()
        self.is_shouted = self.is_shouted and head not in ("UBND", "HĐND", "MTTQ", "UBMTTQ")

    def step(self) -> bool:
        """Goes one word on; False where the phrase ends."""
        token = self.text.at(self.at)
        if token.is_word:
            return self._word(token)
        if token.is_number:
            return self._number()
        if token.text == ",":
            return not self.is_closed and bool(longest(self.text, self.at + 1, words.AFTER_COMMA)) and self._over()
        if token.text == "-":
            return _goes_on_after_dash(self.text, self.at, self.is_closed, self.office) and self._over()
        following = self.text.at(self.at + 1)
        return token.text == "\n" and following.is_word and not following.is_capital and self._over()

    def _over(self) -> bool:
        self.at += 1
        self.is_open = False
        return True

    def _take(self, end: int, *, is_open: bool = False, is_closed: bool = False) -> bool:
        self.at = self.end = end
        self.is_open, self.is_closed = is_open, is_closed
        return True

    def _number(self) -> bool:
        if self.text.at(self.at - 1).low not in words.NUMBERED or self.is_closed:
            return False
        end = self.at + 1
        if self.text.at(end).text == "/" and self.text.at(end + 1).text.isupper():
            end += 2
        return self._take(end)

    def _word(self, token: Token) -> bool:
        text, at = self.text, self.at
        kind, name = unit_end(text, at)
        if kind and not (self.is_open and token.low == "xã" and not name):
            return (bool(name) or not self.is_closed) and self._take(name or kind, is_closed=True)
        if self.is_closed and token.low != "tại":
            return False
        if token.is_capital and (place := place_name_end(text, at)):
            return self._take(place, is_closed=True)
        if token.is_capital and not self.is_shouted:
            return not _is_other(text, at) and self._take(at + 1, is_open=not self._is_whole(token))
        return self._small(token)

    def _is_whole(self, token: Token) -> bool:
        """Whether a capital is a word of its own, so that no small syllable ends it: an acronym, a foreign name."""
        if (len(token.text) > 1 and token.text[1:].isupper()) or token.text in "IVX":
            return True
        if self.text.low(self.at, 2) in words.ORGANISATIONS | words.LATER:
            return False
        if token.low in words.WHOLE or len(token.text) > 7 or token.low[-1] in "bdfjklrswxz":
            return True
        pair = self.text.low(self.at - 1, 2)
        return self.text.at(self.at - 1).is_capital and (pair in words.LATER or pair == ("việt", "nam"))

    def _small(self, token: Token) -> bool:
        text, at = self.text, self.at
        if token.low in ("và", "&") and not self.is_closed:
            return _goes_on_after_and(text, at + 1) and self._over()
        if self.office and token.low == "kiêm" and office_head(text, at + 1):
            return self._take(office_head(text, at + 1))
        if self.office and token.low == "của" and _belongs(text, at + 1):
            return self._over()
        if self.office and token.low in words.SMALL_HEADS and text.at(at + 1).is_capital:
            return not _is_other(text, at + 1) and self._take(at + 1)
        if token.low == "tại" and text.low(at + 1, 2) == ("việt", "nam"):
            return self._take(at + 3, is_closed=True)
        pair = text.low(at, 2)
        if token.low in words.HARD_STOPS or (honorific_end(text, at) and name_end(text, honorific_end(text, at))):
            return False
        if self._is_bare() and text.at(at - 1).low in ("phủ", "ubnd", "hđnd", "hội"):
            return False
        if self.is_open and pair not in words.STOP_PAIRS:
            return self._take(at + 2 if pair in words.LATER and text.low(at - 1, 2) not in words.LATER else at + 1)
        if text.low(at - 1, 2) in words.THIRD:
            return self._take(at + 1)
        if pair in words.LATER and (pair not in words.STOP_PAIRS or self._follows_board()):
            return self._take(at + 2)
        if pair in words.STOP_PAIRS or token.low in words.STOPS:
            return False
        if token.low in ("phòng", "ban", "khoa", "đội", "tổ", "thuế", "cấp", "số"):
            return self._take(at + 1)
        if self._is_bare() and text.at(at - 1).low in ("tâm", "ty", "ban", "đồng", "cục") and len(pair) == 2:
            bridged = text.at(at + 1).is_word and not text.at(at + 1).is_capital and text.at(at + 2).is_capital
            return bridged and not _is_other(text, at + 2) and self._take(at + 2)
        return False

    def _follows_board(self) -> bool:
        """Whether "Ban" or "Hội đồng" is before, of which "chỉ đạo" is a name and no verb."""
        return self._is_bare() and self.text.at(self.at - 1).low in ("ban", "đồng", "tổ", "tâm")

    def _is_bare(self) -> bool:
        """Whether nothing but the head has been read."""
        return self.end == self.start


def _is_other(text: Text, at: int) -> bool:
    """Whether a person or an office begins at `at`."""
    honorific = honorific_end(text, at)
    if honorific and (name_end(text, honorific) or office_head(text, honorific)):
        return True
    if office_head(text, at) and text.low(at - 1, 3) != ("ban", "bí", "thư"):
        return True
    least = 4 if text.at(at - 1).low in words.TRAPS else 2
    end = weak_name_end(text, at, least)
    if not end:
        return False
    return end - at > 2 or not text.at(end).is_word


def _belongs(text: Text, at: int) -> bool:
    """Whether the office goes on with the body that begins at `at` ("của Tập đoàn Gartner", not "của Tập đoàn này")."""
    if text.at(at).low in words.SMALL_HEADS and text.at(at + 1).is_capital:
        return True
    if not text.at(at).is_capital or _is_other(text, at):
        return False
    head = longest(text, at, words.ORGANISATIONS)
    return text.at(head or at + 1).low not in ("này", "đó")


_KINDS_OF_DOCUMENTS = words.phrases("nghị quyết, chỉ thị, kế hoạch số, quyết định, thông tư, nghị định, kết luận, hướng dẫn, công văn")


def _goes_on_after_and(text: Text, at: int) -> bool:
    token = text.at(at)
    if not token.is_word or _is_other(text, at) or unit_end(text, at)[0]:
        return False
    if longest(text, at, words.ORGANISATIONS) or longest(text, at, _KINDS_OF_DOCUMENTS):
        return False
    return token.is_capital or text.low(at, 2) in words.LATER


def _goes_on_after_dash(text: Text, at: int, unit: bool, office: bool) -> bool:
    following = text.at(at + 1)
    if unit or not following.is_word or not following.is_capital or _is_other(text, at + 1):
        return False
    head = longest(text, at + 1, words.ORGANISATIONS)
    return (office and following.low in ("bộ", "sở")) if head else not unit_end(text, at + 1)[0]
