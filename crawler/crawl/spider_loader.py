"""Makes Scrapy's spiders: one for each portal, from its file or its Python class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapy import Request, Spider

from crawler.crawl.spider import PortalSpider
from crawler.portal import PortalSpec
from crawler.portals.registry import portal_named, portals


def spider_of(portal: type[PortalSpec]) -> type[PortalSpider]:
    """The spider of a portal: the class itself where it is one."""
    return portal if issubclass(portal, PortalSpider) else type(portal.__name__, (portal, PortalSpider), {})


class PortalLoader:
    """Scrapy's way to its spiders, by the names of portals."""

    @classmethod
    def from_settings(cls, settings: Any) -> PortalLoader:
        return cls()

    def load(self, spider_name: str) -> type[Spider]:
        """Raises KeyError for a name that is none."""
        try:
            return spider_of(portal_named(spider_name))
        except LookupError as error:
            raise KeyError(str(error.args[0])) from None

    def list(self) -> Sequence[str]:
        return list(portals())

    def find_by_request(self, request: Request) -> Sequence[str]:
        """None: a crawl is of a portal, not of an address."""
        return []
