"""Shows the progress of a crawl: done, queued, rate, time left."""

from __future__ import annotations

import time
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from archive.wording import figure, t

ON_TERMINAL = 0.5
OFF_TERMINAL = 10.0
"""Seconds between two displays."""


class ProgressExtension:
    """Shows progress on standard error: one line kept up to date on a terminal, plain lines elsewhere."""

    def __init__(self, crawler: Any) -> None:
        if not crawler.settings.getbool("LUUTRU_PROGRESS", False):
            raise NotConfigured
        self._crawler = crawler
        self._console = Console(stderr=True, highlight=False)
        self._live: Live | None = None
        self._loop = LoopingCall(self._show)
        crawler.signals.connect(self._open, signal=signals.spider_opened)
        crawler.signals.connect(self._close, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Any) -> ProgressExtension:
        return cls(crawler)

    def _open(self) -> None:
        if self._console.is_terminal:
            self._live = Live(Text(""), console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        self._loop.start(ON_TERMINAL if self._live else OFF_TERMINAL, now=self._live is not None)

    def _close(self) -> None:
        if self._loop.running:
            self._loop.stop()
        if self._live:
            self._live.stop()

    def _show(self) -> None:
        run = self._crawler.spider.run
        if run.state != "running":
            return
        text = line(run.stats, run.queue.queued(), time.monotonic())
        if self._live:
            self._live.update(Text(text), refresh=True)
        else:
            self._console.print(text, soft_wrap=True)


def line(stats: Any, queued: int, now: float) -> str:
    """One line of progress. `now` is a reading of the monotonic clock, in seconds."""
    seconds = max(now - stats.started, 0.001)
    rate = stats.captures / seconds
    left = duration(queued / rate) if rate else "?"
    return t(
        "{captures} done, {queued} queued, {rate}/s, about {left} left"
        " · {articles} articles, {new} new, {changed} changed, {failed} failed",
        captures=stats.captures,
        queued=queued,
        rate=figure(rate, 1),
        left=left,
        articles=stats.articles,
        new=stats.new,
        changed=stats.changed,
        failed=stats.failed,
    )


def duration(seconds: float) -> str:
    """A span as 45s, 12m30s or 3h05m."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}s"
    if whole < 3600:
        return f"{whole // 60}m{whole % 60:02}s"
    return f"{whole // 3600}h{whole % 3600 // 60:02}m"
