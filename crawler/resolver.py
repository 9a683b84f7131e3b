"""Names that lead into private networks are not followed.

A page, or whoever controls the portal's DNS, must not be able to send the crawler to machines of the
archivist's own network. Hosts that the archivist named as homes are exempt.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, which refuses answers that are no public address."""

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        resolver = super().from_crawler(crawler, reactor)
        resolver.exempt = crawler.spider.scope.home_hosts if crawler.spider else frozenset()
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """Fails with DNSLookupError where the address found is private, loopback or reserved."""
        return super().getHostByName(name, timeout).addCallback(self._public_only, name)

    def _public_only(self, found: str, name: str) -> str:
        if name not in self.exempt and not ipaddress.ip_address(found).is_global:
            raise DNSLookupError(f"{name} leads to {found}, an address of a private network")
        return found
