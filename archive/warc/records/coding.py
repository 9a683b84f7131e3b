"""Undoes the codings in which HTTP sends a body."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable
from typing import Any

import brotli

from archive.payloads.headers import by_name

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

_GZIP = b"\x1f\x8b\x08"
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_FRAME = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
"""Begins a frame of zstd: one with data, or one to be skipped."""
_CHUNK_LINE = re.compile(rb"(?:\r?\n)?([\da-fA-F]{1,16})[ \t]{0,80}(?:;[^\r\n]{0,4000})?\r?\n")
_LONGEST_LINE = 4200
_CUT_LINE = re.compile(rb"\r?\n?(?:[\da-fA-F]{1,16}[ \t]{0,80}(?:;[^\r\n]{0,4000})?)?\r?\n?")
"""What is left behind the last chunk where the body ends there or in the midst of the next line."""
_TRAILERS = re.compile(rb"(?:[!-9;-~]{1,200}:[^\r\n]{0,4000}\r?\n){0,100}(?:\r?\n)?")
_TEXT = ("text/", "application/xhtml", "application/xml", "application/json", "application/javascript")
"""The beginning of media types that nobody sends as a gzip file on purpose."""
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def decoded(headers: tuple[tuple[str, str], ...], body: bytes, most: int) -> tuple[bytes, str | None]:
    """Undoes the transfer and content codings of `body`, up to `most` bytes and one.

    The second value is None, or what prevented it: ``bad-encoding``, ``truncated`` or ``too-large``. Many
    recorders decode a body and keep the headers, so a body without the declared coding is taken as it is. A
    body that is declared text and begins as gzip is unpacked in any case.
    """
    by_field = by_name(headers)
    is_whole = True
    if "chunked" in by_field.get("transfer-encoding", "").lower():
        body, is_whole = unchunked(body)
    codings = [name.strip() for name in by_field.get("content-encoding", "").lower().split(",")]
    is_text = by_field.get("content-type", "").strip().lower().startswith(_TEXT)
    for coding in reversed([name for name in codings if name not in ("", "identity")]):
        if coding not in _CODINGS:
            if is_text and (_is_plain(body) or body.startswith(_GZIP)):
                continue  # what is no coding of HTTP, as `none`, was not done either
            return body, "bad-encoding"
        unpacked, whole = b"", False
        for decoder in _CODINGS[coding]:
            unpacked, whole = decoder(body, most + 1)
            if unpacked or whole:
                break
        if not unpacked and not whole:
            if body.startswith(_GZIP):
                return body, "bad-encoding"
            continue
        if not whole:
            return unpacked, "too-large" if len(unpacked) > most else "truncated"
        body = unpacked
    if is_text and body.startswith(_GZIP):
        unpacked, whole = _gunzipped(body, most + 1)
        if whole:
            body = unpacked
    return body, None if is_whole or is_closed(body) else "truncated"


def is_closed(body: bytes) -> bool:
    """Whether a body is HTML up to its last tag, so that none of it is missing."""
    return body[-200:].rstrip().lower().endswith(b"</html>")


def gunzipped(body: bytes, most: int) -> bytes | None:
    """What a whole gzip file of at most `most` bytes unpacks to; None where `body` is none."""
    unpacked, whole = _gunzipped(body, most + 1) if body.startswith(_GZIP) else (b"", False)
    return unpacked if whole else None


def _is_plain(body: bytes) -> bool:
    return not any(byte in _CONTROLS for byte in body[:512])


def unchunked(body: bytes) -> tuple[bytes, bool]:
    """`body` out of its chunks, and whether the last one, which is empty, was among them.

    A body that is in no chunks, or not in chunks from some place on, keeps all of its bytes: many recorders take the
    chunks away and leave the header, and a page may begin as a chunk does.
    """
    at = 0
    pieces: list[bytes] = []
    while line := _CHUNK_LINE.match(body, at):
        size, end = int(line.group(1), 16), line.end()
        if not size and (pieces or _TRAILERS.fullmatch(body, end)):
            return b"".join(pieces), True
        if not pieces and not _is_chunk(body, end, size):
            return body, True
        pieces.append(body[end : end + size])
        at = end + size
    if not pieces:
        return body, True
    rest = body[at:]
    return b"".join(pieces if _CUT_LINE.fullmatch(rest) else [*pieces, rest]), False


def _is_chunk(body: bytes, at: int, size: int) -> bool:
    """Whether what stands at `at` is `size` bytes of a chunk, to judge by what follows them."""
    end = at + size
    if end >= len(body):
        return body.endswith(b"\r\n", 0, at) and not is_closed(body)
    return bool(_CHUNK_LINE.match(body, end) or _CUT_LINE.fullmatch(body[end : end + _LONGEST_LINE]))


def _gunzipped(data: bytes, most: int) -> tuple[bytes, bool]:
    """All members of a gzip body, joined. A member is whole when its data ends, even without its checksum."""
    unpacked, whole, at = _joined(data, most, _MEMBER, lambda: zlib.decompressobj(31))
    return unpacked, whole or (len(unpacked) < most and _ends_without_sum(data[at:]))


def _joined(
    data: bytes, most: int, begins: re.Pattern[bytes], new: Callable[[], Any]
) -> tuple[bytes, bool, int]:
    """What streams in a row unpack to, each begun as `begins` says and unpacked by a `new` unpacker: at most `most`
    bytes, whether the last stream ends, and where it begins."""
    pieces: list[bytes] = []
    size = at = 0
    while True:
        piece, end = _stream(data, at, most - size, new())
        pieces.append(piece)
        size += len(piece)
        if end is None or size >= most or not begins.match(data, end):
            return b"".join(pieces), end is not None and size < most, at
        at = end


def _stream(data: bytes, at: int, most: int, unpacker: Any) -> tuple[bytes, int | None]:
    """What the stream at `at` unpacks to, and where it ends; None where it does not. Of a damaged one nothing.

    It is fed in growing steps: else a body of many small streams would be copied once for each of them.
    """
    parts: list[bytes] = []
    step, tail = 1 << 10, b""
    try:
        while not unpacker.eof and most > 0:
            if not tail and getattr(unpacker, "needs_input", True):
                tail = data[at : at + step]
                if not tail:
                    return b"".join(parts), None
                at, step = at + len(tail), min(2 * step, 1 << 20)
            parts.append(unpacker.decompress(tail, most))
            most -= len(parts[-1])
            tail = getattr(unpacker, "unconsumed_tail", b"")
    except (zlib.error, ZstdError):
        return b"", None
    return b"".join(parts), at - len(unpacker.unused_data) if unpacker.eof else None


def _ends_without_sum(data: bytes) -> bool:
    """Whether the data of a gzip member is whole and nothing is missing but its sum and length."""
    flags, at = data[3] if len(data) > 10 else 255, 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):
        if flags & flag:
            at = data.find(b"\0", at) + 1 or len(data)
    at += 2 * bool(flags & 2)
    unpacker = zlib.decompressobj(-15)
    try:
        while data and not unpacker.eof:
            unpacker.decompress(
                data[at:] if not unpacker.unconsumed_tail else unpacker.unconsumed_tail, 1 << 20
            )
            if not unpacker.unconsumed_tail:
                break
    except zlib.error:
        return False
    return unpacker.eof and len(unpacker.unused_data) < 8


def _inflated(data: bytes, most: int, window: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(window)
    return _bounded(lambda: unpacker.decompress(data, most), lambda: unpacker.eof)


def _unbrotlied(data: bytes, most: int) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    return _bounded(lambda: unpacker.process(data, output_buffer_limit=most), lambda: unpacker.is_finished())


def _unzstd(data: bytes, most: int) -> tuple[bytes, bool]:
    """All frames of a zstd body, joined; those that hold no data are passed over (RFC 8878, 3.1)."""
    return _joined(data, most, _FRAME, ZstdDecompressor)[:2]


def _bounded(unpack: Callable[[], bytes], ended: Callable[[], bool]) -> tuple[bytes, bool]:
    try:
        return unpack(), ended()
    except (zlib.error, brotli.error, ZstdError):
        return b"", False


_CODINGS: dict[str, tuple[Callable[[bytes, int], tuple[bytes, bool]], ...]] = {
    "gzip": (_gunzipped,),
    "x-gzip": (_gunzipped,),
    "deflate": (lambda data, most: _inflated(data, most, 15), lambda data, most: _inflated(data, most, -15)),
    "br": (_unbrotlied,),
    "zstd": (_unzstd,),
}
"""Functions that undo a coding. Each gives the unpacked bytes and whether they are complete. Deflate has two
meanings.
"""
