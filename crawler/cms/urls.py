"""Normalises addresses: one spelling for all spellings of an address."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

from archive.model import AddressKind

PICTURES = frozenset(
    ("jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "bmp", "svg", "tif", "tiff", "avif")
)
DOCUMENTS = frozenset(
    (
        *(
            "pdf",
            "doc",
            "docx",
            "docm",
            "xls",
            "xlsx",
            "xlsm",
            "ppt",
            "pptx",
            "rtf",
            "odt",
            "ods",
            "odp",
            "txt",
            "csv",
            "xml",
        ),
        *("zip", "rar", "7z", "mp3", "mp4", "wav", "wma", "m4a", "ogg", "wmv", "avi", "flv"),
    )
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/:@!$&'()*,;=~+-._"
_PLAIN = re.compile(rf"[A-Za-z0-9{re.escape(_PATH_SAFE)}]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SESSION = re.compile(r";(?:j|php|asp)?sess(?:ion)?_?id=[^/;]*", re.IGNORECASE)
"""What servers write behind a path for visitors without cookies: it names no page."""


def split(url: str) -> SplitResult:
    """`url` in parts: scheme and host in lower case; default port, fragment and session dropped.

    Percent escapes are decoded and encoded anew, so that ``%20``, a raw space and a raw letter meet.
    Raises ValueError for what is not an absolute http address.
    """
    url = url.strip()
    parts = urlsplit(url if url.isprintable() else _CONTROL.sub("", url))
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"not an absolute http address: {url!r}")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    if port and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path = _SESSION.sub("", parts.path) if ";" in parts.path else parts.path
    return SplitResult(scheme, host, quote_path(_undotted(path) or "/"), parts.query, "")


def quote_path(path: str) -> str:
    """A path with every escape spelled one way. A decoded slash or percent sign stays escaped."""
    if _PLAIN.fullmatch(path):
        return path
    kept = re.sub(r"%(2[Ff]|25|3[FfBb]|23)", lambda m: "\x00" + m.group(1).upper(), path)
    text = unicodedata.normalize("NFC", unquote(kept, errors="surrogateescape"))
    return quote(text, safe=_PATH_SAFE + "\x00", errors="surrogateescape").replace("\x00", "%")


def _undotted(path: str) -> str:
    if "/." not in path:
        return path
    out: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if len(out) > 1:
                out.pop()
        elif segment != ".":
            out.append(segment)
    if path.endswith(("/.", "/..")):
        out.append("")
    return "/".join(out)


def query_pairs(query: str) -> list[tuple[str, str]]:
    """The parameters of a query in order, names in lower case, values decoded and NFC; empty ones kept."""
    pairs = []
    for piece in query.replace("&amp;", "&").split("&"):
        if piece:
            name, _, value = piece.partition("=")
            text = unquote(value.replace("+", " "), errors="replace")
            text = text if text.isascii() else unicodedata.normalize("NFC", text)
            pairs.append((unquote(name).strip().lower(), text))
    return pairs


def file_kind(path: str) -> AddressKind | None:
    """``image`` or ``file`` by the ending of a path, None for a page."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    if ending in PICTURES:
        return "image"
    return "file" if ending in DOCUMENTS else None
