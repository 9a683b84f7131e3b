"""Reads the statistics box ("Thống kê truy cập"): counters, found by their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.model import Visits
from crawler.extract.boilerplate.counter_pairs import Mark, either_side, following, in_columns, preceding
from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.labels import VISIT_HEADING, VISIT_LABELS, VISITED
from crawler.extract.vocabulary.numbers import NUMBER, digits

_REACH = 14
_MOST_BOXES = 300
"""Lines of a page that are tried as the beginning of a counter box. Real pages have a handful."""
_LONGEST = 200
_OTHER_LETTERS = 24
_OPENING = re.compile(
    r"[ •·+*»:-]*(?:(?:hiện |đã |đang )?có |bạn là (?:vị )?|visitors )?[ •·+*»:\d.,-]*", re.I
)
"""What may be before the first label of a box: a bullet, a number that it counts, words."""
_FIRST_LETTERS = frozenset("bđhklnosty")
"""What labels and headings begin with; most lines of a page begin otherwise."""
_LABEL = re.compile(
    r"(?<![^\W\d_])(?=[đhklnosty])"
    rf"(?:lượt (?={VISITED} (?:trong )?(?:hôm|ngày|tuần|tháng)))?(?:"
    + "|".join(f"(?P<{name}>{words.pattern})" for name, words in VISIT_LABELS.items())
    + r")(?![^\W\d_])",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?<![\d/])(?<!\d[:.-])(?:{NUMBER})(?![\d/:]|[.-]\d)")
_COUNTER = re.compile(rf"{_LABEL.pattern}\s*[:=]?\s*(?:{NUMBER})(?![\d/:])", re.IGNORECASE)
_MARGINS = " |•·,;.*-"
_EDGES = re.compile(r"[\s|•·,;.*-]+")
_DIGIT_NAME = re.compile(r"(?:^|[^\d])(\d)\.(?:gif|png|jpe?g|webp|svg)", re.IGNORECASE)
_ODOMETER = 4
"""Fewest digits that may be a counter of all visits."""
_KEPT = ("online", "today", "yesterday", "this_week", "this_month", "total")


def read_visits(lines: Sequence[Line], article: frozenset[int]) -> tuple[Visits | None, str | None]:
    """The counters shown anywhere but in the article (line numbers `article`), and a problem.

    A box is known by its heading, or by two counters beside each other. A heading without a readable
    counter is a problem; no heading and no counters is a page without a box.
    """
    announced = False
    best: Visits | None = None
    most = behind = looked_at = 0
    for start, line in enumerate(lines):
        if start < behind or line.is_link or line.index in article or not _may_begin(line.text):
            continue
        looked_at += 1
        if looked_at > _MOST_BOXES:
            break
        heading = VISIT_HEADING.match(line.text)
        announced = announced or (heading is not None and heading.end() == len(line.text))
        window = _window(lines, start - _is_counted(lines, start), start + _REACH, article)
        is_title = heading is not None and heading.end() == len(line.text)
        visits, count = _counters(window[1:] if is_title else window)
        if is_title and count < 2:  # what heads a box may be the label of its only counter, too
            visits, count = _counters(window)
        if visits is None or count <= most or (heading is None and count < 2):
            continue
        behind = start + _REACH
        if heading is None:
            # a box begins with what it counts: from a line above, "26 Tháng Chín", it would end too soon
            while _counters(window[1:])[1] == count:
                window = window[1:]
            behind = lines.index(window[0], max(0, start - 1)) + _REACH
            visits, count = _counters(_window(lines, behind - _REACH, behind, article))
        best, most = visits, count
    if best is None and announced:
        return None, "visits: the statistics box is there, but no counter in it can be read"
    return best, None


def _window(lines: Sequence[Line], first: int, end: int, article: frozenset[int]) -> list[Line]:
    """The lines from `first` on, before `end`, that may hold counters."""
    return [
        after
        for after in lines[first:end]
        if after.index not in article and (not after.text or _may_count(after.text))
    ]


def _is_counted(lines: Sequence[Line], start: int) -> bool:
    """Whether the number of the label that line `start` begins with is in a line of its own before it."""
    if not start or not _NUMBER.fullmatch(lines[start - 1].text):
        return False
    one, other = lines[start - 1].element, lines[start].element
    return one.getparent() is other.getparent()


def is_counter_line(text: str) -> bool:
    """Whether a line is counters and nothing else: two of them, or the one of those who are online."""
    alone = text.strip(_MARGINS)
    if alone[:1].lower() not in _FIRST_LETTERS or not alone[-1:].isdigit():
        return False
    counters = list(_COUNTER.finditer(text))
    if not counters or _EDGES.sub("", _COUNTER.sub("", text)):
        return False
    return len(counters) >= 2 or any(counter.group("online") for counter in counters)


@remembered
def _may_begin(text: str) -> bool:
    """Whether a box of counters may begin with a line."""
    if len(text) > _LONGEST:
        return False
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    if text[start : start + 1].lower() not in _FIRST_LETTERS:
        return False
    if VISIT_HEADING.match(text):
        return True
    labels, _ = _marks(text)
    return bool(labels) and labels[0].start == start and _may_count(text) and date_line(text) is None


@remembered
def _may_count(text: str) -> bool:
    """Whether a line may hold counters or head a box of them: beside labels and numbers it says little."""
    if len(text) > _LONGEST:
        return False
    labels, _ = _marks(text)
    rest = sum(map(str.isalpha, text))
    rest -= sum([sum(map(str.isalpha, text[label.start : label.end])) for label in labels])
    return rest <= _OTHER_LETTERS * max(1, len(labels)) or VISIT_HEADING.match(text) is not None


@remembered
def _marks(line: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The labels and the numbers in a line."""
    labels = tuple([Mark(m.start(), m.end(), m.lastgroup or "") for m in _LABEL.finditer(line)])
    return labels, tuple([Mark(m.start(), m.end()) for m in _NUMBER.finditer(line)])


