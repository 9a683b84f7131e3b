"""Reads pagers without links: buttons, clickable texts, drop-downs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from archive.model import PagerLink
from archive.postbacks import postback_of, posted_by
from crawler.extract.document.links import absolute
from crawler.extract.document.text import clean
from crawler.extract.document.tree import elements, names, strings
from crawler.extract.listing.numbered_links import WHOLE_MONTH
from crawler.extract.listing.pager_links import (
    is_day,
    is_label,
    label_of,
    names_a_page,
    plain,
    turns,
)
from crawler.extract.vocabulary.names import PAGE, is_called

Element = etree._Element

_OF_PAGES = re.compile(r"(?:trang|page)(?:\s+số)?\s*:?$", re.IGNORECASE)
_ASKS_PAGE = re.compile(r"(?:(?:chuyển )?(?:đến|tới) )?(?:trang|page)(?: số)?:?", re.IGNORECASE)

_CALL = re.compile(r"(?P<name>\w+)\(\s*['\"]?0*(?P<number>\d{1,4})['\"]?\s*[,)]")
_LEADING = (
    r"function\s+{}\s*\(\s*(?P<page>\w+)[^{{}}]{{0,80}}\{{[^{{}}]{{0,300}}?\blocation(?:\.href|\.assign|\.replace)?\s*[=(]\s*"
    r"(?P<mark>['\"])(?P<before>[^'\"]*)(?P=mark)\s*\+\s*(?P=page)\b(?:\s*\+\s*['\"](?P<behind>[^'\"]*)['\"])?"
)
"""A function of a script that goes to an address with a number in it."""

_calling = elements(
    "//a[starts-with(@href, 'javascript:') or @onclick] | //button[@onclick] | //li[@onclick] | //span[@onclick]"
)
_scripts = strings("//script/text()")
_clickable = elements("//*[contains(@onclick, 'PostBack')][not(self::a)]")
_text_before = strings("preceding::text()[normalize-space()][1]")


def paging_controls(root: Element, base: str) -> Iterator[tuple[Element, PagerLink]]:
    """Controls with the labels of a pager: buttons that send the form, clickable texts that post back or call a
    function for a page, drop-downs."""
    for button in root.iter("input"):
        kind, name = (button.get("type") or "").lower(), button.get("name")
        if kind in ("submit", "image") and name and not _is_off(button) and not posted_by(button):
            label = _button_label(button, "value" if kind == "submit" else "alt")
            if is_label(label):
                # of a picture that sends the form a browser sends where it was hit
                yield button, PagerLink(label, None, name if kind == "submit" else f"{name}.x")
    for element in _clickable(root):
        postback = posted_by(element)
        label = _button_label(element, "value", "alt") if element.tag == "input" else label_of(element)
        if postback and not _is_off(element) and is_label(label) and not is_day(label, postback):
            yield element, PagerLink(label, None, *postback)
    for choice in root.iter("select"):
        yield from _pages_of(choice)
        yield from _addresses_of(choice, base)
    calls = page_calls(root)
    scripts = _scripts(root) if calls else []
    leading = {name: _leading(scripts, name) for name in {name for _, name, _ in calls}}
    for element, name, number in calls:
        if leads := leading[name]:
            url = f"{leads['before']}{number}{leads['behind'] or ''}"
            yield element, PagerLink(str(number), absolute(url, base))


def _button_label(button: Element, *attributes: str) -> str:
    """The label of a button: its first attribute with a text, or its title."""
    texts = (clean(button.get(name) or "") for name in (*attributes, "title"))
    return plain(next(filter(None, texts), ""))


def choices_of_page(root: Element) -> Iterator[Element]:
    """The form fields for a page number, by their names or by the label above."""
    for field in root.iter("select", "input"):
        if field.tag == "input" and (field.get("type") or "text").lower() not in ("text", "number"):
            continue
        before = clean((_text_before(field) or [""])[-1])
        if _ASKS_PAGE.fullmatch(before) and (field.tag == "input" or len(field) > 1):
            yield field


def _pages_of(choice: Element) -> Iterator[tuple[Element, PagerLink]]:
    """The options of a drop-down of page numbers that posts back when it is changed."""
    postback = postback_of(choice.get("onchange") or "")
    options = _numbered(choice) if postback is not None else []
    if postback is None or not options:
        return
    before = (_text_before(choice) or [""])[-1].strip()
    top, label = options[0]
    first = clean(top.text or "")
    if first == label and not (_OF_PAGES.search(before) or is_called(names(choice), PAGE)):
        return  # the months of a year are numbered, too
    for option, label in options:
        yield option, PagerLink(label, None, *postback, option.get("value") or first)


def _addresses_of(choice: Element, base: str) -> Iterator[tuple[Element, PagerLink]]:
    """The options of a drop-down that are addresses of pages, each of the number that it shows."""
    options = [(option, label, (option.get("value") or "").strip()) for option, label in _numbered(choice)]
    if options and all(names_a_page(value) or turns(value, label) for _, label, value in options[1:]):
        for option, label, value in options:
            if url := absolute(value, base):
                yield option, PagerLink(label, url)


def _numbered(choice: Element) -> list[tuple[Element, str]]:
    """The options of a drop-down with their labels, where these are the numbers from 1 on; else none."""
    options = [(option, label_of(option)) for option in choice.iter("option")]
    is_numbered = [label for _, label in options] == [str(n + 1) for n in range(len(options))]
    return options if len(options) > 1 and is_numbered else []


def page_calls(root: Element) -> list[tuple[Element, str, int]]:
    """Elements that call a function with the number that they show, as no day of a calendar does; with the name of
    the function and the number."""
    found = []
    for element in _calling(root):
        script = f"{element.get('href') or ''} {element.get('onclick') or ''}"
        label = label_of(element)
        if label.isdecimal() and (call := _CALL.search(script)) and int(call["number"]) == int(label):
            found.append((element, call["name"], int(label)))
    return found if len({number for _, _, number in found}) < WHOLE_MONTH else []


def _leading(scripts: Sequence[str], name: str) -> re.Match[str] | None:
    """How the function `name` leads to an address, in the first of the scripts that says so."""
    pattern = re.compile(_LEADING.format(re.escape(name)))
    return next(filter(None, map(pattern.search, scripts)), None)


def _is_off(element: Element) -> bool:
    return element.get("disabled") is not None
