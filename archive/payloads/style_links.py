"""Links in styles, in files of their own as in pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LINK = re.compile(rb"(url\(\s{0,20}[\"']?)([^\"')\s]{1,4000})|(@import\s{1,20}[\"'])([^\"']{1,4000})")


def style_links(style: bytes) -> Iterator[str]:
    """What a style links to, as written: other styles, fonts, pictures."""
    for found in _LINK.finditer(style):
        yield (found.group(2) or found.group(4)).decode("utf-8", "replace")


def with_links(style: bytes, led: Callable[[str], str]) -> bytes:
    """A style with each of its links as `led` gives it."""

    def linked(found: re.Match[bytes]) -> bytes:
        before, link = found.group(1) or found.group(3), found.group(2) or found.group(4)
        return before + led(link.decode("utf-8", "replace")).encode()

    return _LINK.sub(linked, style)
