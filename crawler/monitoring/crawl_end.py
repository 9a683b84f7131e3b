"""Decides how a crawl ended: finished, stopped, failed, or with an alarm."""

from __future__ import annotations

from collections.abc import Sequence

from archive.alarms import Alarm
from archive.crawls import CrawlState
from archive.wording import stored
from crawler.frontier.queue import Queue
from crawler.monitoring.watch import Watch
from crawler.politeness.hosts import Hosts
from crawler.stats import CrawlStats

OUTCOME_WORDS = {
    "dns": "host name not found",
    "tls": "no trusted connection",
    "timeout": "timed out",
    "failed": "no reply",
    "truncated": "cut short",
    "soft-404": "not found",
    "unreadable": "not understood",
    "no-text": "without its text",
}
"""Outcomes whose names do not speak for themselves."""


def end_state(
    reason: str,
    hosts: Hosts,
    stats: CrawlStats,
    queue: Queue,
    watch: Watch,
    absent_sites: Sequence[str],
    known_sites: Sequence[str],
    any_articles: bool,
    portal_state: str | None,
) -> tuple[CrawlState, str | None]:
    """The state of a crawl that Scrapy closed for `reason`, and in words what ended it early.

    `absent_sites` were requested and have no known page. `known_sites` are those in the portal's file.
    `any_articles`: some article of the portal is known. `portal_state` describes a portal that shows nothing
    known any more.
    """
    if reason == "shutdown":
        return "stopped", stored("it was told to stop")
    if reason != "finished":
        return "stopped", reason
    refused = "; ".join(hosts.refused.values())
    silent = "; ".join(hosts.silent.values())
    if portal_state is not None:
        return "failed", f"{portal_state}; {refused}" if refused else portal_state
    if not stats.answered and (stats.captures or refused):
        counts = ", ".join(
            f"{count} × {OUTCOME_WORDS.get(name, name)}" for name, count in stats.outcomes.items()
        )
        return "failed", refused or silent or counts
    if not stats.answered and stats.excluded:
        return "failed", stored(
            "robots.txt forbids all {excluded} addresses that were due", excluded=stats.excluded
        )
    limit = queue.limit()
    if absent_sites and not (limit or refused or silent):
        if not known_sites:
            return "failed", stored(
                "no page of the portal leads to a site named {sites}", sites=", ".join(absent_sites)
            )
        return "failed", stored(
            "no page of the portal leads to a site named {sites}; those known are {known}",
            sites=", ".join(absent_sites),
            known=", ".join(known_sites),
        )
    if not any_articles and not (limit or refused or silent):
        return "failed", stored("no page that was read leads to an article")
    if watch.raised:
        return "alarm", watch.raised[0]
    return ("stopped", refused) if refused else ("finished", limit)


def look_back(at: str, hosts: Hosts, stats: CrawlStats, queue: Queue, watch: Watch) -> None:
    """Raises the alarms that only the whole crawl shows."""
    watch.judge(at, stats.articles, stats.articles - stats.new, stats.changed)
    if not stats.answered:
        return
    for host in hosts.silent:
        watch.sound(Alarm("silent", addresses=(host,)), at)
    if not (queue.limit() or hosts.refused or hosts.silent):
        for lease in queue.unfinished:
            watch.sound(Alarm("unfinished", addresses=(lease.url,)), at)
