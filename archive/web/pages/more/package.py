"""Captures to take away as a WACZ package, to be walked through in ReplayWeb.page: of one article, or of one site."""

from __future__ import annotations

import sqlite3
import tempfile
from importlib import metadata
from pathlib import Path

from archive import clock
from archive.errors import ArchiveError
from archive.store import Archive
from archive.warc.package import title_of, write_package
from archive.warc.write import chosen
from archive.web.http.request import Missing, PageRequest, PageResponse, Unclear
from archive.web.http.rows import article_of

MOST = 5_000
"""Captures in a package made here; larger ones are made by `luutru export`."""
LARGEST = 200 * 1024 * 1024
"""Bytes of such a package."""


def build_article(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The package of an article: its captures, and what its pages need to be shown."""
    return _package(db, ask.parts["name"], article_id=article_of(db, ask))


def build_site(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The package of a site: its captures, and what its pages need to be shown."""
    return _package(db, ask.parts["site"], portal=ask.parts["portal"], site=ask.parts["site"])


def _package(
    db: sqlite3.Connection, name: str, *, portal: str | None = None, article_id: int | None = None,
    site: str | None = None,
) -> PageResponse:  # fmt: skip
    archive = Archive(db, Path("archive"), clock.now)
    ids = chosen(archive, portal, article=article_id, site=site)
    if not ids:
        raise Missing
    if len(ids) > MOST:
        raise Unclear("package_too_large")
    software = f"luutru/{metadata.version('luutru')}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "package.wacz"
        try:
            for _ in write_package(
                archive, ids, file, title_of(archive, ids, article_id, site), software=software
            ):
                pass
        except ArchiveError:
            raise Missing("payload_gone") from None
        if file.stat().st_size > LARGEST:
            raise Unclear("package_too_large")
        data = file.read_bytes()
    return PageResponse(
        data,
        "application/wacz",
        headers={
            "Content-Disposition": f'attachment; filename="{name.encode("ascii", "replace").decode()}.wacz"'
        },
    )
