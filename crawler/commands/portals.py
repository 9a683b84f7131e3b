"""`luutru portals`: what can be crawled."""

from __future__ import annotations

import click

from crawler.commands.common import echo_json, echo_table, json_option
from crawler.portals import portals


@click.command("portals")
@json_option
def command(as_json: bool) -> None:
    """The portals that luutru knows: the names that `luutru crawl` takes."""
    rows = [
        {"id": name, "name": spider.title, "home_url": spider.home, "cms": spider.cms}
        for name, spider in portals().items()
    ]
    if as_json:
        echo_json(rows)
    else:
        echo_table(rows, dict.fromkeys(("id", "name", "home_url", "cms"), str))
