"""The pager of a list: numbers and arrows that lead to its other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from archive.model import Pager, PagerLink
from crawler.extract.lines import Line, Lines
from crawler.extract.links import absolute
from crawler.extract.memory import remembered
from crawler.extract.numbers import whole_number
from crawler.extract.text import clean

Element = etree._Element

_POSTBACK = re.compile(r"__doPostBack\(\s*(['\"])(?P<target>.*?)\1\s*,\s*(['\"])(?P<argument>.*?)\3\s*\)")
_WITH_OPTIONS = re.compile(
    r"WebForm_PostBackOptions\(\s*\"(?P<target>[^\"]*)\"\s*,\s*\"(?P<argument>[^\"]*)\""
)
_OF = r"(?:các\s+)?(?:trang|tin|bài(?:\s+viết)?)\s+"
_ONWARD = rf"(?:{_OF})?(?:sau|tiếp(?:\s+theo)?|kế(?:\s+tiếp)?|cũ\s+hơn)|tới|(?:xem|tải)\s+thêm(?:\s+tin)?|next|older"
_ARROW = re.compile(
    rf"\.{{3}}|…|[<>«»‹›]{{1,2}}|[←→]|\|<|>\|"
    rf"|[<«‹]{{0,2}}\s*(?:(?:{_OF})?(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|trước|mới\s+hơn)|lùi|{_ONWARD}"
    r"|first|last|prev(?:ious)?|newer)"
    r"\s*[>»›]{0,2}",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(rf"(?:{_ONWARD})\s*[>»›]{{0,2}}", re.IGNORECASE)
"""What leads on in a pager that has no numbers."""
_NAMING = re.compile(r"ctl\d+")
"""How ASP.NET names the controls of a repeated row: every link of a pager has a name of its own."""
_OWN_NAME = re.compile(r"[^$:]*$")
"""What a control is called within the container that names it ("ctl01$lnkPage2")."""
_DAY = re.compile(r"V?\d{4,5}")
"""The argument of a day in a calendar of ASP.NET, counted from the year 2000."""
_APART = 30
_ADDRESS = re.compile(
    r"(?:[?&](?:p|pg|page|trang|paged|start|offset|[\w$]*_?cur(?:page)?|pageindex|[\w$]*page[\w$]*)=\d+|/page/\d+|/trang-?/?\d+)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 20
_NUMBER = re.compile(r"(?:trang\s+|[\[(]\s*)?0*(\d+)\s*[\])]?", re.IGNORECASE)
_WORD = re.compile(r"[^\s\x00|\[\]()]+")
_MARKED = re.compile(r"current|active|selected|hientai|choose", re.IGNORECASE)


def read_pager(page: Lines, base: str) -> tuple[Pager | None, int | None]:
    """The pager and the index of the line where it begins, or None for both.

    Its links are numbers and arrows that post back or ask for a page by address.
    One without numbers has at least a link that says that it leads on ("Trang sau").
    """
    best = _best(page, base)
    if not best:
        return None, None
    links: dict[tuple[str, str | None, str | None, str | None], PagerLink] = {}
    for _, _, link in best:
        links.setdefault((link.label, link.url, link.target, link.argument), link)
    return Pager(_current(page, best), tuple(links.values())), best[0][0].index


def _best(page: Lines, base: str) -> list[tuple[Line, Element, PagerLink]]:
    """The longest run of links that leads on; of buttons where there are no links."""
    return _leading(_runs(page, base)) or _leading(_buttons(page))


def _leading(runs: list[list[tuple[Line, Element, PagerLink]]]) -> list[tuple[Line, Element, PagerLink]]:
    best: list[tuple[Line, Element, PagerLink]] = []
    for run in runs:
        leads = any(link.label.isdigit() or _LEADS_ON.fullmatch(link.label) for _, _, link in run)
        if leads and len(run) > len(best):
            best = run
    return best


def _buttons(page: Lines) -> list[list[tuple[Line, Element, PagerLink]]]:
    """Buttons that send the form and say what links of a pager say, in runs of one container."""
    runs: dict[str, list[tuple[Line, Element, PagerLink]]] = {}
    if not page.lines:
        return []
    for button in page.lines[0].element.getroottree().iter("input"):
        name = button.get("name")
        if (button.get("type") or "").lower() != "submit" or not name or button.get("disabled") is not None:
            continue
        label = _plain(clean(button.get("value") or ""))
        if not _is_label(label):
            continue
        line = page.lines[min(page.span(button)[0], len(page.lines) - 1)]
        key = _series_of(link := PagerLink(label, None, name))
        runs.setdefault(key, []).append((line, button, link))
    return list(runs.values())


def _runs(page: Lines, base: str) -> list[list[tuple[Line, Element, PagerLink]]]:
    """Pager links in runs: of one postback target, or of one address, apart from its numbers."""
    runs: dict[str, list[tuple[Line, Element, PagerLink]]] = {}
    done: list[list[tuple[Line, Element, PagerLink]]] = []
    for line in page.lines:
        if not line.links or len(line.text) > 400:
            continue
        if len(line.links) == 1 and line.link_length > _LONGEST_LABEL:
            continue
        for link in line.links:
            found = _pager_link(link, base)
            if found is not None:
                key = _series_of(found)
                if key in runs and line.index - runs[key][-1][0].index > _APART:
                    done.append(runs.pop(key))
                runs.setdefault(key, []).append((line, link, found))
    return [*done, *runs.values()]


def _series_of(link: PagerLink) -> str:
    """What the links of one pager share."""
    if link.target is None:
        return _series(link.url or "")
    if link.argument:
        return _NAMING.sub("ctl", link.target)
    # links that say nothing with their click are told apart by their names alone
    return _NAMING.sub("ctl", _OWN_NAME.sub("", link.target))


def _series(url: str) -> str:
    """What the addresses of one pager share: all but the number, and the file name where a query follows."""
    path, mark, query = url.partition("?")
    rest = _ADDRESS.sub("", mark + query)
    return path.rpartition("/")[0] + rest if mark else _ADDRESS.sub("", path)


def _pager_link(link: Element, base: str) -> PagerLink | None:
    href, script = (link.get("href") or "").strip(), link.get("onclick") or ""
    by_address = _names_a_page(href)
    if not by_address and "PostBack" not in href and "PostBack" not in script:
        return None
    label = _label(link)
    if not _is_label(label):
        return None
    for source in (href, script):
        if postback := _POSTBACK.search(source) or _WITH_OPTIONS.search(source):
            if label.isdigit() and label != postback["argument"] and _DAY.fullmatch(postback["argument"]):
                return None
            return PagerLink(label, None, postback["target"], postback["argument"])
    if by_address:
        return PagerLink(label, absolute(href, base))
    return None


def _label(link: Element) -> str:
    """What a link says, its picture where it has no text; of "Trang 2", "[2]" and "02" the number."""
    label = clean("".join(map(str, link.itertext())) if len(link) else link.text or "")
    if not label and len(link):
        label = clean(next((picture.get("alt") or "" for picture in link.iter("img")), ""))
    return _plain(label)


def _plain(label: str) -> str:
    number = _NUMBER.fullmatch(label)
    return number.group(1) if number else label


def _is_label(label: str) -> bool:
    return len(label) <= _LONGEST_LABEL and (label.isdigit() or _ARROW.fullmatch(label) is not None)


@remembered(600)
def _names_a_page(href: str) -> bool:
    return _ADDRESS.search(href) is not None


def _current(page: Lines, run: Sequence[tuple[Line, Element, PagerLink]]) -> int | None:
    """The number without a link among the numbers; else the one that is marked; else the gap in them."""
    links = {element for _, element, _ in run}
    first, last = run[0][0].index, run[-1][0].index
    for line in page.lines[max(0, first - 2) : last + 3]:
        marked = _unlinked_number(line, links)
        if marked is not None and (first <= line.index <= last or line.text.strip("[]() ").isdigit()):
            return marked
    for _, element, link in run:
        parent = element.getparent()
        names = f"{element.get('class') or ''} {(parent.get('class') or '') if parent is not None else ''}"
        if link.label.isdigit() and _MARKED.search(names):
            return int(link.label)
    numbers = sorted({int(link.label) for _, _, link in run if link.label.isdigit()})
    gaps = [number + 1 for number, after in pairwise(numbers) if after == number + 2]
    if len(gaps) == 1:
        return gaps[0]
    return 1 if numbers and numbers[0] == 2 else None


def _unlinked_number(line: Line, links: set[Element]) -> int | None:
    text = "".join([piece.text if piece.link not in links else " \x00 " for piece in line.pieces])
    for word in _WORD.findall(text):
        number = whole_number(word) if word[0].isdigit() else None
        if number is not None and 0 < number < 100_000:
            return number
    return None
