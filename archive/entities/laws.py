"""Finds laws, codes, ordinances and the constitution by their titles."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from archive.entities.dates import DATE, iso
from archive.entities.language import vocabulary as words
from archive.entities.language.phrases import longest
from archive.entities.language.tokens import Text
from archive.entities.model import Citation

_KINDS = {
    ("luật",): "Luật",
    ("bộ", "luật"): "Bộ luật",
    ("pháp", "lệnh"): "Pháp lệnh",
    ("hiến", "pháp"): "Hiến pháp",
}
_HEADS = words.Phrases(_KINDS)
_YEAR = re.compile(r"\s(?:năm\s)?(?:19|20)\d\d(?![\d/])", re.IGNORECASE)
_DATE = re.compile(rf"\s{DATE}", re.IGNORECASE)
_MOST = 24


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    text = files("archive.entities.language").joinpath("data", "laws.txt").read_text(encoding="utf-8")
    return frozenset(tuple(line.lower().replace(",", " ").split()) for line in text.splitlines())


def laws(text: Text) -> list[tuple[Citation, int, int]]:
    """The laws named in `text`, each with the place of its name."""
    found = []
    following = 0
    for at in text.beginning(_HEADS.longest):
        if at < following:
            continue
        kind, head = _kind(text, at)
        end = _end(text, kind, head) if kind else 0
        if not kind or not end:
            continue
        start, stop = text.tokens[at].start, text.tokens[end - 1].end
        year = _YEAR.match(text.settled, stop)
        stop = year.end() if year else stop
        dated = _DATE.match(text.settled, stop)
        found.append(
            (Citation(text.between(start, stop), None, kind, iso(dated) if dated else None), start, stop)
        )
        following = end
    return found


def _kind(text: Text, at: int) -> tuple[str | None, int]:
    head = longest(text, at, _HEADS)
    if not head or not (text.at(at).is_capital or _is_small_law(text, at, head)):
        return None, at
    return _KINDS[text.low(at, head - at)], head


def _is_small_law(text: Text, at: int, head: int) -> bool:
    """Whether "luật" in small letters names a law: "luật Báo chí", but not "pháp luật Việt Nam"."""
    part = text.at(at - 1).low in ("pháp", "kỷ", "kỉ", "quy", "dự")
    return not part and text.at(head).is_capital and bool(_known_end(text, head))


def _end(text: Text, kind: str, at: int) -> int:
    """The end of the title that begins at `at`, 0 where there is none."""
    if kind == "Hiến pháp":
        return at
    if text.at(at).low in words.NO_LAWS:
        return 0
    if text.low(at, 2) == ("sửa", "đổi"):
        return _amended_end(text, at)
    if end := _known_end(text, at):
        return end
    return _read_end(text, at)


def _amended_end(text: Text, at: int) -> int:
    """The end of "sửa đổi, bổ sung một số điều của Luật …", which is the title of a law of its own."""
    for index in range(at, at + 12):
        if text.at(index).low == "của":
            kind, head = _kind(text, index + 1)
            return _end(text, kind, head) if kind and text.low(head, 2) != ("sửa", "đổi") else 0
    return 0


def _known_end(text: Text, at: int) -> int:
    """The end of a title of the list that begins at `at`, commas left aside; the longest."""
    words: list[str] = []
    best = 0
    for index in range(at, min(at + _MOST, len(text.tokens))):
        token = text.at(index)
        if token.text == ",":
            continue
        if not token.is_word:
            break
        words.append(token.low)
        if tuple(words) in _titles():
            best = index + 1
    return best


def _read_end(text: Text, at: int) -> int:
    """The end of a title that the list lacks: capitals, and small words between them."""
    if not text.at(at).is_capital or not text.at(at).is_word:
        return 0
    end = at
    while end < at + _MOST and text.at(end).is_word:
        token = text.at(end)
        if (
            end > at
            and not token.is_capital
            and (token.low in words.STOPS or text.low(end, 2) in words.STOP_PAIRS)
        ):
            break
        end += 1
    return end
