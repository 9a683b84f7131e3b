"""An article of the replica, and the truth that a reader should find on its page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Shape = Literal["after", "same-block", "cell", "plain", "spaced", "alone"]
"""Where a caption stands: in an italic paragraph of its own after the picture, in the picture's block
after a line break, in the table cell below, in a plain paragraph, after an empty one, or nowhere."""

DateLine = Literal["none", "day", "minute", "bar", "weekday"]

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class File:
    """A document for download; `href` as a clerk types it: spaces, marks and parentheses stay raw."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. The words of `link` that are in `text` lead to its address."""

    text: str
    link: File | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Pictures in a row with at most one caption, whose lines are parted by line feeds.

    `timed` pictures carry the time of the request in their address.
    """

    images: tuple[str, ...]
    caption: str | None = None
    shape: Shape = "alone"
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with the number of columns and rows that it spans."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A data table."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Items | Figure | TableBlock


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its editor left it.

    `files` are in a box of their own below the text. `hand` picks the markup habits of the clerk
    who typed it, `quirk` what the clipboard did to the letters. `listed` is False for an article that
    the lists leave out.
    """

    cms_id: int
    site: str
    category: int
    title: str
    posted: datetime
    blocks: tuple[Block, ...] = ()
    summary: str | None = None
    department: str | None = None
    author: str | None = None
    role: str = ""
    files: tuple[File, ...] = ()
    date_line: DateLine = "none"
    hand: int = 0
    quirk: Literal["", "decomposed", "invisible", "entities"] = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class ArticleTruth:
    """What a page of the replica says, in normal form (NFC, nothing invisible, white space collapsed).

    `captions` pairs each text with the path of its picture, of the last one where several share it;
    `images` are the paths of all pictures; `attachments` pairs address and visible words. Paths and
    addresses are as typed, without percent encoding and without the request time. `published_at` is
    None where the page shows no date; `listed_on` is the date that the lists show.
    """

    cms_id: str
    site: str
    title: str
    summary: str | None
    body: tuple[str, ...]
    captions: tuple[tuple[str, str], ...]
    images: tuple[str, ...]
    department: str | None
    author: str | None
    published_at: str | None
    listed_on: str
    category: str
    attachments: tuple[tuple[str, str], ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    in_lists: bool


def normal(text: str) -> str:
    """`text` in the normal form of the truth."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def truth(article: Article, category: str) -> ArticleTruth:
    """What the page of `article`, in the category of that name, says."""
    body: list[str] = []
    captions: list[tuple[str, str]] = []
    images: list[str] = []
    tables: list[tuple[tuple[str, ...], ...]] = []
    files: list[File] = []
    for block in article.blocks:
        match block:
            case Paragraph(text, link):
                body.append(normal(text))
                if link and link.href.startswith("/SiteFolders/"):
                    files.append(link)
            case Items(texts):
                body.extend(normal(text) for text in texts)
            case Figure(paths, caption):
                images.extend(paths)
                if caption:
                    captions.append((normal(caption), paths[-1]))
            case TableBlock(rows):
                tables.append(_spread(rows))
    return ArticleTruth(
        cms_id=str(article.cms_id),
        site=article.site,
        title=normal(article.title),
        summary=normal(article.summary) if article.summary else None,
        body=tuple(body),
        captions=tuple(captions),
        images=tuple(images),
        department=article.department,
        author=article.author,
        published_at=_published(article),
        listed_on=article.posted.date().isoformat(),
        category=category,
        attachments=tuple((file.href, file.title) for file in (*files, *article.files)),
        tables=tuple(tables),
        in_lists=article.listed,
    )


def _published(article: Article) -> str | None:
    if article.date_line == "none":
        return None
    if article.date_line == "day":
        return article.posted.date().isoformat()
    return article.posted.isoformat(timespec="minutes")


def _spread(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], ...]:
    """The texts of a table, with those of merged cells repeated in every row and column they span."""
    grid: list[list[str]] = [[] for _ in rows]
    below: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        cells = iter(row)
        while True:
            place = number, len(grid[number])
            if place in below:
                grid[number].append(below[place])
                continue
            if (cell := next(cells, None)) is None:
                break
            for column in range(place[1], place[1] + cell.columns):
                grid[number].append(normal(cell.text))
                below |= {(number + under, column): normal(cell.text) for under in range(1, cell.rows)}
    return tuple(map(tuple, grid))
