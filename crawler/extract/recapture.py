"""An article's page seen again: read from the reading before, where only what ticks differs between the two payloads.

Both payloads are split at ``<``. They say the same where the stretches that differ are values of hidden fields, times
of request in the addresses of pictures, or numbers whose role is known from the reading before: those of the statistics
box, found as one unbroken row of numbers, and the view count, found once on the whole page or behind its one label.
All else is for the reader.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import compress, islice
from operator import ne

from archive.contents.fields import hashes_of
from archive.contents.url_keys import normal_picture
from archive.database.views import NUMBERS
from archive.model import Capture, Page, Visits
from archive.payloads.headers import first
from archive.readings.counter_box import pack_box
from crawler.extract.vocabulary.labels import VIEW_LABEL

EVERY = 20
"""Of so many readings taken from the capture before, one is read in full, too, and compared."""
MOST = 60
"""Stretches that may differ: more than a box, a view count and some pictures is another page."""

_GAP = rb"&nbsp;|&#160;|\xc2\xa0|\xe2\x80[\x89\xaf]"
_NUMBER = re.compile(rb"\d(?<![#\w]\d)\d*(?:(?:[., ]|" + _GAP + rb")\d{3}(?!\d))*")
"""A number, grouped or not, that is no part of a word or of a letter written as an entity."""
_SHOWN = re.compile(r"\d+(?:[.,\s]\d{3}(?!\d))*")
_DIGITS = re.compile(rb"\d")
_VIEWS_ARE = re.compile(rf"(?<!\w)({VIEW_LABEL})\s?:?\s?\Z", re.IGNORECASE)
_HIDDEN = re.compile(rb"input\b[^>]*?\btype\s*=\s*[\"']?hidden\b", re.IGNORECASE)
_VALUE = re.compile(rb"\bvalue\s*=\s*([\"'])", re.IGNORECASE)
_PICTURE = re.compile(rb"(img\b[^>]*?\bsrc\s*=\s*)([\"'])([^\"'>]*)\2([^>]*>.*)", re.IGNORECASE | re.DOTALL)

Span = tuple[int, int, str | None]
"""Begin and end of a number in the text of a box, and the counter that it is, if it is one."""
Place = tuple[int, int]
"""A stretch and a number in its text, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """A page as read in full: its stretches, and which numbers of them have a role. `box` gives for each number of
    the statistics box its place, in the order of the box, `spans` its span there; `views` is that of the view count."""

    page: Page
    url: str
    stretches: tuple[bytes, ...]
    box: tuple[Place, ...]
    spans: tuple[Span, ...]
    views: Place | None

    @classmethod
    def of(cls, payload: bytes, url: str, page: Page) -> Ticking | None:
        """None where the page is no article's, or is continued by a form whose hidden values the next request sends."""
        if page.kind != "article" or page.article is None or page.reason or page.pager is not None:
            return None
        stretches = tuple(payload.split(b"<"))
        numbers = [
            ((at, place), number)
            for at, stretch in enumerate(stretches)
            if _DIGITS.search(stretch, stretch.find(b">") + 1)
            for place, number in enumerate(_numbers(stretch))
        ]
        values = [number for _, number in numbers]
        box: tuple[Place, ...] = ()
        spans: tuple[Span, ...] = ()
        if page.visits is not None:
            spans = _spans(page.visits)
            shown = [_plain(page.visits.raw[start:end]).encode() for start, end, _ in spans]
            starts = _rows(values, shown)
            if len(starts) == 1:
                box = tuple(place for place, _ in numbers[starts[0] : starts[0] + len(shown)])
        views = None
        if page.article.views is not None:
            there = [place for place, number in numbers if int(number) == page.article.views]
            if len(there) > 1:
                there = [place for place in there if _is_labelled(payload, stretches[place[0]], place[1])]
            views = there[0] if len(there) == 1 and there[0] not in box else None
        return cls(page, url, stretches, box, spans, views)

    def again(self, payload: bytes) -> Page | None:
        """What `payload` says, received from the same address; None where the reader has to tell."""
        stretches = payload.split(b"<")
        if len(stretches) != len(self.stretches):
            return None
        differing = list(compress(range(len(stretches)), map(ne, self.stretches, stretches)))
        if len(differing) > MOST:
            return None
        values: dict[Place, bytes] = {}
        for at in differing:
            before, after = self.stretches[at], stretches[at]
            if _only_hidden(before, after) or self._only_request_time(before, after):
                continue
            numbers = _changed_numbers(before, after)
            if numbers is None:
                return None
            values |= {(at, place): number for place, number in numbers.items()}
        if not values.keys() <= {*self.box, self.views}:
            return None
        return self._with(values)

    def _with(self, values: dict[Place, bytes]) -> Page:
        page, article = self.page, self.page.article
        if self.views in values and article is not None and self.views is not None:
            article = replace(article, views=int(_digits(values[self.views])))
        visits = page.visits
        if visits is not None and any(place in values for place in self.box):
            visits = _counted(visits, self.spans, [values.get(place) for place in self.box])
        return replace(page, article=article, visits=visits)

    def _only_request_time(self, before: bytes, after: bytes) -> bool:
        one, other = _PICTURE.fullmatch(before), _PICTURE.fullmatch(after)
        if one is None or other is None or one.group(1, 2, 4) != other.group(1, 2, 4):
            return False
        urls = [match[3].decode("utf-8", "replace").replace("&amp;", "&") for match in (one, other)]
        return normal_picture(urls[0], self.url) == normal_picture(urls[1], self.url)


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


