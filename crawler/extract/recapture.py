"""An article's page seen again: read from the reading before, where only what ticks differs between the two payloads.

Both say the same where nothing differs but values of hidden fields, times of request in the addresses of pictures, and
numbers whose role is known from the reading before: those of the statistics box, found as one unbroken row of numbers,
and the view count, found once on the whole page or behind its one label. So what is before, between and behind these
values is compared as a whole. All else is for the reader.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import islice

from archive.contents.fields import hashes_of
from archive.database.views import NUMBERS
from archive.model import Capture, Page, Visits
from archive.payloads.headers import first
from archive.readings.counter_box import pack_box
from crawler.extract.values import (
    NUMBER,
    VIEWS,
    Number,
    Place,
    Value,
    digits,
    numbers_of,
    shown,
    spots_of,
)
from crawler.extract.vocabulary.labels import VIEW_LABEL

EVERY = 20
"""Of so many readings taken from the capture before, one is read in full, too, and compared."""

_MOST_DIGITS = 18
"""Digits of a number that the archive surely holds; of others the reader tells."""
_GAP = re.compile(r"\D")
_SHOWN = re.compile(r"\d+(?:[.,\s]\d{3}(?!\d))*")
_VIEWS_ARE = re.compile(rf"(?<!\w)({VIEW_LABEL.pattern})\s?:?\s?\Z", re.IGNORECASE)

Span = tuple[int, int, str | None]
"""Begin and end of a number in the text of a box, and the counter that it is, if it is one."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """A page as read in full: the `values` of its payload that may tick, and what is before, between and behind them
    (`kept`). `spans` are those of the numbers in the text of its statistics box."""

    page: Page
    kept: tuple[bytes, ...]
    values: tuple[Value, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, payload: bytes, url: str, page: Page) -> Ticking | None:
        """None where the page is no article's, or is continued by a form whose hidden values the next request sends."""
        if page.kind != "article" or page.article is None or page.reason or page.pager is not None:
            return None
        stretches = payload.split(b"<")
        numbers = list(numbers_of(stretches))
        roles: dict[Place, int] = {}
        spans: tuple[Span, ...] = ()
        if page.visits is not None:
            spans = _spans(page.visits)
            counted = [_GAP.sub("", page.visits.raw[start:end]).encode() for start, end, _ in spans]
            starts = _rows([number for _, number in numbers], counted)
            if len(starts) == 1:
                row = numbers[starts[0] : starts[0] + len(counted)]
                roles = {place: role for role, (place, _) in enumerate(row)}
        if page.article.views is not None:
            there = [place for place, number in numbers if int(number) == page.article.views]
            if len(there) > 1:
                there = [place for place in there if _is_labelled(payload, stretches[place[0]], place[1])]
            if len(there) == 1:
                roles.setdefault(there[0], VIEWS)
        spots = spots_of(stretches, url, roles)
        begins = [0, *(end for _, end, _ in spots)]
        ends = [*(begin for begin, _, _ in spots), len(payload)]
        kept = tuple(payload[begin:end] for begin, end in zip(begins, ends, strict=True))
        return cls(page, kept, tuple(value for _, _, value in spots), spans)

    def again(self, payload: bytes) -> Page | None:
        """What `payload` says, received from the same address; None where the reader has to tell."""
        changed: dict[int, bytes] = {}
        end = 0
        for part, value in zip(self.kept, self.values, strict=False):
            if not payload.startswith(part, end):
                return None
            start = end + len(part)
            end = value.end(payload, start)
            if end < 0:
                return None
            if type(value) is Number and (number := payload[start:end]) != value.text:
                if len(digits(number)) > _MOST_DIGITS:
                    return None
                changed[value.role] = number
        return self._with(changed) if payload[end:] == self.kept[-1] else None

    def _with(self, changed: dict[int, bytes]) -> Page:
        """The page with other numbers, by their roles."""
        article, visits = self.page.article, self.page.visits
        if article is not None and (views := changed.pop(VIEWS, None)) is not None:
            article = replace(article, views=int(digits(views)))
        if visits is not None and changed:
            visits = _counted(visits, self.spans, changed)
        return replace(self.page, article=article, visits=visits)


def frame(capture: Capture) -> object:
    """What of a capture besides its payload decides how it is read."""
    return (
        capture.url,
        capture.status,
        capture.method,
        capture.request,
        first(capture.headers, "content-type"),
    )


def agree(page: Page, whole: Page | None, url: str) -> bool:
    """Whether the archive would keep the same of both readings of a capture."""
    return whole is not None and kept_fields(whole, url) == kept_fields(page, url)


def kept_fields(page: Page, url: str) -> object:
    """All of a page that the archive keeps."""
    article = page.article
    return (
        page.kind, page.reason, page.visits, page.contact, page.listed, page.problems, page.template,
        article and (hashes_of(article, url), article.views, article.cms_id),
    )  # fmt: skip


def _spans(visits: Visits) -> tuple[Span, ...]:
    """The numbers in the text of a box; none where it is not plain which counter stands where."""
    pattern = [part for part in json.loads(pack_box(visits)[0]) if not isinstance(part, str)]
    names = [NUMBERS[part[0]] if isinstance(part, list) else None for part in pattern]
    shown = list(_SHOWN.finditer(visits.raw))
    counted = {name for name in NUMBERS if getattr(visits, name) is not None}
    if len(names) != len(shown) or {name for name in names if name} != counted:
        return ()
    return tuple((match.start(), match.end(), name) for match, name in zip(shown, names, strict=True))


def _counted(visits: Visits, spans: tuple[Span, ...], changed: dict[int, bytes]) -> Visits:
    """The box with other numbers in their places, each grouped as the number before it was."""
    text, end = visits.raw, 0
    raw: list[str] = []
    counters: dict[str, int] = {}
    for role in sorted(changed):
        start, stop, name = spans[role]
        number = shown(changed[role])
        if not number.isdigit() and (gap := _GAP.search(text, start, stop)):
            number = gap[0].join(_GAP.split(number))
        raw += (text[end:start], number)
        end = stop
        if name is not None:
            counters[name] = int(digits(changed[role]))
    return replace(visits, raw="".join([*raw, text[end:]]), **counters)


def _rows(values: list[bytes], wanted: list[bytes]) -> list[int]:
    """Where the numbers that are wanted stand one after the other."""
    if not wanted:
        return []
    size = len(wanted)
    return [at for at, first in enumerate(values) if first == wanted[0] and values[at : at + size] == wanted]


def _is_labelled(payload: bytes, stretch: bytes, place: int) -> bool:
    """Whether the label of a view count stands right before a number in the text of a stretch, and nowhere else on the
    page."""
    start = stretch.find(b">") + 1
    number = next(islice(NUMBER.finditer(stretch, start), place, None))
    label = _VIEWS_ARE.search(stretch[start : number.start()].decode("utf-8", "replace"))
    return label is not None and payload.decode("utf-8", "replace").lower().count(label[1].lower()) == 1
