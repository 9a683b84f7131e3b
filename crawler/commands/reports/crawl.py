"""What a crawl prints at its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.wording import t, translated
from crawler import cli
from crawler.commands.common import counted, number, print_alarms, size

if TYPE_CHECKING:
    from crawler.crawl.run import Run


def report(run: Run, title: str, path: Path) -> int:
    """Says how a crawl ended; gives back the exit code."""
    stats = run.stats
    if run.head is None:
        why = translated(run.reason) or t(
            "it was told to stop twice; the same command goes on from what is recorded"
        )
        click.echo(t("luutru: the crawl ended early: {why}", why=why), err=True)
        return cli.FAILED
    if run.state == "failed" and run.portal_state:
        click.echo(
            t(
                "luutru: {title}: {portal_state}. No article counts as missing, gone or changed by that: "
                "what {path} held before is untouched. luutru status says what to do.",
                title=title,
                portal_state=translated(run.portal_state),
                path=path,
            ),
            err=True,
        )
        return cli.FAILED
    if run.state == "failed":
        click.echo(
            t(
                "luutru: {title} could not be reached, or nothing there could be read ({reason}). What "
                "{path} held before is untouched. Try again later, or name a mirror with --home.",
                title=title,
                reason=translated(run.reason) or t("no reply"),
                path=path,
            ),
            err=True,
        )
        print_alarms(run.watch.raised)
        return cli.FAILED
    click.echo(
        t(
            "{articles} read: {new} new, {changed} changed, {missing} missing, {returned} returned. "
            "{captures}, {bytes}, {failed}. Archive: {path}. Chain head: {head}",
            articles=counted(stats.articles, "article"),
            new=number(stats.new),
            changed=number(stats.changed),
            missing=number(stats.missing),
            returned=number(stats.returned),
            captures=counted(stats.captures, "capture"),
            bytes=size(stats.bytes),
            failed=counted(stats.failed, "failed request"),
            path=path,
            head=run.head,
        )
    )
    if run.state == "stopped":
        why = f" ({translated(run.reason)})" if run.reason else ""
        click.echo(t("Stopped before the end{why}. The same command goes on from here.", why=why), err=True)
        return cli.STOPPED
    if run.state == "alarm":
        print_alarms(run.watch.raised)
        return cli.ALARM
    if run.reason:
        click.echo(
            t("Ended early: {reason}. The rest waits for the next crawl.", reason=translated(run.reason))
        )
    return cli.DONE
