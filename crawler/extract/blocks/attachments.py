"""Finds the documents of an article in a box beside its text."""

from __future__ import annotations

from itertools import takewhile

from lxml import etree

from crawler.extract.document.lines import PROSE, Line, Lines
from crawler.extract.document.links import is_document
from crawler.extract.document.tree import names
from crawler.extract.vocabulary.files import ATTACHED, COLUMN, SIZES
from crawler.extract.vocabulary.names import CLIP

Element = etree._Element

_SHORT_CELL = 40
MOST_FILES = 40
"""Lines below a text among which its documents are."""
LONGEST_NAME = 300
"""Characters of the name of a document or picture."""


def part_files(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of an article without its box of documents ("Tệp đính kèm"), and those of the box.

    A box that is within the text stays there.
    """
    for position, line in enumerate(lines):
        if not announces_files(line):
            continue
        if line.text.startswith("📎") or CLIP.search(names(line.element)):  # which editors do not write
            among = []
        elif line.link_length:  # on one line it may as well be a sentence of the text that it is in
            among = [x for x in lines if not is_file(x) and not (x.link_length and announces_files(x))]
        else:
            among = [other for other in lines[:position] if len(other.text) >= PROSE]
        among = among[1:] or among  # the first may be the summary, beside which such a box may stand
        # loose in the frame it is apart from the text in a block of that
        if any(are_beside(line, x) and x.element.getparent() is not line.element for x in among):
            continue
        if files := _box(lines[position:]):
            return lines[:position] + lines[position + len(files) :], files
    return lines, []


def files_below(lines: list[Line]) -> list[Line]:
    """The lines of a box of documents that `lines` begin with."""
    return _box(lines) if lines and announces_files(lines[0]) else []


def _box(lines: list[Line]) -> list[Line]:
    """The lines of a box of documents under its heading, the first of `lines`."""
    behind = 1
    while count := _files_at(lines, behind):
        behind += count
    return lines[:behind] if behind > 1 or lines[0].link_length else []


def part_listed(page: Lines, lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of an article without the table of documents below it, and the lines of that table.

    It says so in the heads of its columns, and each of its other rows leads to a document.
    """
    table = _table_of(lines[-1]) if lines else None
    if table is None:
        return lines, []
    start, end = page.span(table)
    heads, *rows = list(table.iter("tr")) or [table]
    listed = page.lines[start:end]
    if not any(COLUMN.fullmatch(line.text) for line in listed[: len(heads)]):
        return lines, []
    if not rows or not all(any(is_document(a.get("href") or "") for a in row.iter("a")) for row in rows):
        return lines, []
    return [line for line in lines if line.index < start], listed


def is_size(text: str) -> bool:
    """Whether a text says the size of a document or its kind, and nothing else."""
    return SIZES.fullmatch(text) is not None


def is_file(line: Line) -> bool:
    """Whether a line is nothing but links to documents, with their sizes."""
    if not _leads_to_files(line):
        return False
    beside = line.beside_links()
    return line.is_link or not any(map(str.isalnum, beside)) or SIZES.fullmatch(beside) is not None


def announces_files(line: Line) -> bool:
    """Whether a line is the heading of such a box, alone or with the links to the documents behind it."""
    if not line.link_length:
        return ATTACHED.fullmatch(line.text) is not None
    if not _leads_to_files(line):
        return False
    rest = line.beside_links()
    if not rest and any(CLIP.search(picture.element.get("src") or "") for picture in line.pictures):
        return True
    return ATTACHED.fullmatch(SIZES.compiled.sub("", rest).rstrip(" ,;|()–-")) is not None


def _files_at(lines: list[Line], start: int) -> int:
    """How many lines from `start` on are documents: one, or a table of them with their numbers and sizes."""
    if start >= len(lines):
        return 0
    first = lines[start]
    if is_file(first) or (first.link_length and (announces_files(first) or _names_file(first))):
        return 1
    table = _table_of(lines[start])
    rows = list(takewhile(lambda line: table is not None and _table_of(line) is table, lines[start:]))
    short = all(is_file(line) or len(line.text) <= _SHORT_CELL for line in rows)
    return len(rows) if short and any(map(is_file, rows)) else 0


def _names_file(line: Line) -> bool:
    """Whether a line is the name of a document and a link to it ("Kế hoạch số 5 Tải về")."""
    return len(line.text) <= LONGEST_NAME and line.text[-1:] not in ".:;" and _leads_to_files(line)


def _table_of(line: Line) -> Element | None:
    return next((e for e in (line.element, *line.element.iterancestors()) if e.tag == "table"), None)


def are_beside(line: Line, other: Line) -> bool:
    """Whether two lines are in one block, or in two alike beside each other."""
    one, another = line.element, other.element
    if one is another or one is another.getparent() or another is one.getparent():
        return True
    return one.tag == another.tag and one.getparent() is another.getparent()


def _leads_to_files(line: Line) -> bool:
    links = [fragment.link for fragment in line.fragments if fragment.link is not None]
    return bool(links) and all(is_document(link.get("href") or "") for link in links)
