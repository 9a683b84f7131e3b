"""Decides what is kept without being read: resources of pages, and addresses of no known form."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from archive.model import AddressKind, Capture

UNKNOWN: tuple[AddressKind, ...] = ("resource", "other")
_SUFFIXES = frozenset(
    (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".svg", ".ico", ".cur", ".axd")
)
_TYPES = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "font/",
    "image/",
)
_FONTS = ("application/font", "application/x-font", "application/vnd.ms-fontobject")


def kind_of(capture: Capture) -> AddressKind:
    """Whether a capture at an address of no known form is a style, script, font or picture, or something else."""
    if is_of_resource(capture.media_type):
        return "resource"
    # Some servers call every file a page; others answer with a page where a file is not there.
    is_page = (capture.payload or b"").lstrip().startswith(b"<")
    return "resource" if is_named_resource(capture.url) and not is_page else "other"


def is_of_resource(media_type: str | None) -> bool:
    """Whether a media type is one of styles, scripts, fonts and pictures."""
    return (media_type or "").startswith((*_TYPES, *_FONTS))


def is_named_resource(url: str) -> bool:
    """Whether an address ends as those of styles, scripts and fonts do."""
    return PurePosixPath(urlsplit(url).path).suffix.lower() in _SUFFIXES
