"""`luutru extract`: reads all stored captures again with the present extractor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.captures.load import to_read
from archive.captures.reread import Reread, differences
from archive.store import Archive
from archive.wording import printable, t
from crawler.cluster.extractions import extract_on
from crawler.cluster.workers import cluster
from crawler.commands.clusters import cluster_options, one_cluster
from crawler.commands.common import (
    archive_option,
    archives_at,
    echo_json,
    json_option,
    number,
    open_archive,
    progress_bar,
)
from crawler.extract.edition import EXTRACTOR
from crawler.learning.extract_archive import Extraction, extract_archive, specs_of
from crawler.learning.portal_edition import outdated_captures
from crawler.learning.reading import read_again
from crawler.portals.registry import portals

T = TypeVar("T")
EXAMPLES = 3
SHOWN = 60
"""Characters of a value that an example shows."""


@click.command("extract")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@archive_option
@click.option("--all", "again", is_flag=True, help="Read those again, too, that the present extractor read.")
@click.option(
    "--dry-run", is_flag=True, help="Show what would change, by field and with examples; change nothing."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes. [default: one for each core]")
@cluster_options
@json_option
def command(
    paths: tuple[Path, ...], path: Path, again: bool, dry_run: bool, jobs: int | None, dask: str | None,
    workers: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Read all stored pages with the present extractor, and derive history anew: of the archive of --archive, or of
    those given as PATHS, of a folder all.

    Captures are not touched. What reads differently now is not shown as an editor's change. Can be stopped
    at any time; the same command goes on from there, or with --all begins anew. Texts that an older edition of
    the rules for documents and names has read are searched for them anew. A portal whose file names other forms
    or hints than when its pages were read is read again as a whole. Where the file of a portal takes an
    address for another article's than before, its captures go there: what was merged wrongly is parted.

    \b
    luutru extract --dry-run
    luutru extract
    luutru extract --all
    luutru extract /srv/archives --workers 4
    """
    one_cluster(dask, workers)
    chosen = archives_at(paths or (path,), write=not dry_run)
    if dry_run:
        if len(chosen) > 1:
            raise click.UsageError(t("--dry-run takes one archive"))
        with open_archive(chosen[0]) as archive:
            also = [each for spec in specs_of(archive) for each in outdated_captures(archive, spec)]
            todo = list(to_read(archive, None if again else EXTRACTOR, also=also))
            read_anew = _tracked(read_again(archive, todo, portals(), jobs, apart=True), "reading", len(todo))
            _show(_would_change(archive, read_anew), len(todo), as_json)
        return
    if dask or workers:
        with cluster(dask or workers or 1) as client, progress_bar() as progress:
            task = progress.add_task(t("reading"), total=len(chosen))
            found = extract_on(client, chosen, again, lambda: progress.advance(task))
    else:
        found = [extract_archive(each, again=again, jobs=jobs, track=_tracked) for each in chosen]
    if as_json:
        results = [
            {
                "archive": str(each),
                "read": done.read,
                "extractor": EXTRACTOR,
                "named": done.named,
                "files": done.files,
            }
            for each, done in zip(chosen, found, strict=True)
        ]
        echo_json(results if len(results) > 1 else results[0])
        return
    for each, done in zip(chosen, found, strict=True):
        if len(chosen) > 1:
            click.echo(f"{each}:")
        _report(done)


def _report(done: Extraction) -> None:
    click.echo(t("{done} captures read by {EXTRACTOR}.", done=number(done.read), EXTRACTOR=EXTRACTOR))
    if done.named:
        click.echo(
            t(
                "{renewed} texts searched anew for the documents and names in them.",
                renewed=number(done.named),
            )
        )
    if any(done.files.values()):
        click.echo(", ".join(f"{t(name)}: {number(count)}" for name, count in done.files.items()) + ".")


def _tracked(work: Iterable[T], what: str, total: int) -> Iterator[T]:
    with progress_bar() as progress:
        yield from progress.track(work, total=total, description=t(what))


def _would_change(archive: Archive, rereads: Iterable[Reread]) -> dict[str, dict[str, Any]]:
    """How many captures read differently in which field, with examples."""
    counts: Counter[str] = Counter()
    examples: dict[str, list[dict[str, Any]]] = {}
    for each in rereads:
        for field, before, after in differences(archive, each):
            counts[field] += 1
            shown = examples.setdefault(field, [])
            if len(shown) < EXAMPLES:
                shown.append({"capture": each[0], "url": each[1].url, "before": before, "after": after})
    return {field: {"captures": count, "examples": examples[field]} for field, count in counts.most_common()}


def _show(changes: dict[str, dict[str, Any]], read: int, as_json: bool) -> None:
    if as_json:
        echo_json({"read": read, "extractor": EXTRACTOR, "fields": changes})
        return
    click.echo(
        t(
            "{read} captures would be read by {EXTRACTOR}; nothing was changed.",
            read=number(read),
            EXTRACTOR=EXTRACTOR,
        )
    )
    if not changes:
        click.echo(t("None of them reads differently."))
    for field, change in changes.items():
        click.echo(t("\n{field}: {captures} captures", field=field, captures=number(change["captures"])))
        for example in change["examples"]:
            click.echo(
                f"  {printable(example['url'])}\n"
                f"    - {printable(_short(example['before']))}\n"
                f"    + {printable(_short(example['after']))}"
            )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
