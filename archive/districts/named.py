"""Districts that the articles of an archive name, themselves or by a commune of theirs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from archive.districts.places import District, district_of, most_frequent_province


def districts_by_entity(db: sqlite3.Connection) -> dict[str, District]:
    """For each place that texts name and that lies in one district, as `mention.entity` has it, that district."""
    rows = db.execute(
        "select entity, max(name), max(within), count(*) from mention where kind = 'place' group by entity"
    ).fetchall()
    home = most_frequent_province((name, within, times) for _, name, within, times in rows)
    found = {entity: district_of(name, within, home) for entity, name, within, _ in rows}
    return {entity: district for entity, district in found.items() if district}


def entities_of(db: sqlite3.Connection, label: str) -> list[str]:
    """The entities of all places in the district of this label."""
    return [entity for entity, district in districts_by_entity(db).items() if district.label == label]


def articles_by_district(
    db: sqlite3.Connection, among: Collection[int] | None = None
) -> list[tuple[District, int]]:
    """How many articles, of all or of those in the rows `among`, name each district now; those of most first."""
    places = districts_by_entity(db)
    by_label = {district.label: district for district in places.values()}
    wanted = "" if among is None else "where a.id in (select value from json_each(:among))"
    rows = db.execute(
        "with place as materialized (select key as entity, value as district from json_each(:places))"
        " select place.district, count(distinct a.id) as number from place cross join mention e on e.kind = 'place'"
        " and e.entity = place.entity cross join article a on a.content_id = e.content_id"
        f" {wanted} group by 1 order by number desc, 1",
        {
            "places": json.dumps({entity: district.label for entity, district in places.items()}),
            "among": json.dumps(list(among or ())),
        },
    )
    return [(by_label[label], number) for label, number in rows]