def _counted(visits: Visits, spans: tuple[Span, ...], numbers: list[bytes | None]) -> Visits:
    """The box with other numbers in their places."""
    raw, end, counters = "", 0, {}
    for (start, stop, name), number in zip(spans, numbers, strict=True):
        before = visits.raw[start:stop]
        raw += visits.raw[end:start] + (before if number is None else _as_shown(number, before))
        end = stop
        if name is not None and number is not None:
            counters[name] = int(_digits(number))
    return replace(visits, raw=raw + visits.raw[end:], **counters)


def _as_shown(number: bytes, before: str) -> str:
    """A number of a payload as the box shows it, grouped as the number before it was."""
    text = re.sub(_GAP, b" ", number).decode("ascii")
    gap = re.search(r"\D", before)
    return re.sub(r"\D", gap[0], text) if gap else text


def _rows(values: list[bytes], wanted: list[bytes]) -> list[int]:
    """Where the numbers that are wanted stand one after the other."""
    if not wanted:
        return []
    size = len(wanted)
    return [at for at, first in enumerate(values) if first == wanted[0] and values[at : at + size] == wanted]


def _numbers(stretch: bytes) -> list[bytes]:
    """The digits of the numbers in the text of a stretch, which begins behind its tag."""
    found = _NUMBER.findall(stretch, stretch.find(b">") + 1)
    return [number if number.isdigit() else _digits(number) for number in found]


def _is_labelled(payload: bytes, stretch: bytes, place: int) -> bool:
    """Whether the label of a view count stands right before a number in the text of a stretch, and nowhere else on the
    page."""
    start = stretch.find(b">") + 1
    number = next(islice(_NUMBER.finditer(stretch, start), place, None))
    label = _VIEWS_ARE.search(stretch[start : number.start()].decode("utf-8", "replace"))
    return label is not None and payload.decode("utf-8", "replace").lower().count(label[1].lower()) == 1


def _changed_numbers(before: bytes, after: bytes) -> dict[int, bytes] | None:
    """The numbers of a text that are others now, by their place; None where anything else differs."""
    start = before.find(b">") + 1
    if before[:start] != after[:start]:
        return None
    old = list(_NUMBER.finditer(before, start))
    new = list(_NUMBER.finditer(after, start))
    if len(old) != len(new) or _between(before, start, old) != _between(after, start, new):
        return None
    return {place: b[0] for place, (a, b) in enumerate(zip(old, new, strict=True)) if a[0] != b[0]}


def _between(text: bytes, start: int, numbers: list[re.Match[bytes]]) -> list[bytes]:
    ends = [start, *(match.end() for match in numbers)]
    return [
        text[end:stop] for end, stop in zip(ends, [*(m.start() for m in numbers), len(text)], strict=True)
    ]


def _only_hidden(before: bytes, after: bytes) -> bool:
    """Whether two fields that nobody sees differ in their value alone."""
    if not (_HIDDEN.match(before) and _HIDDEN.match(after)):
        return False
    one, other = _around_value(before), _around_value(after)
    return one is not None and one == other


def _around_value(field: bytes) -> tuple[bytes, bytes] | None:
    begin = _VALUE.search(field)
    end = field.find(begin[1], begin.end()) if begin else -1
    return (field[: begin.end()], field[end:]) if begin and end >= 0 else None


def _digits(number: bytes) -> bytes:
    if b"&" in number:
        number = re.sub(_GAP, b"", number)
    return number.translate(None, b"., \xc2\xa0\xe2\x80\x89\xaf")


def _plain(text: str) -> str:
    return re.sub(r"\D", "", text)
