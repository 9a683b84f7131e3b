"""`luutru crawl`: a portal into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler import SOFTWARE, cli
from crawler.commands.common import archive_option, number, size
from crawler.options import BadOption, options
from crawler.portals import find

if TYPE_CHECKING:
    from twisted.python.failure import Failure

    from crawler.spider import PortalSpider


@click.command("crawl", short_help="Crawl a portal into the archive.")
@click.argument("portal")
@click.argument("addresses", nargs=-1)
@archive_option
@click.option(
    "--site", "sites", multiple=True, metavar="SNAME", help="Only this site of the portal (repeatable)."
)
@click.option("--limit", metavar="N", help="At most N articles.")
@click.option("--since", metavar="DATE", help="Only articles that the lists date on or after this day.")
@click.option(
    "--media",
    default="images",
    show_default=True,
    metavar="none|images|all",
    help="Which files to keep beside the pages: none, the pictures of articles, or attachments too.",
)
@click.option(
    "--home",
    "homes",
    multiple=True,
    metavar="ADDRESS",
    help="Crawl the portal at this address, a mirror or a replica, and contact no other host (repeatable).",
)
@click.option(
    "--delay", type=click.FloatRange(min=0), metavar="SECONDS", help="Between requests. [default: 1]"
)
@click.option(
    "--concurrency",
    type=click.IntRange(min=1),
    metavar="N",
    help="Requests at a time for one host. [default: 1]",
)
@click.option(
    "--all", "everything", is_flag=True, help="Begin a new round even where the last one was stopped."
)
@click.option(
    "--contact", envvar="LUUTRU_CONTACT", help="A mail or web address for the portal's administrator."
)
@click.option("--quiet", is_flag=True, help="No progress display.")
@click.pass_context
def command(
    ctx: click.Context,
    portal: str,
    addresses: tuple[str, ...],
    path: Path,
    sites: tuple[str, ...],
    limit: str | None,
    since: str | None,
    media: str,
    homes: tuple[str, ...],
    delay: float | None,
    concurrency: int | None,
    everything: bool,
    contact: str | None,
    quiet: bool,
) -> int:
    """Crawl PORTAL, from its home page or from ADDRESSES, into the archive.

    Every article is taken once, whatever addresses it is linked by; lists are walked to their end. A
    crawl that was stopped goes on where it was. Only the portal's own hosts are contacted.

    \b
    luutru crawl soctrang
    luutru crawl soctrang --site vpubnd --since 2024-01-01
    luutru crawl soctrang https://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&sid=1292&catid=63645
    luutru crawl soctrang --home http://127.0.0.1:8000/ --delay 0
    """
    arguments: dict[str, Any] = {
        "address": addresses,
        "site": sites,
        "limit": limit,
        "since": since,
        "media": media,
        "home": homes,
        "all": everything,
    }
    try:
        spider = find(portal)
        options(**arguments)
    except (LookupError, BadOption) as error:
        raise click.UsageError(str(error.args[0])) from None
    run = crawl(spider, arguments, path, delay=delay, concurrency=concurrency, contact=contact, quiet=quiet)
    return report(run, spider.title, path)


def crawl(
    spider: type[PortalSpider],
    arguments: dict[str, Any],
    path: Path,
    *,
    delay: float | None = None,
    concurrency: int | None = None,
    contact: str | None = None,
    quiet: bool = False,
) -> Any:
    """Runs one crawl to its end in this process and gives back its `crawler.run.Run`.

    Can be called once in a process, for Twisted's reactor cannot start again. Raises ArchiveError.
    """
    from scrapy.crawler import CrawlerProcess
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings")
    chosen: dict[str, Any] = {"LUUTRU_ARCHIVE": str(path), "LUUTRU_PROGRESS": not quiet}
    if delay is not None:
        chosen |= {"DOWNLOAD_DELAY": delay}
    if concurrency is not None:
        chosen |= {
            "CONCURRENT_REQUESTS": concurrency + 1,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
            "AUTOTHROTTLE_TARGET_CONCURRENCY": float(concurrency),
        }
    if contact is not None:
        chosen |= {"LUUTRU_CONTACT": contact}
    chosen["USER_AGENT"] = user_agent(contact or settings["LUUTRU_CONTACT"])
    settings.setdict(chosen, priority="cmdline")
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    failures: list[BaseException] = []
    process.crawl(crawler, **arguments).addErrback(_keep, failures)
    process.start(install_signal_handlers=True)
    if failures:
        raise failures[0]
    assert isinstance(crawler.spider, spider)
    return crawler.spider.run


def _keep(failure: Failure, failures: list[BaseException]) -> None:
    assert failure.value is not None
    failures.append(failure.value)


def user_agent(contact: str | None) -> str:
    """Who is asking, and whom to write to about it."""
    return f"{SOFTWARE} (archiving government portals{f'; {contact}' if contact else ''})"


def report(run: Any, title: str, path: Path) -> int:
    """Says how a crawl ended; gives back the exit code."""
    tally = run.tally
    if run.head is None:
        click.echo(f"luutru: the crawl ended early: {run.reason}", err=True)
        return cli.FAILED
    if run.state == "failed":
        click.echo(
            f"luutru: {title} could not be reached, or nothing there could be read ({run.reason or 'no reply'}). "
            f"What {path} held before is untouched. Try again later, or name a mirror with --home.",
            err=True,
        )
        return cli.FAILED
    click.echo(
        f"{number(tally.articles)} articles read: {number(tally.new)} new, {number(tally.changed)} changed, "
        f"{number(tally.missing)} missing, {number(tally.returned)} returned. "
        f"{number(tally.captures)} captures, {size(tally.bytes)}, {number(tally.failed)} failed requests. "
        f"Archive: {path}. Chain head: {run.head}"
    )
    if run.state == "stopped":
        click.echo("Stopped before the end. The same command goes on from here.", err=True)
        return cli.STOPPED
    if run.state == "alarm":
        click.echo(f"{len(tally.alarms)} pages were not understood:", err=True)
        for alarm in tally.alarms[:10]:
            click.echo(f"  {alarm}", err=True)
        return cli.ALARM
    return cli.DONE
