"""Evidence for a title elsewhere on the page and in its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.extract.document.head import Head
from crawler.extract.document.text import slug_key
from crawler.extract.rows import Row, Rows, total

_SHORTEST_SLUG = 4
_CUT_SLUG = 16
"""Letters from which a slug may be the beginning of a title."""
_SHORTEST = 6
"""Fewest letters of a text that the title of the document has by more than chance."""
_MARKS = ("", *"|-–—»›>:/•·~")
"""What is at the edges of the title, or between it and the names of category and site."""
_CUT = re.compile(r"(.{20,}?) ?(?:\.\.\.|…)(?=\W|$)")
"""A title that is cut in the title of the document."""
_SCRIPTS = frozenset(("default", "mdefault", "index", "home"))
"""Names of pages that do not describe their content."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A text, also in lower case, and what the page says its title is."""

    evidence: TitleEvidence
    text: str
    low: str


ROWS: Rows[Compared] = (
    Row("the metadata give it", 4.0, lambda s: s.evidence.open_graph == s.low),
    Row("the document's title has it", 2.5, lambda s: s.evidence.in_document(s.low)),
    Row("the document's title begins with it", 1.5, lambda s: s.evidence.begins(s.low)),
    Row("the document's title begins with its beginning", 4.0, lambda s: s.evidence.is_begun(s.low)),
    Row("the address was made of it", 7.0, lambda s: s.evidence.is_slug(s.text)),
)
"""What repeats a line as title."""


class TitleEvidence:
    """What a page and its address say the title is, for lines to be held against."""

    def __init__(self, head: Head, url: str) -> None:
        self.document: str = head.title.casefold()
        self.open_graph: str = head.open_graph.casefold()
        cut = _CUT.match(self.document)
        self._begun = cut.group(1).rstrip() if cut else ""
        self.published = head.published or None
        self._url = url

    @cached_property
    def _slugs(self) -> tuple[str, str]:
        return _slugs(self._url)

    @property
    def slug(self) -> str:
        """The key of the title in the address, empty where it has none."""
        return self._slugs[0]

    @property
    def category(self) -> str:
        """The key of the category in the address, empty where it has none."""
        return self._slugs[1]

    def weight(self, text: str) -> float:
        """How strongly the page or the address repeat `text` as its title."""
        return total(ROWS, self.compared(text))

    def compared(self, text: str) -> Compared:
        """A text to be held against this, for `ROWS`."""
        return Compared(self, text, text.casefold())

    def named(self, text: str) -> bool:
        """Whether the page's own name repeats `text`."""
        return len(text) <= len(self.document) and text.casefold() in self.document

    def is_begun(self, low: str) -> bool:
        """Whether the title of the document is cut behind the beginning of a text."""
        return bool(self._begun) and low.startswith(self._begun)

    def begins(self, low: str) -> bool:
        """Whether the title of the document begins with a text."""
        return self.document.startswith(low) and self.in_document(low)

    def in_document(self, low: str) -> bool:
        """Whether the title of the document has a text between its marks, not as words of something longer."""
        start = self.document.find(low) if len(low) >= _SHORTEST else -1
        if start < 0:
            return False
        before, after = self.document[:start].rstrip(), self.document[start + len(low) :].lstrip()
        return before[-1:] in _MARKS and after[:1] in _MARKS

    def is_slug(self, text: str) -> bool:
        """Whether the address was made of `text`; slugs may be cut."""
        if len(self.slug) < _SHORTEST_SLUG:
            return False
        key = slug_key(text)
        return key == self.slug or (len(self.slug) >= _CUT_SLUG and key.startswith(self.slug))

    def is_category(self, text: str) -> bool:
        """Whether `text` is the category that the address names."""
        return 3 <= len(self.category) <= len(text) and slug_key(text) == self.category


def _slugs(url: str) -> tuple[str, str]:
    """The keys of the title's slug and of the category's in an address, empty where there is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    query = {name.lower(): value for name, value in parse_qsl(parts.query, errors="replace")}
    if "title" in query or "catname" in query:
        return slug_key(query.get("title", "")), slug_key(query.get("catname", ""))
    segments = [unquote(segment, errors="replace") for segment in parts.path.split("/") if segment]
    if not segments:
        return "", ""
    last = re.sub(r"\.(?:aspx|html?|php|jsp)$", "", segments[-1], flags=re.IGNORECASE)
    last = re.sub(r"^\d{4,}-|-\d{4,}$", "", last)
    if last.lower() in _SCRIPTS:
        last = ""
    named = [segment for segment in segments[:-1] if not segment.isdigit() and len(segment) > 3]
    return ("" if last.isdigit() else slug_key(last)), (slug_key(named[-1]) if named else "")
