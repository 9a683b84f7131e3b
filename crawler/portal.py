"""What a portal's file declares: the ground that crawl, scope and registry share."""

from __future__ import annotations

from archive.model import Portal, Site


class PortalSpec:
    """A portal. The class itself is passed around, for a crawl, an import and the registry alike.

    A subclass sets `name` (the portal's short name), `title`, `home`, `domains` (the portal's own:
    these and all hosts under them), `cms`, and where they are known `sites`, `starts` (pages to begin
    with beside the home page), `media_domains` (foreign hosts that hold the portal's pictures) and
    `insecure_tls` (True for a portal whose certificate is known to be broken; each capture says so).
    """

    name: str
    title: str
    home: str
    domains: tuple[str, ...]
    media_domains: tuple[str, ...] = ()
    cms: str
    sites: tuple[Site, ...] = ()
    starts: tuple[str, ...] = ()
    insecure_tls: bool = False

    @classmethod
    def portal(cls) -> Portal:
        """The portal as the archive knows it."""
        return Portal(cls.name, cls.title, cls.home, cls.cms)
