"""The pages that a survey visited, and the links on them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from archive.model import Capture
from archive.warc.files import parts
from archive.warc.read import read_captures
from archive.warc.records.members import Damage
from archive.wording import t
from crawler.cms.declared import VOLATILE
from crawler.cms.urls import file_kind, split
from crawler.extract.capture import MARKUP, redirect_target
from crawler.extract.document.head import read_head
from crawler.extract.document.links import absolute, base_of
from crawler.extract.document.text import clean, folded
from crawler.extract.document.tree import elements, inner_text, parsed, strings
from crawler.extract.listing.covers import name_covers
from crawler.extract.listing.script_links import script_links
from crawler.politeness.http_client import HttpResponse, Unreachable

TITLE_LIKE = 25
"""Characters from which the text of a link is taken for a title, and no longer for a name in a menu."""
_WORDS = 5
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]{12}")
_MORE = re.compile(r"(?:xem|đọc|tải|chi tiết|read|more|view|continue)\b", re.IGNORECASE)
_WHOLE_ENTRY = 120
"""Characters from which a link holds more than a title."""
_HEADS = strings("//title/text() | //meta[@property='og:title']/@content")
_OUTSIDE = strings("//body//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
_LINKS = elements("//a | //*[@onclick]")
_FRAMES = strings("//frame/@src")
_OPENED = re.compile(
    r"(?:\bopen|\blocation(?:\.(?:assign|replace|href))?)\s*[(=]\s*['\"]([^'\"]+)", re.IGNORECASE
)
_FEEDS = strings("//link[contains(@type, 'rss') or contains(@type, 'atom')]/@href")


class Source(Protocol):
    """Where pages come from: the portal itself, or files of captures."""

    domain: str

    def owns(self, url: str) -> bool:
        """True if `url` is on a host of the portal."""
        ...

    def get(self, url: str) -> HttpResponse:
        """The page at `url`. Raises Unreachable."""
        ...


NOTICE = 3
"""Addresses that show the same bytes, from which these are no page but a notice that the portal closed."""


class CaptureFiles:
    """The last good captures of pages in WARC, WACZ and ARC files. `home` is guessed where none is given."""

    def __init__(self, files: Iterable[Path], home: str | None = None) -> None:
        self._kept: dict[str, list[HttpResponse]] = defaultdict(list)
        self._leads: dict[str, str] = {}
        hosts: Counter[str] = Counter()
        for path in files:
            for part in parts(path):
                with part.open() as file:
                    for found in read_captures(file, part.name):
                        if not isinstance(found, Damage):
                            self._take(found.capture.url, found.capture, hosts)
        shown = Counter(hash(reply.body) for replies in self._kept.values() for reply in replies)
        self._pages = {
            key: next((each for each in reversed(replies) if shown[hash(each.body)] < NOTICE), replies[-1])
            for key, replies in self._kept.items()
        }
        self._kept.clear()
        if home is None and not hosts:
            raise Unreachable(t("There is no page in these files."))
        self.home = home or next(iter(self._roots(hosts)), "") or self._uppermost(hosts)
        self.domain = urlsplit(self.home).netloc.removeprefix("www.")

    def _take(self, url: str, capture: Capture, hosts: Counter[str]) -> None:
        if capture.status == 200 and capture.payload and capture.media_type in MARKUP:
            kept = self._kept[_key(url)]
            if not kept or kept[-1].body != capture.payload:
                kept[:-1] = []  # the one before may be a page where the last is a notice
                kept.append(HttpResponse(url, 200, capture.headers, capture.payload))
            hosts[urlsplit(url).netloc] += 1
        elif target := redirect_target(capture):
            self._leads.setdefault(_key(url), _key(target))

    def _roots(self, hosts: Counter[str]) -> Iterable[str]:
        """The home pages of the hosts, also where they are where the root leads."""
        for host, _ in hosts.most_common():
            root = _key(f"https://{host}/")
            for key in (root, self._leads.get(root, root)):
                if (found := self._pages.get(key)) is not None:
                    yield found.url

    def _uppermost(self, hosts: Counter[str]) -> str:
        """The page with the shortest path at the host with the most pages, where its home page was not captured."""
        (host, _), *_ = hosts.most_common(1)
        pages = [reply.url for reply in self._pages.values() if urlsplit(reply.url).netloc == host]
        found = [url for url in pages if urlsplit(url).path != "/robots.txt"] or pages
        return min(found, key=lambda url: (urlsplit(url).path.strip("/").count("/"), len(url)))

    def owns(self, url: str) -> bool:
        """True if `url` is on a host of the portal."""
        host = urlsplit(url).netloc
        return host == self.domain or host.endswith(f".{self.domain}")

    def get(self, url: str) -> HttpResponse:
        """The capture of `url`. Raises Unreachable."""
        found = self._pages.get(_key(url))
        if found is None:
            raise Unreachable(t("{url} is not in these files.", url=url))
        return found

    def urls(self) -> list[str]:
        """The addresses of all pages."""
        return [reply.url for reply in self._pages.values()]


def _key(url: str) -> str:
    try:
        parts_of = split(url)
    except ValueError:
        return url
    return f"{parts_of.netloc.removeprefix('www.')}{parts_of.path}?{parts_of.query}"


@dataclass(frozen=True)
class VisitedPage:
    """One page, with what it links to: addresses and the longest text of each, in page order; `titled` has how often a
    title leads to each, `named` how often any text does. To the `untitled` only pictures or scripts lead."""

    reply: HttpResponse
    links: dict[str, str]
    titled: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    said: str = ""
    feeds: tuple[str, ...] = ()
    untitled: frozenset[str] = frozenset()

    def is_titled(self, text: str) -> bool:
        """Whether the page repeats the text of a link to it, in its title or outside links."""
        wanted = folded(text)[:40].rstrip(" .…")
        return len(wanted) >= 8 and wanted in self.said


def visited_page(reply: HttpResponse) -> VisitedPage:
    """What a page links to."""
    root, *_ = parsed(reply.body, reply.header("content-type"))
    if root is None:
        return VisitedPage(reply, {})
    titled: Counter[str] = Counter()
    named: Counter[str] = Counter()
    base = base_of(read_head(root), reply.url)
    links: dict[str, str] = {}
    name_covers(root, base, lambda leads: _spelt(leads) is not None)
    for link in _LINKS(root):
        opened = _OPENED.search(f"{link.get('href') or ''} {link.get('onclick') or ''}")
        url = absolute(opened.group(1) if opened else link.get("href") or "", base)
        if url is None or (spelt := _spelt(url)) is None:
            continue
        text = _text_of(link)
        if _MORE.match(text):
            text = ""
        if len(text) > len(links.get(spelt, "")):
            links[spelt] = text[:300]
        links.setdefault(spelt, "")
        titled[spelt] += is_title(text)
        named[spelt] += bool(text)
    untitled = {url for url, text in links.items() if not text}
    written = {spelt: text for leads, text in script_links(root, base).items() if (spelt := _spelt(leads))}
    untitled |= written.keys() - links.keys()
    for spelt, text in written.items():
        if len(text) > len(links.get(spelt, "")):
            links[spelt] = text[:300]
            titled[spelt] += is_title(text)
            named[spelt] += 1
    for frame in _FRAMES(root):
        if (url := absolute(frame, base)) and (spelt := _spelt(url)):
            links.setdefault(spelt, "")
    feeds = tuple(url for href in _FEEDS(root) if (url := absolute(href, base)))
    outside = " ".join((*_HEADS(root), *_OUTSIDE(root)))
    return VisitedPage(reply, links, titled, named, folded(clean(outside)), feeds, frozenset(untitled))


def _text_of(link: Any) -> str:
    """The text of a link. Of a link around a whole entry, its heading or the first text that could be a title."""
    whole = clean(inner_text(link))
    if len(link):
        headings = [
            clean(inner_text(each)) for each in link.iter("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b")
        ]
        pieces = [*headings, *map(clean, link.itertext())] if len(whole) > _WHOLE_ENTRY else headings
        whole = next(filter(is_title, pieces), whole)
    return whole or clean(link.get("title") or "")


def _spelt(url: str) -> str | None:
    """One spelling of the address of a page, without what names no other page; None for a file."""
    try:
        parts_of = split(url)
    except ValueError:
        return None
    if file_kind(parts_of.path):
        return None
    kept = [
        piece
        for piece in parts_of.query.split("&")
        if not VOLATILE.fullmatch(unquote(piece.partition("=")[0]))
    ]
    return parts_of._replace(query="&".join(kept)).geturl()


@dataclass
class VisitedPages:
    """The pages looked at, by address, and what links say of others."""

    pages: dict[str, VisitedPage] = field(default_factory=dict)

    def add(self, url: str, page: VisitedPage) -> None:
        """Takes a page in."""
        self.pages[url] = page
        for each in ("texts", "usual"):
            self.__dict__.pop(each, None)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The longest text of the links to each address, in order of appearance."""
        found: dict[str, str] = {}
        for page in self.pages.values():
            for url, text in page.links.items():
                if len(text) > len(found.get(url, "")):
                    found[url] = text
                found.setdefault(url, "")
        return found

    @cached_property
    def usual(self) -> set[str]:
        """The addresses that more than half of the pages lead to, as those of a menu."""
        counted = Counter(url for page in self.pages.values() for url in page.links)
        return {url for url, count in counted.items() if count > len(self.pages) / 2}

    def untitled(self, url: str) -> set[str]:
        """The addresses to which pictures or scripts alone lead from the page at `url`, and from few others."""
        return set(self.pages[url].untitled - self.usual)

    def own_titles(self, url: str, short: bool = False) -> set[str]:
        """The addresses to which titles lead from the page at `url`, without those in boxes of more than half
        of all pages. `short`: any text may be a title.
        """
        others = [page for page in self.pages.values() if page.links]
        half = (len(others) + 1) // 2
        found = set()
        for link, count in _leads(self.pages[url], short).items():
            usual = (
                sorted((_leads(page, short)[link] for page in others), reverse=True)[half - 1]
                if half > 1
                else 0
            )
            if count > usual:
                found.add(link)
        return found


def _leads(page: VisitedPage, short: bool) -> Counter[str]:
    return page.named if short else page.titled


def is_title(text: str) -> bool:
    """Whether the text of a link could be the title of an article. Khmer, Thai and Lao have no spaces between words."""
    return len(text) >= TITLE_LIKE and (len(text.split()) >= _WORDS or _UNSPACED.search(text) is not None)
