"""A tree from any bytes that call themselves a page, within bounds of time and memory."""

from __future__ import annotations

import re

from lxml import etree

from crawler.extract.encoding import decoded

LARGEST = 4_000_000
"""Characters of markup that are read. The largest real page seen has 275,000."""

_SUSPECT = 100_000
_MOST_ATTRIBUTES = 500
_LONG_RUN = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_TAG = re.compile(r"""<([a-zA-Z][\w:-]*+)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>?""")
_NESTED = re.compile(r"(<[a-zA-Z][^<>]*>)(?:\s*+\1){199,}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NOT_SHOWN = etree.XPath("//*[contains(@style,'isplay') or @hidden]")
_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)

Element = etree._Element


def parsed(payload: bytes, content_type: str | None = None) -> tuple[Element | None, str, list[str]]:
    """The root element, the decoded text, and what was wrong on the way.

    The root is None where there is no markup at all.
    """
    problems: list[str] = []
    text, problem = decoded(payload[: 4 * LARGEST], content_type)
    if problem:
        problems.append(problem)
    if len(text) > LARGEST or len(payload) > 4 * LARGEST:
        text = text[:LARGEST]
        problems.append(f"markup: only the first {LARGEST} characters were read")
    text = _CONTROLS.sub("", text)
    markup = text
    if len(text) > _SUSPECT or any(_attributes(run.group()) > _MOST_ATTRIBUTES for run in _LONG_RUN.finditer(text)):
        # libxml2 compares every attribute of a tag with every other: a hundred thousand take it 12 seconds
        markup = _NESTED.sub(r"\1", _TAG.sub(_bounded, text))
        if len(markup) < len(text):
            problems.append("markup: floods of attributes or nested tags were left out")
    if "<" not in markup:
        return None, text, problems
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.LxmlError as error:
        return None, text, [*problems, f"markup: {error}"]
    if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        problems.append("markup: nested too deeply to be read to its end")
    return root, text, problems


def hide(root: Element) -> None:
    """Takes out of the tree what no reader sees: elements that are not displayed."""
    for element in _NOT_SHOWN(root):
        if element.get("hidden") is not None or _DISPLAY_NONE.search(element.get("style", "")):
            drop(element)


def drop(element: Element) -> None:
    """Takes an element out of its tree and leaves the text behind it where it was."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _bounded(tag: re.Match[str]) -> str:
    whole = tag.group()
    if len(whole) <= 4000 or _attributes(whole) <= _MOST_ATTRIBUTES:
        return whole
    return f"<{tag.group(1)}>"


def _attributes(tag: str) -> int:
    return max(tag.count("="), tag.count(" ") + tag.count("\n"))
