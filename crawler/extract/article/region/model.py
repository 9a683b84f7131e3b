"""The region of an article."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from crawler.extract.document.lines import Line

Element = etree._Element


@dataclass(slots=True)
class Region:
    """The lines of the article below its title, and what was among them without being text."""

    lines: list[Line] = field(default_factory=list)
    meta: list[Line] = field(default_factory=list)
    files: list[Line] = field(default_factory=list)
    top: Element | None = None
    end: int = 0

    @property
    def length(self) -> int:
        """Characters of its text."""
        return sum(len(line.text) for line in self.lines)
