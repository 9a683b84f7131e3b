"""What posts a page back: links, and the buttons, clickable texts and drop-downs that stand in for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from archive.model import PagerLink
from crawler.extract.text import clean
from crawler.extract.tree import elements, names, strings

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
_LONGEST_LABEL = 20
_NUMBER = re.compile(r"(?:trang\s+|[\[(]\s*)?0*(\d+)\s*[\])]?", re.IGNORECASE)
_DAY = re.compile(r"V?\d{4,5}")
"""The argument of a day in a calendar of ASP.NET, counted from the year 2000."""
_OF_PAGES = re.compile(r"(?:trang|page)(?:\s+số)?\s*:?$", re.IGNORECASE)
_NAMED_PAGE = re.compile(r"page|trang", re.IGNORECASE)

_clickable = elements("//*[contains(@onclick, 'PostBack')][not(self::a)]")
_text_before = strings("preceding::text()[normalize-space()][1]")


class Postback(NamedTuple):
    """What a script asks the server for."""

    target: str
    argument: str


def postback_of(script: str) -> Postback | None:
    """The postback in the address or the script of an element; None where there is none."""
    if "PostBack" not in script:
        return None
    plain = script.replace("\\'", "'")  # as in a script within a script, which waits for the page
    found = _POSTBACK.search(plain) or _WITH_OPTIONS.search(plain)
    return Postback(found["target"], found["argument"]) if found else None


def label_of(element: Element) -> str:
    """What an element says, its picture where it has no text; of "Trang 2", "[2]" and "02" the number."""
    label = clean("".join(map(str, element.itertext())) if len(element) else element.text or "")
    if not label and len(element):
        label = clean(next((picture.get("alt") or "" for picture in element.iter("img")), ""))
    return _plain(label)


def is_label(label: str) -> bool:
    """Whether a pager may say so: a number or an arrow, in signs or in words."""
    return len(label) <= _LONGEST_LABEL and (label.isdigit() or _ARROW.fullmatch(label) is not None)


def leads_on(label: str) -> bool:
    """Whether it leads on in a pager that has no numbers."""
    return _LEADS_ON.fullmatch(label) is not None


def is_day(label: str, postback: Postback) -> bool:
    """Whether a number is a day of a calendar and no page."""
    return label.isdigit() and label != postback.argument and _DAY.fullmatch(postback.argument) is not None


def paging_controls(root: Element) -> Iterator[tuple[Element, PagerLink]]:
    """What is no link and says what the links of a pager say: buttons that send the form, texts whose click
    posts back, and drop-downs of page numbers."""
    for button in root.iter("input"):
        kind, name = (button.get("type") or "").lower(), button.get("name")
        if kind in ("submit", "image") and name and not _is_off(button) and not _clicks(button):
            label = _plain(clean(button.get("value" if kind == "submit" else "alt") or ""))
            if is_label(label):
                # of a picture that sends the form a browser sends where it was hit
                yield button, PagerLink(label, None, name if kind == "submit" else f"{name}.x")
    for element in _clickable(root):
        postback = _clicks(element)
        said = element.get("value") or element.get("alt")
        label = _plain(clean(said)) if element.tag == "input" and said else label_of(element)
        if postback and not _is_off(element) and is_label(label) and not is_day(label, postback):
            yield element, PagerLink(label, None, *postback)
    for choice in root.iter("select"):
        yield from _pages_of(choice)


def _pages_of(choice: Element) -> Iterator[tuple[Element, PagerLink]]:
    """The options of a drop-down of page numbers that posts back when it is changed."""
    postback = postback_of(choice.get("onchange") or "")
    options = list(choice.iter("option"))
    labels = [label_of(option) for option in options]
    if postback is None or len(labels) < 2 or labels != [str(n + 1) for n in range(len(labels))]:
        return
    before = (_text_before(choice) or [""])[-1].strip()
    said = clean(options[0].text or "")
    if said == labels[0] and not (_OF_PAGES.search(before) or _NAMED_PAGE.search(names(choice))):
        return  # the months of a year are numbered, too
    for option, label in zip(options, labels, strict=True):
        yield option, PagerLink(label, None, *postback, option.get("value") or said)


def _plain(label: str) -> str:
    number = _NUMBER.fullmatch(label)
    return number.group(1) if number else label


def _clicks(element: Element) -> Postback | None:
    return postback_of(element.get("onclick") or "")


def _is_off(element: Element) -> bool:
    return element.get("disabled") is not None
