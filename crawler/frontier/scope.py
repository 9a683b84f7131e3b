"""Decides which addresses a crawl may contact, and which of them it wants.

The crawl contacts only the portal's own hosts: those under its domains or, where the archivist names homes, exactly
the hosts of these. Every link and redirect is checked here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from archive.alarms import distrusted_ids
from archive.model import Address, AddressKind, Page
from crawler.cms.declared import Declared
from crawler.extract.document.addresses import address as classified
from crawler.frontier.traps import grows
from crawler.options import PAGES, Options
from crawler.portal import PortalSpec

REMEMBERED = 20_000
"""How many addresses are judged once and remembered."""
LONGEST = 2000
"""Longer addresses are traps; no portal has been seen with one above 700 characters."""


class Scope:
    """The scope of one crawl of `portal` with `options`."""

    def __init__(self, portal: type[PortalSpec], options: Options) -> None:
        self.cms = portal.system()
        self._sids = {site.sid: site.sname for site in portal.sites if site.sid}
        self._options = options
        self._hosts = frozenset(urlsplit(home).netloc for home in options.homes)
        self._moved = _plain(portal.moved_to or "")
        moved = (self._moved,) if self._moved else ()
        self._domains = () if self._hosts else (*portal.domains, *moved)
        self._media_domains = () if self._hosts else portal.media_domains
        self.home_hosts = frozenset(urlsplit(home).hostname or "" for home in options.homes)
        own = urlsplit(portal.home).hostname or ""
        if not options.homes and _is_number(own):
            # The portal's own file names a replica. Were it a name, others would decide where it leads.
            self.home_hosts = frozenset((own, *filter(_is_here, map(_host, portal.domains))))
        self._declared = isinstance(self.cms, Declared)
        homes = (portal.home, portal.moved_to or "", *options.homes)
        self._own_hosts = {_plain(url) for url in homes}
        self._homes = {self.cms.address(url).url for url in homes if url}
        self._distrusted: set[str] = set()
        # Menus and side bars lead to the same places from every page.
        self.address = lru_cache(REMEMBERED)(self._address)
        self._page = lru_cache(REMEMBERED)(self._wanted_page)

    @classmethod
    def for_archive(cls, db: sqlite3.Connection, portal: type[PortalSpec]) -> Scope:
        """The scope of all that an archive holds of `portal`, without the ids that alarms say are of two articles."""
        scope = cls(portal, Options())
        scope.distrust(distrusted_ids(db, portal.name))
        return scope

    def distrust(self, ids: Iterable[str]) -> None:
        """From now on addresses that tell one of these ids are each an article of its own."""
        self._distrusted |= set(ids)
        self.address.cache_clear()
        self._page.cache_clear()

    def _address(self, url: str) -> Address:
        """What the form of an absolute address tells, with the site by its name."""
        address = classified(url, self.cms)
        if address.cms_id in self._distrusted and address.kind == "article":
            address = replace(address, cms_id=None)
        if address.kind == "other" and address.url in self._homes:
            address = replace(address, kind="home")
        if address.kind == "list" and self._declared and (host := self._other_host(address.url)):
            # departments of one domain have lists of one path; mirrors of lists cost a few requests
            address = replace(address, cms_id=f"{host}{address.cms_id}")
        if address.site in self._sids:
            address = replace(address, site=self._sids[address.site])
        return address

    def _other_host(self, url: str) -> str | None:
        """The host of `url` where it is none at which the portal as a whole is or was."""
        host = _plain(url)
        return None if host in self._own_hosts else host

    @property
    def places(self) -> list[str]:
        """The hosts, or the domains with all hosts under them, whose pages may be fetched."""
        return sorted(self._hosts or self._domains)

    def allows(self, address: Address) -> bool:
        """True if the address may be contacted."""
        if len(address.url) > LONGEST or not address.url.startswith(("http://", "https://")):
            return False
        host = urlsplit(address.url).netloc
        is_media = address.kind in ("image", "file", "resource")
        if not is_media and grows(urlsplit(address.url).path):
            return False
        return self.allows_host(host) and (is_media or not _under(host, self._media_domains))

    def allows_host(self, host: str) -> bool:
        """True if pages of `host` (with its port) may be fetched."""
        return host in self._hosts or _under(host, (*self._domains, *self._media_domains))

    def is_left(self, url: str) -> bool:
        """True if the portal goes on elsewhere, by its file, than at the host of `url`."""
        return bool(self._moved) and not _under(urlsplit(url).netloc, (self._moved,))

    def wants(self, address: Address) -> bool:
        """True if the address may be contacted and is of a site that was asked for.

        The root of a host stays wanted: the way to a site may lead through it.
        """
        if address.kind == "other" or not self.allows(address):
            return False
        sites = self._options.sites
        return not sites or address.site in (None, *sites) or address.kind not in PAGES or _is_root(address)

    def found(self, page: Page) -> Iterator[Address]:
        """The addresses that `page` leads to and this crawl may want."""
        since = self._options.since
        pages = self.pages(page.links)
        if since:
            recent = {
                self.address(item.url).url
                for item in page.items
                if not (item.published_at and item.published_at < since)
            }
            pages = (address for address in pages if address.kind != "article" or address.url in recent)
        yield from pages
        if page.article:
            yield from self.media(page.article.images, "image")
            yield from self.media((each.url for each in page.article.attachments), "file")

    def onward(self, target: str | None, kind: AddressKind) -> Iterator[Address]:
        """The target of a redirect from an address of that kind, if it may be contacted."""
        address = self.address(target or "")
        if address.kind == "other":
            address = replace(address, kind=kind)
        if self.allows(address):
            yield address

    def pages(self, urls: Iterable[str]) -> Iterator[Address]:
        """The wanted pages among the absolute `urls`; each address once."""
        seen: set[str] = set()
        for url in urls:
            address = self._page(url)
            if address is not None and address.url not in seen:
                seen.add(address.url)
                yield address

    def _wanted_page(self, url: str) -> Address | None:
        address = self.address(url)
        return address if address.kind in PAGES and self.wants(address) else None

    def media(self, urls: Iterable[str], kind: AddressKind) -> Iterator[Address]:
        """The allowed addresses among the absolute `urls` of pictures, files or what else a page needs."""
        for url in dict.fromkeys(urls):
            address = replace(self.address(url), kind=kind, cms_id=None, site=None)
            if self.allows(address):
                yield address


def _plain(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _is_here(host: str) -> bool:
    """Whether a host is by itself an address, or this machine: no name service says where it leads."""
    return _is_number(host) or host == "localhost"


def _host(domain: str) -> str:
    return urlsplit(f"//{domain}").hostname or ""


def _under(host: str, domains: Iterable[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _is_root(address: Address) -> bool:
    return urlsplit(address.url).path == "/" and not urlsplit(address.url).query
