"""The portals that luutru knows: one for each file in `crawler/spiders/`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, cast

from scrapy import Spider

import crawler.spiders

if TYPE_CHECKING:
    from crawler.crawl.spider import PortalSpider


@cache
def portals() -> dict[str, type[PortalSpider]]:
    """Every portal's spider by the portal's name, in alphabetical order."""
    found: dict[str, type[PortalSpider]] = {}
    for info in pkgutil.iter_modules(crawler.spiders.__path__, "crawler.spiders."):
        for thing in vars(importlib.import_module(info.name)).values():
            if isinstance(thing, type) and thing.__module__ == info.name and issubclass(thing, Spider):
                found[thing.name] = cast("type[PortalSpider]", thing)
    return dict(sorted(found.items()))


def find(name: str) -> type[PortalSpider]:
    """The spider of the portal of that name. Raises LookupError, which names those that are known."""
    known = portals()
    if name not in known:
        raise LookupError(f"There is no portal {name!r}. Known portals: {', '.join(known)}.")
    return known[name]
