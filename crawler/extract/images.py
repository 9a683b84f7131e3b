"""Pictures of an article and documents that it links."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from archive.model import Attachment
from crawler.extract.lines import Line, Piece
from crawler.extract.links import absolute, is_document
from crawler.extract.text import clean

Element = etree._Element

_SOURCES = ("data-src", "data-original", "data-lazy-src")


def picture_address(picture: Piece, base: str) -> str | None:
    """The absolute address of a picture. Pictures that load late carry it in another attribute."""
    source = (picture.element.get("src") or "").strip()
    if not source or source.startswith("data:"):
        source = next((found for name in _SOURCES if (found := picture.element.get(name))), source)
    return absolute(source, base)


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
