"""`luutru portals`: lists the portals that can be crawled."""

from __future__ import annotations

import click

from crawler.commands.collect import new_portal, portal_probe, portal_templates
from crawler.commands.common import echo_json, echo_table, json_option
from crawler.portals.registry import portals


@click.group("portals", invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """The portals that luutru knows: the names that `luutru crawl` takes."""
    if ctx.invoked_subcommand:
        return
    rows = [
        {"id": name, "name": spider.title, "home_url": spider.home, "cms": spider.cms}
        for name, spider in portals().items()
    ]
    if as_json:
        echo_json(rows)
    else:
        echo_table(rows, dict.fromkeys(("id", "name", "home_url", "cms"), str))


command.add_command(portal_probe.probe)
command.add_command(portal_templates.show)
command.add_command(portal_templates.set_place)
command.add_command(new_portal.new)
