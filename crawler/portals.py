"""The portals that luutru knows: one for each file in `crawler/spiders/`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

import crawler.spiders

if TYPE_CHECKING:
    from crawler.spider import PortalSpider


@cache
def portals() -> dict[str, type[PortalSpider]]:
    """Every portal's spider by the portal's name, in alphabetical order."""
    found = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(crawler.spiders.__path__)):
        for thing in vars(importlib.import_module(f"crawler.spiders.{module}")).values():
            if (
                isinstance(thing, type)
                and thing.__module__ == f"crawler.spiders.{module}"
                and hasattr(thing, "cms")
            ):
                found[thing.name] = thing
    return found


def find(name: str) -> type[PortalSpider]:
    """The spider of the portal of that name. Raises LookupError, which names those that are known."""
    known = portals()
    if name not in known:
        raise LookupError(f"There is no portal {name!r}. Known portals: {', '.join(known)}.")
    return known[name]
