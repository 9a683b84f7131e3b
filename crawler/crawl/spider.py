"""The spider of all portals. A portal is a subclass with attributes."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive import clock
from archive.frontier.leases import Lease
from archive.model import Address, Capture, Page, PagerLink
from archive.readings.outcome import SPOILT, TRANSIENT, is_as_before, outcome_of
from archive.wording import t
from crawler.crawl import responses
from crawler.crawl.run import Run
from crawler.crawl.seen_before import Asked
from crawler.extract.capture import read_capture, redirect_target
from crawler.frontier.conditional_get import conditions, expected_of
from crawler.frontier.queue import FRONTS, PARTS
from crawler.frontier.retries import followed, retried
from crawler.frontier.scope import Scope
from crawler.frontier.under_way import UNREAD, Interrupted
from crawler.items import Reply
from crawler.options import BadOption, options
from crawler.pagination.postback import posted
from crawler.pagination.walk import Walk, all_older, continued, entries_of
from crawler.politeness.download_handler import Aborted, NotNow
from crawler.politeness.manners import NO_CONTACT, reaches, user_agent
from crawler.politeness.robots import ForbiddenByRobots, RobotsUnknown
from crawler.portal import PortalSpec

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings


LARGEST_PAGE = 20 * 1024 * 1024
"""Bytes, decompressed; pictures and documents may have as many as DOWNLOAD_MAXSIZE says."""


class PortalSpider(PortalSpec, Spider):
    """Crawls the portal that a subclass declares; `PortalSpec` names what it may set."""

    run: Run

    def __init__(self, **arguments: Any) -> None:
        super().__init__()
        self.options = options(**arguments)
        self.scope = Scope(type(self), self.options)
        self.insecure = self.options.insecure or self.insecure_tls

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        settings.set("USER_AGENT", user_agent(settings["LUUTRU_CONTACT"]), priority="spider")
        if cls.insecure_tls:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PortalSpider:
        spider: PortalSpider = super().from_crawler(crawler, *args, **kwargs)
        # Scrapy asks only its handlers, and so makes records of every page and item that no one reads.
        logging.getLogger("scrapy").setLevel(crawler.settings["LOG_LEVEL"])
        if not spider.options.homes and not reaches(crawler.settings["LUUTRU_CONTACT"]):
            raise BadOption(t(NO_CONTACT))
        path = Path(crawler.settings["LUUTRU_ARCHIVE"])
        spider.run = Run.begin(cls, path, spider.options, spider.scope, list(spider.seeds()), crawler.stop)
        return spider

    def seeds(self) -> Iterator[Address]:
        """Where this crawl begins: the addresses given, else the homes."""
        moved = (self.moved_to,) if self.moved_to else ()
        urls = self.options.addresses or self.options.homes or (self.home, *moved, *self.starts)
        if not (self.options.addresses or self.options.homes):
            yield from (Address(url, "list", url) for url in self.feeds)
        for url in urls:
            address = self.scope.address(url)
            yield replace(address, kind="home") if address.kind == "other" else address

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the frontier knows where to begin."""
        return
        yield

    def request(self, lease: Lease) -> Request:
        """The request for an address of the frontier."""
        validator = lease.validator if self.run.rescheduling.asks_conditionally(lease) else None
        expected = expected_of(validator)
        return Request(
            lease.url,
            callback=self.parse,
            method="HEAD" if expected else "GET",
            errback=self.fail,
            dont_filter=True,
            headers=conditions(validator) if validator and not expected else None,
            cb_kwargs={"lease": lease, "walk": self.run.lists.walk(lease)},
            meta={**self._meta(lease), "expected": expected},
        )

    def _in_full(self, lease: Lease) -> Request:
        """The request for a file that HEAD did not confirm; what it answered is of no further interest."""
        self.run.files.doubt_head(lease)
        return self.request(lease)

    def parse(
        self, response: Response, lease: Lease, walk: Walk, postback: PagerLink | None = None
    ) -> Iterator[Reply | Request]:
        """The reply's capture, and for a list the request for its next page."""
        capture = responses.of_response(self.name, response, clock.now(), insecure=self.insecure)
        if capture.method == "HEAD" and not is_as_before(capture):
            yield self._in_full(lease)
            return
        try:
            page = self._read(capture, lease)
        except Interrupted:
            self.run.queue.put_back(lease)
            return
        if page is not None:
            page = self.run.duplicates.judged(lease, capture, page)
        request = response.request
        assert request is not None
        reply = Reply(
            capture, page, lease, first=walk.number == 0, seconds=response.meta.get("download_latency")
        )
        outcome = outcome_of(capture, page, lease.kind)
        if outcome == "redirect":
            again = followed(request, capture, self.scope.address)
            leads = redirect_target(capture) or (page.links[0] if page and page.links else None)
            onward = () if again else self.scope.onward(leads, lease.kind)
            yield replace(reply, found=tuple(onward), final=again is None, broken=walk.number > 0)
            if again is not None:
                yield again
            return
        if page is not None:
            reply = replace(reply, found=tuple(self.scope.found(page)))
        if self.run.needs is not None:
            reply = replace(reply, found=(*reply.found, *self.run.needs.of(capture, lease.kind)))
        if lease.kind in FRONTS:
            yield from self._walked(reply, outcome, request, walk)
        else:
            yield reply

    def _read(self, capture: Capture, lease: Lease) -> Page | None:
        templates = self.run.learner.stages
        if not capture.payload or lease.kind in PARTS:
            return read_capture(capture, lease.kind, self.scope.address, self.scope.cms, templates)
        if self.run.under_way.holds(capture):
            return UNREAD
        reader = partial(read_capture, capture, lease.kind, self.scope.address, self.scope.cms, templates)
        with self.run.under_way.reading(capture, lease.url, lease.kind):
            asked = Asked(lease.id, lease.kind, lease.cms_id)
            return self.run.seen_before.page(capture, asked, templates, reader)

    def _walked(self, reply: Reply, outcome: str, request: Request, walk: Walk) -> Iterator[Reply | Request]:
        """What a front page or a page of a list brings, and the request for the list's next page."""
        capture, page, lease = reply.capture, reply.page, reply.lease
        listed: list[Address] = []
        onward, strayed = walk, False
        if page is not None:
            listed = [self.scope.address(url) for url in [item.url for item in page.items] or page.links]
            shown = page.pager.current if page.pager else None
            onward = walk.step(listed, entries_of(page.items, self.scope.address), shown)
            strayed = onward.strayed(walk, page)
        if walk.guessed and (strayed or outcome != "ok") and outcome not in TRANSIENT - {"refused", "empty"}:
            yield replace(reply, page=None, found=(), walk=walk, whole=True, ended=True)
            return
        if walk.number and not walk.resumes and (strayed or outcome != "ok"):
            again = retried(request, capture)
            found = reply.found if capture.status == 200 else ()
            yield replace(reply, found=found, final=again is None, broken=True)
            if again is not None:
                yield again
            return
        if page is None or strayed or outcome in SPOILT:
            yield reply
            return
        following = None
        if lease.kind == "list" and capture.status == 200:
            following = onward.onward(walk, self.scope.cms, page)
            if following is None and walk.number and onward.met != walk.met and page.pager is None:
                following = continued(capture, onward.number)
                onward = replace(onward, guessed=following is not None)
        whole = following is None and capture.status == 200
        behind = capture.url, page
        if following is not None and self._far_enough(page):
            following = None
        elif following is not None and self.run.lists.is_known(onward, listed):
            behind, following, onward = self._beyond(behind, following, onward)
        yield replace(
            reply,
            final=following is None,
            walk=onward,
            whole=whole,
            jumps=onward.resumes,
        )
        if following is not None:
            yield self._turn(*behind, following, lease, onward)

    def fail(self, failure: Failure) -> Iterator[Reply | Request]:
        """The capture of a request that got no whole reply."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        lease = request.cb_kwargs["lease"]
        if failure.check(Aborted):
            return
        if failure.check(NotNow):
            self.run.queue.put_back(lease)
        elif failure.check(ForbiddenByRobots):
            self.run.exclude(lease, "robots.txt")
        elif isinstance(failure.value, RobotsUnknown):
            answer = responses.of_response(
                self.name, failure.value.response, clock.now(), insecure=self.insecure
            )
            self.run.give_back(lease, str(failure.value), answer)
        elif request.method == "HEAD":
            yield self._in_full(lease)
        else:
            capture = responses.of_failure(self.name, request, failure, clock.now(), insecure=self.insecure)
            first = request.cb_kwargs["walk"].number == 0
            again = None if first else retried(request, capture)
            yield Reply(capture, None, lease, final=again is None, first=first)
            if again is not None:
                yield again

    def _beyond(
        self, behind: tuple[str, Page], following: PagerLink, walk: Walk
    ) -> tuple[tuple[str, Page], PagerLink | None, Walk]:
        """Where a walk continues behind a page with nothing new: only where an earlier walk broke off.

        The address and page that lead there, the link and the walk.
        """
        if walk.cut is None:
            return behind, None, walk
        last = self.run.lists.last_page(walk)
        page = read_capture(last, "list", self.scope.address, self.scope.cms) if last else None
        link = self.scope.cms.next_page(page, walk.cut.page + 1) if page else None
        if last is None or page is None or link is None:
            return behind, following, walk.in_order()
        return (last.url, page), link, walk.taken_up()

    def _far_enough(self, page: Page) -> bool:
        return bool(self.options.since and all_older(page.items, self.options.since))

    def _turn(self, url: str, page: Page, link: PagerLink, lease: Lease, walk: Walk) -> Request:
        """The request for what a link of `page`, received from `url`, leads to."""
        posts = link.target is not None
        return Request(
            urljoin(url, link.url or ""),
            self.parse,
            method="POST" if posts else "GET",
            headers={"Content-Type": "application/x-www-form-urlencoded"} if posts else None,
            body=posted(page, link) if posts else b"",
            errback=self.fail,
            dont_filter=True,
            cb_kwargs={"lease": lease, "walk": walk, "postback": link if posts else None},
            meta=self._meta(lease),
        )

    def _meta(self, lease: Lease) -> dict[str, Any]:
        # The hosts of a portal, its store of pictures among them, are to be asked one request after the other.
        largest = {} if lease.kind in ("image", "file") else {"download_maxsize": LARGEST_PAGE}
        return {"download_slot": self.name, **largest}
