"""Cookies, as a browser keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http.cookies import CookieJar


class Cookies(CookiesMiddleware):
    """Cookies as a browser keeps them.

    Scrapy's own middleware asks a foreign host for the list of public suffixes, to keep one site from
    setting cookies for another. No host but the portal's own is contacted, so there is nothing to keep
    apart.
    """

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        for cookie in cookies:
            jar.set_cookie_if_ok(cookie, request)
