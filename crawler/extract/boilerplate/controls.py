"""Recognises buttons, ratings and key words, and lines that end the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from crawler.extract.boilerplate.visit_counter import is_counter_line
from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean, words
from crawler.extract.vocabulary import files, labels
from crawler.extract.vocabulary.boilerplate import COMMENTS, CONTROL, FOOTER, RATING, RELATED

Element = etree._Element

_TAGGED = re.compile(r"(?:từ\s+khóa|tags?)\s*:", re.IGNORECASE)
LEADS_NOWHERE = re.compile(r"\s*(?:javascript:|#?$)", re.IGNORECASE)
_NOWHERE = re.compile(
    rf"{LEADS_NOWHERE.pattern}|(?:https?:)?//[^/]*(?:facebook|twitter|zalo|linkedin|pinterest)\.",
    re.IGNORECASE,
)
_BACK = re.compile(r"[«<‹←]* ?(?:trở|quay) (?:về|lại)(?: [^\s.]+){1,6}", re.IGNORECASE)
_BETWEEN_COUNTS = re.compile(r" ?[|•·;] ?|, ")
_STOP = 250
"""Most characters of a line that ends the article. What is longer is a paragraph, however it begins."""
_SERVICE = 300
"""Most characters of buttons, key words or a rating."""
LONGEST_LABEL = 40
_BUTTONS = 80
_SLIDE = re.compile(r"(?P<number>\d{1,3}) ?/ ?(?P<of>\d{1,3})")
MARKS = " •·-–+*»|[]"


@remembered
def is_stop(text: str) -> bool:
    """Whether a line says that the article is over: other news, comments, statistics, the footer."""
    if len(text) > _STOP:
        return False
    return (
        RELATED.fullmatch(text) is not None
        or labels.VISIT_HEADING.fullmatch(text) is not None
        or COMMENTS.fullmatch(text) is not None
        or FOOTER.match(text) is not None
        or is_counter_line(text)
    )


def is_control(line: Line) -> bool:
    """Whether a line is a button ("In trang") or a list of key words, which is no text of the article."""
    if is_service(line.text) or (line.is_link and _BACK.fullmatch(line.text)):
        return True
    if not line.link_length:
        if len(line.fragments) < 2 or not 0 < len(line.text) <= _BUTTONS:
            return False
        return all(is_service(text) for fragment in line.fragments if (text := words(fragment.text).text))
    rest = ""
    labelled: dict[Element, str] = {}
    for fragment in line.fragments:
        if fragment.link is not None:
            labelled[fragment.link] = labelled.get(fragment.link, "") + fragment.text
        else:
            rest += fragment.text
    if not line.is_link and not _is_label(clean(rest).strip(MARKS)):
        return False
    return all(
        _NOWHERE.match(link.get("href") or "") or is_service(clean(text)) for link, text in labelled.items()
    )


def slide_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that say which of several pictures one is ("3 / 5"), by their numbers: two and more of them count to
    the same end."""
    shown: dict[str, dict[str, int]] = {}
    for line in lines:
        if match := _SLIDE.fullmatch(line.text):
            shown.setdefault(match["of"], {})[match["number"]] = line.index
    return frozenset(index for of in shown.values() if len(of) > 1 for index in of.values())


def _is_label(rest: str) -> bool:
    """Whether what is beside links is at most a short label, or a button of its own."""
    return not rest or (len(rest) <= LONGEST_LABEL and rest.endswith(":")) or is_service(rest)


@remembered
def is_service(text: str) -> bool:
    """Whether a text is buttons, key words or a rating, and nothing else."""
    if len(text) > _SERVICE:
        return False
    return (
        CONTROL.fullmatch(text) is not None
        or _TAGGED.match(text) is not None
        or RATING.fullmatch(text) is not None
        or _are_ratings(_BETWEEN_COUNTS.split(text))
        or files.NO_FILES.fullmatch(text) is not None
    )


def _are_ratings(parts: list[str]) -> bool:
    """Whether a text is several counts of likes and shares, one beside the other."""
    return len(parts) > 1 and all(map(RATING.fullmatch, parts))
