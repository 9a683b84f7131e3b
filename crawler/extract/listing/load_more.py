"""Finds buttons and containers by which a script loads more entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from archive.model import PagerLink
from crawler.extract.document.links import absolute
from crawler.extract.document.tree import elements
from crawler.extract.listing.pager_links import COUNTS, LONGEST_LABEL, PAGES, label_of, names_a_page
from crawler.extract.vocabulary.names import FETCHES, is_called
from crawler.extract.vocabulary.paging import MORE, PLACEHOLDER

Element = etree._Element

_VALUE = re.compile(
    r"(?:https?:/)?/[^\s<>]+|\?[^\s<>]+|[\w./-]+\.(?:php|aspx|ashx|html?|json)(?:\?[^\s<>]*)?"
)
_TURN = re.compile(rf"[?&](?:{COUNTS})=(\d{{1,6}})(?:&|$)", re.IGNORECASE)
_QUOTED = re.compile(r"['\"]([^'\"\s<>]{2,300})['\"]")
_CALL = re.compile(
    rf"['\"`]((?:https?:/)?/[^'\"`\s<>]{{1,300}}[?&](?:{PAGES}|pageindex)=)(?:['\"]\s{{0,9}}\+|\$\{{)",
    re.IGNORECASE,
)
"""A script's call for a page whose number it puts behind the address."""
_SCRIPTS = elements("//script[not(@src)]")
_NAMED = elements("//*[@*[starts-with(name(), 'data-') or name() = 'hx-get' or name() = 'rel']]")
_LOUD = elements(
    "//button | //input[@type='button'] | //div[@onclick] | //span[@onclick]"
    " | //a[not(@href) or starts-with(@href, '#') or starts-with(@href, 'javascript:')]"
)
_TURNED = ("data-page", "data-next-page", "data-current-page", "data-paged", "data-trang")
_OFFSET = ("data-offset", "data-start", "data-skip")


def more_links(root: Element, base: str) -> Iterator[tuple[Element, PagerLink]]:
    """Links and elements that fetch the next entries of a list, each with its element.

    These are links to a later page of the same address, whatever their text, elements with an address in an
    attribute, and what says that it fetches more on a page whose script tells the address.
    """
    for link in root.iter("a"):
        leads = absolute(link.get("href") or "", base)
        if leads and leads.partition("?")[0] == base.partition("?")[0] and _number(leads) > _number(base):
            yield link, PagerLink("Xem thêm", leads)
    for element in _NAMED(root):
        if element.tag in ("link", "img", "script", "meta", "html", "body", "head"):
            continue
        label = label_of(element) if len(element) < 10 else ""
        says = bool(MORE.fullmatch(label))
        for name, value in element.attrib.items():
            name, value = str(name), str(value).strip()
            if not (name.startswith("data-") or name == "hx-get") or not _VALUE.fullmatch(value):
                continue
            asked = _asked(element, value, says)
            if asked is None or not (says or is_called(name, FETCHES)):
                continue
            url = absolute(asked, base)
            if url is not None:
                yield element, PagerLink("Xem thêm", url)
                break
    if clicked := list(filter(_says_more, _LOUD(root))):
        by_page = _called(root, base)
        for element in clicked:
            if url := _own_call(element, base) or by_page:
                yield element, PagerLink("Xem thêm", url)


def is_mute(root: Element) -> bool:
    """Whether an element fetches more entries and no address for them is found."""
    known = {element for element, _ in more_links(root, "http://x/")}
    return any(_says_more(element) for element in _LOUD(root) if element not in known)


def _says_more(element: Element) -> bool:
    return MORE.fullmatch(label_of(element) or (element.get("value") or "").strip()) is not None


def _own_call(element: Element, base: str) -> str | None:
    """The address of a list's page that an element's own script names."""
    for quoted in _QUOTED.finditer(element.get("onclick") or ""):
        if _VALUE.fullmatch(quoted[1]) and names_a_page(quoted[1]):
            return absolute(quoted[1], base)
    return None


def _called(root: Element, base: str) -> str | None:
    """The address of the next page that the page's scripts call; None where they call none or several lists."""
    called = {call[1] for script in _SCRIPTS(root) for call in _CALL.finditer(script.text or "")}
    return absolute(f"{called.pop()}{max(_number(base), 1) + 1}", base) if len(called) == 1 else None


def _asked(element: Element, value: str, says: bool) -> str | None:
    """The address of the next entries; None where no page of a list is asked for."""
    if PLACEHOLDER.search(value):
        return PLACEHOLDER.compiled.sub(str(max(_told(element, _TURNED) or 0, 2)), value)
    if names_a_page(value):
        return value
    if not says:
        return None
    mark = "&" if "?" in value else "?"
    for names, parameter, least in ((_OFFSET, "offset", 0), (_TURNED, "page", 2)):
        if (number := _told(element, names)) is not None:
            return f"{value}{mark}{parameter}={max(number, least)}"
    return value


def _number(url: str) -> int:
    found = _TURN.search(url)
    return int(found[1]) if found else 0


def _told(element: Element, names: Iterable[str]) -> int | None:
    """The number in the first of an element's attributes that has one."""
    values = (element.get(name) or "" for name in names)
    return next((int(each) for each in values if each.isdecimal() and len(each) <= LONGEST_LABEL), None)
