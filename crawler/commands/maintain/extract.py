"""`luutru extract`: reads all stored captures again with the present extractor."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, TypeVar

import click

from archive.alarm_renewal import renew_alarms
from archive.captures.load import to_read
from archive.captures.readdress import moved_addresses, readdress
from archive.captures.reread import Extracted, Reread, Same, differences, renew_entities, reread
from archive.captures.sum_up import sum_up
from archive.contents.names import Rows, named_in, outdated
from archive.contents.rows import load_content
from archive.files.read import Unreadable
from archive.files.texts import read_files
from archive.history.settle import settle
from archive.model import Address
from archive.portal_states.store import renew
from archive.store import Archive
from archive.wording import printable, t
from crawler.commands.common import archive_option, echo_json, json_option, number, open_archive, progress_bar
from crawler.extract.edition import EXTRACTOR
from crawler.frontier.scope import Scope
from crawler.learning.portal_edition import note_read, outdated_captures
from crawler.learning.reading import read_again
from crawler.learning.relearn import relearn, show_again
from crawler.learning.series import read_in_series
from crawler.portal import PortalSpec
from crawler.portals.registry import portal_named, portals
from crawler.workers import CHUNK, spread

T = TypeVar("T")
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
    the rules for documents and names has read are searched for them anew. A portal whose file names other forms
    or hints than when its pages were read is read again as a whole. Where the file of a portal takes an
    address for another article's than before, its captures go there: what was merged wrongly is parted.

    \b
    luutru extract --dry-run
    luutru extract
    luutru extract --all
    """
    if dry_run:
        with open_archive(path) as archive:
            also = [each for spec in _specs(archive) for each in outdated_captures(archive, spec)]
            todo = list(to_read(archive, None if again else EXTRACTOR, also=also))
            read_anew = _tracked(read_again(archive, todo, portals(), jobs, apart=True), len(todo))
            _show(_would_change(archive, read_anew), len(todo), as_json)
        return
    done = 0

    def read(archive: Archive, todo: Sequence[int]) -> Iterator[Extracted | Same]:
        nonlocal done
        for each in _tracked(read_in_series(archive, todo, portals(), jobs, apart=True), len(todo)):
            done += 1
            yield each

    with Archive.open(path, create=False) as archive, archive.lock("extract"):
        moved = [
            each for (name,) in archive.db.execute("select id from portals") for each in _moved(archive, name)
        ]
        parted = readdress(archive, moved) if moved else []
        specs = _specs(archive)
        parted += [each for spec in specs for each in outdated_captures(archive, spec)]
        # What lists say is evidence for the templates that articles are read by.
        _apply(
            archive,
            read(archive, list(to_read(archive, None if again else EXTRACTOR, articles=False, also=parted))),
        )
        for spec in specs:
            relearn(archive, spec, anew=True, read=read)
        _apply(
            archive,
            read(archive, list(to_read(archive, None if again else EXTRACTOR, articles=True, also=parted))),
        )
        show_again(archive, read)
        if done:
            renew(archive)
            with archive.writing():
                for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
                    renew_alarms(archive.db, portal)
        named = _find_names(path, outdated(archive.db), jobs)
        renewed = 0
        while found := list(islice(named, BATCH)):
            renewed += renew_entities(archive, found)
        files = read_all_files(archive)
        with archive.writing():
            for spec in specs:
                note_read(archive, spec)
            settle(archive.db)
            sum_up(archive)
    if as_json:
        echo_json({"read": done, "extractor": EXTRACTOR, "named": renewed, "files": files})
        return
    click.echo(t("{done} captures read by {EXTRACTOR}.", done=number(done), EXTRACTOR=EXTRACTOR))
    if renewed:
        click.echo(
            t("{renewed} texts searched anew for the documents and names in them.", renewed=number(renewed))
        )
    if any(files.values()):
        click.echo(", ".join(f"{t(name)}: {number(count)}" for name, count in files.items()) + ".")


def read_all_files(archive: Archive) -> dict[str, int]:
    """Reads the attached documents that were not read yet; how many were read, are scans, and could not be."""
    counts = {"files read": 0, "scans": 0, "unreadable": 0}
    for _, found in read_files(archive):
        if isinstance(found, Unreadable):
            counts["unreadable"] += 1
        else:
            counts["scans" if found.scanned else "files read"] += 1
    return counts


def _specs(archive: Archive) -> list[type[PortalSpec]]:
    return [portal_named(name) for (name,) in archive.db.execute("select id from portals order by id")]


def _moved(archive: Archive, portal: str) -> list[tuple[int, Address]]:
    """The addresses of a portal that its file takes for something else than when they were found."""
    return moved_addresses(archive, portal, Scope.for_archive(archive.db, portal_named(portal)).address)


def _apply(archive: Archive, rereads: Iterator[Extracted | Same]) -> None:
    while batch := list(islice(rereads, BATCH)):
        reread(archive, batch, EXTRACTOR, more=True)


def _tracked(work: Iterable[T], total: int) -> Iterator[T]:
    with progress_bar() as progress:
        yield from progress.track(work, total=total, description=t("reading"))


def _find_names(path: Path, todo: list[int], jobs: int | None) -> Iterator[tuple[int, Rows]]:
    """The contents of `todo` with what the present rules find in them, on several cores."""
    if not todo:
        return
    processes = min(jobs or os.cpu_count() or 1, ceil(len(todo) / CHUNK))
    with progress_bar() as progress:
        yield from progress.track(
            spread(_named_in_one, todo, processes, _open, (path,), _nothing_named),
            total=len(todo),
            description=t("finding names"),
        )


_worker: dict[str, Archive] = {}


def _open(path: Path) -> None:
    _worker["archive"] = open_archive(path)


def _named_in_one(content_id: int) -> tuple[int, Rows]:
    return content_id, named_in(load_content(_worker["archive"].db, content_id))


def _nothing_named(content_id: int) -> tuple[int, Rows]:
    return content_id, ([], [])


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
