"""Describes the tables of documents and names."""

from __future__ import annotations

from archive.web.tables.table import CONTENT_ID, Table

_POSITION = "Place among those that the text names, from 1"

ENTITIES: dict[str, Table] = {
    "citations": Table(
        "Documents cited · Văn bản được dẫn",
        "Every legal document that a text names, once for each text, found by rules.",
        {
            "content_id": CONTENT_ID,
            "position": _POSITION,
            "text": "Kind and number as first written, or the name of a law",
            "number": "Number in one spelling (12-NQ/ĐUCA); null for a law named by its title only",
            "kind": "Nghị quyết, Quyết định, Luật …",
            "date": "Day of the document, where the text says it (ISO 8601)",
            "issuer": "Who issued it, as written; null where the text does not say",
            "title": "What it is about, as the text says (về việc …)",
            "provisions": "Articles and clauses of it that the text names",
            "document": "Equal for all spellings of one document",
        },
        sort_desc="content_id",
        facets=("kind",),
        search="content_id",
        label="text",
    ),
    "mentions": Table(
        "Names mentioned · Tên được nhắc",
        "Persons with the office they are named with, organisations and places, found by rules.",
        {
            "content_id": CONTENT_ID,
            "position": _POSITION,
            "name": "Name as first written, without rank or form of address",
            "kind": "person, organisation or place",
            "office": "Office of a person as the text gives it; null where it gives none",
            "within": "Unit above a place, where the text or its names tell it",
            "entity": "Equal for all spellings of one name; two persons of one name are not told apart",
        },
        sort_desc="content_id",
        facets=("kind",),
        search="content_id",
        label="name",
    ),
}
