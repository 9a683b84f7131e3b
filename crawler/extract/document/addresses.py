"""What the form of an address tells, remembered between pages."""

from __future__ import annotations

from functools import lru_cache

from archive.model import Address
from crawler.cms import address_of

_LONGEST_URL = 600


def address(url: str, portal: str | None) -> Address:
    """`address_of`, remembered: the same menus stand on all pages of a portal."""
    return _remembered(url, portal) if len(url) <= _LONGEST_URL else _address(url, portal)


def _address(url: str, portal: str | None) -> Address:
    try:
        return address_of(url, portal)
    except (LookupError, ImportError, ValueError):
        return Address(url)


_remembered = lru_cache(maxsize=8192)(_address)
