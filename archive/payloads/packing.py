"""Packs bytes with zstd: alone, or against bytes that resemble them."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, ZstdCompressor, ZstdDecompressor, ZstdDict, ZstdError
else:
    from backports.zstd import CompressionParameter, ZstdCompressor, ZstdDecompressor, ZstdDict, ZstdError

Packer = ZstdCompressor

DELTA, QUICK, THOROUGH = 1, 3, 7
"""zstd levels. For a recapture, higher levels give no smaller deltas; for a first capture 5 saves a
twentieth, and each higher one a fiftieth for half as much time again."""


def compress(data: bytes, level: int, *, base: bytes | None = None) -> bytes:
    """The frame of `data`, packed against `base` where one is given, with a checksum."""
    options, dictionary = _options(level), None
    if base is not None:
        options[CompressionParameter.window_log] = max(17, (len(data) + len(base)).bit_length())
        dictionary = ZstdDict(base, is_raw=True).as_prefix
    return ZstdCompressor(options=options, zstd_dict=dictionary).compress(data, ZstdCompressor.FLUSH_FRAME)


def packer_against(base: bytes) -> Packer:
    """A packer for many payloads against one base. Digesting the base once cuts the cost of each to a third."""
    return ZstdCompressor(options=_options(THOROUGH), zstd_dict=ZstdDict(base, is_raw=True).as_digested_dict)


def unpack(frame: bytes, size: int, base: bytes | None = None) -> bytes:
    """The `size` bytes of a frame that was packed against `base`. Raises ValueError where it is damaged.

    It gives one byte more where the frame holds more than `size`, and stops there.
    """
    dictionary = None if base is None else ZstdDict(base, is_raw=True).as_prefix
    try:
        return ZstdDecompressor(zstd_dict=dictionary).decompress(frame, size + 1)
    except ZstdError as error:
        raise ValueError(str(error)) from error


def _options(level: int) -> dict[int, int]:
    return {CompressionParameter.compression_level: level, CompressionParameter.checksum_flag: 1}
