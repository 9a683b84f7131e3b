"""The result of a survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from archive.model import Article, Page, Site


@dataclass(frozen=True, slots=True)
class Look:
    """One page that was tried. `page` is None where it was not available; `why` says why not."""

    url: str
    wanted: str
    page: Page | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """The result of a survey. `title` is None where the home page has none, `cms` where none is recognised.

    `addresses` maps kinds to the forms that the portal's file must declare. `feeds` are working sitemaps and
    feeds. `doubts` are for a person to look at.
    """

    home: str
    cms: str | None
    domain: str
    title: str | None
    sites: tuple[Site, ...]
    looks: tuple[Look, ...]
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    feeds: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def articles(self) -> list[Article]:
        """What was read of the articles that were tried."""
        return [
            look.page.article
            for look in self.looks
            if look.wanted == "article" and look.page and look.page.article
        ]

    def stores(self) -> list[str]:
        """Foreign hosts that hold pictures or documents of these articles."""
        urls = [url for each in self.articles() for url in (*each.images, *(a.url for a in each.attachments))]
        hosts = dict.fromkeys(urlsplit(url).netloc for url in urls)
        return [host for host in hosts if f".{host}".removesuffix(f".{self.domain}") == f".{host}"]


class NotRecognised(Exception):
    """No links of the home page lead to articles."""
