"""`luutru portals show` and `set`: shows what was learned of a portal's pages, and corrects it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.captures.sum_up import sum_up
from archive.readings.templates import (
    StoredTemplate,
    correct,
    corrections,
    current_templates,
    undo_correction,
)
from archive.store import Archive
from archive.wording import t
from crawler.commands.common import (
    archive_option,
    counted,
    dicts,
    echo_json,
    json_option,
    number,
    open_archive,
)
from crawler.extract.template.model import FIELDS, Place, Template
from crawler.portals.registry import portal_named

_NAMES = {"published_at": "date"}
_EXAMPLES = 3
_LONGEST = 60
_SURE = 0.9
"""The share of articles with agreement from which a place is not doubtful."""
NONE, LEARNED = "none", "learned"


@click.command("show")
@click.argument("name")
@archive_option
@json_option
def show(name: str, path: Path, as_json: bool) -> None:
    """Show what luutru has learned of the pages of the portal NAME: what it takes for what, and how sure it is.

    "28 of 30" means: of 30 articles that have something at a place, it is what it should be on 28. What no place was
    found for, and what agrees on less than nine in ten, is called doubtful. `luutru portals set` corrects a place.

    \b
    luutru portals show soctrang
    luutru portals show soctrang --json
    """
    spec = _spec(name)
    with open_archive(path) as archive:
        templates = current_templates(archive.db, name)
        read = _captures(archive, name)
        by_hand = corrections(archive.db, name)
    if as_json:
        echo_json(
            {
                "portal": name,
                "templates": [
                    {**asdict(each), "captures": read.get(each.sha256[:8], 0)} for each in templates
                ],
                "cold": read.get("cold", 0),
                "set": by_hand,
            }
        )
        return
    if not templates:
        click.echo(
            t(
                "{title}: nothing has been learned yet. It takes a dozen articles with one skeleton; "
                "until then pages are read cold.",
                title=spec.title,
            )
        )
    for each in templates:
        for line in _told(each, read.get(each.sha256[:8], 0)):
            click.echo(line)
        click.echo()
    if templates:
        click.echo(
            t("Read cold, because no template fits: {cold}.", cold=counted(read.get("cold", 0), "capture"))
        )
    for field, place in by_hand.items():
        click.echo(
            t(
                "Set by hand: {field}: {value}.",
                field=_NAMES.get(field, field),
                value=_where(Place(**place)) if place else NONE,
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
    known = {_NAMES.get(each, each): each for each in FIELDS} | {each: each for each in FIELDS}
    if field not in known:
        raise click.UsageError(
            t("There is no field {field}; the fields are {known}.", field=repr(field), known=", ".join(known))
        )
    field = known[field]
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


def _told(stored: StoredTemplate, captures: int) -> Iterator[str]:
    """A template in words, line by line."""
    template = Template.from_dict(stored.value)
    yield t(
        "Template {sha256}, stage {stage}: learned from {pages}; {captures} read by it.",
        sha256=stored.sha256[:8],
        stage=stored.stage,
        pages=counted(template.pages, "article"),
        captures=counted(captures, "capture"),
    )
    for name, places in sorted(template.fields, key=lambda each: _order(each[0])):
        for nth, place in enumerate(places):
            support = t("set by hand") if not place.pages and not place.of else ""
            if place.of:
                support = t("{pages} of {most}", pages=place.pages, most=place.of)
            said = t("or") if nth else t(_NAMES.get(name, name))
            yield f"  {said:<13} {support:<12} {_where(place)}"
    texts = [text for _, known in template.boilerplate for text in known]
    if texts or template.furniture:
        examples = "; ".join(
            _short(text) for text in sorted(texts, key=lambda text: (len(text), text))[-_EXAMPLES:]
        )
        told = t(
            "{texts} in {places}, and all that stands in {more} more: {examples}",
            texts=counted(len(texts), "text"),
            places=counted(len(template.boilerplate), "place"),
            more=number(len(template.furniture)),
            examples=examples,
        )
        yield f"  {t('boilerplate'):<13} {told}"
    for name, places in (("clock", template.clocks), ("reading", template.readings)):
        for where in dict.fromkeys(map(_where, places)):
            yield f"  {t(name):<13} {'':<12} {where}"
    for path, label in template.labels:
        yield f"  {t('other fact'):<13} {'':<12} {_where(Place(path, label))}"
    for doubt in _doubts(template):
        yield f"  {t('doubtful'):<13} {doubt}"


def _doubts(template: Template) -> Iterator[str]:
    yield from template.doubts
    for name, places in template.fields:
        pages, most = sum(place.pages for place in places), max(place.of for place in places)
        if pages < _SURE * most:
            yield t("{name}: only {pages} of {most} agree", name=t(name), pages=pages, most=most)


def _order(field: str) -> tuple[int, str]:
    return FIELDS.index(field) if field in FIELDS else len(FIELDS), field


def _where(place: Place) -> str:
    told = place.path
    if place.label:
        told += t(", behind “{label}”", label=_short(place.label))
    if place.before:
        told += t(", below “{before}”", before=_short(place.before))
    return told + (t(", the last") if place.pick == "last" else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
