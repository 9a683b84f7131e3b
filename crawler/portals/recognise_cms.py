"""Recognises the CMS of a portal by its links and its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.model import Address
from crawler.cms.declared import Declared
from crawler.cms.systems import CODED, DECLARED, system
from crawler.politeness.http_client import HttpResponse

_DATED = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/|$)")


def recognised(links: Iterable[str]) -> str | None:
    """The CMS of a module whose numbered categories, or articles of its own form, links lead to; None where none
    does."""
    urls = list(links)
    counts = {
        name: sum(is_characteristic(name, each) for each in map(system(name).address, urls)) for name in CODED
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None


def is_characteristic(name: str, address: Address) -> bool:
    """Whether links to `address` speak for the CMS `name`: other CMSs have no addresses of this form."""
    if name == "liferay" or _DATED.search(address.url):
        return name == "liferay" and address.kind == "article"
    return address.kind in ("article", "list") and (
        address.category is not None or (address.cms_id or "").startswith("steering")
    )


def marked(replies: Iterable[HttpResponse]) -> str | None:
    """The declared CMS with most of its marks in the pages."""
    markup = "\n".join(reply.body.decode("utf-8", "replace").casefold() for reply in replies)
    counts = {
        name: sum(mark.casefold() in markup for mark in cms.marks)
        for name in DECLARED
        if isinstance(cms := system(name), Declared)
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None
