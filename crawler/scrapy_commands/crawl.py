"""`scrapy crawl`: works as `luutru crawl`, with Scrapy's settings and arguments."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from archive.wording import t
from crawler import cli
from crawler.commands.collect.crawl import checked, crawled
from crawler.crawl.end_log import failure_logged


class Command(BaseRunSpiderCommand):
    """Scrapy's own would end with 0 and without a word where the portal cannot be reached."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] <portal>"

    def short_desc(self) -> str:
        return "Crawl a portal into the archive, as luutru crawl does"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError(t("Name one portal, as in: scrapy crawl soctrang"))
        # Scrapyd gives its own arguments names like _job.
        arguments = {name: value for name, value in opts.spargs.items() if not name.startswith("_")}
        self.exitcode = cli.ended(partial(self._crawl, args[0], arguments))

    def _crawl(self, portal: str, arguments: dict[str, Any]) -> int:
        assert self.settings is not None
        with failure_logged(self.settings, portal):
            spider = checked(portal, arguments, self.settings["LUUTRU_CONTACT"])
        return crawled(spider, arguments, self.settings)
