"""The parts of a compressed WARC file, each of which can be read without those before it.

A gzip file of records is a row of members, a zstd file one of frames. What reads them as one stream ends at
the first damaged member as if the file ended there; here damage is named, and what stands behind it is read.
"""

from __future__ import annotations

import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdDict, ZstdError, decompress
else:
    from backports.zstd import ZstdDecompressor, ZstdDict, ZstdError, decompress

_CHUNK = 1 << 16
_PIECE = 16 << 20
_IN_MEMORY = 32 << 20
LARGEST = 2 << 30
"""Bytes of what one member unpacks to: a record, where a file was written as the format asks."""
_GZIP = b"\x1f\x8b\x08"
_PLAIN = (b"WARC", b"file", b"")
_BEGINS = (b"WARC/", b"http://", b"https://")
"""Begins a record of WARC, or one of ARC."""
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Begins a frame with the dictionary of all that follow, which may itself be compressed: see the WARC format's
zstd extension, https://iipc.github.io/warc-specifications/specifications/warc-zstd/."""


@dataclass(frozen=True, slots=True)
class Member:
    """What stands compressed at `offset` of a file; of a file that is not compressed all of it.

    `content` can be sought in and is closed once the next member is asked for.
    """

    offset: int
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class Damage:
    """What cannot be used at `offset` of a file, and why."""

    offset: int
    why: str


def members(file: IO[bytes]) -> Iterator[Member | Damage]:
    """The members of `file`, which can be sought in, from its beginning to its end."""
    start = file.read(4)
    file.seek(0)
    if start.startswith(_GZIP):
        yield from _members(file, 0, _GZIP, _gunzipper)
    elif start in (_ZSTD, _ZSTD_DICTIONARY):
        begin, words = 0, None
        if start == _ZSTD_DICTIONARY:
            size = int.from_bytes(file.read(8)[4:], "little")
            try:
                words = _dictionary(file.read(size))
            except (ZstdError, ValueError) as error:
                yield Damage(0, f"its dictionary cannot be read ({error})")
                return
            begin = 8 + size
        yield from _members(file, begin, _ZSTD, lambda: ZstdDecompressor(words))
    elif start in _PLAIN or (begins := _next(file, 0, _GZIP, _gunzipper)) is None:
        file.seek(0)
        yield Member(0, file)
    else:
        yield Damage(0, "no record begins where one should")
        yield from _members(file, begins, _GZIP, _gunzipper)


def _gunzipper() -> Any:
    return zlib.decompressobj(31)


def _dictionary(data: bytes) -> ZstdDict:
    return ZstdDict(decompress(data) if data.startswith(_ZSTD) else data)


def _members(
    file: IO[bytes], begin: int, magic: bytes, unpacker: Callable[[], Any]
) -> Iterator[Member | Damage]:
    at: int | None = begin
    while at is not None:
        file.seek(at)
        if not file.read(1):
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
            end, why = _unpack(file, at, unpacker(), content)
            if end is not None:
                content.seek(0)
                yield Member(at, content)
                at = end
                continue
        yield Damage(at, why)
        at = _next(file, at + 1, magic, unpacker)


def _unpack(file: IO[bytes], at: int, unpacker: Any, into: IO[bytes]) -> tuple[int | None, str]:
    """Unpacks the member at `at`: where it ends, or None and why it could not be read."""
    file.seek(at)
    read = at
    try:
        while not unpacker.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                return None, "the file ends in the midst of a record"
            read += len(chunk)
            for piece in _pieces(unpacker, chunk):
                into.write(piece)
                if into.tell() > LARGEST:
                    return None, "it unpacks to more than 2 GB: unpack the file first, with gunzip or unzstd"
    except (zlib.error, ZstdError) as error:
        return None, f"it cannot be unpacked ({error})"
    return read - len(unpacker.unused_data), ""


def _pieces(unpacker: Any, chunk: bytes) -> Iterator[bytes]:
    """What `chunk` unpacks to, never much of it at a time: some bytes stand for millions."""
    yield unpacker.decompress(chunk, _PIECE)
    while not unpacker.eof and not getattr(unpacker, "needs_input", True):
        yield unpacker.decompress(b"", _PIECE)
    while not unpacker.eof and (rest := getattr(unpacker, "unconsumed_tail", b"")):
        yield unpacker.decompress(rest, _PIECE)


def _next(file: IO[bytes], at: int, magic: bytes, unpacker: Callable[[], Any]) -> int | None:
    """Where the next member begins from `at` on that holds a record."""
    window = b""
    file.seek(at)
    while chunk := file.read(_CHUNK):
        window += chunk
        found = window.find(magic)
        while found >= 0:
            if _holds_record(file, at + found, unpacker()):
                return at + found
            found = window.find(magic, found + 1)
        kept = len(magic) - 1
        at += max(len(window) - kept, 0)
        window = window[-kept:]
        file.seek(at + len(window))
    return None


def _holds_record(file: IO[bytes], at: int, unpacker: Any) -> bool:
    file.seek(at)
    try:
        return bool(unpacker.decompress(file.read(_CHUNK), 16).startswith(_BEGINS))
    except (zlib.error, ZstdError):
        return False
