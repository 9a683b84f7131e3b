"""The description of a table, and words that many columns share."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """A public table or view.

    The rows are stored in order of `sort_desc`, so that neither pages nor CSV wait for a sort. `search` is the
    column that holds `contents.id`, where the table can be searched.
    """

    title: str
    description: str
    columns: dict[str, str]
    sort_desc: str | None = None
    facets: tuple[str, ...] = ()
    search: str | None = None
    label: str | None = None
    size: int | None = None
    units: dict[str, str] = field(default_factory=dict)


PORTAL = "Portal, as in portals.id"
SITE = "Name of the portal's site in addresses (sname)"
CONTENT_ID = "What was said then, as in contents.id"
UTC = "UTC, ISO 8601"
