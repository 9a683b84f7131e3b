"""Groups entries, and chooses the group that is the main list of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from crawler.extract.boilerplate.controls import is_stop
from crawler.extract.document.lines import Lines
from crawler.extract.facts.facts import read_date
from crawler.extract.listing.entries import ListEntry, is_summary
from crawler.extract.rows import Row, Rows, in_words, total

Element = etree._Element

_LEAD_REACH = 8
_PAGER_REACH = 8
_DATE_REACH = 4
"""Lines from the title of an entry on in which its date and its summary are."""
_LONGEST_DATE = 80


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list, with the number of the line where the next begins. `is_named`: the list calls itself one of
    other articles."""

    page: Lines
    entry: ListEntry
    next: int
    is_named: bool


ROWS: Rows[Listed] = (
    Row("links an article", 1.0, lambda e: True),
    Row("dated", 3.0, lambda e: _has_date(e)),
    Row("has a summary", 3.0, lambda e: _has_summary(e)),
    Row("in a list of other articles", -3.0, lambda e: e.is_named),
)
"""What an entry says for its list as the main list of the page, and against it; the list's score is the sum over its
entries. For each row there is a page on which another list is the main one without it."""


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
    """The entries outside boxes that call themselves lists of other articles ("Các tin khác")."""
    return [entry for group in groups_of(page, entries) if not _is_named_box(page, group) for entry in group]


def listed_lines(page: Lines, entries: Sequence[ListEntry]) -> frozenset[int]:
    """The lines that entries fill with their dates and summaries, wherever two or more are together."""
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
    best = max(paged, key=lambda group: (max(0.0, _score(page, group)), len(group)), default=[])
    position = groups.index(best) if best else 0
    if position and len(groups[position - 1]) == 1 and _leads(page, groups[position - 1], best):
        return groups[position - 1] + best
    return best


def _leads(page: Lines, alone: Sequence[ListEntry], group: Sequence[ListEntry]) -> bool:
    """Whether an entry alone is right above a group, larger than the others, as the first of them."""
    between = group[0].line.index - alone[0].line.index
    return 0 < between <= _LEAD_REACH and not _is_named_box(page, group) and not _is_named_box(page, alone)


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
            # what is side by side in the rows of a table is one list
            return element.getparent() if element.tag == "tr" else element
        element = element.getparent()
    return None


def is_matter(page: Lines, group: Sequence[ListEntry]) -> bool:
    """Whether a list is the main matter of the page: half of its entries and more have a date or a summary, as those
    of no box beside the matter do.
    """
    return sum(_has_date(e) or _has_summary(e) for e in _of(page, group, False)) * 2 >= len(group) > 0


def entry_scores(page: Lines, entries: Sequence[ListEntry]) -> dict[int, str]:
    """What each entry says for its list, and against it, by the number of its line."""
    return {
        each.entry.line.index: f"as an entry {in_words(ROWS, each)}"
        for group in groups_of(page, entries)
        for each in _of(page, group, _is_named_box(page, group))
    }


def _is_named_box(page: Lines, group: Sequence[ListEntry]) -> bool:
    first = group[0].line
    return is_stop(first.beside_links()) or any(
        is_stop(line.text) for line in page.lines[max(0, first.index - 2) : first.index]
    )


def _score(page: Lines, group: Sequence[ListEntry]) -> float:
    return sum(total(ROWS, each) for each in _of(page, group, _is_named_box(page, group)))


def _of(page: Lines, group: Sequence[ListEntry], is_named: bool) -> list[Listed]:
    """The entries of a group, each with where the next begins."""
    return [
        Listed(page, entry, len(page.lines) if after is None else after.line.index, is_named)
        for entry, after in zip(group, _neighbours(group[::-1])[::-1], strict=True)
    ]


def _has_date(listed: Listed) -> bool:
    line = listed.entry.line
    near = listed.page.lines[max(0, line.index - 2) : line.index + _DATE_REACH]
    return read_date([line for line in near if len(line.text) <= _LONGEST_DATE]) is not None


def _has_summary(listed: Listed) -> bool:
    """Whether a text is before the next entry. Text after that belongs to another entry, or heads another box."""
    index = listed.entry.line.index
    return any(map(is_summary, listed.page.lines[index + 1 : min(index + _DATE_REACH, listed.next)]))
