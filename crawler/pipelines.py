"""Where replies enter the archive."""

from __future__ import annotations

from typing import Any

from crawler.items import Reply
from crawler.run import Run


class ArchivePipeline:
    """Records every reply, each in one transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Any) -> ArchivePipeline:
        return cls(crawler.spider.run)

    def process_item(self, item: Reply) -> Reply:
        self._run.record(item)
        return item
