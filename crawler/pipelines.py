"""Passes replies into the archive."""

from __future__ import annotations

from typing import Any

from archive.errors import ArchiveError
from crawler.items import Reply


class ArchivePipeline:
    """Records every reply, each in one transaction; stops the crawl when the archive cannot take it."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> ArchivePipeline:
        return cls(crawler)

    def process_item(self, item: Reply) -> Reply:
        run = self._crawler.spider.run
        try:
            run.record(item)
        except ArchiveError as error:
            run.fail(str(error))
        return item
