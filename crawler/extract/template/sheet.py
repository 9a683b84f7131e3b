"""A page as the learner sees it: lines with their paths, and what is known of its article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from lxml import etree

from crawler.cms.urls import file_kind
from crawler.extract.article.title.heading import Heading, find_heading
from crawler.extract.blocks.images import picture_source
from crawler.extract.blocks.tables import grid_of
from crawler.extract.document.addresses import address
from crawler.extract.document.lines import Line
from crawler.extract.document.links import absolute, is_document
from crawler.extract.document.styles import HEADINGS
from crawler.extract.document.text import clean
from crawler.extract.document.tree import inner_text
from crawler.extract.pages.context import PageContext
from crawler.extract.template.shape import Shape, loose
from crawler.extract.vocabulary.signatures import is_office

Element = etree._Element

_LANGUAGE = re.compile(
    r"(?:^|[?&]lang(?:uage)?=)/?(?P<code>vi|vn|en|fr|zh|cn|ja|jp|ko|kr|ru|lo|km|de|es)(?=[/?&_-]|$)",
    re.IGNORECASE,
)
SOME_TEXT = 30
"""Characters from which a line may be running text."""


@dataclass(eq=False)
class Sheet:
    """One page. `identity` is its article's; `at` the stamp of its capture; `listed` the titles that lists
    give the article, in lower case, `dates` the days. `title_at` is the title's first line."""

    context: PageContext
    identity: str
    at: str
    listed: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    shape: Shape = field(default_factory=Shape)
    body: Element | None = None
    title: str = ""
    title_at: int | None = None

    def renew(self, names: frozenset[str]) -> None:
        """Finds all paths anew, with `names` as they are."""
        self.shape = Shape(names)
        for known in ("paths", "loose_paths", "blocks", "loose_blocks"):
            self.__dict__.pop(known, None)

    @cached_property
    def lines(self) -> list[Line]:
        return self.context.lines

    @cached_property
    def loose_blocks(self) -> dict[str, list[Element]]:
        """The blocks by path without the numbers of nameless ones."""
        found: dict[str, list[Element]] = {}
        for path, elements in self.blocks.items():
            found.setdefault(loose(path), []).extend(elements)
        return found

    @cached_property
    def site(self) -> str:
        """The portal's site that the page is on: its name in the address, else the host."""
        return self.context.promised.site or urlsplit(self.context.base).netloc

    @cached_property
    def frame(self) -> str:
        """The site with the language that the page or its address names: what stands around the article goes by it."""
        url = urlsplit(self.context.base)
        named = _LANGUAGE.search(f"{url.path}?{url.query}")
        language = named["code"].lower() if named else ""
        return f"{self.site} {language} {self.context.root.get('lang') or ''}"

    def holds(self, index: int) -> bool:
        """Whether a line is in the smallest element with title and text; True where these are not known."""
        if self.body is None or self.title_at is None:
            return True
        around = {*self.body.iterancestors(), self.body}
        title = self.lines[self.title_at].element
        block = next((each for each in (title, *title.iterancestors()) if each in around), None)
        start, end = self.context.page.span(block) if block is not None else (0, len(self.lines))
        return start <= index < end

    @cached_property
    def paths(self) -> list[str]:
        """The path of each line."""
        return [self.shape.of_line(line) for line in self.lines]

    @cached_property
    def loose_paths(self) -> list[str]:
        """The path of each line without the numbers of nameless elements."""
        return [loose(path) for path in self.paths]

    @cached_property
    def texts(self) -> list[str]:
        """What each line says; of one with pictures alone, which they are."""
        return [line.text or pictured(line) for line in self.lines]

    @cached_property
    def blocks(self) -> dict[str, list[Element]]:
        """The blocks that hold lines, by path, in page order."""
        found: dict[str, list[Element]] = {}
        spans, path_of = self.context.page.spans, self.shape.path
        for element, (start, end) in spans.items():
            if end > start:
                path = path_of(element)
                if path in found:
                    found[path].append(element)
                else:
                    found[path] = [element]
        for elements in found.values():
            if len(elements) > 1:
                elements.sort(key=lambda element: spans[element])
        return found

    @cached_property
    def lists(self) -> frozenset[str]:
        """The names by which the page links lists, in lower case."""
        names = set()
        for line in self.lines:
            for link in line.links:
                if self._leads_to(link.get("href") or "", "list"):
                    names.add(clean(inner_text(link)).casefold())
        return frozenset(names - {""})

    def leads_to_article(self, href: str) -> bool:
        """Whether a link is to an article of the portal."""
        return self._leads_to(href, "article")

    def _leads_to(self, href: str, kind: str) -> bool:
        target = absolute(href, self.context.base)
        return target is not None and address(target, self.context.cms).kind == kind

    def as_listed(self, name: str) -> str:
        """The name of a list as the page spells it elsewhere, where a skin has it in capitals."""
        if not name.isupper():
            return name
        low = name.casefold()
        return next((x.text for x in self.lines if not x.text.isupper() and x.text.casefold() == low), name)

    def names_list(self, text: str) -> bool:
        """Whether a text is the name of a list of the portal."""
        return self.context.evidence.is_category(text) or text.casefold() in self.lists

    @cached_property
    def among_others(self) -> frozenset[int]:
        """The lines of boxes with links to other articles, and the text beside such links."""
        found: set[int] = set()
        context = self.context
        for entry in context.entries:
            found.add(entry.line.index)
            box = context.boilerplate.box(entry.line, None)
            if box is not None:
                found.update(range(*context.page.span(box)))
        return frozenset(found)

    @property
    def lines_of_text(self) -> list[Line]:
        """The lines in the element of the text; none where it is not known."""
        return self.lines[slice(*self.context.page.span(self.body))] if self.body is not None else []

    @cached_property
    def tables(self) -> dict[Element, int]:
        """The tables of data with their columns; one that holds the title is layout."""
        page = self.context.page
        title = self.heading.first if self.heading is not None else -1
        inner = {line.element for line in self.lines}
        tables = {
            each for element in inner for each in (element, *element.iterancestors()) if each.tag == "table"
        }
        grids = (grid_of(page, table) for table in tables if title not in range(*page.span(table)))
        return {grid.element: len(grid.rows[0]) for grid in grids if grid is not None and grid.is_data}

    @property
    def columns(self) -> dict[int, int]:
        """The lines of tables of data within the text, with the columns of their tables."""
        return {
            index: count
            for table, count in self.tables.items()
            if any(each is self.body for each in table.iterancestors())
            for index in range(*self.context.page.span(table))
        }

    @cached_property
    def heading(self) -> Heading | None:
        """The title as the annotators find it on this page alone."""
        return find_heading(self.context.boilerplate, self.context.evidence, (), self.context.is_own)

    def heads_text(self, index: int) -> bool:
        """Whether a line is a heading of what the article itself says below: editors and their systems name headings,
        and say the same in many articles ("Kết quả thực hiện")."""
        body, element = self.body, self.lines[index].element
        block = next((each for each in (element, *element.iterancestors()) if each.getparent() is body), None)
        if body is None or block is None or block.tag not in HEADINGS:
            return False
        below = self.lines[index + 1 : self.context.page.span(body)[1]]
        following = next((line for line in below if line.text and not line.pictures), None)
        return following is not None and self.is_prose(following)

    def signs_document(self, index: int) -> bool:
        """Whether a line is below an office, as who signed a document that the article reproduces."""
        return index > 0 and is_office(self.lines[index - 1].text)

    def said_behind(self, index: int) -> Line | None:
        """The next line behind a line that has letters."""
        return next((each for each in self.lines[index + 1 :] if any(map(str.isalpha, each.text))), None)

    def repeats_title(self, text: str) -> bool:
        """Whether the page's own names, its address or a list give `text` as the article's title."""
        return self.context.evidence.weight(text) >= 4 or text.casefold() in self.listed

    def is_prose(self, line: Line) -> bool:
        """Whether a line may be text of the article: long enough, no link to another page, in no box."""
        return (
            len(line.text) >= SOME_TEXT
            and not line.is_link
            and self.context.boilerplate.box(line, None) is None
        )


def pictured(line: Line) -> str:
    """Which pictures a line shows, as a text."""
    return "picture " + " ".join(map(_file, map(picture_source, line.pictures)))


def leads_to_file(line: Line) -> bool:
    """Whether a link of a line is to a document."""
    return bool(line.links) and any(is_document(link.get("href") or "") for link in line.links)


def _file(source: str) -> str:
    """The address of a picture, without the query behind the name of a file; a resizer names the file in that."""
    path = source.partition("?")[0]
    return path if file_kind(path) else source
