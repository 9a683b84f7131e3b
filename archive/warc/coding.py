"""The codings in which HTTP sends a body, undone."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable

import brotli

from archive.payloads.headers import by_name

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

_GZIP = b"\x1f\x8b"
_CHUNK_LINE = re.compile(rb"(?:\r?\n)?([\da-fA-F]+)[ \t]*(?:;[^\r\n]*)?\r?\n")


def decoded(headers: tuple[tuple[str, str], ...], body: bytes, most: int) -> tuple[bytes, str | None]:
    """`body` without its transfer and content codings, at most `most` bytes and one of it, and what kept that from
    being done: ``bad-encoding``, ``truncated`` or ``too-large``; else None.

    Many recorders decode a body and leave the headers: what is not coded as they say is taken as it is.
    """
    told = by_name(headers)
    is_whole = True
    if "chunked" in told.get("transfer-encoding", "").lower():
        body, is_whole = unchunked(body)
    codings = [name.strip() for name in told.get("content-encoding", "").lower().split(",")]
    for coding in reversed([name for name in codings if name not in ("", "identity")]):
        if coding not in _CODINGS:
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
    return body, None if is_whole else "truncated"


def unchunked(body: bytes) -> tuple[bytes, bool]:
    """`body` out of its chunks, and whether the last one, which is empty, was among them."""
    at = 0
    pieces: list[bytes] = []
    while line := _CHUNK_LINE.match(body, at):
        size = int(line.group(1), 16)
        if not size:
            return b"".join(pieces), True
        pieces.append(body[line.end() : line.end() + size])
        at = line.end() + size
    return (b"".join(pieces), False) if pieces else (body, True)


def _inflated(data: bytes, most: int, window: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(window)
    return _bounded(lambda: unpacker.decompress(data, most), lambda: unpacker.eof)


def _unbrotlied(data: bytes, most: int) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    return _bounded(lambda: unpacker.process(data, output_buffer_limit=most), lambda: unpacker.is_finished())


def _unzstd(data: bytes, most: int) -> tuple[bytes, bool]:
    unpacker = ZstdDecompressor()
    return _bounded(lambda: unpacker.decompress(data, most), lambda: unpacker.eof)


def _bounded(unpack: Callable[[], bytes], ended: Callable[[], bool]) -> tuple[bytes, bool]:
    try:
        return unpack(), ended()
    except (zlib.error, brotli.error, ZstdError):
        return b"", False


_CODINGS: dict[str, tuple[Callable[[bytes, int], tuple[bytes, bool]], ...]] = {
    "gzip": (lambda data, most: _inflated(data, most, 31),),
    "x-gzip": (lambda data, most: _inflated(data, most, 31),),
    "deflate": (lambda data, most: _inflated(data, most, 15), lambda data, most: _inflated(data, most, -15)),
    "br": (_unbrotlied,),
    "zstd": (_unzstd,),
}
"""What undoes a coding, each giving what it unpacked and whether that is all; servers mean two by deflate."""
