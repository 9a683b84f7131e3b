"""Lists: entries of the main column that lead to articles, each with date, title and summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from archive.model import Address, ListItem
from crawler.cms import Cms
from crawler.extract.article.facts import date_in, read_date
from crawler.extract.boilerplate.boxes import is_control, is_stop
from crawler.extract.document.addresses import address
from crawler.extract.document.lines import Line, Lines
from crawler.extract.document.links import absolute
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean
from crawler.extract.vocabulary import labels
from crawler.extract.vocabulary.dates import date_line

Element = etree._Element

_LEAD_REACH = 8
_PAGER_REACH = 8
_NEAR = 2
_LONGEST_MARK = 20
_MORE = re.compile(
    r"(?:xem|đọc)\s+(?:thêm|tiếp|chi\s+tiết)|chi\s+tiết|tiếp|more|[>».…\s]+|\[.{0,12}\]|new|mới",
    re.IGNORECASE,
)
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
        for fragment in line.fragments if line.links else ():
            if fragment.link is not None:
                texts[fragment.link] = texts.get(fragment.link, "") + fragment.text
        for link, text in texts.items():
            if link not in found:
                found[link] = None
                leads = absolute(link.get("href") or "", base)
                if leads and (promised := address(leads, cms)).kind == "article":
                    waiting[link] = leads, promised
            if link in waiting:
                title = clean(text)
                if len(title) >= 3 and not _MORE.fullmatch(title) and date_line(title) is None:
                    url, target = waiting.pop(link)
                    found[link] = ListEntry(line, link, url, title, target)
    return [entry for entry in found.values() if entry is not None]


def groups_of(page: Lines, entries: Sequence[ListEntry]) -> list[list[ListEntry]]:
    """The entries by the block that each shares with its nearest neighbour, in page order."""
    groups: dict[Element | None, list[ListEntry]] = {}
    befores = _neighbours(entries)
    afters = _neighbours(entries[::-1])[::-1]
    for entry, before, after in zip(entries, befores, afters, strict=True):
        groups.setdefault(_shared_block(page, entry, before, after), []).append(entry)
    return list(groups.values())


def _neighbours(entries: Sequence[ListEntry]) -> list[ListEntry | None]:
    """For each entry the nearest one before it that leads elsewhere."""
    found: list[ListEntry | None] = []
    last: ListEntry | None = None
    before: ListEntry | None = None
    for entry in entries:
        if last is not None and last.url != entry.url:
            before = last
        found.append(before)
        last = entry
    return found


def unrelated(page: Lines, entries: Sequence[ListEntry]) -> list[ListEntry]:
    """The entries without those of boxes that name themselves as lists of other articles ("Các tin khác")."""
    return [entry for group in groups_of(page, entries) if not _is_named_box(page, group) for entry in group]


def listed_lines(page: Lines, entries: Sequence[ListEntry]) -> frozenset[int]:
    """The lines that entries fill with their dates and summaries, wherever two or more stand together."""
    found: set[int] = set()
    for group in groups_of(page, entries):
        if len({entry.url for entry in group}) >= 2:
            found |= {index for e in group for index in range(e.line.index - 2, e.line.index + 4)}
    return frozenset(found)


def main_list(page: Lines, entries: Sequence[ListEntry], pager: int | None = None) -> list[ListEntry]:
    """The entries of the page's main list: the group right above the pager, if that begins at line `pager`;
    else the group that says most of its entries, side boxes left out.
    """
    groups = paged = groups_of(page, entries)
    if pager is not None:
        above = [group for group in groups if 0 < pager - group[-1].line.index <= _PAGER_REACH]
        paged = [group for group in above if len(group) > 1] or above or groups
    best = max(paged, key=lambda group: _group_worth(page, group), default=[])
    position = groups.index(best) if best else 0
    if position and len(groups[position - 1]) == 1 and _leads(page, groups[position - 1], best):
        return groups[position - 1] + best
    return best


def _leads(page: Lines, alone: Sequence[ListEntry], group: Sequence[ListEntry]) -> bool:
    """Whether an entry alone stands right above a group, larger than the others, as the first of them."""
    between = group[0].line.index - alone[0].line.index
    return 0 < between <= _LEAD_REACH and not _is_named_box(page, group) and not _is_named_box(page, alone)


def items_of(page: Lines, entries: Sequence[ListEntry]) -> tuple[ListItem, ...]:
    """The entries as list items, one for each article, with the date and summary beside each.

    Where several stand in one line, nothing beside them is theirs alone.
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
    summary = next((line.text for line in after if _is_summary(line, entry.link)), None)
    if summary is None and len(same) >= 40 and date_line(same) is None:
        summary = same
    return ListItem(entry.url, title, date, summary)


