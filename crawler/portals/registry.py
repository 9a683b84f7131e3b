"""The portals that luutru knows: one for each file in `crawler/spiders/`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import crawler.spiders
from crawler.portal import PortalSpec


@cache
def portals() -> dict[str, type[PortalSpec]]:
    """Every portal's class, which is its spider, too, by the portal's name, in alphabetical order."""
    found: dict[str, type[PortalSpec]] = {}
    for info in pkgutil.iter_modules(crawler.spiders.__path__, "crawler.spiders."):
        for thing in vars(importlib.import_module(info.name)).values():
            if isinstance(thing, type) and thing.__module__ == info.name and issubclass(thing, PortalSpec):
                found[thing.name] = thing
    return dict(sorted(found.items()))


def portal_named(name: str) -> type[PortalSpec]:
    """The portal of that name. Raises LookupError, which names those that are known."""
    known = portals()
    if name not in known:
        raise LookupError(f"There is no portal {name!r}. Known portals: {', '.join(known)}.")
    return known[name]
