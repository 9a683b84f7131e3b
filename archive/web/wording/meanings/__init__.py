"""What the columns of the tables mean, in Vietnamese; the English meanings stand in `archive.web.tables`."""

from __future__ import annotations

from archive.web.wording.meanings.articles import ARTICLES
from archive.web.wording.meanings.captures import CAPTURES
from archive.web.wording.meanings.entities import ENTITIES
from archive.web.wording.meanings.portals import PORTALS
from archive.web.wording.meanings.readings import READINGS

MEANINGS: dict[str, dict[str, str]] = {**ARTICLES, **ENTITIES, **READINGS, **CAPTURES, **PORTALS}
"""By table and column."""
