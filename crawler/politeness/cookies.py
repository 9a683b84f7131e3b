"""Keeps cookies as a browser does."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http.cookies import CookieJar

MOST = 50
"""Cookies that are kept, as many as a browser keeps for one host at least."""
LARGEST = 8000
"""Characters of all of them: servers refuse requests with much longer headers."""


class Cookies(CookiesMiddleware):
    """Cookies as a browser keeps them.

    Scrapy's own middleware asks a foreign host for the list of public suffixes, to keep one site from
    setting cookies for another. No host but the portal's own is contacted, so there is nothing to keep
    apart. What goes beyond `MOST` and `LARGEST` is not kept.
    """

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        for cookie in cookies:
            kept = {(each.domain, each.path, each.name): _size(each) for each in jar}
            kept.pop((cookie.domain, cookie.path, cookie.name), None)
            if len(kept) < MOST and sum(kept.values()) + _size(cookie) <= LARGEST:
                jar.set_cookie_if_ok(cookie, request)


def _size(cookie: Cookie) -> int:
    return len(cookie.name) + len(cookie.value or "")
