"""Reads a capture. Crawls, imports and repeated readings all use this one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from archive import clock
from archive.database.views import NUMBERS
from archive.model import Address, AddressKind, Capture, Listed, ListItem, Page
from archive.payloads.headers import first, target_of
from archive.readings.extractor import is_page
from archive.readings.outcome import is_html
from crawler.cms import Cms
from crawler.extract.document.head import day_of
from crawler.extract.pages.elsewhere import led_to
from crawler.extract.read import read_page
from crawler.extract.template.model import Stages

MARKUP = frozenset(
    (
        "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml",
        "application/octet-stream", "application/json", "text/json",
        "application/rss+xml", "application/atom+xml", "application/gzip", "application/x-gzip", None,
    )
)  # fmt: skip
UNREAD = ("image", "file", "resource", "other")
"""Kinds of addresses whose payloads are kept and not read."""
FILES = ("image", "file")
_MOST = 2**63 - 1
"""The largest count that the archive holds."""
LARGEST_NOTICE = 500_000
"""Bytes of HTML in place of a file that are read."""


def read_capture(
    capture: Capture,
    wanted: AddressKind,
    address: Callable[[str], Address],
    cms: Cms,
    stages: Stages = (),
) -> Page | None:
    """Reads `capture`, made at an address that promises `wanted`. None for captures that are not read.

    `address` classifies addresses of this portal, `cms` is its CMS. The first of `stages` with a fitting
    template reads an article. Pure; never raises.
    """
    if capture.status is not None and 300 <= capture.status < 400 and capture.status != 304:
        return _redirect(capture, wanted, address)
    if wanted in FILES and capture.payload and is_html(capture):
        return _in_place_of_file(capture, capture.payload, cms)
    if not capture.payload or wanted in UNREAD or capture.media_type not in MARKUP:
        return None
    content_type = header(capture, "content-type")
    page = read_page(capture.payload, capture.url, cms, content_type, stages if is_page(capture) else ())
    page = _countable(page)
    asked = address(capture.url)
    if page.article and asked.kind == "article" and asked.cms_id != page.article.cms_id:
        page = replace(page, article=replace(page.article, cms_id=asked.cms_id))
    page = replace(page, listed=tuple(_listed(page.items, address)))
    return _doubted(page, capture.captured_at)


def _in_place_of_file(capture: Capture, payload: bytes, cms: Cms) -> Page | None:
    """What HTML in place of a picture or document says of it: that it is not there, or that a wall is; else None.
    The counters of the portal that it shows count."""
    if len(payload) > LARGEST_NOTICE:
        return None
    page = _countable(read_page(payload, capture.url, cms, "text/html"))
    return Page(page.kind, page.reason, visits=page.visits) if page.kind in ("missing", "wall") else None


def _listed(items: Iterable[ListItem], address: Callable[[str], Address]) -> Iterator[Listed]:
    """What a list says of articles, by the names that the portal's CMS gives them."""
    for item in items:
        listed = address(item.url)
        if listed.kind == "article" and item.title:
            yield Listed(listed.cms_id or listed.url, item.title, item.published_at)


def _countable(page: Page) -> Page:
    """`page` without counts above what the archive holds, each of which is a problem."""
    article, visits = page.article, page.visits
    if article is not None and (article.views or 0) > _MOST:
        problems = (*page.problems, "views: the number is too large")
        page = replace(page, article=replace(article, views=None), problems=problems)
    large = [name for name in NUMBERS if visits is not None and (getattr(visits, name) or 0) > _MOST]
    if visits is not None and large:
        problems = (*page.problems, *(f"visits: the number is too large: {name}" for name in large))
        none: dict[str, Any] = dict.fromkeys(large)
        page = replace(page, visits=replace(visits, **none), problems=problems)
    return page


def _doubted(page: Page, at: str) -> Page:
    """`page` with a problem noted where it is dated after it was captured; a day is left for time zones."""
    published = page.article.published_at if page.article else None
    if published is None or day_of(published) <= day_of(clock.later(at, timedelta(days=1))):
        return page
    return replace(page, problems=(*page.problems, f"published_at lies in the future: {published}"))


def redirect_target(capture: Capture) -> str | None:
    """The absolute target of a redirect; None where the reply is none."""
    return target_of(capture.headers, capture.url)


def header(capture: Capture, name: str) -> str | None:
    """The first header of that name (in lower case), or None."""
    return first(capture.headers, name)


def _redirect(capture: Capture, wanted: AddressKind, address: Callable[[str], Address]) -> Page:
    target = redirect_target(capture)
    if target is None:
        return Page("other", "redirect", problems=("a redirect that names no address",))
    return led_to(target, address(target), wanted, capture.url) or Page("other", "redirect")
