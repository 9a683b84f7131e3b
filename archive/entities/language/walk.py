"""Follows an office or the name of an organisation, token by token, to its end."""

from __future__ import annotations

from archive.entities.language import vocabulary as words
from archive.entities.language.phrases import (
    honorific_end,
    is_trap,
    longest,
    name_end,
    office_head,
    place_name_end,
    unit_end,
    weak_name_end,
)
from archive.entities.language.tokens import Text, Token

_MOST = 45
"""No office and no organisation is read past so many words."""

_ALONE = ("ubnd", "hđnd", "hội")
"""After these no small word belongs to the name."""

_SECRETARIAT = ("ban", "bí", "thư")


def phrase_end(text: Text, index: int, office: bool) -> int:
    """The end of an office or organisation whose name begins with the words before `index`."""
    walk = _Walk(text, index, office)
    while walk.at < index + _MOST and walk.step():
        pass
    return walk.end


class _Walk:
    """A walk over the words of a name or an office. It ends before the first word that cannot belong to it.

    The first syllable of each word in a name is capitalised. `is_open`: the next small syllable ends the
    current word. `is_closed`: a unit ended the name ("UBND huyện Mỹ Tú"), and only another unit may follow.
    """

    def __init__(self, text: Text, index: int, office: bool) -> None:
        self.text, self.at, self.end, self.office = text, index, index, office
        self.start = index
        self.is_open = self.is_closed = False
        head = text.at(index - 1).text
        self.is_shouted = (
            len(head) > 1 and head.isupper() and head.isalpha() and text.at(index).text.isupper()
        )
        self.is_shouted = self.is_shouted and head not in ("UBND", "HĐND", "MTTQ", "UBMTTQ")

    def step(self) -> bool:
        """Goes one word on; False where the phrase ends."""
        token = self.text.at(self.at)
        if token.is_word:
            return self._word(token)
        if token.is_number:
            return self._number()
        if token.text == ",":
            return (
                not self.is_closed
                and bool(longest(self.text, self.at + 1, words.AFTER_COMMA))
                and self._over()
            )
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
        ends_word = (
            self.is_open and token.low == "xã" and text.at(at - 1).low != "đoàn"
        )  # "Văn xã", not "Đoàn xã"
        if kind and not (ends_word and not name):
            return (bool(name) or not self.is_closed) and self._take(name or kind, is_closed=True)
        if self.is_closed and token.low != "tại":
            return False
        if token.is_capital and (place := place_name_end(text, at)):
            return self._take(place, is_closed=True)
        if token.is_capital and not self.is_shouted:
            other = _is_other(text, at, fresh=self.office and self._is_bare())
            return not other and self._take(at + 1, is_open=not self._is_whole(token))
        return self._small(token)

    def _is_whole(self, token: Token) -> bool:
        """Whether a capital is a word of its own, so that no small syllable ends it: an acronym, a foreign name."""
        if (len(token.text) > 1 and token.text[1:].isupper()) or token.text in "IVX":
            return True
        if (
            self.text.low(self.at, 2) in words.SMALL_WORDS
            or longest(self.text, self.at, words.ORGANISATIONS) > self.at + 1
        ):
            return False
        if token.low in words.WHOLE_WORDS or len(token.text) > 7 or token.low[-1] in "bdfjklrswxz":
            return True
        pair = self.text.low(self.at - 1, 2)
        return self.text.at(self.at - 1).is_capital and (pair in words.SMALL_WORDS or pair == ("việt", "nam"))

    def _small(self, token: Token) -> bool:
        text, at = self.text, self.at
        if token.low in ("và", "&") and not self.is_closed:
            return _goes_on_after_and(text, at + 1) and self._over()
        if self.office and token.low == "kiêm" and office_head(text, at + 1):
            return self._take(office_head(text, at + 1))
        if self.office and token.low == "của" and _belongs(text, at + 1):
            return self._over()
        if self.office and not self.is_open and token.low in words.SMALL_HEADS and text.at(at + 1).is_capital:
            return not _is_other(text, at + 1) and self._take(at + 1)
        if token.low == "tại" and text.low(at + 1, 2) == ("việt", "nam"):
            return self._take(at + 3, is_closed=True)
        pair = text.low(at, 2)
        if text.low(at, 3) == ("các", "cơ", "quan") and text.at(at - 1).low == "khối":
            return self._take(at + 3)
        if text.low(at, 3) == ("về", "trật", "tự"):
            return self._take(at + 3)
        if token.low in words.HARD_STOPS or (
            honorific_end(text, at) and name_end(text, honorific_end(text, at))
        ):
            return False
        if text.low(at - 2, 2) in words.WHOLE_ORGANISATIONS or (
            self._is_bare() and text.at(at - 1).low in _ALONE
        ):
            return False
        if self.is_open and pair not in words.STOP_PAIRS:
            return self._take(
                at + 2
                if pair in words.SMALL_WORDS and text.low(at - 1, 2) not in words.SMALL_WORDS
                else at + 1
            )
        if text.low(at - 1, 2) in words.THIRD_SYLLABLES:
            return self._take(at + 1)
        if pair in words.SMALL_WORDS and (pair not in words.STOP_PAIRS or self._follows_board()):
            return self._take(at + 2)
        if pair in words.STOP_PAIRS or token.low in words.STOPS:
            return False
        if token.low in ("phòng", "ban", "khoa", "đội", "tổ", "thuế", "cấp", "số"):
            return self._take(at + 1)
        if self._is_bare() and text.at(at - 1).low in ("tâm", "ty", "ban", "đồng", "cục") and len(pair) == 2:
            bridged = (
                text.at(at + 1).is_word and not text.at(at + 1).is_capital and text.at(at + 2).is_capital
            )
            return bridged and not _is_other(text, at + 2) and self._take(at + 2)
        return False

    def _follows_board(self) -> bool:
        """Whether "Ban" or "Hội đồng" precedes; then "chỉ đạo" is part of a name and no verb."""
        return self._is_bare() and self.text.at(self.at - 1).low in ("ban", "đồng", "tổ", "tâm")

    def _is_bare(self) -> bool:
        """Whether nothing but the head has been read."""
        return self.end == self.start


