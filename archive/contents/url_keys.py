"""Decides which addresses name the same thing: normalised addresses and short keys of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

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
_MIRRORED = re.compile(r"(?<=\w)(?!(?<=\d)\d{4})[0-9a-f]{4}(?:-\d)?(\.\w{3,4})\?")
"""A digest that a mirror writes; the end of a longer number is none."""
_EPOCH = re.compile(r"\d{10}(\d{3})?")
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|svg|pdf|docx?|xlsx?|pptx?|rtf|zip|rar|7z|mp[34])$", re.IGNORECASE
)
_TOKEN = re.compile(r"(?=\D*\d)(?=\d*[a-z])[0-9a-z]{8,}|[0-9a-z]{10,}", re.IGNORECASE)
"""A meaningless value. Behind the name of a file it does not identify the file."""
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
    """`url` as the name of a thing, seen from the page at `page_url`.

    Without scheme, without the portal's own host, percent-decoded NFC, without parameters for time or random
    numbers.
    """
    return _normal(url, page_url, lambda name, value: False)


@lru_cache(4096)
def normal_picture(url: str, page_url: str) -> str:
    """`url` as it names a picture, in whatever size the page asks for it; else as `normal_address`.

    A mirror writes a digest of the query, and so of the time in it, into the name of the file; the query says it.
    """
    if "?" in url:
        url = _MIRRORED.sub(r"\1?", url)
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


def is_foreign(host: str, url: str) -> bool:
    """True if `host` (with its port) is of another domain, or at another port, than the host of `url`."""
    here = urlsplit(url)
    there = urlsplit(f"{here.scheme}://{host}")
    try:
        ports = {None if port in (80, 443) else port for port in (here.port, there.port)}
    except ValueError:
        return True
    return len(ports) > 1 or domain(here.hostname or "") != domain(there.hostname or "")


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
    is_file = _FILE.search(path) is not None
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _EPOCH.fullmatch(value)
        and not (name.lower() in _VOLATILE and value.isdigit())
        and not (is_file and _TOKEN.fullmatch(value))
        and not is_left_out(name, value)
    ]
    text = unquote(path) + ("?" + "&".join(f"{name}={value}" for name, value in kept) if kept else "")
    return unicodedata.normalize("NFC", text)


def _joined(url: str, page_url: str) -> str:
    try:
        return urljoin(page_url, url)
    except ValueError:
        return page_url