def _counters(window: Sequence[Line]) -> tuple[Visits | None, int]:
    labels: list[Mark] = []
    numbers: list[Mark] = []
    shown = [_shown(line) for line in window]
    place = 0
    for line in shown:
        for marks, found in zip((labels, numbers), _marks(line), strict=True):
            marks += [Mark(place + start, place + end, name) for start, end, name in found]
        place += len(line) + 1
    text = "\n".join(shown)
    values: dict[str, int] = {}
    raw: list[str] = []
    different = len({label.name for label in labels})
    for read in (following, preceding, in_columns, either_side):
        if len(values) == different:
            break
        counted: dict[str, int] = {}
        texts: list[str] = []
        for label, number in read(text, labels, numbers):
            if label.name not in counted:
                counted[label.name] = digits(text[number.start : number.end])
                first, last = min(label.start, number.start), max(label.end, number.end)
                apart = text.count("\n", first, last) > 1
                alone = f"{text[label.start : label.end]} {text[number.start : number.end]}"
                texts.append(alone if apart else clean(text[first:last]))
        if len(counted) > len(values):
            values, raw = counted, texts
    odometer = next(filter(None, map(_odometer, window)), None)
    if odometer and "total" not in values and digits(odometer) not in values.values():
        values["total"] = digits(odometer)
        raw.append(odometer)
    kept = {name: value for name, value in values.items() if name in _KEPT}
    if not kept:
        return None, 0
    return Visits(**kept, raw="\n".join(raw)), len(values)


def _shown(line: Line) -> str:
    """The text of a line with pictures of digits read as digits."""
    if not line.pictures:
        return line.text
    return clean(
        "".join(
            _digit(fragment.element) if fragment.picture else fragment.text for fragment in line.fragments
        )
    )


def _odometer(line: Line) -> str | None:
    """The digits of a line of nothing but pictures of digits, which without a label are the total."""
    shown = _shown(line) if line.pictures and not line.text else ""
    return shown if shown.isdigit() and len(shown) >= _ODOMETER else None


def _digit(picture: object) -> str:
    alt = (picture.get("alt") or "").strip()  # type: ignore[attr-defined]
    if alt.isdigit():
        return alt
    source = (picture.get("src") or "").partition("?")[0].rpartition("/")[2]  # type: ignore[attr-defined]
    match = _DIGIT_NAME.search(source)
    return match.group(1) if match else " "
