"""Finds the pictures of an article and the documents it links."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from urllib.parse import urlsplit

from lxml import etree

from archive.model import Attachment
from crawler.extract.blocks.attachments import LONGEST_NAME, is_size
from crawler.extract.blocks.embedded import shown_in
from crawler.extract.document.lines import Fragment, Line
from crawler.extract.document.links import absolute, is_document
from crawler.extract.document.text import clean
from crawler.extract.document.tree import inner_text
from crawler.extract.vocabulary.files import ATTACHED, SAYS_NOTHING
from crawler.extract.vocabulary.names import ICON, SKIN

Element = etree._Element

_DRAWN = (".gif", ".svg")
_LATE = ("data-src", "data-original", "data-lazy-src")


def picture_source(picture: Fragment) -> str:
    """The address of a picture. Lazily loaded pictures have it in another attribute, beside a placeholder.

    Of several sizes it is the first.
    """
    late = (picture.element.get(name) for name in _LATE)
    source = (next(filter(None, late), None) or picture.element.get("src") or "").strip()
    return source or (picture.element.get("srcset") or "").strip().partition(" ")[0].rstrip(",")


def picture_address(picture: Fragment, base: str) -> str | None:
    """The absolute address of a picture."""
    return absolute(picture_source(picture), base)


def is_icon(fragment: Fragment) -> bool:
    """Whether a picture is part of the layout: a small one, or one named as a button."""
    picture = fragment.element
    for side in ("width", "height"):
        size = re.match(r"\s*(\d+)", picture.get(side) or "")
        if size and int(size.group(1)) <= 32:
            return True
    source = picture_source(fragment)
    if source.startswith("data:"):
        return False
    path = source.partition("?")[0]
    if not path or (path[-4:].lower() in _DRAWN and SKIN.match(path)):
        return True
    return ICON.fullmatch(path.rpartition("/")[2]) is not None


def is_floating(picture: Fragment) -> bool:
    """Whether text flows around a picture."""
    element = picture.element
    return element.get("align") in ("left", "right") or "float" in (element.get("style") or "")


def attachments(lines: Sequence[Line], base: str) -> tuple[Attachment, ...]:
    """Every document that the lines link by a text, once each, in page order."""
    found: dict[str, str] = {}
    texts: dict[Element, list[str]] = {}
    places: dict[Element, Line] = {}
    for line in lines:
        begun: set[Element] = set()
        for fragment in line.fragments:
            if fragment.link is not None:
                parts = texts.setdefault(fragment.link, [])
                if parts and fragment.link not in begun:
                    parts.append(" ")
                if fragment.element is fragment.link or not is_size(clean(fragment.text)):
                    parts.append(fragment.text)
                begun.add(fragment.link)
                places.setdefault(fragment.link, line)
    beside: dict[int, str] = {}
    for link, parts in texts.items():
        href = link.get("href") or ""
        if not is_document(href):
            continue
        title = clean("".join(parts)).removeprefix("📎").lstrip()
        if not title or SAYS_NOTHING.fullmatch(title):
            place = places[link]
            if place.index not in beside:
                beside[place.index] = place.beside_links() if place.link_length else ""
            title = _named_beside(link, beside[place.index]) or title or clean(inner_text(link))
        if title and (address := absolute(href, base)):
            found.setdefault(address, title)
    known = {urlsplit(address).path for address in found}
    return tuple(Attachment(address, title) for address, title in found.items() if not _shows(address, known))


def _shows(address: str, known: Set[str]) -> bool:
    """Whether an address is that of a page that shows a document which is linked itself, too: one of the paths
    `known`."""
    shown = absolute(shown_in(address), address)
    return shown is not None and shown != address and urlsplit(shown).path in known


def _named_beside(link: Element, beside: str) -> str | None:
    """The text `beside` a link "Tải về": on its line, or in another cell of its row.

    A cell with a link to a document of its own names that one.
    """
    cell = next((outer for outer in link.iterancestors() if outer.tag in ("td", "th")), None)
    row = cell.getparent() if cell is not None else None
    if any(map(str.isalnum, beside)) or row is None:
        names = [beside]
    else:
        names = [
            clean(inner_text(other))
            for other in row
            if other is not cell and not any(map(_leads_to_file, other.iter("a")))
        ]
    return max(filter(_names_document, names), key=len, default=None)


def _names_document(text: str) -> bool:
    is_told = len(text) <= LONGEST_NAME and not text.endswith((":", "."))
    return is_told and any(map(str.isalpha, text)) and not (is_size(text) or ATTACHED.fullmatch(text))


def _leads_to_file(link: Element) -> bool:
    return is_document(link.get("href") or "")
