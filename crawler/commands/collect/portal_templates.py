"""`luutru portals show` and `set`: shows what was learned of a portal's pages, and corrects it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.alarm_renewal import renew_alarms
from archive.captures.sum_up import sum_up
from archive.portal_states.store import renew
from archive.readings.templates import (
    correct,
    current_templates,
    undo_correction,
)
from archive.readings.understood import understood
from archive.store import Archive
from archive.wording import t
from crawler.commands.common import (
    archive_option,
    counted,
    dicts,
    echo_json,
    json_option,
    open_archive,
)
from crawler.commands.reports.template import NAMES, describe, summary, where
from crawler.extract.template.model import FIELD_NAMES, NONE, Place
from crawler.learning.templates import places_set
from crawler.portals.registry import portal_named

LEARNED = "learned"


@click.command("show")
@click.argument("name")
@archive_option
@json_option
def show(name: str, path: Path, as_json: bool) -> None:
    """Show whether the pages of the portal NAME are understood, and what luutru has learned of them.

    First what the articles in the archive have, each field with the newest value, and the pages with text that
    nothing accounts for. Then the templates: what is taken for what. "28 of 30" means: of 30 pages that have something
    at a place, it is what it should be on 28. What no place was found for, and what agrees on less than nine in ten,
    is called doubtful. `luutru portals set` corrects a place, `luutru portals probe` tests for what changes by itself.

    \b
    luutru portals show soctrang
    luutru portals show soctrang --json
    """
    spec = _spec(name)
    with open_archive(path) as archive:
        templates = current_templates(archive.db, name)
        read = _captures(archive, name)
        by_hand = places_set(archive.db, spec)
        found = understood(archive.db, name)
    if as_json:
        echo_json(
            {
                "portal": name,
                "understood": {**asdict(found), "lacking": list(map(asdict, found.lacking))},
                "templates": [
                    {**asdict(each), "captures": read.get(each.sha256[:8], 0)} for each in templates
                ],
                "cold": read.get("cold", 0),
                "set": by_hand,
            }
        )
        return
    for line in summary(spec.title, found):
        click.echo(line)
    click.echo()
    if not templates:
        click.echo(
            t(
                "Nothing has been learned yet. It takes a dozen articles with one skeleton;"
                " until then pages are read cold."
            )
        )
    for each in templates:
        for line in describe(each, read.get(each.sha256[:8], 0)):
            click.echo(line)
        click.echo()
    for field, place in by_hand.items():
        click.echo(
            t(
                "Set by hand: {field}: {value}.",
                field=NAMES.get(field, field),
                value=where(Place(**place)) if place else NONE,
            )
        )


@click.command("set")
@click.argument("name")
@click.argument("field")
@click.argument("place", metavar="PLACE|none|learned")
@click.option("--label", default="", help="The constant text right before the value, in its line.")
@click.option("--before", default="", help="The constant line right before that of the value.")
@click.option("--last", is_flag=True, help="Of several lines at the place, the last counts.")
@archive_option
def set_place(name: str, field: str, place: str, label: str, before: str, last: bool, path: Path) -> None:
    """Say where FIELD is on the articles of the portal NAME; it wins over what is learned.

    PLACE is a path as `luutru portals show` prints it; none: the portal shows no such field; learned: take back what
    was set before. All that is concerned is read again at once, which is never shown as a change by an editor.

    \b
    luutru portals set soctrang date 'div.head>div.d1' --label 'Cập nhật:'
    luutru portals set soctrang author none
    luutru portals set soctrang author learned
    """
    spec = _spec(name)
    if field not in FIELD_NAMES:
        known = ", ".join(FIELD_NAMES)
        raise click.UsageError(
            t("There is no field {field}; the fields are {known}.", field=repr(field), known=known)
        )
    field = FIELD_NAMES[field]
    with Archive.open(path, create=False) as archive, archive.lock("portals set"):
        with archive.writing():
            if place == LEARNED:
                if not undo_correction(archive.db, name, field):
                    raise click.ClickException(t("Nothing was set for {field}.", field=field))
            else:
                value = Place(place, label, before, "last" if last else "first")
                correct(
                    archive.db,
                    name,
                    field,
                    None if place == NONE else {**asdict(value), "variants": ()},
                    archive.now(),
                )
        from crawler.learning.relearn import relearn  # brings the reader

        is_read = relearn(archive, spec)
        sum_up(archive)
        if is_read:
            renew(archive)
            with archive.writing():
                renew_alarms(archive.db, name)
        templates = current_templates(archive.db, name)
    click.echo(
        t("{templates} of {title}:", templates=counted(len(templates), "template"), title=spec.title)
        + " "
        + (t("what they touch was read again.") if is_read else t("nothing reads differently."))
    )


def _spec(name: str) -> Any:
    try:
        return portal_named(name)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from None


def _captures(archive: Archive, portal: str) -> dict[str, int]:
    """How many captures of articles were read by which template, and how many cold."""
    rows = dicts(
        archive.db,
        "select case when d.extractor like '% cold' then 'cold' else substr(d.extractor, -8) end as reader,"
        " count(*) as captures from capture c join verdict d on d.id = c.verdict_id"
        " join address a on a.id = c.address_id where a.portal = ? and a.kind = 'article'"
        " and (d.extractor like '% cold' or d.extractor like '% template %') group by 1",
        [portal],
    )
    return {row["reader"]: row["captures"] for row in rows}
