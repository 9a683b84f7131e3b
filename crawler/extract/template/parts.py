"""Splits a line into the constant words of its place and the values between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from crawler.extract.document.lines import Line
from crawler.extract.document.text import SIGN, clean
from crawler.extract.facts.parts import with_bars
from crawler.extract.template.annotators import kind_of
from crawler.extract.vocabulary.dates import LONGEST_FACTS, date_spans
from crawler.extract.vocabulary.numbers import DIGIT, NUMBER
from crawler.extract.vocabulary.units import UNIT_NAME

BARS = re.compile(r"\s*[|•·▪●◉◆■»›]+\s*|\s+(?:>|::|→)\s+|(?<!\d)\s+/\s+|\s+/\s+(?!\d)")
_DASHES = frozenset("-–—")
_POINTERS = "▸►➤"
_LEAST_TITLE = 8
_NUMBER = re.compile(r"[\d.,  ]+")
_COUNTED = re.compile(rf"(?P<number>{NUMBER}) (?P<rest>\D+)")
_MARKS = re.compile(r"^[^\w(\[“\"'‘«]+")
SIGNS = " ▸►➤•·|–—-"
EDGES = " -–—,;:/"
BEGINS_UNIT = re.compile(UNIT_NAME, re.IGNORECASE)
GLUE = "\ue000"
"""Holds the words of a date together while a line is parted; of no text's own."""
_HIDDEN = {ord(" "): GLUE, ord("|"): "\ue001", ord("•"): "\ue002", ord("·"): "\ue003"}
SHOWN = {ord(hidden): chr(shown) for shown, hidden in _HIDDEN.items()}


def text_without_title(line: Line, title: str) -> str:
    """The text of a line with bars where only a style parts it, behind a link that another element follows, and in
    place of the article's title."""
    text = with_bars(line).text
    if line.links and len(text) <= LONGEST_FACTS:
        shown = [piece for piece in line.fragments if piece.text.strip()]
        for one, other in pairwise(shown):
            if one.link is not None and other.link is None and other.element is not line.element:
                end, begin = clean(one.text), clean(other.text)
                if begin[:1].isalpha():  # a number counts what the link says
                    text = text.replace(f"{end} {begin}", f"{end} | {begin}")
    return text.replace(title, " | ") if len(title) >= _LEAST_TITLE else text


def parted(text: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """The values of a text, each with the constant words right before it. A date is a value of its own.

    Constant words without a colon are a label where they begin a part, or right before or behind a number.

    >>> parted("Đăng bởi: Lê Vũ | 12/01/2026 - 15:27", {"Đăng", "bởi:"})
    [('Đăng bởi:', 'Lê Vũ'), ('', '12/01/2026 - 15:27')]
    """
    known = frozenset(known)
    found: list[tuple[str, str]] = []
    for words in _pieces(glued(text), known):
        own: list[tuple[str, str]] = []
        label: list[str] = []
        value: list[str] = []
        for place, word in enumerate(words):
            is_label = word in known and (
                _labels(words, place, known) if value or (label and label[-1][-1] in ":]") else True
            )
            if value and (is_label or GLUE in word or GLUE in value[-1]):
                _add(own, label, value)
                label, value = [], []
            (label if is_label else value).append(word)
        whole = " ".join((*label, *value))
        if label and value and label[-1][-1] not in ":]" and not own and BEGINS_UNIT.match(whole):
            label, value = [], whole.split(" ")
        _add(own, label, value)
        own = [piece for pair in own for piece in _without_count(*pair)]
        if own and not own[0][0] and _NUMBER.fullmatch(own[0][1]):
            # where the first number has no label, each has its label behind it
            own = [(then[0], one[1]) for one, then in zip(own, [*own[1:], ("", "")], strict=True) if one[1]]
        found += own
    return found


def _pieces(text: str, known: frozenset[str]) -> Iterator[list[str]]:
    """The words of each part of a text. A dash parts it beside a number, a date or a label, not within a name;
    a bracket where it holds a number with its label ("(2652 lượt xem)")."""
    for part in (piece for whole in BARS.split(text) for piece in _without_bracket(whole, known)):
        pieces: list[list[str]] = [[]]
        dashes: list[str] = []
        for word in part.split():
            if word in _DASHES:
                pieces.append([])
                dashes.append(word)
            else:
                pieces[-1].append(word)
        whole = pieces[0]
        for (before, piece), dash in zip(pairwise(pieces), dashes, strict=True):
            is_labelled = bool(piece) and piece[0] in known and _labels(piece, 0, known)
            if is_labelled or _counts(before, known, -1) or _counts(piece, known, 0):
                yield whole
                whole = piece
            else:
                whole = [*whole, dash, *piece]
        yield whole


def _without_bracket(part: str, known: frozenset[str]) -> list[str]:
    head, _, count = part.rpartition(" (")
    words = count.split()
    is_count = bool(head) and _NUMBER.fullmatch(words[0]) is not None and len(words) > 1
    return [head, count] if is_count and known.issuperset(words[1:]) else [part]


def _counts(words: Sequence[str], known: frozenset[str], edge: int) -> bool:
    """Whether words are a number with its label, or have a date at the `edge` (0 or -1)."""
    others = [word for word in words if word not in known]
    is_number = len(others) == 1 and _NUMBER.fullmatch(others[0].strip("()[]")) is not None
    return is_number or (bool(others) and GLUE in others[edge])


def _without_count(label: str, value: str) -> list[tuple[str, str]]:
    """A value in two where a number with a label of its own stands before who signs ("Lượt xem: 4 785 Lê Vũ")."""
    match = _COUNTED.fullmatch(value) if label[-1:] in (":", "]") and label else None
    if match is None or kind_of("", match["rest"], lambda name: False) not in ("author", "department"):
        return [(label, value)]
    return [(label, match["number"]), ("", match["rest"])]


def _labels(words: Sequence[str], place: int, known: frozenset[str]) -> bool:
    """Whether the run of constant words around `place` ends at a number or ends the part behind one."""
    end = place
    while end < len(words) and words[end] in known:
        end += 1
        if words[end - 1][-1] in ":]":
            return True
    while end < len(words) - 1 and SIGN.fullmatch(words[end]) and words[end] not in _POINTERS:
        end += 1
    if end < len(words):
        return words[end][-1] in f":{_POINTERS}" or DIGIT.search(words[end]) is not None
    start = place
    while start and words[start - 1] in known:
        start -= 1
    return start > 0 and DIGIT.search(words[start - 1]) is not None


def has_bars(text: str) -> bool:
    """Whether bars part a text."""
    return BARS.search(text) is not None


def glued(text: str) -> str:
    """`text` with each date and its time as one word."""
    if not DIGIT.search(text):
        return text
    for start, end in reversed(date_spans(text)):
        date = text[start:end].translate(_HIDDEN)
        text = f"{text[:start]} {date}{GLUE} {text[end:]}"
    return text


def _add(found: list[tuple[str, str]], label: list[str], value: list[str]) -> None:
    plain = _MARKS.sub("", " ".join(value).translate(SHOWN).strip(EDGES)).rstrip(SIGNS)
    if plain.count("(") != plain.count(")") or (plain[:1] == "(" and plain[-1:] == ")"):
        plain = plain.strip("()" + EDGES)
    if plain.count("[") != plain.count("]") or (plain[:1] == "[" and plain[-1:] == "]"):
        plain = plain.strip("[]" + EDGES)
    if plain or label:
        found.append((" ".join(label), plain))
