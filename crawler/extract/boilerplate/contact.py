"""Reads the contact footer: "Cơ quan chủ quản", "Địa chỉ", "Điện thoại", "Email"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.model import Contact
from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered
from crawler.extract.vocabulary.boilerplate import FOOTER
from crawler.extract.vocabulary.labels import CONTACT_LABELS

_LABEL = re.compile(
    r"(?:^|(?<=[\s;,.|()•–-]))(?:"
    + "|".join(f"(?P<{name}>{words.pattern})" for name, words in CONTACT_LABELS.items())
    + r")\s*(?P<colon>:|(?=\s*$))",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+")
_WHOSE = re.compile(r"^[^\d:]{2,40}: ?(?=[\d(+])")
"""Whose number it is, between the label and the number."""
_EDGES = " \t;,|•·*–-"
_MOST_BLOCKS = 500
"""Lines of a page that are tried as the beginning of a contact block. Real pages have a dozen."""
_REACH = 12
_SHORT = 2000


def read_contact(lines: Sequence[Line], article: frozenset[int]) -> Contact | None:
    """The contact block, outside the article; of several the fullest, and of equals the last."""
    best: dict[str, str] = {}
    looked_at = 0
    for start, line in enumerate(lines):
        if line.index in article or not _labels(line.text):
            continue
        looked_at += 1
        if looked_at > _MOST_BLOCKS:
            break
        window = tuple([after.text for after in lines[start : start + _REACH] if after.index not in article])
        found = _remembered(window) if sum(map(len, window)) <= _SHORT else _fields(window)
        if len(found) >= 2 and len(found) >= len(best):
            best = found if len(found) > len(best) or not _within(found, best) else best
    return Contact(**best) if best else None


def has_contact(text: str) -> bool:
    """Whether a line says where an office is and how to reach it, as a footer does."""
    named = {_name(label) for label in _labels(text)}
    return "address" in named and not named.isdisjoint(("phone", "hotline", "email"))


def is_contact_label(text: str) -> bool:
    """Whether a text is a label of a contact block and nothing else ("Chịu trách nhiệm nội dung:")."""
    return any(label.span() == (0, len(text)) for label in _labels(text))


@remembered
def _labels(text: str) -> tuple[re.Match[str], ...]:
    """The labels in a line: each ends in a colon or fills the line."""
    if not 3 <= len(text) <= 600 or (len(text) > 24 and ":" not in text):
        return ()
    return tuple(_LABEL.finditer(text))


def _within(found: dict[str, str], other: dict[str, str]) -> bool:
    return all(other.get(name) == value for name, value in found.items())


def _fields(window: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting: str | None = None
    for text in window:
        labels = _labels(text)
        if waiting and not labels and text and not FOOTER.match(text):
            _keep(found, waiting, text)
        waiting = None
        if not labels and found and "email" not in found and _EMAIL.fullmatch(text.strip(_EDGES)):
            _keep(found, "email", text.strip(_EDGES))
        for position, label in enumerate(labels):
            end = labels[position + 1].start() if position + 1 < len(labels) else len(text)
            value = text[label.end() : end].strip(_EDGES).rstrip(".")
            name = label.lastgroup if label.lastgroup != "colon" else _name(label)
            if value:
                _keep(found, name or "other", value)
            else:
                waiting = name
    found.pop("other", None)
    hotline = found.pop("hotline", None)
    return {"phone": hotline} | found if hotline else found


_remembered = lru_cache(maxsize=512)(_fields)
"""The footer of a portal, which is the same on all of its pages."""


def _name(label: re.Match[str]) -> str:
    return next(name for name in CONTACT_LABELS if label.group(name) is not None)


def _keep(found: dict[str, str], name: str, value: str) -> None:
    if name == "email":
        match = _EMAIL.search(value)
        value = match.group() if match else value
    elif name in ("phone", "hotline"):
        value = _WHOSE.sub("", value)
    elif notice := FOOTER.search(value):  # "Cơ quan chủ quản: Sở Y tế. Giấy phép số 12/GP-TTĐT"
        value = value[: notice.start()].rstrip(f"{_EDGES}.") or value
    found.setdefault(name, value)
