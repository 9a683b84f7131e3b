"""Recognises lines of facts, and reads their date, views, author and department."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean
from crawler.extract.document.tree import inner_text, names
from crawler.extract.facts.parts import with_bars
from crawler.extract.vocabulary import labels
from crawler.extract.vocabulary.bylines import BYLINE_LABEL, CMS_USER, ORIGIN_LABEL, POSTED_BY
from crawler.extract.vocabulary.dates import DAY, LONGEST_FACTS, YEAR, date_line, date_spans, hour_alone
from crawler.extract.vocabulary.numbers import NUMBER, WHOLE, digits
from crawler.extract.vocabulary.signatures import read_signature, read_source

_VIEWS = (
    re.compile(rf"{labels.VIEW_LABEL.pattern}\s*[:(]?\s*({NUMBER})", re.IGNORECASE),
    re.compile(rf"(?<!:)(?:\b(?:đã )?có )?\b({NUMBER})\s*{labels.VIEW_LABEL.pattern}", re.IGNORECASE),
)
_VIEW_LABEL = re.compile(rf"{labels.VIEW_LABEL.pattern}\s*:?", re.IGNORECASE)
_VISITED = re.compile(
    rf"(?:(?:số )?(?:lượt|lần) )?truy ?cập ?: ?(?:{NUMBER})|(?:{NUMBER}) (?:lượt|lần) truy ?cập",
    re.IGNORECASE,
)
"""A view counter that speaks of visits, as the counters of the whole site do."""
_BETWEEN_FACTS = re.compile(r" ?[|•·] ?| [-–] (?=[^|•·:–-]{2,24}:)")
_EYE = re.compile(r"(?:^|[\s_-])eye(?:$|[\s_-])")
_LONGEST_EYED = 100
POSTED = re.compile(rf"[(\[]?(?!thời gian ?:){labels.DATE_LABEL.pattern}", re.IGNORECASE)
"""How a date line begins that may be below the text, where "Thời gian: …" tells of an event."""
_LABELS = {"author": "Tác giả", "department": "Đơn vị", "source": "Nguồn"}
_AROUND_NAMES = " ,;:|•·/()-–—"
LONGEST_FACT_LABEL = 30
_LONGEST_ORIGIN = 100
_LONGEST_FACTS = 300
_LONGEST_COUNT = 60
"""Characters of a view counter with what is beside it."""
_BAR = re.compile(r"\s*[|•]\s*")
_SPLIT = re.compile(r"\s*[|•·]\s*|\s/\s|\s+-\s+|\s{2,}|(?<=\d)\s+(?=[^\W\d])")


def fact_of_cells(label: Line, value: Line, begun: bool) -> Line | None:
    """A line "Ngày đăng: 27/8/2024" of a label and of a value that are in cells of their own."""
    if not 2 <= len(label.text) <= LONGEST_FACT_LABEL or not value.text:
        return None
    if not (label.text.endswith(":") or label.element.tag in ("dt", "th", "td")):
        return None
    if any(map(str.isdigit, label.text)) or (begun and not _names_fact(label.text)):
        return None  # it says a fact itself, or none
    fact = replace(label, text=f"{label.text.rstrip(' :')}: {value.text}")
    return fact if _has_facts(fact, label, begun) else None


@remembered
def _names_fact(text: str) -> bool:
    return POSTED.match(text) is not None or _VIEW_LABEL.match(text) is not None


def fact_of_line(line: Line, before: Line, begun: bool) -> Line | None:
    """The line if it tells facts about the article, with bars between them where only a style parts them."""
    facts = with_bars(line)
    if not begun and (named := named_and_dated(facts)) is not None:
        return named
    if facts is not line and _has_facts(facts, before, begun):
        return facts
    return line if _has_facts(line, before, begun) else None


def named_and_dated(line: Line) -> Line | None:
    """The line "27/8/2024 | Tác giả: Hải Yến" of one that tells who published and when, and nothing else.

    A name with no word that says so is in an element of its own, or behind a bar: a place before a day, as
    letters have it ("Sóc Trăng, ngày …"), is none.
    """
    text = line.text
    spans = date_spans(text) if len(text) <= LONGEST_FACTS else []
    dates = [text[start:end] for start, end in spans]
    if not dates or any(date_line(date) is None for date in dates):
        return None
    beside = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)])]
    names = [name for part in beside if (name := clean(POSTED_BY.sub(" ", part)).strip(_AROUND_NAMES))]
    is_labelled = any(POSTED_BY.search(part) for part in beside)
    if not names or (len(names) == 1 and CMS_USER.fullmatch(names[0])):
        return replace(line, text=" | ".join(dates)) if is_labelled or names else None
    signed = read_signature(names[0], marked=True) if len(names) == 1 else None
    if signed is None or signed.value is None or not (is_labelled or _stands_alone(names[0], line)):
        return None
    return replace(line, text=" | ".join([*dates, f"{_LABELS[signed.kind]}: {signed.value}"]))


def _stands_alone(name: str, line: Line) -> bool:
    """Whether an element of the line, or what is between bars in it, holds a name and no more."""
    texts = [clean(fragment.text).strip(_AROUND_NAMES) for fragment in line.fragments]
    return (name in texts and len(texts) > 1) or name in _SPLIT.split(line.text)


def _has_facts(line: Line, before: Line, begun: bool) -> bool:
    text = line.text
    if len(text) > _LONGEST_FACTS:
        return False
    if (len(text) < _LONGEST_COUNT and _counts_views(text)) or _is_view_label(text):
        return True
    if _is_view_label(before.text) and WHOLE.fullmatch(text):
        return True
    if not begun and ":" in text and all(map(_is_fact, _BETWEEN_FACTS.split(text))):
        return True
    if not begun:
        return (
            date_line(text) is not None
            or is_meta(text)
            or (WHOLE.fullmatch(text) is not None and is_meta(before.text))
        )
    if line.link_length and labels.CATEGORY_LABEL.fullmatch(text):
        return True
    return POSTED.match(text) is not None and date_line(text) is not None


def is_short_fact(line: Line) -> bool:
    """Whether a line above the title is a labelled fact. There may be several of these."""
    return ":" in line.text or is_meta(line.text) or _counts_views(line.text)


def _is_fact(text: str) -> bool:
    """Whether a text is one of the facts that are beside a title."""
    return _is_named(text) or date_line(text) is not None or _counts_views(text)


def _is_named(text: str) -> bool:
    """Whether a text is a byline, a source, a category or a user of the CMS with its label."""
    named = (BYLINE_LABEL, labels.CATEGORY_LABEL, ORIGIN_LABEL)
    return any(label.fullmatch(text) for label in named)


@remembered
def _counts_views(text: str) -> bool:
    text = text.lstrip("([")
    return any(views.match(text) for views in _VIEWS) or _VISITED.fullmatch(text) is not None


def read_views(lines: Sequence[Line]) -> int | None:
    """The view counter ("Lượt xem: 137", "137 lượt xem") among lines that are not text."""
    for position, line in enumerate(lines):
        text = _spoken(line) if line.pictures else line.text
        views = _views_in(text)
        if views is not None:
            return views
        if (views := _counted_by_eye(line)) is not None:
            return views
        if position + 1 < len(lines) and _is_view_label(text):
            following = lines[position + 1].text
            if WHOLE.fullmatch(following):
                return digits(following)
    return None


def _counted_by_eye(line: Line) -> int | None:
    """The number beside an eye that a class draws ("<i class='fa fa-eye'></i> 137")."""
    if not any(map(str.isdigit, line.text)) or len(line.text) > _LONGEST_EYED:
        return None
    for sign in line.element.iter("i", "span", "em", "svg"):
        place = sign.getparent()
        if place is not None and _EYE.search(names(sign)):
            text = clean(sign.tail or "") or clean(inner_text(place))
            if WHOLE.fullmatch(text):
                return digits(text)
    return None


def _spoken(line: Line) -> str:
    """The text of a line with what its pictures say, as one of an eye does of the number behind it."""
    return clean(
        "".join([f" {x.element.get('alt') or ''} " if x.picture else x.text for x in line.fragments])
    )


@remembered
def _views_in(text: str) -> int | None:
    match = _VIEWS[0].search(text) or _VIEWS[1].search(text)
    return digits(match.group(1)) if match else None


def _is_view_label(text: str) -> bool:
    """Whether a text is nothing but the label of a view counter."""
    return len(text) <= LONGEST_FACT_LABEL and _VIEW_LABEL.fullmatch(text) is not None


def read_bylines(lines: Sequence[Line]) -> dict[str, str]:
    """The author, department and source named by labels ("Tác giả: Hải Yến") among lines that are not text."""
    found: dict[str, str] = {}
    for line in lines:
        for part in _BAR.split(line.text):
            if len(part) <= _LONGEST_ORIGIN and ":" in part and (source := read_source(part)):
                found.setdefault("source", source)
        for match in BYLINE_LABEL.finditer(line.text):
            signed = read_signature(match["name"], marked=True)
            if signed is not None and signed.value and not CMS_USER.fullmatch(signed.value):
                found.setdefault(signed.kind, signed.value)
    return found


def read_date(lines: Sequence[Line]) -> str | None:
    """The publication date among lines that are not text."""
    for place, line in enumerate(lines):
        if found := date_in(line.text) or date_in(with_bars(line).text):
            return with_hour(found, [each.text for each in lines[place + 1 : place + 2]])
    return None


def with_hour(date: str, beside: Sequence[str]) -> str:
    """A local date, with the time of day where it has none and one of the texts `beside` tells that alone."""
    hour = next(filter(None, map(hour_alone, beside)), None) if "T" not in date else None
    return f"{date}T{hour}" if hour else date


@remembered
def date_in(text: str) -> str | None:
    """The date that a line tells, alone or beside other things."""
    if not YEAR.search(text):
        return None
    if found := date_line(text):
        return found
    if not DAY.search(text):
        return None
    for part in _SPLIT.split(_VIEWS[0].sub(" | ", text)):
        if len(part) >= 8 and (found := date_line(part)):
            return found
    return None


@remembered
def is_meta(text: str) -> bool:
    """Whether a line is a date line or a view counter, or has one of them between bars."""
    if not 4 <= len(text) <= LONGEST_FACTS:
        return False
    parts = (text, *_BAR.split(text)) if "|" in text or "•" in text else (text,)
    return any(date_line(part) is not None or tells_views(part) for part in parts)


def tells_views(text: str) -> bool:
    """Whether a text begins with the label of a view counter and says little else."""
    return labels.VIEW_LABEL.match(text) is not None and len(text) < _LONGEST_COUNT
