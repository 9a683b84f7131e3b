"""Links cells of Datasette's own tables to our pages."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from archive.web.http.paths import path

_LINKS = {
    "article_id": "row",
    "capture_id": "row/capture",
    "payload_sha256": "payload",
    "image_sha256": "payload",
}
_OWN_LINKS = {
    ("articles", "id"): "row",
    ("captures", "id"): "row/capture",
    ("images", "sha256"): "payload",
    ("attachments", "sha256"): "payload",
    ("version_files", "sha256"): "payload",
    ("payloads", "sha256"): "payload",
}


def render(datasette: Any, database: str, table: str | None, column: str, value: Any) -> Markup | None:
    """The cell as a link to our page of the thing; None leaves it to Datasette.

    Bytes in a view would make Datasette look for a row id that views do not have.
    """
    if isinstance(value, bytes):
        return Markup("<i>{} bytes</i>").format(f"{len(value):,}") if table == "payloads" else None
    if isinstance(value, dict):  # a foreign key with the label that Datasette gives it
        value = value["value"]
    page = _OWN_LINKS.get((table or "", column)) or _LINKS.get(column)
    if page is None or value is None:
        return None
    return Markup('<a href="{}">{}</a>').format(path(datasette, database, *page.split("/"), value), value)
