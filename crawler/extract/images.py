"""Pictures of an article and documents that it links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from archive.model import Attachment
from crawler.extract.lines import Line, Piece
from crawler.extract.links import absolute, is_document
from crawler.extract.text import clean

Element = etree._Element

_ICON = re.compile(
    r"(?:ico|icons?|pdf|docx?|xlsx?|word|excel|attach|print|share|spacer|button|btn|bullet|arrow|facebook|zalo|twitter|youtube|rss|loading|blank|pixel|clear|dot|e?mail|new|hot)"
    r"[\w-]{0,14}\.\w+",
    re.IGNORECASE,
)
_DRAWN = (".gif", ".svg")
_SKIN = re.compile(
    r"(?:https?://[^/]+)?[./]*(?:images?|img|icons?|(?:app_)?themes?|skins?(?:folder)?|templates?|assets)/",
    re.IGNORECASE,
)
"""A folder of the skin at the root of the host, where drawings lie and editors do not put their pictures."""
_LATE = ("data-src", "data-original", "data-lazy-src")


def picture_source(picture: Piece) -> str:
    """Where a picture lies. Pictures that load late say so beside the address of what holds their place."""
    late = (picture.element.get(name) for name in _LATE)
    return (next(filter(None, late), None) or picture.element.get("src") or "").strip()


def picture_address(picture: Piece, base: str) -> str | None:
    """The absolute address of a picture."""
    return absolute(picture_source(picture), base)


def is_icon(piece: Piece) -> bool:
    """Whether a picture is part of the layout: a small one, or one named as a button."""
    picture = piece.element
    for side in ("width", "height"):
        size = re.match(r"\s*(\d+)", picture.get(side) or "")
        if size and int(size.group(1)) <= 32:
            return True
    source = picture_source(piece)
    if source.startswith("data:"):
        return False
    path = source.partition("?")[0]
    if not path or (path[-4:].lower() in _DRAWN and _SKIN.match(path)):
        return True
    return _ICON.fullmatch(path.rpartition("/")[2]) is not None


def is_floating(picture: Piece) -> bool:
    """Whether text flows around a picture."""
    element = picture.element
    return element.get("align") in ("left", "right") or "float" in (element.get("style") or "")


def attachments(lines: Sequence[Line], base: str) -> tuple[Attachment, ...]:
    """Every document that the lines link by a text, once each, in page order."""
    found: dict[str, str] = {}
    texts: dict[Element, str] = {}
    for line in lines:
        begun: set[Element] = set()
        for piece in line.pieces:
            if piece.link is not None:
                gap = " " if piece.link in texts and piece.link not in begun else ""
                texts[piece.link] = f"{texts.get(piece.link, '')}{gap}{piece.text}"
                begun.add(piece.link)
    for link, raw in texts.items():
        href, title = link.get("href") or "", clean(raw)
        if title and is_document(href) and (address := absolute(href, base)):
            found.setdefault(address, title)
    return tuple(Attachment(address, title) for address, title in found.items())
