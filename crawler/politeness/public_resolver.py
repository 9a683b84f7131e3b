"""Refuses host names that resolve to private networks.

Neither a page nor the portal's DNS may send the crawler into the archivist's own network. Hosts that the archivist
names as homes are exempt.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, made to refuse addresses that are not public."""

    _process: Any

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        resolver = super().from_crawler(crawler, reactor)
        resolver._process = crawler
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """Fails with DNSLookupError where the address found is private, loopback or reserved."""
        return super().getHostByName(name, timeout).addCallback(self._public_only, name)

    def _public_only(self, found: str, name: str) -> str:
        spiders = [crawler.spider for crawler in self._process.crawlers if crawler.spider]
        exempt = any(name in spider.scope.home_hosts for spider in spiders)
        if not exempt and not ipaddress.ip_address(found).is_global:
            raise DNSLookupError(f"{name} leads to {found}, an address of a private network")
        return found
