"""Splits a line into the constant words of its place and the values between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from crawler.extract.document.lines import Line
from crawler.extract.facts.parts import with_bars
from crawler.extract.template.annotators import kind_of
from crawler.extract.vocabulary.bylines import UNIT
from crawler.extract.vocabulary.dates import date_spans
from crawler.extract.vocabulary.numbers import NUMBER

_BARS = re.compile(r"\s*[|•·▪●◉◆■»›]+\s*|\s+(?:>|::|→)\s+|(?<!\d)\s+/\s+|\s+/\s+(?!\d)")
_DASHES = frozenset("-–—")
_CONSTANT = 0.8
_LABELLED = 0.2
_ALL = 0.9
_LEAST = 3
_MOST_WORDS = 40
_LABEL = re.compile(r"\[[^\]\d]{2,60}\](?= )|[^\d:\[\]|]{2,40}:(?= )|[^\d:\[\]|▸►➤]{2,40} [▸►➤](?= )")
_POINTERS = "▸►➤"
_BEHIND_NUMBER = re.compile(r"(?<=\d)[)\]]? (?=\D)")
_MOST_LABEL = 3
_LEAST_TITLE = 8
_ITS_OWN = 0.7
"""How often a word has to be on pages with the end of a label to be part of that."""
_TOLD = frozenset(("source", "department", "date", "category"))
_NUMBER = re.compile(r"[\d.,  ]+")
_COUNTED = re.compile(rf"(?P<number>{NUMBER}) (?P<rest>\D+)")
_SIGN = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"^[^\w(\[“\"'‘«]+")
_SIGNS = " ▸►➤•·|–—-"
_EDGES = " -–—,;:/"
_UNIT = re.compile(rf"{UNIT}\b", re.IGNORECASE)
_GLUE = "\ue000"
"""Holds the words of a date together while a line is parted; of no text's own."""
_HIDDEN = {ord(" "): _GLUE, ord("|"): "\ue001", ord("•"): "\ue002", ord("·"): "\ue003"}
_SHOWN = {ord(hidden): chr(shown) for shown, hidden in _HIDDEN.items()}


def text_without_title(line: Line, title: str) -> str:
    """The text of a line with bars where only a style parts it, and in place of the article's title."""
    text = with_bars(line).text
    return text.replace(title, " | ") if len(title) >= _LEAST_TITLE else text


