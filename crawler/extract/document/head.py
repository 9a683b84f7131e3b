"""What the head of a page says: its name, what it calls its article, how it describes itself."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape

from lxml import etree

from crawler.extract.document.text import clean

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page. All texts are clean and empty where there are none; `base` is as written.

    `is_article`: the page calls itself an article (Open Graph)."""

    title: str = ""
    open_graph: str = ""
    description: str = ""
    base: str = ""
    is_article: bool = False


def read_head(root: Element) -> Head:
    """The head of a page; of several names, descriptions or bases the first. What is escaped twice is read so."""
    titles: list[str] = []
    open_graph = description = base = None
    is_article = False
    for element in (element for head in root.iterchildren("head") for element in head):
        if element.tag == "title":
            titles += map(str, element.itertext()) if len(element) else [element.text or ""]
        elif element.tag == "base" and base is None:
            base = element.get("href")
        elif element.tag == "meta":
            names = element.get("name"), element.get("property")
            content = element.get("content")
            kind = content.strip().lower() if content and names[1] == "og:type" else ""
            is_article |= kind == "article" or names[1] == "article:published_time"
            if open_graph is None and "og:title" in names:
                open_graph = content
            if description is None and (names[0] == "description" or names[1] == "og:description"):
                description = content
    return Head(
        clean(unescape("".join(titles))),
        clean(unescape(open_graph or "")),
        clean(unescape(description or "")),
        (base or "").strip(),
        is_article,
    )
