"""What counts as the content of an article, and its hash.

The hash is over the normalised fields: what a reader sees of the article, with picture and document
addresses reduced to what names the thing. Hosts of the portal itself, request times and random
numbers in addresses are not part of that, nor is the size in which a page asks for a picture; neither is
markup.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from archive.compact import compact
from archive.model import Article
from archive.views import FIELDS

DIGEST_BYTES = 4
"""Bytes kept of each field's hash, enough to tell which fields differ between two contents."""

_VOLATILE = frozenset(("t", "ts", "time", "timestamp", "_", "rnd", "random", "nocache"))
_SIZES = frozenset(
    (
        "w", "h", "width", "height", "maxwidth", "maxheight", "size", "imagesize", "thumb", "thumbnail",
        "imagethumbnail", "resize", "scale", "quality", "crop", "mode",
    )
)  # fmt: skip
_SIZE = re.compile(
    r"(\d{1,4}(\.\d+)?(px|%)?([x,*]\d{1,4}(px)?)?|xs|s|m|l|xl|small|medium|large|full|original|auto|max|both"
    r"|thumb|thumbnail|preview|true|false|yes|no|crop|fit|fill|pad|stretch)?",
    re.IGNORECASE,
)
"""What a parameter of one of these names says where it tells a size; another value may tell the picture."""
_SIZE_IN_PATH = re.compile(
    r"/(?:\d{2,4}x\d{2,4}|_?thumb(?:nail)?s?|resized?)(?=/)|[-_]\d{2,4}x\d{2,4}(?=\.\w+$)", re.IGNORECASE
)
_EPOCH = re.compile(r"\d{10}(\d{3})?")
_SECOND_LEVEL = frozenset(
    (
        "gov",
        "com",
        "edu",
        "org",
        "net",
        "ac",
        "info",
        "name",
        "pro",
        "health",
        "int",
        "biz",
        "co",
        "go",
        "or",
        "ne",
    )
)


@lru_cache(4096)
def normal_address(url: str, page_url: str) -> str:
    """`url` as it names a thing, seen from the page at `page_url`: no scheme, no host where it is the
    portal's own, percent-decoded NFC, without parameters that tell the time or are random."""
    return _normal(url, page_url, lambda name, value: False)


@lru_cache(4096)
def normal_picture(url: str, page_url: str) -> str:
    """`url` as it names a picture, in whatever size the page asks for it; else as `normal_address`."""
    return _SIZE_IN_PATH.sub("", _normal(url, page_url, _is_size))


@lru_cache(4096)
def media_key(url: str) -> int:
    """A number that all spellings of a picture's or document's address share, whichever of the owner's
    hosts it names; for looking one up."""
    try:
        parts = urlsplit(url)
        owner = domain(parts.hostname or "")
    except ValueError:
        parts, owner = urlsplit(""), url
    text = f"//{owner}{_resource(parts.path, parts.query)}"
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:6], "big")


def url_key(url: str) -> int:
    """A number of 31 bits, for finding an address by its url: half the CRC-32 of its UTF-8."""
    return zlib.crc32(url.encode("utf-8", "surrogatepass")) >> 1


@lru_cache(1024)
def domain(host: str) -> str:
    """The registered domain of a host (``soctrang.gov.vn`` of ``vpub.soctrang.gov.vn``), an IP address as it
    is, and the empty text for this machine itself, where portals are copied to."""
    if host == "localhost" or host.endswith(".localhost"):
        return ""
    try:
        address = ip_address(host)
    except ValueError:
        labels = host.lower().rstrip(".").split(".")
        deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
        return ".".join(labels[-3 if deep else -2 :])
    return "" if address.is_loopback else host


def normal_fields(article: Article, page_url: str) -> dict[str, Any]:
    """The fields that make a version, normalised; names and order as in `FIELDS`."""

    def pictured(url: str | None) -> str | None:
        return normal_picture(url, page_url) if url else None

    plain: dict[str, Any] = {
        "title": article.title,
        "summary": article.summary,
        "body": article.body,
        "captions": [(caption.text, pictured(caption.image_url)) for caption in article.captions],
        "images": [pictured(url) for url in article.images],
        "department": article.department,
        "author": article.author,
        "published_at": article.published_at,
        "category": article.category,
        "attachments": [
            (normal_address(attachment.url, page_url), attachment.title) for attachment in article.attachments
        ],
        "tables": article.tables,
    }
    return {name: plain[name] for name in FIELDS}


def canonical(article: Article, page_url: str) -> dict[str, str]:
    """`normal_fields` as canonical JSON: no spaces, Vietnamese unescaped."""
    return {name: _canonical(value) for name, value in normal_fields(article, page_url).items()}


def sha256_of(fields: dict[str, str]) -> bytes:
    """The content's sha256: over the JSON object of its `canonical` fields, in `FIELDS` order, in UTF-8."""
    return _sha256("{" + ",".join(f'"{name}":{text}' for name, text in fields.items()) + "}")


def digests_of(fields: dict[str, str]) -> bytes:
    """The digests of the `canonical` fields one after the other."""
    return b"".join(_EMPTY.get(text) or _sha256(text)[:DIGEST_BYTES] for text in fields.values())


def differing(before: bytes, after: bytes) -> int:
    """One bit for each field whose digest differs, in the order of `FIELDS`."""
    changed = 0
    for bit in range(len(FIELDS)):
        span = slice(bit * DIGEST_BYTES, (bit + 1) * DIGEST_BYTES)
        if before[span] != after[span]:
            changed |= 1 << bit
    return changed


def field_names(changed: int) -> list[str]:
    """The names of the fields whose bits are set."""
    return [name for bit, name in enumerate(FIELDS) if changed >> bit & 1]


def _normal(url: str, page_url: str, is_left_out: Callable[[str, str], bool]) -> str:
    parts = urlsplit(_joined(url, page_url))
    home = domain(urlsplit(page_url).hostname or "")
    owner = domain(parts.hostname or "")
    return ("" if owner in ("", home) else f"//{owner}") + _resource(parts.path, parts.query, is_left_out)


def _is_size(name: str, value: str) -> bool:
    return name.lower().replace("-", "").replace("_", "") in _SIZES and bool(_SIZE.fullmatch(value))


def _resource(
    path: str, query: str, is_left_out: Callable[[str, str], bool] = lambda name, value: False
) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _EPOCH.fullmatch(value)
        and not (name.lower() in _VOLATILE and value.isdigit())
        and not is_left_out(name, value)
    ]
    text = unquote(path) + ("?" + "&".join(f"{name}={value}" for name, value in kept) if kept else "")
    return unicodedata.normalize("NFC", text)


def _joined(url: str, page_url: str) -> str:
    try:
        return urljoin(page_url, url)
    except ValueError:
        return page_url


def _canonical(value: Any) -> str:
    return "null" if value is None else "[]" if value == () or value == [] else compact(value)


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


_EMPTY = {text: _sha256(text)[:DIGEST_BYTES] for text in ("null", "[]")}
"""The digests of what most fields are."""
