"""The index of a web archive: which captures it has of a host, or of one address.

Servers of CDX, https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server, of which pywb and
OutbackCDX, https://github.com/nla/outbackcdx, are two, go on by a key or not at all; that of Common Crawl,
https://index.commoncrawl.org/, goes on by pages. TimeMaps, RFC 7089, know one address each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from archive.warc.memento import IndexEntry, Resume, Unplaced, entries
from archive.warc.records.record import LARGEST
from archive.wording import t
from crawler.politeness.http_client import HttpResponse, Unreachable
from crawler.webarchives.timemap import Listed, links

Ask = Callable[[str], HttpResponse]
"""Asks for an address, however often it takes. Raises Unreachable."""

AT_ONCE = 20_000
"""Lines of an index per request, where the server names the next."""
MOST_PAGES = 1_000
"""Pages of one index or TimeMap beyond which it is taken for one without an end."""
_FIELDS = "urlkey,timestamp,original,mimetype,statuscode,digest"
_DAYS = {"from", "to"}
_NUMBER = re.compile(
    rb'\s*(?:\[\s*\["numpages"\],\s*\["?|\{[^{}]{0,200}?"pages":\s*)?(\d{1,9})(?:"?\]\s*\]|\D[^{}]{0,200}\}|\})?\s*'
)
"""The number of pages as CDX servers tell it: in words, in JSON, and as pywb does."""
_NAMES_KEYS = "web.archive.org"
"""Where an index that names no key is known to have no more."""
_CRAWL = "-index"
"""Ends the address at which Common Crawl tells of one crawl."""


@dataclass(frozen=True, slots=True)
class Unended:
    """The index at `place` leads round in a circle, so that what else it has is not known."""

    place: str


def asked_of(host: str, *, below: bool, since: str | None, until: str | None) -> dict[str, str]:
    """What a CDX server is asked for all captures of `host`, or with `below` of all hosts under it, too, between two
    days (``2024-08-27``), both included."""
    asked = {"url": host, "matchType": "domain" if below else "host", "output": "json"}
    asked |= {"from": since.replace("-", "")} if since else {}
    return asked | ({"to": until.replace("-", "")} if until else {})


def by_key(
    ask: Ask, place: str, asked: dict[str, str], *, bounded: bool
) -> Iterator[IndexEntry | Unplaced | Unended]:
    """The lines of the CDX server at `place`, on from the keys that it names; with `bounded` so many at a time.

    Servers may give fewer lines than there are without a word. Those that name no key are asked for pages.
    """
    asked |= {"fl": _FIELDS} if bounded else {}
    more = {"showResumeKey": "true"} | ({"limit": str(AT_ONCE)} if bounded else {})
    seen: set[int] = set()
    for number in range(MOST_PAGES):
        following, lines, before = None, 0, len(seen)
        reply = ask(f"{place}?{urlencode(asked | more)}")
        if reply.status == 400 and not number and asked.keys() & _DAYS:
            # OutbackCDX knows days for single addresses only.
            asked = {name: value for name, value in asked.items() if name not in _DAYS}
            reply = ask(f"{place}?{urlencode(asked | more)}")
        for each in _lines(reply, place):
            if isinstance(each, Resume):
                following = each.key
            else:
                lines += 1
                seen.add(hash(each))
                yield each
        is_circle = number > 0 and len(seen) == before
        is_known = urlsplit(place).netloc == _NAMES_KEYS and lines < AT_ONCE
        if following is None and (number or not lines or is_known):
            return
        if following is None or is_circle:
            break
        more["resumeKey"] = following
    pages = _number(ask(f"{place}?{urlencode(asked | {'showNumPages': 'true', 'limit': '1'})}"))
    if pages < 2:
        if following is not None:
            yield Unended(place)
        return
    for number in reversed(range(min(pages, MOST_PAGES))):
        here = [each for each in _lines(ask(f"{place}?{urlencode(asked | {'page': str(number)})}"), place)
                if not isinstance(each, Resume)]  # fmt: skip
        new = [each for each in here if hash(each) not in seen]
        seen.update(map(hash, new))
        yield from new
        if here and not new:
            return  # what came before has all of it


def _number(reply: HttpResponse) -> int:
    """How many pages an index has: of a server that does not say so, one."""
    found = _NUMBER.fullmatch(reply.body[:300]) if reply.status == 200 else None
    return int(found.group(1)) if found else 1


def by_page(ask: Ask, place: str, asked: dict[str, str]) -> Iterator[IndexEntry | Unplaced]:
    """The lines of Common Crawl's index at `place`: of one crawl, or of all crawls that it lists."""
    for crawl in [place] if place.rstrip("/").endswith(_CRAWL) else _crawls(ask, place, asked):
        pages = _pages(ask(f"{crawl}?{urlencode(asked | {'showNumPages': 'true'})}"), crawl)
        for number in range(min(pages, MOST_PAGES)):
            for each in _lines(ask(f"{crawl}?{urlencode(asked | {'page': str(number)})}"), crawl):
                if not isinstance(each, Resume):
                    yield each


