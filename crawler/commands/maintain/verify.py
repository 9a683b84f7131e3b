"""`luutru verify`: proves that an archive is whole."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import click

from archive.maintenance.verify import verify
from archive.wording import printable, t
from crawler import cli
from crawler.commands.common import archive_option, echo_json, json_option, open_archive
from crawler.learning.check import check
from crawler.portals.registry import portals

_HASH = re.compile(r"[0-9a-fA-F]{64}")


@click.command("verify")
@archive_option
@click.option("--since", type=int, metavar="CRAWL", help="Only what was recorded from this crawl on: quick.")
@click.option("--head", metavar="HASH", help="A chain head that was kept elsewhere; the chain must hold it.")
@json_option
def command(path: Path, since: int | None, head: str | None, as_json: bool) -> int:
    """Compare everything in the archive with what it must be; name what is wrong and exit 1.

    SQLite's structure and references, the hash of every payload, the chain over all captures, and all that
    is derived against what the captures give. What the present extractor read is read again, and the templates
    are learned again, to be compared with what is stored.

    \b
    luutru verify
    luutru verify --since 42
    luutru verify --head 854f62f4fd70ec0a5e2a04d781247cc0ff92376447b7d759ca8a027548442f5a
    """
    if head is not None and not _HASH.fullmatch(head):
        raise click.UsageError(
            t("--head is a chain head, 64 letters and digits from 0 to f, not {head}.", head=repr(head))
        )
    if not path.exists():
        open_archive(path)
    findings = list(verify(path, since=since, head=head))
    if since is None and not any(finding.table == "file" for finding in findings):
        with open_archive(path) as archive:
            known = {row[0] for row in archive.db.execute("select id from portals")}
            read = {name: spec for name, spec in portals().items() if name in known}
            findings += check(archive, read)
    if as_json:
        echo_json([asdict(finding) for finding in findings])
    elif findings:
        for finding in findings:
            click.echo(printable(str(finding)))
    else:
        with open_archive(path) as archive:
            rest = (
                "" if archive.has_payloads else " but for payloads, which were left out when it was published"
            )
            click.echo(
                t("{path} is whole{rest}. Chain head: {hex}", path=path, rest=rest, hex=archive.head.hex())
            )
    return cli.FAILED if findings else cli.DONE