def _is_other(text: Text, at: int, fresh: bool = False) -> bool:
    """Whether a person or an office begins at `at`; `fresh`: right after the head of an office."""
    honorific = honorific_end(text, at)
    if honorific and (name_end(text, honorific) or office_head(text, honorific)):
        return True
    if office_head(text, at) and not longest(text, at, words.WORKERS) and text.low(at - 1, 3) != _SECRETARIAT:
        return True
    trapped = not fresh and is_trap(text, at - 1)
    least = 2 if not trapped else 3 if text.at(at + 1).low in ("thị", "văn") else 4
    end = weak_name_end(text, at, least)
    if not end:
        return False
    if trapped and text.low(at, end - at) in words.NAMESAKES:
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


_DOCUMENTS = words.Phrases(
    tuple(kind.split())
    for kind in (
        "nghị quyết", "chỉ thị", "kế hoạch số", "quyết định", "thông tư", "nghị định", "kết luận", "hướng dẫn",
        "công văn",
    )
)  # fmt: skip


def _goes_on_after_and(text: Text, at: int) -> bool:
    token = text.at(at)
    if not token.is_word or _is_other(text, at) or unit_end(text, at)[0]:
        return False
    if longest(text, at, words.ORGANISATIONS) or longest(text, at, _DOCUMENTS):
        return False
    return token.is_capital or text.low(at, 2) in words.SMALL_WORDS


def _goes_on_after_dash(text: Text, at: int, unit: bool, office: bool) -> bool:
    following = text.at(at + 1)
    if unit or not following.is_word or not following.is_capital or _is_other(text, at + 1):
        return False
    head = longest(text, at + 1, words.ORGANISATIONS)
    return (office and following.low in ("bộ", "sở")) if head else not unit_end(text, at + 1)[0]