def _dates_come_first(page: Lines, order: Sequence[int]) -> bool:
    """Whether the date of an entry stands before its title, as before the very first one."""
    if not order:
        return False
    lines = page.lines
    return any(date_line(line.text) for line in lines[max(0, order[0] - 2) : order[0]])


def _until_stop(lines: Sequence[Line]) -> list[Line]:
    stop = next((position for position, line in enumerate(lines) if is_stop(line.text)), len(lines))
    return list(lines[:stop])


def _is_summary(line: Line, link: Element | None = None) -> bool:
    """Whether a line is running text; `link` may be a link that holds a whole entry."""
    text = line.text
    return (
        len(text) >= 20
        and (
            not line.is_link
            or (link is not None and all(p.link is link for p in line.fragments if p.text.strip()))
        )
        and _says_something(text)
        and not is_control(line)
    )


@remembered(300)
def _says_something(text: str) -> bool:
    """Whether a text is more than a date, a view counter or numbers."""
    return (
        date_line(text) is None
        and not (labels.VIEWS.match(text) and len(text) < 60)
        and not re.fullmatch(r"[\d\s|:./-]+", text)
    )


def _shared_block(
    page: Lines, entry: ListEntry, before: ListEntry | None, after: ListEntry | None
) -> Element | None:
    """The smallest block that holds an entry and the one before or after it."""
    first = before.line.index if before else -1
    last = after.line.index if after else len(page.lines)
    element: Element | None = entry.line.element
    while element is not None:
        start, end = page.spans.get(element, (first + 1, last))
        if start <= first or last < end:
            # what stands side by side in the rows of a table is one list
            return element.getparent() if element.tag == "tr" else element
        element = element.getparent()
    return None


def is_matter(page: Lines, group: Sequence[ListEntry]) -> bool:
    """Whether a list says so much of its entries that it is what the page is about, not a box beside it."""
    return sum(worth > 1 for worth in _worths(page, group)) * 2 >= len(group) > 0


def _is_named_box(page: Lines, group: Sequence[ListEntry]) -> bool:
    first = group[0].line
    return is_stop(first.beside_links()) or any(
        is_stop(line.text) for line in page.lines[max(0, first.index - 2) : first.index]
    )


def _group_worth(page: Lines, group: Sequence[ListEntry]) -> float:
    worth = sum(_worths(page, group))
    return worth * 0.4 if _is_named_box(page, group) else worth


def _worths(page: Lines, group: Sequence[ListEntry]) -> list[float]:
    """How much each entry of a group says: a date and a summary beside the title count more than the title.

    A summary stands before the next entry; what follows that is another's, or heads another box.
    """
    worths: list[float] = []
    for entry, after in zip(group, _neighbours(group[::-1])[::-1], strict=True):
        index = entry.line.index
        end = index + 4 if after is None else min(index + 4, after.line.index)
        has_date = (len(entry.line.links) == 1 and date_in(entry.line.beside_links()) is not None) or any(
            date_in(line.text) for line in page.lines[max(0, index - 2) : index + 4] if len(line.text) <= 80
        )
        has_summary = any(_is_summary(line) for line in page.lines[index + 1 : end])
        worths.append(1.0 + 3.0 * has_date + 3.0 * has_summary)
    return worths
