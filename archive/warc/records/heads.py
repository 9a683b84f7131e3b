"""Reads the heads of records: the named fields of WARC, the line of ARC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

LARGEST_HEAD = 1 << 20
"""Bytes of the head of a record, and of the headers of a reply."""
_LINE = 1 << 16
_VERSION = re.compile(rb"WARC/\d{1,3}\.\d{1,3}\s*$", re.IGNORECASE)
_HOST_NUMBER = re.compile(r"[\d.]{1,15}|[\da-fA-F:.]{2,45}|-")
_ARC_DATE = re.compile(r"\d{8,18}")


class NoHead(Exception):
    """No record begins here; the message says why. `is_open`: it begins, but its end is missing;
    `is_record`: a record it is."""

    def __init__(self, why: str, *, is_open: bool = False, is_record: bool = False) -> None:
        super().__init__(why)
        self.is_open = is_open
        self.is_record = is_open or is_record


@dataclass(frozen=True, slots=True)
class Head:
    """The named fields of a record, in the order of the file, and the bytes of its block, None where it does not
    say how many. Those of ARC are told in the words of WARC."""

    fields: tuple[tuple[str, str], ...]
    length: int | None
    is_arc: bool = False

    def get(self, name: str) -> str | None:
        """The first field with that name, in any case; None for none."""
        wanted = name.lower()
        return next((value for each, value in self.fields if each.lower() == wanted), None)


def read_head(content: IO[bytes]) -> Head:
    """Reads the head at the position of `content`, and moves behind it. Raises NoHead."""
    line = content.readline(LARGEST_HEAD)
    if line[:5].upper() == b"WARC/":
        return _warc_head(content, line)
    if line and not line.endswith(b"\n") and (b"WARC/".startswith(line) or b"http".startswith(line[:4])):
        raise NoHead("no record begins where one should", is_open=True)
    return _arc_head(line)


def _warc_head(content: IO[bytes], first: bytes) -> Head:
    if not first.endswith(b"\n"):
        raise NoHead("the file ends in the midst of a record", is_open=True)
    if not _VERSION.match(first):
        raise NoHead("no record begins where one should")
    fields: list[tuple[str, list[str]]] = []
    size = len(first)
    while True:
        line = content.readline(LARGEST_HEAD)
        size += len(line)
        if size > LARGEST_HEAD:
            raise NoHead("its head is longer than 1 MB", is_record=True)
        if not line.endswith(b"\n"):
            raise NoHead("the file ends in the midst of a record", is_open=True)
        text = _text(line)
        if not text.strip():
            break
        name, colon, value = text.partition(":")
        if text[0] in " \t" and fields:
            fields[-1][1].append(text.strip())
        elif colon and name.strip():
            fields.append((name.strip(), [value.strip()]))
    pairs = tuple((name, " ".join(part for part in parts if part)) for name, parts in fields)
    return Head(
        pairs, _length(next((value for name, value in pairs if name.lower() == "content-length"), ""))
    )


def _arc_head(line: bytes) -> Head:
    """The head in a line of ARC: address, host number, date, type, more in its second version, length.

    Addresses of ARC were written as they came, blanks included.
    """
    words = _text(line).rstrip("\r\n").split(" ")
    is_arc = line.startswith((b"http://", b"https://", b"filedesc:", b"dns:")) and len(words) >= 5
    at = next((i for i in range(1, len(words) - 2) if _is_host_and_date(words, i)), None) if is_arc else None
    if at is None:
        raise NoHead("no record begins where one should", is_open=not line.endswith(b"\n") and is_arc)
    date, kind = words[at + 1], words[at + 2]
    # Of `fields` a filedesc is the head of the file.
    pairs = [
        ("WARC-Type", "warcinfo" if words[0].startswith("filedesc:") else "response"),
        ("WARC-Target-URI", " ".join(words[:at])),
        ("WARC-Date", _arc_moment(date)),
        ("Content-Type", kind),
    ]
    return Head(tuple(pairs), _length(words[-1]), is_arc=True)


def _is_host_and_date(words: list[str], at: int) -> bool:
    return bool(_HOST_NUMBER.fullmatch(words[at]) and _ARC_DATE.fullmatch(words[at + 1]))


def _arc_moment(date: str) -> str:
    """A date of ARC as WARC writes it; as it is where it is no whole time."""
    try:
        return (
            datetime.strptime(date, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
            if len(date) == 14
            else date
        )
    except ValueError:
        return date


def is_arc_line(line: bytes) -> bool:
    """Whether a line is one before a record of ARC."""
    try:
        return _arc_head(line).length is not None
    except NoHead:
        return False


def _length(text: str) -> int | None:
    value = text.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
