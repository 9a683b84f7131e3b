"""`luutru crawl`: crawls a portal into the archive."""

from __future__ import annotations

import gc
import inspect
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.wording import t
from crawler.commands.common import archive_option
from crawler.commands.reports.crawl import report
from crawler.crawl.end_log import failure_logged, log_end
from crawler.frontier.scope import Scope
from crawler.options import BadOption, options
from crawler.politeness.manners import NO_CONTACT, reaches
from crawler.portal import PortalSpec
from crawler.portals.registry import UnknownPortal, portal_named

if TYPE_CHECKING:
    from types import FrameType

    from scrapy.crawler import Crawler
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

    from crawler.crawl.run import Run


@click.command("crawl", short_help="Crawl a portal into the archive.")
@click.argument("portal")
@click.argument("address", nargs=-1, metavar="[ADDRESSES]...")
@archive_option
@click.option("--site", multiple=True, metavar="SNAME", help="Only this site of the portal (repeatable).")
@click.option("--limit", metavar="N", help="At most N articles.")
@click.option("--since", metavar="DATE", help="Only articles that the lists date on or after this day.")
@click.option(
    "--media",
    default="all",
    show_default=True,
    metavar="none|images|all|page",
    help="Which files to keep beside the pages: none, the pictures of articles, attachments too, or also what pages "
    "need to be shown as they were (styles, scripts, fonts, other pictures), each once.",
)
@click.option(
    "--home",
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
@click.option("--all", is_flag=True, help="Ask again for everything that is known, in full.")
@click.option(
    "--new", is_flag=True, help="Only look for new articles, on front pages and at the top of lists."
)
@click.option(
    "--window",
    metavar="HH:MM-HH:MM",
    help="Ask only in these hours (Vietnamese time); what is left waits for the next crawl.",
)
@click.option(
    "--max-requests",
    metavar="N",
    help="End after so many requests; the next crawl goes on, also within a list.",
)
@click.option(
    "--max-bytes", metavar="SIZE", help="End after so many bytes of pages and files (500MB); the rest waits."
)
@click.option(
    "--insecure", is_flag=True, help="Accept certificates that cannot be checked; every capture says so."
)
@click.option(
    "--contact", envvar="LUUTRU_CONTACT", help="A mail or web address for the portal's administrator."
)
@click.option("--quiet", is_flag=True, help="No progress display.")
@click.pass_context
def command(ctx: click.Context, portal: str, contact: str | None, quiet: bool, **_: object) -> int:
    """Crawl PORTAL, from its home page or from ADDRESSES, into the archive.

    Takes what is due: front pages and lists always, new articles soon, old ones ever more rarely, the
    recent ones when a list shows that editors were at work. Every article is taken once, whatever
    addresses it is linked by. A crawl that was stopped goes on where it was. Only the portal's own hosts
    are contacted.

    Exit codes: 0 done, also where one of the limits that you set ended it; 1 failed; 3 done, with alarms
    to look at (luutru status); 4 another run holds the archive; 5 stopped before the end.

    \b
    luutru crawl soctrang --contact archive@example.org
    luutru crawl soctrang --site vpubnd --since 2024-01-01
    luutru crawl soctrang https://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&sid=1292&catid=63645
    luutru crawl soctrang --home http://127.0.0.1:8000/ --delay 0
    """
    from scrapy.settings import Settings

    arguments, chosen = arguments_and_settings(ctx.params)
    spider = checked(portal, arguments, contact)
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({**chosen, "LUUTRU_PROGRESS": not quiet}, priority="cmdline")
    return crawled(spider, arguments, settings)


def arguments_and_settings(params: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the parameters of the command mean: the arguments of the spider, and Scrapy's settings."""
    arguments = {name: params[name] for name in inspect.signature(options).parameters if name in params}
    settings: dict[str, Any] = {"LUUTRU_ARCHIVE": str(params["path"])}
    if params["delay"] is not None:
        settings["DOWNLOAD_DELAY"] = params["delay"]
    if (concurrency := params["concurrency"]) is not None:
        settings |= {
            "CONCURRENT_REQUESTS": concurrency + 1,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        }
    if params["contact"] is not None:
        settings["LUUTRU_CONTACT"] = params["contact"]
    return arguments, settings


def checked(portal: str, arguments: dict[str, Any], contact: str | None) -> type[PortalSpec]:
    """The spider of a portal, if it may be crawled with these arguments; see `crawler.options.options`.

    Raises click.UsageError or ClickException with advice.
    """
    unknown = arguments.keys() - inspect.signature(options).parameters.keys()
    if unknown:
        raise click.UsageError(
            t(
                "There is no option {unknown}: luutru crawl --help has all.",
                unknown=" or ".join(sorted(unknown)),
            )
        )
    try:
        spider = portal_named(portal)
        given = options(**arguments)
    except (UnknownPortal, BadOption) as error:
        raise click.UsageError(str(error.args[0])) from None
    scope = Scope(spider, given)
    for url in given.addresses:
        if not scope.allows(scope.address(url)):
            raise click.UsageError(
                t(
                    "{url} is none of this portal's addresses, which are on {places}: no other host is "
                    "contacted. --home names a mirror.",
                    url=url,
                    places=", ".join(scope.places),
                )
            )
    if not given.homes and not reaches(contact):
        raise click.ClickException(t(NO_CONTACT))
    return spider


def crawled(spider: type[PortalSpec], arguments: dict[str, Any], settings: Settings) -> int:
    """Runs one crawl to its end, says how it ended, and logs it; gives back the exit code. Raises ArchiveError."""
    with failure_logged(settings, spider.name):
        done = run(spider, arguments, settings)
    state = "stopped" if done.state == "running" else done.state  # told to stop twice, it was not closed
    log_end(settings, spider.name, state, done.reason, done.stats)
    return report(done, spider.title, Path(settings["LUUTRU_ARCHIVE"]))


def run(spider: type[PortalSpec], arguments: dict[str, Any], settings: Settings) -> Run:
    """Runs one crawl to its end in this process.

    Can be called once in a process, for Twisted's reactor cannot start again. Raises ArchiveError.
    """
    from scrapy.crawler import CrawlerProcess

    from crawler.crawl.spider_loader import spider_of

    if options(**arguments).insecure:
        settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="cmdline")
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(spider_of(spider))
    failures: list[BaseException] = []
    process.crawl(crawler, **arguments).addErrback(_keep, failures)
    # What is loaded by now stays to the end, and a page leaves next to nothing that only the collector can free.
    gc.freeze()
    gc.set_threshold(10_000)
    _heed_signals(crawler)
    process.start(install_signal_handlers=True)
    if failures:
        raise failures[0]
    assert isinstance(crawler.spider, spider)
    return crawler.spider.run


def _heed_signals(crawler: Crawler) -> None:
    """Lets SIGTERM end the crawl within seconds, also where a page takes longer to read, and SIGHUP, as when a
    terminal is closed, do the same; not where it is ignored (nohup)."""
    from twisted.internet import reactor

    def heed() -> None:
        end = signal.getsignal(signal.SIGTERM)
        assert callable(end)

        def ended(number: int, frame: FrameType | None) -> None:
            end(number, frame)
            if crawler.spider is not None:
                crawler.spider.run.under_way.hurry()  # type: ignore[attr-defined]

        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(each) != signal.SIG_IGN:
                signal.signal(each, ended)

    # Scrapy sets its own when the reactor has started.
    reactor.callWhenRunning(reactor.callLater, 0, heed)


def _keep(failure: Failure, failures: list[BaseException]) -> None:
    assert failure.value is not None
    failures.append(failure.value)
