"""Reads the pager of a list: numbers and arrows that lead to its other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model import Pager, PagerLink
from archive.postbacks import posted_by
from crawler.extract.document.lines import Fragment, Line, Lines
from crawler.extract.document.links import absolute
from crawler.extract.document.text import clean
from crawler.extract.document.tree import inner_text
from crawler.extract.listing.load_more import is_mute, more_links
from crawler.extract.listing.numbered_links import WHOLE_MONTH, in_steps, is_day_of_calendar
from crawler.extract.listing.pager_controls import choices_of_page, page_calls, paging_controls
from crawler.extract.listing.pager_current import WORD, Element, LinkRow, current_page
from crawler.extract.listing.pager_links import (
    LONGEST_LABEL,
    is_day,
    is_label,
    label_of,
    leads_on,
    pager_link,
    series,
    sign,
)
from crawler.extract.vocabulary.boilerplate import CONTROL
from crawler.extract.vocabulary.names import TURNS, is_called
from crawler.extract.vocabulary.paging import ACTS

_DOTS = ("...", "…")
_FORWARD = re.compile(r"[>›»❯►▶→]{1,2}")
_COUNTED = re.compile(r"\b(?:trang|page)\b|\d ?/ ?\d", re.IGNORECASE)
"""Texts beside the arrows of a pager ("2/9", "Trang 2"), which slide shows do not have."""
_NAMING = re.compile(r"ctl\d+")
"""How ASP.NET names the controls of a repeated row: every link of a pager has a name of its own."""
_OWN_NAME = re.compile(r"[^$:]*$")
"""What a control is called within the container that names it ("ctl01$lnkPage2")."""
_APART = 30
_BELOW = 30
"""Lines below a list among which its pager begins and ends."""
_NEXT = frozenset(("Next", "Page$Next"))
"""The argument of an arrow that leads on, as grids of ASP.NET have it."""
_NEAR = 6
"""Lines below the last title of a list within which its pager begins."""
_DIGITS = 5
"""No page of a list has a number of so many digits."""
_PAGE = re.compile(r"trang(?:\s+số)?\s*:?", re.IGNORECASE)


def read_pager(page: Lines, base: str) -> tuple[Pager | None, int | None]:
    """The pager and the index of the line where it begins, or None for both.

    Its links are numbers and arrows that post back or request a page by address. Without numbers, at least one
    link must lead on ("Trang sau").
    """
    best = _best(page, base)
    if not best:
        return None, None
    links: dict[tuple[str, str | None, str | None, str | None], PagerLink] = {}
    for _, _, link in best:
        links.setdefault((link.label, link.url, link.target, link.argument), link)
    return Pager(current_page(page, best), tuple(links.values())), best[0][0].index


def is_unread(page: Lines, last: int) -> bool:
    """Whether a list has a pager that cannot be followed.

    Something below line `last`, its last entry, counts pages, or posts back and is no button.
    """
    root = page.lines[last].element.getroottree().getroot()
    if (
        is_mute(root)
        or _counts_pages(page, last)
        or any(page.span(field)[0] > last for field in choices_of_page(root))
        or any(page.span(element)[0] > last for element, _, _ in page_calls(root))
    ):
        return True
    for link in root.iter("a", "input"):
        place = page.span(link)[0]
        if last < place <= last + _NEAR and _may_turn(link):
            return place == len(page.lines) or CONTROL.fullmatch(page.lines[place].text) is None
    return False


def _may_turn(link: Element) -> bool:
    if link.tag == "input":
        sends = (link.get("type") or "").lower() == "image"
        return sends and is_called(f"{link.get('name')} {link.get('src')}", TURNS)
    postback, label = posted_by(link), label_of(link)
    return postback is not None and not (is_label(label) or ACTS.match(label) or is_day(label, postback))


def _counts_pages(page: Lines, last: int) -> bool:
    """Whether numbers of pages are below a list: 1, 2 and 3, or 1 and 2 with what leads on. On the last page its
    number alone is no link, and no link leads on."""
    numbers: list[str] = []
    arrows: list[str] = []
    linked: list[bool] = []
    is_led_on = False
    for line in page.lines[last + 1 :]:
        if line.index >= last + _BELOW and not numbers:
            break
        found = [fragment for fragment in line.fragments if not _is_of_calendar(fragment)]
        words = WORD.findall(_PAGE.sub("", " ".join(fragment.text for fragment in found)))
        if all(map(is_label, words)):
            numbers += filter(str.isdigit, words)
            arrows += [word for word in words if not word.isdigit()]
            texts = [(clean(fragment.text), fragment.link is not None) for fragment in found]
            linked += [is_link for text, is_link in texts if text.isdigit()]
            is_led_on |= any(is_link and leads_on(text) for text, is_link in texts)
        elif numbers:
            break
    if len(linked) > 1 and linked[-1] is False and all(linked[:-1]) and not is_led_on:
        return False
    if numbers[:WHOLE_MONTH] == [str(day) for day in range(1, WHOLE_MONTH + 1)]:
        return False
    return numbers[:3] == ["1", "2", "3"] or (numbers == ["1", "2"] and bool(arrows))


def _is_of_calendar(fragment: Fragment) -> bool:
    return fragment.link is not None and is_day_of_calendar(fragment.link.get("href") or "")


def _best(page: Lines, base: str) -> LinkRow:
    """The longest run of links that leads on, with the arrows beside it; of controls in place of links where there
    are none."""
    return (
        _leading(page, _runs(page, base))
        or _leading(page, _controls(page, base))
        or _stepped(page, base)
        or _fetched(page, base)
    )


def _leading(page: Lines, runs: list[LinkRow]) -> LinkRow:
    best: LinkRow = []
    for run in runs:
        if len(run) > len(best) and _leads(page, run):
            best = run
    if best:
        first, last = best[0][0], best[-1][0]
        place = last.element.getparent()
        beside = [
            each
            for run in runs
            for each in run
            if run is not best
            and not each[2].label.isdigit()
            and (first.index <= each[0].index <= last.index or each[0].element.getparent() is place)
        ]
        if beside:
            order = {element: place for place, element in enumerate(first.element.getroottree().iter("*"))}
            best = sorted([*best, *beside], key=lambda each: order[each[1]])
    return best


def _leads(page: Lines, run: LinkRow) -> bool:
    """Whether a run of links is a pager: it has a number, dots for numbers, a link that leads on, or arrows
    beside a count of pages.
    """
    link_labels = [link.label for _, _, link in run]
    if any(label.isdigit() or label in _DOTS or leads_on(label) for label in link_labels):
        return True
    if any(link.argument in _NEXT for _, _, link in run):
        return True
    near = page.lines[max(0, run[0][0].index - 1) : run[-1][0].index + 2]
    return any(map(_FORWARD.fullmatch, link_labels)) and any(_COUNTED.search(line.text) for line in near)


def _stepped(page: Lines, base: str) -> LinkRow:
    """Numbers that lead to pages by a parameter of any name."""
    labelled = [(line, link, label_of(link)) for line, link in _written(page)]
    numbered = [
        (line, link, label, url)
        for line, link, label in labelled
        if label.isdecimal() and len(label) < _DIGITS and (url := absolute(link.get("href") or "", base))
    ]
    pages = in_steps([(int(label), url) for _, _, label, url in numbered], base)
    return [(line, link, PagerLink(label, url)) for line, link, label, url in numbered if url in pages]


def _fetched(page: Lines, base: str) -> LinkRow:
    """The last element that fetches more entries by script."""
    if not page.lines:  # a frameset
        return []
    root = page.lines[0].element.getroottree().getroot()
    found = [(_line_of(page, element), element, link) for element, link in more_links(root, base)]
    return found[-1:]


def _controls(page: Lines, base: str) -> list[LinkRow]:
    """Controls in place of links, in runs of one container."""
    runs: dict[str, LinkRow] = {}
    if not page.lines:
        return []
    for control, link in paging_controls(page.lines[0].element.getroottree().getroot(), base):
        runs.setdefault(_series_of(link), []).append((_line_of(page, control), control, link))
    return list(runs.values())


def _line_of(page: Lines, element: Element) -> Line:
    """The line at the place of an element that makes none itself."""
    return page.lines[min(page.span(element)[0], len(page.lines) - 1)]


def _runs(page: Lines, base: str) -> list[LinkRow]:
    """Pager links in runs: of one postback target, or of one address, apart from its numbers."""
    runs: dict[str, LinkRow] = {}
    done: list[LinkRow] = []
    for line, link in sorted([*_written(page), *_drawn(page)], key=lambda each: each[0].index):
        found = pager_link(link, base)
        if found is not None:
            key = _series_of(found)
            if key in runs and line.index - runs[key][-1][0].index > _APART:
                done.append(runs.pop(key))
            runs.setdefault(key, []).append((line, link, found))
    return [*done, *runs.values()]


def _written(page: Lines) -> Iterator[tuple[Line, Element]]:
    """Links on lines that may belong to a pager."""
    for line in page.lines:
        if (
            line.links
            and len(line.text) <= 400
            and (len(line.links) > 1 or line.link_length <= LONGEST_LABEL)
        ):
            yield from ((line, link) for link in line.links)


def _drawn(page: Lines) -> Iterator[tuple[Line, Element]]:
    """Links made of icon-font signs, which form no line, with the lines at their places."""
    for link in page.lines[0].element.getroottree().iter("a") if page.lines else ():
        if "PostBack" in (link.get("href") or "") and sign(link) and not clean(inner_text(link)):
            yield _line_of(page, link), link


def _series_of(link: PagerLink) -> str:
    """What the links of one pager share."""
    if link.target is None:
        return series(link.url or "")
    if link.argument:
        return _NAMING.sub("ctl", link.target)
    # links that say nothing with their click are told apart by their names alone
    return _NAMING.sub("ctl", _OWN_NAME.sub("", link.target))