def constants(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words that nearly all `pages` share at one place, such as a label.

    Words of signs alone, words with a digit, and words that begin the name of a unit do not count. A word
    ending in a colon counts when fewer pages share it.
    """
    words: Counter[str] = Counter()
    for texts in pages:
        words.update({word for text in texts for word in _glued(text).split()[:_MOST_WORDS]})
    most = max(_LEAST, _CONSTANT * len(pages))
    some = max(_LEAST, _LABELLED * len(pages))
    labels: Counter[str] = Counter()
    for texts in pages:
        parts = (
            part for text in texts for piece in _BARS.split(text) for part in _BEHIND_NUMBER.split(piece)
        )
        labels.update({match.group() for part in parts if (match := _LABEL.match(part))})
    own = {
        word
        for label, count in labels.items()
        if count >= some or words[label.split()[-1]] >= some
        for word in label.split()
        if words[word] >= max(some, _ITS_OWN * words[label.split()[-1]])  # a name may be before a label
    }
    shared = {word for word, count in words.items() if count >= (some if word.endswith(":") else most)}
    shared = {word for word in shared if not (word[0].isupper() and _UNIT.fullmatch(word))}
    return frozenset(word for word in own | shared if not (_DIGIT.search(word) or _SIGN.fullmatch(word)))


def leading_labels(pages: Sequence[Sequence[str]], names_list: Callable[[str], bool]) -> frozenset[str]:
    """Labels without a colon: words that begin several parts, and leave a unit, source, date or category when
    removed.

    Not all pages have such a label.
    """
    found: set[str] = set()
    parts = [part for texts in pages for text in texts for part in _BARS.split(text) if part]
    unlabelled = [part for part in parts if not _LABEL.match(part)]
    persons = sum(kind_of("", part, names_list) == "author" for part in unlabelled)
    begin: Counter[tuple[str, ...]] = Counter()
    for count in range(1, _MOST_LABEL + 1):
        rests: dict[tuple[str, ...], list[str]] = {}
        for part in parts:
            words = part.split()
            # a label ends with its colon, and before the name of a unit
            ends = any(word[-1] == ":" for word in words[: count - 1])
            if len(words) > count and not ends and not _UNIT.match(" ".join(words[count - 1 :])):
                rests.setdefault(tuple(words[:count]), []).append(" ".join(words[count:]))
        begin.update({label: len(values) for label, values in rests.items()})
        for label, values in rests.items():
            if len(values) < _CONSTANT * begin[label[:-1]]:
                continue  # a name goes on with what the others do not share
            if len(values) < max(_LEAST, _LABELLED * len(pages)) or len(set(values)) < 2:
                continue
            goes_on = Counter(value.split(" ", 1)[0] for value in values).most_common(1)[0][1]
            if count < _MOST_LABEL and goes_on >= _CONSTANT * len(values):
                continue  # the longer label tells whether it is one
            kinds = Counter(kind_of("", value, names_list) for value in values)
            known = sum(kinds[kind] for kind in _TOLD)
            # what stands before all persons is a label, and no family's name that many have
            is_role = bool(persons) and len(set(values)) >= _LEAST and kinds["author"] >= _ALL * persons
            words = [word for word in label if not _SIGN.fullmatch(word)]
            if len(words) > 1 and not is_role and kind_of("", " ".join(words), names_list) is not None:
                continue
            if known + kinds["author"] * is_role >= _CONSTANT * len(values) and not any(
                map(_DIGIT.search, label)
            ):
                found.update(words)
    return frozenset(found)


def parted(text: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """The values of a text, each with the constant words right before it. A date is a value of its own.

    Constant words without a colon are a label where they begin a part, or right before or behind a number.

    >>> parted("Đăng bởi: Lê Vũ | 12/01/2026 - 15:27", {"Đăng", "bởi:"})
    [('Đăng bởi:', 'Lê Vũ'), ('', '12/01/2026 - 15:27')]
    """
    known = frozenset(known)
    found: list[tuple[str, str]] = []
    for words in _pieces(_glued(text), known):
        own: list[tuple[str, str]] = []
        label: list[str] = []
        value: list[str] = []
        for place, word in enumerate(words):
            is_label = word in known and (
                _labels(words, place, known) if value or (label and label[-1][-1] in ":]") else True
            )
            if value and (is_label or _GLUE in word or _GLUE in value[-1]):
                _add(own, label, value)
                label, value = [], []
            (label if is_label else value).append(word)
        whole = " ".join((*label, *value))
        if label and value and label[-1][-1] not in ":]" and not own and _UNIT.match(whole):
            label, value = [], whole.split(" ")
        _add(own, label, value)
        own = [piece for pair in own for piece in _without_count(*pair)]
        if own and not own[0][0] and _NUMBER.fullmatch(own[0][1]):
            # where the first number has no label, each has its label behind it
            own = [(then[0], one[1]) for one, then in zip(own, [*own[1:], ("", "")], strict=True) if one[1]]
        found += own
    return found


def _pieces(text: str, known: frozenset[str]) -> Iterator[list[str]]:
    """The words of each part of a text. A dash parts it beside a number, a date or a label, not within a name."""
    for part in _BARS.split(text):
        pieces: list[list[str]] = [[]]
        for word in part.split():
            if word in _DASHES:
                pieces.append([])
            else:
                pieces[-1].append(word)
        whole = pieces[0]
        for before, piece in pairwise(pieces):
            is_labelled = bool(piece) and piece[0] in known and _labels(piece, 0, known)
            if is_labelled or _counts(before, known) or _counts(piece, known):
                yield whole
                whole = piece
            else:
                whole = [*whole, "-", *piece]
        yield whole


def _counts(words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether words are a number with its label or have a date."""
    others = [word for word in words if word not in known]
    is_number = len(others) == 1 and _NUMBER.fullmatch(others[0].strip("()[]")) is not None
    return is_number or any(_GLUE in word for word in words)


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
    if end < len(words):
        return words[end][-1] in f":{_POINTERS}" or _DIGIT.search(words[end]) is not None
    start = place
    while start and words[start - 1] in known:
        start -= 1
    return start > 0 and _DIGIT.search(words[start - 1]) is not None


def has_bars(text: str) -> bool:
    """Whether bars part a text."""
    return _BARS.search(text) is not None


def _glued(text: str) -> str:
    """`text` with each date and its time as one word."""
    if not _DIGIT.search(text):
        return text
    for start, end in reversed(date_spans(text)):
        date = text[start:end].translate(_HIDDEN)
        text = f"{text[:start]} {date}{_GLUE} {text[end:]}"
    return text


def _add(found: list[tuple[str, str]], label: list[str], value: list[str]) -> None:
    plain = _MARKS.sub("", " ".join(value).translate(_SHOWN).strip(_EDGES)).rstrip(_SIGNS)
    if plain.count("(") != plain.count(")") or (plain[:1] == "(" and plain[-1:] == ")"):
        plain = plain.strip("()" + _EDGES)
    if plain.count("[") != plain.count("]") or (plain[:1] == "[" and plain[-1:] == "]"):
        plain = plain.strip("[]" + _EDGES)
    if plain or label:
        found.append((" ".join(label), plain))
