"""Detects what leads to foreign hosts on too many pages: redirects of a portal that moved, links that somebody hid."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from archive.alarms import SHOWN, Alarm
from archive.captures.load import load_capture
from archive.captures.record import Recorded
from archive.contents.url_keys import is_foreign
from crawler.extract.capture import redirect_target
from crawler.extract.document.hidden import is_hidden
from crawler.extract.document.links import page_links
from crawler.extract.document.tree import parsed
from crawler.frontier.scope import Scope
from crawler.items import Reply
from crawler.monitoring import baseline
from crawler.monitoring.watch import Watch

if TYPE_CHECKING:
    from archive.store import Archive

MANY = 3
"""Pages with redirects to one foreign host, from which the portal counts as moved. One home page suffices."""
HALF = 0.5
"""A link on a larger share of the pages of one kind stands in the frame of the portal, or was put into every page."""
FEWEST = 5
"""Pages of one kind below which a share says nothing."""
KEPT = 100
"""Foreign hosts that a crawl remembers."""
GOVERNMENT = ".gov.vn"
LOOKED_AT = 3
"""Pages of those that lead to a host for the first time that are looked at for what readers do not see."""


class MovedHosts:
    """Counts redirects to hosts that may not be contacted, and proposes `moved_to` for the portal's file."""

    def __init__(self, scope: Scope, watch: Watch) -> None:
        self._scope = scope
        self._watch = watch
        self._left: dict[str, dict[str, str]] = defaultdict(dict)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in where a page redirects to."""
        target = redirect_target(reply.capture) if recorded.outcome in ("redirect", "host-closed") else None
        host = urlsplit(target or "").netloc
        if not host or self._scope.allows_host(host):
            return
        url = urlsplit(reply.capture.url)
        pages, page = (
            self._left[host],
            f"{url.path}?{url.query}",
        )  # one page on all hosts of the portal is one
        if page in pages:
            return
        pages[page] = reply.capture.url
        # a site below the portal's home page may be another's all along
        is_home = reply.lease.kind == "home" and url.path in ("", "/")
        if len(pages) == MANY or is_home:
            scheme = urlsplit(target or "").scheme
            alarm = Alarm(
                "host-moved", f'moved_to = "{scheme}://{host}/"', addresses=tuple(pages.values())[:SHOWN]
            )
            self._watch.sound(alarm, reply.capture.captured_at)


class HiddenLinks:
    """Counts the foreign hosts that most pages link, and tells of those that none linked in earlier crawls and that
    readers do not see: whoever breaks into a portal puts them there for search engines."""

    def __init__(self, archive: Archive, portal: str, crawl_id: int, watch: Watch) -> None:
        self._archive = archive
        self._of = portal, crawl_id
        self._watch = watch
        self._pages: Counter[str] = Counter()
        self._linked: dict[str, Counter[str]] = defaultdict(Counter)
        self._examples: dict[str, list[int]] = defaultdict(list)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in where a page leads."""
        if reply.page is None or recorded.outcome != "ok":
            return
        kind, url = reply.lease.kind, reply.capture.url
        self._pages[kind] += 1
        own = urljoin(url, "/")  # most links stay there
        hosts = {_host(link) for link in reply.page.links if not link.startswith(own)}
        for host in {host for host in hosts if _is_strange(host, url)}:
            self._linked[kind][host] += 1
            if len(self._examples[host]) < LOOKED_AT:
                self._examples[host].append(recorded.capture_id)

    def judge(self, at: str) -> None:
        """Raises the alarm, inside a transaction."""
        earlier = list(
            baseline.measured(self._archive.db, *self._of, "strange_hosts", "hidden-links").values()
        )
        known = {host for hosts in earlier for host in hosts}
        new = [host for host in self._strange() if host not in known] if earlier else []
        pages = dict.fromkeys(capture_id for host in new for capture_id in self._examples[host])
        hiding: dict[str, None] = {}
        for capture_id in list(pages)[:LOOKED_AT]:
            capture = load_capture(self._archive, capture_id)
            links = [link for link in hidden_links(capture.payload or b"", capture.url) if _host(link) in new]
            hiding |= dict.fromkeys((capture.url, *links) if links else ())
        if hiding:
            self._watch.sound(Alarm("hidden-links", addresses=tuple(hiding)[:SHOWN]), at)

    def as_dict(self) -> dict[str, Any]:
        """For the crawl's row: the foreign hosts that most pages of a kind link."""
        return {"strange_hosts": self._strange()[:KEPT]}

    def _strange(self) -> list[str]:
        return sorted(
            {
                host
                for kind, hosts in self._linked.items()
                for host, count in hosts.items()
                if self._pages[kind] >= FEWEST and count > HALF * self._pages[kind]
            }
        )


def hidden_links(payload: bytes, url: str) -> Iterator[str]:
    """The links of a page that its readers do not see."""
    root, _, _ = parsed(payload)
    if root is not None:
        for link in root.iter("a"):
            if any(is_hidden(element) for element in (link, *link.iterancestors())):
                yield from page_links(link, url)


def _host(link: str) -> str:
    return urlsplit(link).netloc


def _is_strange(host: str, url: str) -> bool:
    """Whether a host is foreign to a page, and no other authority's: those link each other."""
    return bool(host) and not host.endswith(GOVERNMENT) and is_foreign(host, url)
