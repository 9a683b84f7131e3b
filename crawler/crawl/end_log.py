"""Logs one line at the end of each crawl, for readers of logs: Scrapyd, journald.

A terminal shows the end in the words of the command instead.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from crawler.stats import CrawlStats

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

LEVELS = {
    "finished": logging.INFO,
    "stopped": logging.WARNING,
    "alarm": logging.WARNING,
    "failed": logging.ERROR,
}
"""The level at which each end of a crawl is logged."""
_SYSLOG = {logging.INFO: 6, logging.WARNING: 4, logging.ERROR: 3}
"""The same as journald reads them at the beginning of a line."""


def log_end(
    settings: BaseSettings, portal: str, state: str, reason: str | None, stats: CrawlStats | None = None
) -> None:
    """Logs how a crawl ended to Scrapy's LOG_FILE, and to the journal where standard error is one."""
    level = LEVELS.get(state, logging.ERROR)
    counts = (
        f"; {stats.captures} captures, {stats.articles} articles, {stats.new} new, {stats.changed} changed,"
        f" {stats.failed} failed"
        if stats is not None
        else ""
    )
    message = " ".join(f"crawl of {portal} {state}{f': {reason}' if reason else ''}{counts}".split())
    if path := settings["LOG_FILE"]:
        handler = logging.FileHandler(path, encoding=settings["LOG_ENCODING"])
        handler.setFormatter(logging.Formatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"]))
        with suppress(OSError):
            handler.handle(logging.makeLogRecord({"name": "luutru", "levelno": level, "msg": message,
                                                  "levelname": logging.getLevelName(level)}))  # fmt: skip
        handler.close()
    if _is_journal():
        print(f"<{_SYSLOG[level]}>luutru: {message}", file=sys.stderr, flush=True)


@contextmanager
def failure_logged(settings: BaseSettings, portal: str) -> Iterator[None]:
    """Logs what keeps the crawl of a block from being one; whoever is above says it."""
    try:
        yield
    except Exception as error:
        message = getattr(error, "message", None) or str(error)
        log_end(settings, portal, "failed", f"{message}")
        raise


def _is_journal() -> bool:
    """Whether standard error goes to journald, as systemd tells its services."""
    device, _, inode = os.environ.get("JOURNAL_STREAM", "").partition(":")
    with suppress(OSError, ValueError):
        there = os.fstat(2)
        return (there.st_dev, there.st_ino) == (int(device), int(inode))
    return False
