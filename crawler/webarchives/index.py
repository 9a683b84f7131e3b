"""The index of a web archive: which captures it has of a host, or of one address.

Servers of CDX, https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server, of which pywb and
OutbackCDX, https://github.com/nla/outbackcdx, are two, go on by a key or not at all; that of Common Crawl,
https://index.commoncrawl.org/, goes on by pages. TimeMaps, RFC 7089, know one address each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urljoin

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
_CRAWL = "-index"
"""Ends the address at which Common Crawl tells of one crawl."""


def asked_of(host: str, *, below: bool, since: str | None, until: str | None) -> dict[str, str]:
    """What a CDX server is asked for all captures of `host`, or with `below` of all hosts under it, too, between two
    days (``2024-08-27``), both included."""
    asked = {"url": host, "matchType": "domain" if below else "host", "output": "json"}
    asked |= {"from": since.replace("-", "")} if since else {}
    return asked | ({"to": until.replace("-", "")} if until else {})


def by_key(ask: Ask, place: str, asked: dict[str, str], *, bounded: bool) -> Iterator[IndexEntry | Unplaced]:
    """The lines of the CDX server at `place`; with `bounded` so many at a time and on from the key that it names."""
    more = {"showResumeKey": "true", "limit": str(AT_ONCE), "fl": _FIELDS} if bounded else {}
    seen: set[str] = set()
    while True:
        following = None
        for each in _lines(ask(f"{place}?{urlencode(asked | more)}"), place):
            if isinstance(each, Resume):
                following = each.key
            else:
                yield each
        if following is None or following in seen:
            return  # some servers lead round in a circle
        seen.add(following)
        more["resumeKey"] = following


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
        told = json.loads(ask(listed).body)
        found = [
            (each["cdx-api"], *(str(each.get(end, "")).replace("-", "")[:8] for end in ("from", "to")))
            for each in told
        ]
    except (ValueError, KeyError, TypeError):
        raise Unreachable(t("{listed} does not list the crawls.", listed=listed)) from None
    first, last = asked.get("from", ""), asked.get("to", "9")
    return [
        urljoin(place, api) for api, begin, end in found
        if (not end or end >= first) and (not begin or begin <= last) and _is_beside(urljoin(place, api), place)
    ]  # fmt: skip


def _pages(reply: HttpResponse, place: str) -> int:
    if reply.status == 404:
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


def _lines(reply: HttpResponse, place: str) -> Iterator[IndexEntry | Resume | Unplaced]:
    if reply.status == 404:
        return  # what pywb says where it has nothing
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
