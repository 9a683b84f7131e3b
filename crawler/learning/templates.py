"""Loads the templates of a portal from the archive, ready for reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

from archive.readings.templates import StoredTemplate, corrections, current_templates
from crawler.extract.template.model import Place, Stages, Template
from crawler.portal import PortalSpec


def stages_of(db: sqlite3.Connection, portal: str) -> Stages:
    """The templates that are used for a portal."""
    return staged(current_templates(db, portal))


def staged(templates: Sequence[StoredTemplate]) -> Stages:
    """Stored templates, in their order, by stage."""
    return tuple(
        tuple(Template.from_dict(each.value) for each in stage)
        for _, stage in groupby(templates, key=lambda each: each.stage)
    )


def stored(templates: Sequence[Template], stage: int) -> list[StoredTemplate]:
    """Templates as rows of a stage."""
    return [
        StoredTemplate(stage, place, each.sha256, each.kind, each.pages, each.as_dict())
        for place, each in enumerate(templates, 1)
    ]


def places_set(db: sqlite3.Connection, spec: type[PortalSpec]) -> dict[str, dict[str, Any] | None]:
    """The places of fields that an archivist set for a portal: in its file, and over that in the archive."""
    found = {field: None if place is None else asdict(Place(**place)) for field, place in spec.places.items()}
    return dict(sorted((found | corrections(db, spec.name)).items()))


def corrected(template: Template, places: Mapping[str, dict[str, Any] | None]) -> Template:
    """A template with the places that an archivist set."""
    fields = dict(template.fields)
    for field, place in places.items():
        if place is None:
            fields.pop(field, None)
        else:
            fields[field] = (Place(**place),)
    doubts = tuple(doubt for doubt in template.doubts if doubt.partition(":")[0] not in places)
    return replace(template, fields=tuple(sorted(fields.items())), doubts=doubts)
