"""`luutru takedown`: removes what must not be shown any more."""

from __future__ import annotations

from pathlib import Path

import click

from archive import clock
from archive.maintenance.takedown import take_down
from archive.store import Archive
from archive.wording import t
from crawler.commands.common import archive_option, counted, find_article, open_archive


@click.command("takedown")
@click.argument("what", metavar="ARTICLE_OR_SHA256")
@click.option("--reason", required=True, help="Why; kept in the archive for ever.")
@click.option("--by", "who", required=True, help="Who decided it; kept in the archive for ever.")
@archive_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(what: str, reason: str, who: str, path: Path, yes: bool) -> None:
    """Remove an article's texts and pages, or one payload, from the archive for good.

    Who did it, when and why stays in the chain, which still verifies. Copies, snapshots and backups made
    before still hold what was removed.

    What a portal goes on showing is captured again by the next crawl: the page as it came is a new fact, and
    stays until it is taken down, too; the texts that were removed do not come back.

    \b
    luutru takedown 392000 --by "Nguyễn Văn A" --reason "court order 12/2026"
    luutru takedown 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --by … --reason …
    """
    is_hash = len(what) == 64 and all(letter in "0123456789abcdef" for letter in what.lower())
    target: int | str = what.lower()
    if not is_hash:
        with open_archive(path) as archive:
            article = find_article(archive.db, what)
        target = article["id"]
        what = f"#{article['id']} {article['title']}"
    if not yes:
        click.confirm(t("Remove {what} from {path} for good?", what=what, path=path), abort=True)
    with Archive.open(path, create=False) as archive, archive.lock("takedown"):
        done = take_down(archive, target, who=who, why=reason, at=clock.now())
        click.echo(
            t(
                "{payloads} and {contents} of {articles} removed. Chain head: {head}",
                payloads=counted(len(done.payloads), "payload"),
                contents=counted(len(done.contents), "text"),
                articles=counted(len(done.articles), "article"),
                head=archive.head.hex(),
            )
        )
