"""Splits a WARC file into stretches: compressed members, and plain parts between them.

A gzip file of records is a row of members, a zstd file a row of frames. A reader of the whole stream would end at
the first damaged member. This one reports the damage and reads on behind it.
"""

from __future__ import annotations

import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from archive.wording import t

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdDict, ZstdError, decompress
else:
    from backports.zstd import ZstdDecompressor, ZstdDict, ZstdError, decompress

_CHUNK = 1 << 16
_PIECE = 16 << 20
_IN_MEMORY = 32 << 20
LARGEST = 2 << 30
"""The largest unpacked size of a member in bytes. In a proper file a member is one record."""
_GZIP = b"\x1f\x8b\x08"
_BEGINS = (b"WARC/", b"http://", b"https://", b"filedesc:")
"""Begins a record of WARC, or one of ARC."""
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""The beginning of a frame that holds the dictionary of all that follow, and may be compressed itself.

See https://iipc.github.io/warc-specifications/specifications/warc-zstd/.
"""
CUT = "the file ends in the midst of a record"
_FOREIGN = {
    b"\x04\x22\x4d\x18": "lz4",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bzip2",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "rar",
}
"""Packings that are not read, by their first bytes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The unpacked content at `offset` of a file.

    `content` is seekable and closed when the next stretch is requested. Of a plain stretch it is the file
    itself; the reader leaves it at the end of the stretch. `follows`: no bytes were skipped before it, so it
    may continue a record of the stretch before. `why` says why a damaged member ends early. `is_altered`: parts
    of its content may be wrong.
    """

    offset: int
    content: IO[bytes]
    is_plain: bool = False
    follows: bool = True
    why: str | None = None
    is_altered: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """What cannot be used at `offset` of a file, or not as it is, and why.

    `is_opaque`: records may be there that could not be looked at.
    """

    offset: int
    why: str
    is_opaque: bool = False


def foreign_packing(start: bytes) -> str | None:
    """The name of a packing that is not read, recognised by the first bytes of a file; None for others."""
    return next((name for magic, name in _FOREIGN.items() if start.startswith(magic)), None)


def stretches(file: IO[bytes]) -> Iterator[Stretch | Damage]:
    """The stretches of `file`, which can be sought in, from its beginning to its end."""
    at, words, follows = 0, None, True
    while True:
        at = _behind_padding(file, at)
        file.seek(at)
        start = file.read(8)
        if not start:
            return
        if start.startswith(_ZSTD_DICTIONARY):
            size = int.from_bytes(start[4:], "little")
            try:
                words = _dictionary(file.read(size))
            except (ZstdError, ValueError) as error:
                yield Damage(at, t("its dictionary cannot be read ({error})", error=error), is_opaque=True)
                return
            at += 8 + size
            continue
        unpacker = _unpacker(start, words)
        if unpacker is None:
            file.seek(at)
            yield Stretch(at, file, is_plain=True, follows=follows)
            at, follows = max(file.tell(), at + 1), True
            continue
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
            end, why = _unpack(file, at, unpacker(), content)
            is_whole, size = end is not None, content.tell()
            content.seek(0)
            if size:
                yield Stretch(at, content, follows=follows, why=why, is_altered=bool(why) and why != CUT)
        if why is not None:
            yield Damage(at, why, is_opaque=not size and why != CUT)
        follows = is_whole
        following = (
            end
            if end is not None
            else next_member(file, at + 1, None, start[: 3 if start.startswith(_GZIP) else 4], unpacker)
        )
        if following is None:
            return
        at = following


def _behind_padding(file: IO[bytes], at: int) -> int:
    """Where something stands again from `at` on: tapes and file systems fill files up with zeros."""
    file.seek(at)
    while chunk := file.read(_CHUNK):
        rest = chunk.lstrip(b"\0")
        if rest:
            return at + len(chunk) - len(rest)
        at += len(chunk)
    return at


def _unpacker(start: bytes, words: ZstdDict | None) -> Callable[[], Any] | None:
    """What makes an unpacker of a member that begins with `start`; None where it is none."""
    if start.startswith(_GZIP):
        return _gunzipper
    if start.startswith(_ZSTD):
        return lambda: ZstdDecompressor(words)
    return None


def is_member(start: bytes) -> bool:
    """Whether a compressed member begins with these bytes."""
    return start.startswith((_GZIP, _ZSTD))


def _gunzipper() -> Any:
    return zlib.decompressobj(31)


def _dictionary(data: bytes) -> ZstdDict:
    return ZstdDict(decompress(data) if data.startswith(_ZSTD) else data)


def _unpack(file: IO[bytes], at: int, unpacker: Any, into: IO[bytes]) -> tuple[int | None, str | None]:
    """Unpacks the member at `at`: where it ends, or None and why it could not be read to there."""
    file.seek(at)
    read = at
    try:
        while not unpacker.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                return None, CUT
            read += len(chunk)
            for piece in _pieces(unpacker, chunk):
                into.write(piece)
                if into.tell() > LARGEST:
                    into.truncate(0)
                    into.seek(0)
                    return None, "it unpacks to more than 2 GB: unpack the file first, with gunzip or unzstd"
    except (zlib.error, ZstdError) as error:
        _salvage(file, at, into)
        return None, f"it cannot be unpacked ({error})"
    return read - len(unpacker.unused_data), None


def _salvage(file: IO[bytes], at: int, into: IO[bytes]) -> None:
    """Unpacks the gzip member at `at` again, up to the last byte before its damage.

    The library gives nothing of a chunk in which it fails, so the chunks are made smaller.
    """
    file.seek(at)
    if file.read(3) != _GZIP:
        return
    into.seek(0)
    into.truncate(0)
    file.seek(at)
    unpacker = _gunzipper()
    while not unpacker.eof and (chunk := file.read(_CHUNK)):
        before = unpacker.copy()
        try:
            for piece in _pieces(unpacker, chunk):
                into.write(piece)
        except zlib.error:
            for index in range(len(chunk)):
                try:
                    into.write(before.decompress(chunk[index : index + 1]))
                except zlib.error:
                    return
            return


def _pieces(unpacker: Any, chunk: bytes) -> Iterator[bytes]:
    """What `chunk` unpacks to, never much of it at a time: some bytes stand for millions."""
    yield unpacker.decompress(chunk, _PIECE)
    while not unpacker.eof and not getattr(unpacker, "needs_input", True):
        yield unpacker.decompress(b"", _PIECE)
    while not unpacker.eof and (rest := getattr(unpacker, "unconsumed_tail", b"")):
        yield unpacker.decompress(rest, _PIECE)


def next_member(
    file: IO[bytes],
    at: int,
    until: int | None = None,
    magic: bytes = _GZIP,
    unpacker: Callable[[], Any] = lambda: zlib.decompressobj(31),
) -> int | None:
    """Where the next member that begins with `magic` and holds a record begins, from `at` on and before `until`."""
    window = b""
    file.seek(at)
    while (until is None or at < until) and (chunk := file.read(_CHUNK)):
        window += chunk
        found = window.find(magic)
        while found >= 0 and (until is None or at + found < until):
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