def by_address(ask: Ask, place: str, url: str) -> Iterator[Listed]:
    """The captures of `url` in its TimeMap, whose address begins with `place`, and in the TimeMaps linked from it."""
    waiting = [f"{place}{url}"]
    seen: set[str] = set()
    while waiting and len(seen) < MOST_PAGES:
        uri = waiting.pop()
        seen.add(uri)
        reply = ask(uri)
        if reply.status == 404:
            continue
        if reply.status != 200:
            raise Unreachable(t("{uri} cannot be had ({status}).", uri=uri, status=reply.status))
        try:
            for each in links(reply.body.decode("utf-8", "replace")):
                if isinstance(each, Listed):
                    yield each
                elif (further := urljoin(uri, each.uri)) not in seen and _is_beside(further, place):
                    waiting.append(further)
        except ValueError:
            raise Unreachable(t("{uri} is no TimeMap in the link format.", uri=uri)) from None


def _is_beside(uri: str, place: str) -> bool:
    return urljoin(uri, "/") == urljoin(place, "/")


def _crawls(ask: Ask, place: str, asked: dict[str, str]) -> list[str]:
    """The addresses of the indexes of all crawls, the newest first, that end after the first day asked for and
    begin before the last."""
    listed = urljoin(place, "/collinfo.json")
    try:
        listed_crawls = json.loads(ask(listed).body)
        found = [
            (each["cdx-api"], *(str(each.get(end, "")).replace("-", "")[:8] for end in ("from", "to")))
            for each in listed_crawls
        ]
    except (ValueError, KeyError, TypeError):
        raise Unreachable(t("{listed} does not list the crawls.", listed=listed)) from None
    first, last = asked.get("from", ""), asked.get("to", "9")
    return [
        urljoin(place, api) for api, begin, end in found
        if (not end or end >= first) and (not begin or begin <= last) and _is_beside(urljoin(place, api), place)
    ]  # fmt: skip


def _pages(reply: HttpResponse, place: str) -> int:
    if _is_nothing(reply):
        return 0
    try:
        return int(json.loads(reply.body)["pages"])
    except (ValueError, KeyError, TypeError):
        raise Unreachable(
            t(
                "{place} does not say how many pages its index has ({status}).",
                place=place,
                status=reply.status,
            )
        ) from None


def _is_nothing(reply: HttpResponse) -> bool:
    """Whether an index says that it has no capture: with 404 and a message, as pywb does. Any server says 404 of an
    address where no index is."""
    return reply.status == 404 and reply.body.lstrip().startswith(b"{") and b"aptures" in reply.body


def _lines(reply: HttpResponse, place: str) -> Iterator[IndexEntry | Resume | Unplaced]:
    if _is_nothing(reply):
        return
    if reply.status != 200:
        raise Unreachable(
            t("the index at {place} cannot be had ({status}).", place=place, status=reply.status)
        )
    if len(reply.body) > LARGEST:
        raise Unreachable(
            t("the index at {place} is too long: ask for less with --since and --until", place=place)
        )
    try:
        yield from entries(reply.body.decode("utf-8", "replace").split("\n"))
    except (ValueError, AttributeError, TypeError):
        raise Unreachable(
            t(
                "{place} gives no index that can be read; --from names where captures are replayed, as "
                "in https://web.archive.org/web/, and --index where the index is asked.",
                place=place,
            )
        ) from None
