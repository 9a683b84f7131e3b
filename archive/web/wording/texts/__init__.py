"""All texts of the pages by name, each in Vietnamese and in English."""

from __future__ import annotations

from archive.web.wording.texts import article, captures, changes, common, entities, overview, search, visits

PARTS = (common, overview, article, search, entities, visits, changes, captures)

TEXTS: dict[str, tuple[str, str]] = {name: text for part in PARTS for name, text in part.TEXTS.items()}
