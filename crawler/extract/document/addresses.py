"""Classifies addresses by their form, and remembers the answers between pages."""

from __future__ import annotations

from functools import lru_cache

from archive.model import Address
from crawler.cms import Cms
from crawler.cms.systems import address_of
from crawler.extract.document.memo import LONGEST


def address(url: str, cms: Cms | None) -> Address:
    """`address_of`, remembered: the same menus are on all pages of a portal."""
    return _remembered(url, cms) if len(url) <= LONGEST else _address(url, cms)


def _address(url: str, cms: Cms | None) -> Address:
    try:
        return address_of(url, cms)
    except (LookupError, ValueError):
        return Address(url)


_remembered = lru_cache(maxsize=8192)(_address)
