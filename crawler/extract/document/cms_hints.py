"""Finds the parts of a page by the class names of its CMS."""

from __future__ import annotations

from lxml import etree

from crawler.cms import Hints
from crawler.extract.document.memo import remembered
from crawler.extract.document.tree import drop

Element = etree._Element
Places = dict[str, list[Element]]


def find_places(root: Element, hints: Hints) -> Places:
    """The elements that each of `hints` leads to, in the order of the page; its noise is taken out of `root`.

    One look at the classes of the page serves all hints.
    """
    found: Places = {path: [] for path in hints.paths()}
    ends: dict[str, list[str]] = {}
    for path in found:
        ends.setdefault(path.rpartition(" > ")[2], []).append(path)
    for element in root.iter():
        classes = element.get("class")
        if not classes or ends.keys().isdisjoint(_parted(classes)):
            continue
        for path in (path for name in _parted(classes) for path in ends.get(name, ())):
            if _leads_to(path, element):
                found[path].append(element)
    noise = dict.fromkeys(element for path in hints.noise for element in found[path])
    for element in noise:
        drop(element)
    return {path: [each for each in places if not _is_in(each, noise)] for path, places in found.items()}


def _leads_to(path: str, element: Element) -> bool:
    """Whether the classes around an element are those of `path`."""
    around: Element | None = element
    for name in reversed(path.split(" > ")):
        if around is None or name not in _parted(around.get("class") or ""):
            return False
        around = around.getparent()
    return True


def _is_in(element: Element, others: dict[Element, None]) -> bool:
    return bool(others) and (element in others or any(around in others for around in element.iterancestors()))


@remembered
def _parted(classes: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(classes.split()))
