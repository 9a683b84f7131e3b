"""Digests of payloads and blocks, in every spelling that web archives use."""

from __future__ import annotations

import base64
import binascii
import hashlib

_BY_SIZE = {16: "md5", 20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512"}
"""What a digest without a name is, by its bytes."""


def parse(digest: str | None) -> tuple[str, bytes] | None:
    """The algorithm and the bytes of a digest as files and indexes write it, in base 16, 32 or 64, its algorithm
    before a colon or not at all; None for one in no known form."""
    before, colon, after = (digest or "").strip().partition(":")
    name = before.replace("-", "").lower() if colon else ""
    value = after if colon else before
    if len(value) > 200:
        return None
    size = _size(name) if colon else None
    if colon and size is None:
        return None
    for decode, digits in ((base64.b16decode, 2), (base64.b32decode, 8), (base64.b64decode, 4)):
        padded = value + "=" * (-len(value) % digits)  # some leave out what only fills up
        try:
            digest_bytes = decode(padded if digits == 4 else padded.upper())
        except (binascii.Error, ValueError):
            continue
        if len(digest_bytes) == size or (size is None and len(digest_bytes) in _BY_SIZE):
            return name or _BY_SIZE[len(digest_bytes)], digest_bytes
    return None


def _size(name: str) -> int | None:
    try:
        return hashlib.new(name).digest_size or None
    except (ValueError, TypeError):
        return None


def differs(data: bytes, digest: str | None) -> bool:
    """Whether `data` has another digest; one in no known form says nothing."""
    parsed = parse(digest)
    return parsed is not None and hashlib.new(parsed[0], data).digest() != parsed[1]


def proves(data: bytes, digest: str | None) -> bool:
    """Whether `digest` is that of `data`."""
    parsed = parse(digest)
    return parsed is not None and hashlib.new(parsed[0], data).digest() == parsed[1]


def is_of_nothing(digest: str | None) -> bool:
    """Whether `digest` is that of an empty payload."""
    return proves(b"", digest)


def sha1_of(data: bytes) -> str:
    """The sha1 of `data` as WARC files and the indexes of web archives write it: in base32."""
    return base64.b32encode(hashlib.sha1(data).digest()).decode()
