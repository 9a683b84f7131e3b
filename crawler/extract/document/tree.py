"""Parses any bytes into a tree, within limits of time and memory."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, cast

from lxml import etree

from crawler.extract.document.encoding import as_utf8
from crawler.extract.document.text import few_marks

LARGEST = 4_000_000
"""Bytes of markup that are read. The largest real page seen has 275,000."""

_SUSPECT = 300_000
_MOST_ATTRIBUTES = 500
_LONG_RUN = 4000
_TAG = re.compile(rb"""<([a-zA-Z][\w:-]*+)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>?""")
_NESTED = re.compile(rb"(<[a-zA-Z][^<>]*>)(?:\s*+\1){199,}")
_BLOCK_TAG = re.compile(
    rb"(</?(?:p|div|table|tbody|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|center|form|pre|hr|section|article"
    rb"|header|footer|main|nav|aside|figure|figcaption|fieldset|address|body))(?=[\s/>])"
)
"""Tags that begin a paragraph or end an open one."""
_PARAGRAPH = re.compile(rb"<(/?)[pP][ >]")
_ASCII = bytes(range(128))
_NO_LEAD = bytes(
    byte for byte in range(256) if byte not in (0xCC, 0xCD, *range(0xD2, 0xE1), 0xE3, 0xEF, 0xF0)
)
_SUSPECT_MARKS = 500
_SUSPECT_LETTERS = 30_000
_REFERENCE = re.compile(rb"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,9});?")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
Element = etree._Element


def parsed(payload: bytes, content_type: str | None = None) -> tuple[Element | None, bytes, list[str]]:
    """The root element, the markup as UTF-8, and what was wrong on the way.

    The root is None where there is no markup at all.
    """
    problems: list[str] = []
    markup, problem = as_utf8(payload[: 4 * LARGEST], content_type)
    if problem:
        problems.append(problem)
    if len(markup) > LARGEST or len(payload) > 4 * LARGEST:
        markup = markup[:LARGEST]
        problems.append(f"markup: only the first {LARGEST} bytes were read")
    markup = markup.translate(None, _CONTROLS)
    if _may_flood(markup):
        whole = len(markup)
        markup = _without_floods(markup)
        if len(markup) < whole:
            problems.append("letters: floods of combining marks were left out")
    if len(markup) > _SUSPECT or any(_attributes(run) > _MOST_ATTRIBUTES for run in _long_tags(markup)):
        # libxml2 compares every attribute of a tag with every other: a hundred thousand take it 12 seconds
        whole = len(markup)
        markup = _NESTED.sub(rb"\1", _TAG.sub(_bounded, markup))
        if len(markup) < whole:
            problems.append("markup: floods of attributes or nested tags were left out")
    if b"<" not in markup:
        return None, markup, problems
    paragraphs = _PARAGRAPH.findall(markup)
    if paragraphs.count(b"/") * 2 > len(paragraphs):  # more of them end than begin
        markup = _paragraphed(markup)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        root = etree.fromstring(markup, parser)
    except etree.LxmlError as error:
        return None, markup, [*problems, f"markup: {error}"]
    if root is not None and parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        problems.append("markup: nested too deeply to be read to its end")
    return root, markup, problems


def _may_flood(markup: bytes) -> bool:
    """Whether the page has enough bytes of combining marks, or character references, to look for runs of them."""
    return (
        len(markup.translate(None, _NO_LEAD)) > _SUSPECT_MARKS
        or markup.count(b"&#") > _SUSPECT_MARKS
        or len(markup.translate(None, _ASCII)) > _SUSPECT_LETTERS
    )


def _without_floods(markup: bytes) -> bytes:
    return few_marks(_REFERENCE.sub(_mark, markup).decode("utf-8", "replace")).encode("utf-8")


def _mark(reference: re.Match[bytes]) -> bytes:
    """A combining mark in place of the reference to it; any other reference as it is."""
    number = reference.group(1)
    code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
    is_mark = code <= sys.maxunicode and unicodedata.combining(chr(code))
    return chr(code).encode("utf-8") if is_mark else reference.group()


def elements(expression: str) -> Callable[[Element], list[Element]]:
    """A function that finds the elements of an XPath expression."""
    path = etree.XPath(expression)
    return lambda root: [found for found in cast(list[Any], path(root)) if isinstance(found, etree._Element)]


def strings(expression: str) -> Callable[[Element], list[str]]:
    """A function that finds the texts or attributes of an XPath expression."""
    path = etree.XPath(expression, smart_strings=False)
    return lambda root: [str(found) for found in cast(list[Any], path(root))]


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


def around(element: Element | None, top: Element | None, levels: int = 2) -> Iterator[Element]:
    """An element and those it is in, at most `levels` in all and none from `top` on."""
    for _ in range(levels):
        if element is None or element is top:
            return
        yield element
        element = element.getparent()


def names(element: Element) -> str:
    """What the markup calls an element: its classes and its id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def inner_text(element: Element) -> str:
    """All text in an element, as written."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def _long_tags(markup: bytes) -> Iterator[bytes]:
    """The tags that no bracket follows for longer than any tag of a real page is, each up to its end."""
    start = 0
    while start < len(markup):
        last = markup.rfind(b"<", start, start + _LONG_RUN + 1)
        if last < 0:
            last = markup.find(b"<", start + _LONG_RUN)
            last = len(markup) if last < 0 else last
            if last - start > _LONG_RUN and markup[start : start + 1].isalpha():
                yield markup[start:last].partition(b">")[0]
        start = last + 1


def _paragraphed(markup: bytes) -> bytes:
    """`markup` with an empty paragraph for each end of one that was never begun.

    Browsers see one there, so that it parts the text around it; libxml2 passes it over.
    """
    parts: list[bytes] = []
    done = 0
    begun = False
    for tag in _BLOCK_TAG.finditer(markup.lower()):
        if tag.group(1) == b"<p":
            begun = True
            continue
        if tag.group(1) == b"</p" and not begun:
            parts += [markup[done : tag.start()], b"<p>"]
            done = tag.start()
        begun = False
    return b"".join([*parts, markup[done:]])


def _bounded(tag: re.Match[bytes]) -> bytes:
    whole = tag.group()
    if len(whole) <= _LONG_RUN or _attributes(whole) <= _MOST_ATTRIBUTES:
        return whole
    return b"<" + tag.group(1) + b">"


def _attributes(tag: bytes) -> int:
    return max(tag.count(b"="), tag.count(b" ") + tag.count(b"\n"))
