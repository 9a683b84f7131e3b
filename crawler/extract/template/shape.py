"""The shape of a page: the path of each element by tags, classes and ids, which pages of one skin share."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from crawler.extract.document.lines import Line
from crawler.extract.document.memo import remembered

Element = etree._Element
_Key = str | tuple[str, int] | tuple[str, str | None, str | None]

_COUNTED = frozenset(("table", "td", "th", "div"))
"""Elements identified by their number where they have no name, as in layouts made of tables.

Rows are not: a missing row would shift all rows below.
"""
_SAME = {"strong": "b", "em": "i"}
"""Tags that look the same, and that editors exchange."""
_MOST_COUNTED = 8
_MOST_PLACES = 20_000
"""Places of pages that are remembered. A portal has some hundreds."""
_MOST_NAMES = 3
_DEEPEST = 40
_NUMBER = re.compile(r"\d{3,}")
_HASHED = re.compile(r"(?<=[-_])(?=\w*\d)(?=\w*[a-z])[^\W_]{5,}$")
"""The end of a class that a build made ("css-1q2w3e")."""
_INDEX = re.compile(r"(?<=div|ble)\[\d+\]")
_NAMED = re.compile(r"^\w+[.#](?!Mso|rte|ql-|text-(?:left|right|center|justify)|align)", re.IGNORECASE)
_EMPHASIS = re.compile(r"^(?:b|i|h\d|blockquote)\b")
_TOPS = frozenset(("body", "html"))
_STATES = frozenset(("active", "first", "last", "odd", "even", "current", "selected", "show", "in"))


class _Step:
    """A place that elements of pages have in common: its path, and the places below, by what names them there."""

    __slots__ = ("below", "is_deepest", "path")

    def __init__(self, path: str) -> None:
        self.path = sys.intern(path)
        self.below: dict[_Key, _Step] = {}
        self.is_deepest = path.count(">") >= _DEEPEST


class _Places:
    """The places of all pages read with the same names, found once for all; forgotten where they grow too many."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begins anew."""
        self.top, self.count = _Step(""), 0

    def new(self, above: _Step, key: _Key, name: str) -> _Step:
        """The place below `above` that `key` stands for, called `name`."""
        self.count += 1
        found = above.below[key] = _Step(f"{above.path}>{name}" if above.path else name)
        return found


@lru_cache(maxsize=16)
def _places_of(names: frozenset[str]) -> _Places:
    return _Places()


class Shape:
    """The paths of one page's elements, each found once. `names` are classes and ids with digits that stay as they
    are because many pages have them."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self._known: dict[Element, _Step] = {}
        self._names = names
        self._places = _places_of(names)
        if self._places.count > _MOST_PLACES:
            self._places.forget()

    def _below(self, place: _Step, element: Element) -> _Step:
        """The place of an element whose parent is at `place`."""
        tag = element.tag
        kind, name = element.get("class"), element.get("id")
        if kind or name:
            found = place.below.get((tag, kind, name))
            if found is not None:
                return found
            if called := _called(tag, kind, name, self._names):
                return self._places.new(place, (tag, kind, name), called)
        if tag not in _COUNTED:
            found = place.below.get(tag)
            return found if found is not None else self._places.new(place, tag, _SAME.get(tag, tag))
        count = 1
        for _ in element.itersiblings(tag, preceding=True):
            count += 1
            if count > _MOST_COUNTED:
                break
        found = place.below.get((tag, count))
        return found if found is not None else self._places.new(place, (tag, count), f"{tag}[{count}]")

    def path(self, element: Element) -> str:
        """The path of an element from the body down: ``div#main>div.detail>h1.title``."""
        known = self._known
        place = known.get(element)
        if place is not None:
            return place.path
        chain: list[Element] = []
        node: Element | None = element
        while node is not None and node not in known and node.tag not in _TOPS:
            chain.append(node)
            node = node.getparent()
        place = known.get(node, self._places.top) if node is not None else self._places.top
        for node in reversed(chain):
            if not place.is_deepest:
                place = self._below(place, node)
            known[node] = place
        return place.path

    def of_line(self, line: Line) -> str:
        """The path of the innermost element that holds all the text and pictures of a line."""
        if len(line.fragments) == 1:  # as most lines have
            return self.path(line.fragments[0].element)
        inner, *others = {
            piece.element: None for piece in line.fragments if piece.picture or piece.text.strip()
        }
        while others and inner is not line.element:
            parent = inner.getparent()
            if parent is None or all(_holds(inner, other) for other in others):
                break
            inner = parent
        return self.path(inner)


def _holds(outer: Element, element: Element) -> bool:
    node: Element | None = element
    while node is not None:
        if node is outer:
            return True
        node = node.getparent()
    return False


@remembered
def loose(path: str) -> str:
    """A path without the numbers of elements that nothing names; what is left out above them shifts these."""
    return _INDEX.sub("", path)


def is_named(path: str, top: str) -> bool:
    """Whether classes or ids below the text's element name a place within it; those of Word and of editors do not."""
    return any(_NAMED.search(step) for step in path.removeprefix(top).split(">"))


def stands_out(path: str, top: str) -> bool:
    """Whether a place within the text is named, or set in bold, slanted or as a heading."""
    return is_named(path, top) or _EMPHASIS.search(path.removeprefix(top).rpartition(">")[2]) is not None


def numbered_names(root: Element) -> Iterator[tuple[Element, frozenset[str]]]:
    """The elements of a page with classes and ids that have digits or were made by a build, with these."""
    for element in root.iter("*"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
        if numbered := frozenset(filter(_is_numbered, names)):
            yield element, numbered


@remembered
def _is_numbered(name: str) -> bool:
    return _masked(name) != name


@lru_cache(maxsize=8192)
def _called(tag: str, kind: str | None, name: str | None, known: frozenset[str]) -> str:
    """A tag with classes and id in the order written, numbers masked but in names that are `known`, what tells a state
    left out; nothing where nothing is left of these."""

    def plain(each: str) -> str:
        return each if each in known else _masked(each)

    classes = [
        masked for each in (kind or "").split() if (masked := plain(each)) and each.lower() not in _STATES
    ]
    own = plain((name or "").strip())
    called = "".join(f".{each}" for each in classes[:_MOST_NAMES]) + (f"#{own}" if own else "")
    return _SAME.get(tag, tag) + called if called else ""


def _masked(name: str) -> str:
    return _NUMBER.sub("#", _HASHED.sub("#", name))
