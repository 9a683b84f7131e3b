"""Finds the labels of a place: the constant words beside its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile

from crawler.extract.document.text import SIGN
from crawler.extract.induction.shares import FEWEST, MOST, NEARLY_ALL
from crawler.extract.template.annotators import kind_of
from crawler.extract.template.parts import BARS, BEGINS_UNIT, EDGES, GLUE, SHOWN, SIGNS, glued
from crawler.extract.vocabulary.numbers import DIGIT

_LABELLED = 0.2
_TOLD_BY_WORDS = 0.1
"""Share of the pages on which several words are enough."""
_MOST_WORDS = 40
_BRACKETED = re.compile(r"\[[^\]\d]{2,60}\](?= )")
_LABEL = re.compile(_BRACKETED.pattern + r"|[^\d:\[\]|]{2,40}:(?= )|[^\d:\[\]|▸►➤]{2,40} [▸►➤](?= )")
_BEHIND_NUMBER = re.compile(r"(?<=\d)[)\]]? (?=\D)")
_MOST_LABEL = 3
_ITS_OWN = 0.7
"""How often a word has to be on pages with the end of a label to be part of that."""
_TOLD = frozenset(("source", "department", "date", "category"))


def constants(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words that nearly all `pages` share at one place, such as a label.

    Words of signs alone, words with a digit, and words that begin the name of a unit do not count. A word
    ending in a colon counts when fewer pages share it.
    """
    pages = [[*map(_alone, texts)] for texts in pages]
    words: Counter[str] = Counter()
    for texts in pages:
        words.update({word for text in texts for word in glued(text).split()[:_MOST_WORDS]})
    most = max(FEWEST, MOST * len(pages))
    some = max(FEWEST, _LABELLED * len(pages))
    labels: Counter[str] = Counter()
    for texts in pages:
        parts = (part for text in texts for piece in BARS.split(text) for part in _BEHIND_NUMBER.split(piece))
        labels.update(
            {match.group() for part in parts if (match := _LABEL.match(part))}
            | {label for text in texts for label in _BRACKETED.findall(text)}
        )
    own = {
        word
        for label, count in labels.items()
        if count >= some or words[label.split()[-1]] >= some
        for word in label.split()
        if words[word] >= max(some, _ITS_OWN * words[label.split()[-1]])  # a name may be before a label
    }
    shared = {word for word, count in words.items() if count >= (some if word.endswith(":") else most)}
    shared = {word for word in shared if not (word[0].isupper() and BEGINS_UNIT.fullmatch(word))}
    return frozenset(word for word in own | shared if not (DIGIT.search(word) or SIGN.fullmatch(word)))


def _alone(text: str) -> str:
    """`text` without what others did for the article, behind who wrote it ("Lê Vũ; ảnh: Kim Sang")."""
    first, *others = text.split("; ")
    return "; ".join([first, *(each for each in others if not (each[:1].islower() and ":" in each))])


def leading_labels(pages: Sequence[Sequence[str]], names_list: Callable[[str], bool]) -> frozenset[str]:
    """Labels without a colon: words that begin several parts, and leave a unit, source, date or category when
    removed.

    Not all pages have such a label.
    """
    found: set[str] = set()
    parts = [part for texts in pages for text in texts for part in BARS.split(glued(text)) if part]

    def kind(value: str) -> str | None:
        return kind_of("", value, names_list)

    counts = Counter(word for part in parts for word in set(part.split()))
    persons = sum(kind(_before_date(part.split())) == "author" for part in parts if not _LABEL.match(part))
    begin: Counter[tuple[str, ...]] = Counter()
    for count in range(1, _MOST_LABEL + 1):
        rests: dict[tuple[str, ...], list[str]] = {}
        dashed: Counter[tuple[str, ...]] = Counter()
        for part in parts:
            words = part.split()
            # a label ends with its colon, and before the name of a unit
            ends = any(word[-1] == ":" for word in words[: count - 1])
            if len(words) > count and not ends and not BEGINS_UNIT.match(" ".join(words[count - 1 :])):
                rests.setdefault(tuple(words[:count]), []).append(_before_date(words[count:]))
                dashed[tuple(words[:count])] += words[count] in SIGNS
        begin.update({label: len(values) for label, values in rests.items()})
        for label, values in rests.items():
            if len(values) < MOST * begin[label[:-1]]:
                continue  # a name goes on with what the others do not share
            distinct = len(set(values))
            if len(values) < max(FEWEST, _TOLD_BY_WORDS * len(pages)) or distinct < 2:
                continue
            if not _goes_together(label, counts):
                continue
            goes_on = Counter(value.split(" ", 1)[0] for value in values).most_common(1)[0][1]
            if count < _MOST_LABEL and goes_on >= MOST * len(values):
                continue  # the longer label tells whether it is one
            kinds = Counter(map(kind, values))
            if len(values) < _LABELLED * len(pages) and (len(label) == 1 or kinds["date"]):
                continue  # a name that few have may be before a date
            known = sum(kinds[each] for each in _TOLD)
            # what stands before all persons is a label, and no family's name that many have
            is_role = distinct >= FEWEST and kinds["author"] >= max(FEWEST, NEARLY_ALL * persons)
            if is_role and not persons:
                is_role = not any(kind(" ".join((*label, value))) for value in values)
            own = [word for word in label if not SIGN.fullmatch(word)]
            named = kind(" ".join(own))
            if len(own) > 1 and not is_role and named is not None:
                continue
            # a dash parts a label of its own from the few who have written so far
            is_parted = dashed[label] == len(values) and named is None
            is_role |= is_parted and kinds["author"] >= NEARLY_ALL * len(values)
            if known + kinds["author"] * is_role >= MOST * len(values) and not any(map(DIGIT.search, label)):
                found.update(own)
    return frozenset(found)


def _goes_together(label: Sequence[str], counts: Mapping[str, int]) -> bool:
    """Whether the words of a label are about as often there as that which ends it; else a name is before it."""
    return label[-1][-1] not in ":]" or all(counts[word] >= _ITS_OWN * counts[label[-1]] for word in label)


def _before_date(words: Sequence[str]) -> str:
    """What words say before the first date among them; that date where they begin with it."""
    words = list(dropwhile(SIGN.fullmatch, words))
    end = next((place for place, word in enumerate(words) if GLUE in word), len(words))
    return " ".join(words[: max(1, end)]).translate(SHOWN).strip(EDGES + SIGNS)
