"""The declaration of a portal, shared by crawl, scope and registry."""

from __future__ import annotations

from archive.model import Portal, Site
from crawler.cms import Cms
from crawler.cms.systems import system


class PortalSpec:
    """A portal. The class itself is passed around, for a crawl, an import and the registry alike.

    A subclass sets `name` (the portal's short name), `title`, `home`, `domains` (the portal's own:
    these and all hosts under them), `cms`, and where they are known `sites`, `starts` (pages to begin
    with beside the home page), `feeds` (sitemaps and feeds, which name articles, too), `media_domains`
    (foreign hosts that hold the portal's pictures), `moved_to` (the home page at which the portal goes on)
    and `insecure_tls` (True for a portal whose certificate is known to be broken; each capture says so).
    `forms` is what the portal's own file declares of its addresses, in place of what its CMS does.
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
    forms: Cms | None = None

    @classmethod
    def portal(cls) -> Portal:
        """The portal as the archive knows it."""
        return Portal(cls.name, cls.title, cls.home, cls.cms)

    @classmethod
    def system(cls) -> Cms:
        """What reads the portal's addresses. Raises LookupError where its CMS is not known."""
        return cls.forms or system(cls.cms)
