"""Values in a payload that may differ from one look at a page to the next: numbers in texts, values of hidden fields,
addresses of pictures with the time of the request. Each is found in a stretch, which goes from one ``<`` to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from archive.contents.url_keys import normal_picture

_GAP = re.compile(rb"&nbsp;|&#160;|\xc2\xa0|\xe2\x80[\x89\xaf]")
NUMBER = re.compile(rb"\d(?<![#\w]\d)\d*(?:(?:[., ]|" + _GAP.pattern + rb")\d{3}(?!\d))*")
"""A number, grouped or not, that is no part of a word or of a letter written as an entity."""
_DIGITS = re.compile(rb"\d")
_CODE = re.compile(rb"(?:script|style)\b", re.IGNORECASE)
_HIDDEN = re.compile(rb"input\b[^>]*?\btype\s*=\s*[\"']?hidden\b", re.IGNORECASE)
_VALUE = re.compile(rb"\bvalue\s*=\s*([\"'])", re.IGNORECASE)
_MARKUP = re.compile(rb"[<>\"']")
_PICTURE = re.compile(rb"img\b[^>]*?\bsrc\s*=\s*([\"'])([^\"'>]*)\1[^>]*>", re.IGNORECASE)

Place = tuple[int, int]
"""A stretch and a number in its text, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as shown, and the role that it has: its place in the statistics box, or `VIEWS`."""

    text: bytes
    role: int

    def end(self, payload: bytes, start: int) -> int:
        """Where the number ends that begins at `start`; -1 where none does."""
        match = NUMBER.match(payload, start)
        return match.end() if match else -1


VIEWS = -1


@dataclass(frozen=True, slots=True)
class Hidden:
    """The value of a field that nobody sees, up to its `quote`. `is_told`: the tag says so before its value."""

    quote: bytes
    is_told: bool

    def end(self, payload: bytes, start: int) -> int:
        """Where the value ends that begins at `start`; -1 where the tag is another."""
        end = payload.find(self.quote, start)
        if payload.find(b"<", start, end) >= 0 or not (self.is_told or payload.find(b">", start, end) < 0):
            return -1
        return end


@dataclass(frozen=True, slots=True)
class Picture:
    """The address of a picture as written, with what it names on the page `url`, up to its `quote`."""

    text: bytes
    quote: bytes
    url: str
    named: str

    def end(self, payload: bytes, start: int) -> int:
        """Where the address ends that begins at `start`; -1 where it names another picture."""
        end = payload.find(self.quote, start)
        text = payload[start:end]
        is_same = text == self.text or (not _MARKUP.search(text) and _named(text, self.url) == self.named)
        return end if is_same else -1


Value = Number | Hidden | Picture
Spot = tuple[int, int, Value]
"""Where a value begins and ends in a payload, and the value."""


def spots_of(stretches: Sequence[bytes], url: str, roles: dict[Place, int]) -> list[Spot]:
    """The values that may differ on the page `url`, in order: of its numbers those with a role."""
    begins = [0, *accumulate(len(stretch) + 1 for stretch in stretches)]
    found: list[Spot] = []
    for at in {at for at, _ in roles}:
        stretch, begin = stretches[at], begins[at]
        for place, match in enumerate(NUMBER.finditer(stretch, stretch.find(b">") + 1)):
            if (role := roles.get((at, place))) is not None:
                found.append((begin + match.start(), begin + match.end(), Number(match[0], role)))
    for begin, stretch in zip(begins, stretches, strict=False):
        if stretch[:1] in (b"i", b"I") and (spot := _spot_in(stretch, url)):
            start, end, value = spot
            found.append((begin + start, begin + end, value))
    return sorted(found, key=lambda spot: spot[0])


def _spot_in(stretch: bytes, url: str) -> Spot | None:
    """The value of a hidden field or the address of a picture in the tag of a stretch."""
    if (hidden := _HIDDEN.match(stretch)) and (value := _VALUE.search(stretch)):
        end = stretch.find(value[1], value.end())
        return (value.end(), end, Hidden(value[1], hidden.end() <= value.start())) if end >= 0 else None
    if picture := _PICTURE.match(stretch):
        return *picture.span(2), Picture(picture[2], picture[1], url, _named(picture[2], url))
    return None


def _named(address: bytes, url: str) -> str:
    """The picture that an address names as it is written in a tag of the page `url`."""
    return normal_picture(address.decode("utf-8", "replace").replace("&amp;", "&"), url)


def numbers_of(stretches: Sequence[bytes]) -> Iterator[tuple[Place, bytes]]:
    """The digits of all numbers in the texts of stretches, by their places; what is in scripts and style sheets is no
    text."""
    for at, stretch in enumerate(stretches):
        start = stretch.find(b">") + 1
        if _DIGITS.search(stretch, start) and not _is_code(stretches, at):
            for place, number in enumerate(NUMBER.findall(stretch, start)):
                yield (at, place), number if number.isdigit() else digits(number)


def _is_code(stretches: Sequence[bytes], at: int) -> bool:
    if at and stretches[at].startswith(b"![CDATA["):
        at -= 1
    return _CODE.match(stretches[at]) is not None


def digits(number: bytes) -> bytes:
    """The digits of a number as a payload shows it."""
    if b"&" in number:
        number = _GAP.sub(b"", number)
    return number.translate(None, b"., \xc2\xa0\xe2\x80\x89\xaf")


def shown(number: bytes) -> str:
    """A number of a payload as a text shows it."""
    return _GAP.sub(b" ", number).decode("ascii")
