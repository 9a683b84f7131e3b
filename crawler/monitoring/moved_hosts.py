"""Detects a portal that moved: its pages redirect to a host outside its domains."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from archive.alarms import SHOWN, Alarm
from archive.captures.record import Recorded
from crawler.extract.capture import redirect_target
from crawler.frontier.scope import Scope
from crawler.items import Reply
from crawler.monitoring.watch import Watch

MANY = 3
"""Pages with redirects to one foreign host, from which the portal counts as moved. One home page suffices."""


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
