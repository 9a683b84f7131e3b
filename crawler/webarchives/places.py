"""Tells of what portal a capture made by others is, and at which address of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from archive.model import Address, Capture
from crawler.frontier.scope import Scope
from crawler.options import Options
from crawler.portal import PortalSpec
from crawler.webarchives.unread import kind_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A capture as one of its portal, with the portal's scope and the capture's address there."""

    capture: Capture
    portal: type[PortalSpec]
    scope: Scope
    address: Address


class Places:
    """The hosts of `portals`, and those of `homes`, addresses at which they were crawled. `distrusted` are, by portal,
    the ids that are of two articles. `scopes` are those of the portals, by name."""

    def __init__(
        self,
        portals: Mapping[str, type[PortalSpec]],
        homes: tuple[str, ...],
        distrusted: Mapping[str, Collection[str]],
    ) -> None:
        options = Options(homes=homes, media="all")
        self._portals = portals
        self.scopes = {name: Scope(spider, options) for name, spider in portals.items()}
        for name, scope in self.scopes.items():
            scope.distrust(distrusted[name])

    def placed(self, capture: Capture) -> Placed | None:
        """A capture at its place; None where it is of no portal."""
        url = safe_url_string(capture.url)
        place = self._place(url)
        if place is None:
            return None
        name, address = place
        scope = self.scopes[name]
        capture = replace(capture, portal=name, url=url)
        if address.kind == "other" or not scope.allows(address):
            address = Address(address.url, kind_of(capture))
        return Placed(capture, self._portals[name], scope, address)

    def normal(self, url: str) -> str:
        """An address as the archive has it."""
        url = safe_url_string(url)
        place = self._place(url)
        return place[1].url if place else url

    def _place(self, url: str) -> tuple[str, Address] | None:
        for name, scope in self.scopes.items():
            with suppress(ValueError):
                address = scope.address(url)
                if scope.allows_host(urlsplit(address.url).netloc):
                    return name, address
        return None
