"""Reads the entries of a list: links to articles, with date, title and summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from archive.model import Address, ListItem
from crawler.cms import Cms
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.addresses import address
from crawler.extract.document.lines import Line, Lines
from crawler.extract.document.links import absolute
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean
from crawler.extract.facts.facts import date_in, read_date, tells_views
from crawler.extract.facts.parts import with_bars
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.paging import READ_ON

Element = etree._Element

_NEAR = 2
_LONGEST_MARK = 20
_DATED = re.compile(r"(.+?) ?\(([\d/.-]{8,10})\)")
"""A title with the date of its article behind it, in one link."""


@dataclass(slots=True, eq=False)
class ListEntry:
    """A line that is a link to an article."""

    line: Line
    link: Element
    url: str
    title: str
    address: Address


def entries_of(page: Lines, base: str, cms: Cms | None) -> list[ListEntry]:
    """All links to articles whose text could be a title, each once.

    A link may hold a whole block with date and summary; its title is the first line that is neither.
    """
    found: dict[Element, ListEntry | None] = {}
    waiting: dict[Element, tuple[str, Address]] = {}
    for line in page.lines:
        texts: dict[Element, str] = {}
        for link in line.links:
            if link not in found:
                found[link] = None
                leads = absolute(link.get("href") or "", base)
                if leads and (promised := address(leads, cms)).kind == "article":
                    waiting[link] = leads, promised
            if link in waiting:
                texts = texts or _linked(line)
                title = clean(texts[link])
                if len(title) >= 3 and not READ_ON.fullmatch(title) and date_line(title) is None:
                    url, target = waiting.pop(link)
                    found[link] = ListEntry(line, link, url, title, target)
    return [entry for entry in found.values() if entry is not None]


def last_untitled(page: Lines, base: str, cms: Cms | None) -> int | None:
    """The line of the last link to an article that holds a picture and no text; None where there is none."""
    found = None
    for link in page.lines[0].element.getroottree().getroot().iter("a") if len(page.lines) else ():
        if next(link.iter("img"), None) is not None and not clean("".join(map(str, link.itertext()))):
            leads = absolute(link.get("href") or "", base)
            if leads and address(leads, cms).kind == "article":
                found = page.span(link)[0]
    return found


def _linked(line: Line) -> dict[Element, str]:
    """The links of a line with their texts, as written."""
    texts: dict[Element, str] = {}
    for fragment in line.fragments:
        if fragment.link is not None:
            texts[fragment.link] = texts.get(fragment.link, "") + fragment.text
    return texts


def items_of(page: Lines, entries: Sequence[ListEntry]) -> tuple[ListItem, ...]:
    """The entries as list items, one for each article, with the date and summary beside each.

    Where several are in one line, nothing beside them is theirs alone.
    """
    by_line: dict[int, dict[str, ListEntry]] = {}
    for entry in entries:
        by_line.setdefault(entry.line.index, {}).setdefault(_key(entry), entry)
    order = sorted(by_line)
    date_first = _dates_come_first(page, order)
    items: dict[str, ListItem] = {}
    first: dict[str, ListEntry] = {}
    for position, index in enumerate(order):
        sharing = by_line[index]
        end = order[position + 1] if position + 1 < len(order) else min(len(page.lines), index + 6)
        start = order[position - 1] + 1 if position else max(0, index - 2)
        for key, entry in sharing.items():
            if len(sharing) > 1:
                items.setdefault(key, ListItem(entry.url, entry.title))
            else:
                after = _until_stop(page.lines[index + 1 : end])
                item = _item(entry, page.lines[start:index], after, date_first)
                if key not in items or (key in first and _names_better(entry, first[key])):
                    items[key] = item
                    first[key] = entry
    return tuple(items.values())


def _names_better(entry: ListEntry, before: ListEntry) -> bool:
    """Whether an entry right below another of the same article bears its title, where that one bears a mark on its
    picture: the length of a film, the name of a column."""
    return (
        0 < entry.line.index - before.line.index <= _NEAR
        and bool(before.line.pictures)
        and len(before.title) <= _LONGEST_MARK < len(entry.title)
    )


def _key(entry: ListEntry) -> str:
    return entry.address.cms_id or entry.url


def _item(entry: ListEntry, before: Sequence[Line], after: Sequence[Line], date_first: bool) -> ListItem:
    same = entry.line.beside_links()
    date = date_line(same) or (date_in(entry.line.text) if same else None)
    date = date or (read_date(before[-2:]) if date_first else read_date(after[:3]))
    title = entry.title
    if date is None and (dated := _DATED.fullmatch(title)) and (date := date_line(dated[2])):
        title = dated[1]
    summary = next((line.text for line in after if is_summary(line, entry.link)), None)
    if summary is None and len(same) >= 40 and date_line(same) is None:
        summary = same
    return ListItem(entry.url, title, date, summary)


def _dates_come_first(page: Lines, order: Sequence[int]) -> bool:
    """Whether the date of an entry is before its title: in one box with the title behind it, or, where no boxes
    tell, before the very first one. What is before that one alone is the day of the page."""
    if not order:
        return False
    lines = page.lines
    votes, is_dated = 0, len(order) == 1
    for above, below in pairwise(order):
        for line in lines[above + 1 : below]:
            if _tells_date(line):
                is_dated = True
                nearer = _shared(line, lines[below]) - _shared(line, lines[above])
                votes += (nearer > 0) - (nearer < 0)
    first = lines[max(0, order[0] - 2) : order[0]]
    return votes > 0 or (votes == 0 and is_dated and any(map(_tells_date, first)))


def _tells_date(line: Line) -> bool:
    return date_line(with_bars(line).text) is not None


def _shared(one: Line, other: Line) -> int:
    """How many elements hold both lines."""
    outer = {one.element, *one.element.iterancestors()}
    return sum(element in outer for element in (other.element, *other.element.iterancestors()))


def _until_stop(lines: Sequence[Line]) -> list[Line]:
    stop = next((position for position, line in enumerate(lines) if is_stop(line.text)), len(lines))
    return list(lines[:stop])


def is_summary(line: Line, link: Element | None = None) -> bool:
    """Whether a line is running text; `link` may be a link that holds a whole entry."""
    text = line.text
    return (
        len(text) >= 20
        and (
            not line.is_link
            or (link is not None and all(p.link is link for p in line.fragments if p.text.strip()))
        )
        and _has_words(with_bars(line).text)
        and not is_control(line)
    )


@remembered
def _has_words(text: str) -> bool:
    """Whether a text is more than a date, a view counter or numbers."""
    return date_line(text) is None and not tells_views(text) and not re.fullmatch(r"[\d\s|:./-]+", text)
