"""Pictures of an article and documents that it links."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from archive.model import Attachment
from crawler.extract.lines import Line, Piece
from crawler.extract.links import absolute, is_document
from crawler.extract.text import clean

Element = etree._Element

_LATE = ("data-src", "data-original", "data-lazy-src")


def picture_source(picture: Piece) -> str:
    """Where a picture lies. Pictures that load late say so beside the address of what holds their place."""
    late = (picture.element.get(name) for name in _LATE)
    return (next(filter(None, late), None) or picture.element.get("src") or "").strip()


def picture_address(picture: Piece, base: str) -> str | None:
    """The absolute address of a picture."""
    return absolute(picture_source(picture), base)


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
