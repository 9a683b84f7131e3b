"""The declaration of a portal, shared by crawl, scope and registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from archive.model import Portal, Site
from crawler.cms import Cms
from crawler.cms.systems import system


class PortalSpec:
    """A portal. Crawls, imports and the registry pass the class itself around.

    A subclass sets `name` (short), `title`, `home`, `cms`, and `domains`: the portal's own domains, with all
    hosts under them. Where known it sets `sites`; `starts`, pages to begin with beside the home page; `feeds`,
    sitemaps and feeds; `media_domains`, foreign hosts with the portal's pictures; `moved_to`, the home page
    where the portal goes on; and `insecure_tls`, True where its certificate is known to be broken (each capture
    notes that). `places` gives the places of fields, each as the parts of a `crawler.extract.template.model.Place`
    (None: nowhere), which win over learned ones. `forms` are forms of addresses that replace those of the CMS.
    """

    name: str
    title: str
    home: str
    domains: tuple[str, ...]
    media_domains: tuple[str, ...] = ()
    cms: str = ""
    sites: tuple[Site, ...] = ()
    starts: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    moved_to: str | None = None
    insecure_tls: bool = False
    places: Mapping[str, Mapping[str, Any] | None] = MappingProxyType({})
    forms: Cms | None = None

    @classmethod
    def portal(cls) -> Portal:
        """The portal as the archive knows it."""
        return Portal(cls.name, cls.title, cls.home, cls.cms)

    @classmethod
    def system(cls) -> Cms:
        """What reads the portal's addresses. Raises LookupError where its CMS is not known."""
        return cls.forms or system(cls.cms)
