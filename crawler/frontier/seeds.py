"""The addresses that a crawl begins with."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.crawls import was_stopped
from archive.frontier import alternates, make_due
from archive.model import Address
from archive.store import Archive
from crawler.frontier.queue import Queue
from crawler.options import Options


def sow(
    archive: Archive,
    portal: str,
    options: Options,
    hosts: set[str],
    queue: Queue,
    seeds: list[Address],
    at: str,
) -> None:
    """Makes due what this crawl begins with: home pages and lists, or everything, or what was given.

    `hosts` gets those of the seeds. A crawl that was stopped before its end is taken up where it was left.
    """
    db = archive.db
    hosts |= {urlsplit(seed.url).netloc for seed in seeds}
    with archive.writing():
        sown = make_due.sow(db, portal, seeds, at)
        make_due.readmit(db, portal, None if options.all else at)
        alternates.adopt(db, portal, hosts)
        if options.addresses:
            make_due.make_due(db, sown, at)
            queue.among = set(sown)
        elif options.all:
            make_due.make_all_due(db, portal, hosts, at)
        elif not was_stopped(archive, portal):
            make_due.make_due(db, sown, at)
            make_due.make_fronts_due(db, portal, hosts, at)
        if options.new:
            queue.among = set(make_due.newcomers(db, portal, hosts))
