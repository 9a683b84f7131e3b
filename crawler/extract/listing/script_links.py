"""Finds the links that only scripts of a page know: menus and lists in JSON, in objects, and in markup they write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.cms.urls import file_kind
from crawler.extract.document.links import absolute
from crawler.extract.document.text import clean, untagged
from crawler.extract.document.tree import strings
from crawler.extract.vocabulary.names import ADDRESS_KEY, NAME_KEY

Element = etree._Element

MOST = 1000
"""Links that are taken from the scripts of one page."""
_LARGEST = 2_000_000
"""Characters of a script that are looked into."""
_SCRIPTS = strings("//script[not(@src)]/text()")
_PROMISING = re.compile(
    r"[lkfhmLKFHM\u212a](?=['\"\s:=])(?i:(?<=url)|(?<=link)|(?<=href)|(?<=path)|(?<=item))['\"]?\s*[:=]\s*\\?['\"]"
)
"""The name of an address before a text in quotes. Looked for by its last letter: by its first, each letter of a script
is compared with five words."""
_TOKEN = re.compile(
    r"(?P<brace>[{}])|(?:(?<!\w)(?P<key>[A-Za-z_]\w*+)|(?<!\\)\"(?P<quoted>\w++)\"|(?<!\\)'(?P<single>\w++)')"
    r"\s*+:\s*+(?=[\"'])|(?<!\\)\"(?P<double>(?:[^\"\\]|\\.)*+)\"|(?<!\\)'(?P<text>(?:[^'\\]|\\.)*+)'",
    re.DOTALL,
)
"""Nothing is looked at twice: of quotes that nothing closes, each kind is read to the end once."""
_ADDRESS = re.compile(
    r"(?:https?:/)?/[^\s<>\"'{}$*]*|[\w-]+(?:/[\w-]+)*\.(?:html?|aspx|php)\S*", re.IGNORECASE
)
_LINK = re.compile(r"<a\b([^<>]*+)>|</a>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*+=\s*+[\"']?([^\"'\s]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_NO_PAGES = re.compile(r"\.(?:js|css|json|woff2?|ttf|ico|map)(?:$|\?)|/api/|/wp-json/", re.IGNORECASE)


def script_links(root: Element, base: str) -> dict[str, str]:
    """The http addresses in the scripts of a page that a name goes with, each with this name."""
    found: dict[str, str] = {}
    for script in _SCRIPTS(root):
        text = str(script)[:_LARGEST]
        if not _PROMISING.search(text):
            continue
        for href, name in (*_named(text), *_written(text)):
            url = absolute(href, base)
            if url is None or file_kind(url.partition("?")[0]) or _NO_PAGES.search(url):
                continue
            found.setdefault(url, name)
            if len(found) >= MOST:
                return found
    return found


def _named(script: str) -> Iterator[tuple[str, str]]:
    """The address and name in each object that has both."""
    around: list[dict[str, str]] = []
    key: str | None = None
    for token in _TOKEN.finditer(script):
        if token["brace"] == "{":
            around.append({})
        elif token["brace"]:
            yield from _both(around.pop() if around else {})
        elif name := token["key"] or token["quoted"] or token["single"]:
            key = name
            continue
        elif key is not None and around:
            around[-1].setdefault(key, token["double"] or token["text"] or "")
        key = None
    for each in around:
        yield from _both(each)


def _both(pairs: dict[str, str]) -> Iterator[tuple[str, str]]:
    name = next((clean(_plain(value)) for key, value in pairs.items() if NAME_KEY.fullmatch(key)), "")
    if not name:
        return
    for key, value in pairs.items():
        if ADDRESS_KEY.fullmatch(key) and _ADDRESS.fullmatch(href := _plain(value).strip()):
            yield href, name


def _written(script: str) -> Iterator[tuple[str, str]]:
    """The links in markup that a script writes."""
    if "<a" not in script:
        return
    plain = _plain(script)
    href, start = None, 0
    for tag in _LINK.finditer(plain):
        if tag[1] is not None:
            href, start = _HREF.search(tag[1]), tag.end()
        elif href is not None:
            name = clean(untagged(plain[start : tag.start()]))
            if name and _ADDRESS.fullmatch(href[1]):
                yield href[1], name
            href = None


def _plain(text: str) -> str:
    """A string of a script without escapes."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text) if "\\" in text else text
