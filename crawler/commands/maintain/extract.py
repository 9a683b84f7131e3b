"""`luutru extract`: all of history read again by the present extractor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from archive.captures.load import load_capture, to_read
from archive.captures.reread import Reread, differences, renew_entities, reread
from archive.contents.names import Rows, named_in, outdated
from archive.contents.rows import load_content
from archive.model import AddressKind, Capture, Page
from archive.portal_states.store import renew
from archive.store import Archive
from crawler.commands.common import archive_option, echo_json, json_option, number, open_archive, progress_bar
from crawler.extract.capture import read_capture
from crawler.extract.edition import EXTRACTOR
from crawler.frontier.scope import Scope
from crawler.options import Options
from crawler.portals.registry import portal_named

BATCH = 1000
"""Captures that are applied in one transaction; an interrupted run goes on after the last."""
EXAMPLES = 3
SHOWN = 60
"""Characters of a value that an example shows."""


@click.command("extract")
@archive_option
@click.option("--all", "again", is_flag=True, help="Read those again, too, that the present extractor read.")
@click.option(
    "--dry-run", is_flag=True, help="Show what would change, by field and with examples; change nothing."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes. [default: one for each core]")
@json_option
def command(path: Path, again: bool, dry_run: bool, jobs: int | None, as_json: bool) -> None:
    """Read all stored pages with the present extractor, and derive history anew.

    Captures are not touched. What reads differently now is not shown as an editor's change. Can be stopped
    at any time; the same command goes on from there, or with --all begins anew. Texts that an older edition of
    the rules for documents and names has read are searched for them anew.

    \b
    luutru extract --dry-run
    luutru extract
    luutru extract --all
    """
    with open_archive(path) as archive:
        todo = list(to_read(archive, None if again else EXTRACTOR))
        if dry_run:
            _show(_would_change(archive, _read(path, todo, jobs)), len(todo), as_json)
            return
    with Archive.open(path, create=False) as archive, archive.lock("extract"):
        rereads = _read(path, todo, jobs)
        done = 0
        while batch := list(islice(rereads, BATCH)):
            done += reread(archive, batch, EXTRACTOR)
        if done:
            renew(archive)
        named = _find_names(path, outdated(archive.db), jobs)
        renewed = 0
        while found := list(islice(named, BATCH)):
            renewed += renew_entities(archive, found)
    if as_json:
        echo_json({"read": done, "extractor": EXTRACTOR, "named": renewed})
        return
    click.echo(f"{number(done)} captures read by {EXTRACTOR}.")
    if renewed:
        click.echo(f"{number(renewed)} texts searched anew for the documents and names in them.")


def _read(path: Path, todo: list[int], jobs: int | None) -> Iterator[Reread]:
    """The captures with what is read from them now, in the order of `todo`, read on several cores."""
    with (
        progress_bar() as progress,
        get_context("spawn").Pool(jobs, _open, (path,)) as pool,
    ):
        yield from progress.track(
            pool.imap(_read_one, todo, chunksize=8), total=len(todo), description="reading"
        )


def _find_names(path: Path, todo: list[int], jobs: int | None) -> Iterator[tuple[int, Rows]]:
    """The contents of `todo` with what the present rules find in them, on several cores."""
    if not todo:
        return
    with (
        progress_bar() as progress,
        get_context("spawn").Pool(jobs, _open, (path,)) as pool,
    ):
        yield from progress.track(
            pool.imap(_named_in_one, todo, chunksize=8), total=len(todo), description="finding names"
        )


_worker: dict[str, Archive] = {}


def _open(path: Path) -> None:
    _worker["archive"] = open_archive(path)


def _read_one(capture_id: int) -> tuple[int, Capture, Page | None]:
    archive = _worker["archive"]
    capture = load_capture(archive, capture_id)
    kind: AddressKind = archive.db.execute(
        "select a.kind from captures c join addresses a on a.id = c.address_id where c.id = ?", (capture_id,)
    ).fetchone()[0]
    scope = _scope(capture.portal)
    return capture_id, capture, read_capture(capture, kind, scope.address, scope.cms)


def _named_in_one(content_id: int) -> tuple[int, Rows]:
    return content_id, named_in(load_content(_worker["archive"].db, content_id))


@cache
def _scope(portal: str) -> Scope:
    return Scope(portal_named(portal), Options())


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
    click.echo(f"{number(read)} captures would be read by {EXTRACTOR}; nothing was changed.")
    if not changes:
        click.echo("None of them reads differently.")
    for field, change in changes.items():
        click.echo(f"\n{field}: {number(change['captures'])} captures")
        for example in change["examples"]:
            click.echo(
                f"  {example['url']}\n    - {_short(example['before'])}\n    + {_short(example['after'])}"
            )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
