"""Writes captures as a WACZ package, https://specs.webrecorder.net/wacz/1.1.1/.

The package holds a WARC file, its index and a list of articles, so that a browser can show single pages of a large
file. The same captures give the same package.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdxj_indexer.main import CDXJIndexer

from archive.store import Archive
from archive.warc.files import sha256_of
from archive.warc.write import last_stamp, write

_DATA = "archive/data.warc.gz"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""Zip files name a time for each file in them; this is the first that they can."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a package says of itself."""

    title: str
    description: str = ""


def title_of(archive: Archive, ids: Sequence[int], article_id: int | None, site: str | None) -> Title:
    """What a package of these captures says of itself: of one article, of one site, or of all."""
    if article_id is not None:
        (title,) = archive.db.execute("select title from articles where id = ?", (article_id,)).fetchone()
    elif site:
        (title,) = archive.db.execute(
            "select coalesce(max(name), ?1) from sites where sname = ?1", (site,)
        ).fetchone()
    else:
        names = archive.db.execute(
            "select group_concat(name, ', ') from (select name from portals order by id)"
        ).fetchone()
        title = names[0] or "luutru"
    return Title(title, f"{len(ids):,}".replace(",", ".") + " captures")


def write_package(
    archive: Archive, ids: Sequence[int], into: Path, title: Title, *, software: str
) -> Iterator[str]:
    """Makes a package at `into` of captures in their order; yields what `write` does. Raises ArchiveError."""
    warc = into.with_name(f"{into.name}.warc.gz")
    try:
        with warc.open("wb") as out:
            yield from write(archive, ids, out, software=software, name="data.warc.gz")
        _pack(warc, into, list(_pages(archive, ids)), title, software, last_stamp(archive, ids))
    finally:
        warc.unlink(missing_ok=True)


def _pack(warc: Path, into: Path, pages: list[dict[str, Any]], title: Title, software: str, at: str) -> None:
    index = io.StringIO()
    CDXJIndexer(index, [str(warc)], sort=True, post_append=True, filename="data.warc.gz").process_all()
    first = {"format": "json-pages-1.0", "id": "pages", "title": "Articles"}
    lines = [json.dumps(page, ensure_ascii=False) for page in (first, *pages)]
    files = {
        # Plain: players take a packed index for one in two parts, and would look for the other.
        "indexes/index.cdx": index.getvalue().encode(),
        "pages/pages.jsonl": ("\n".join(lines) + "\n").encode(),
    }
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as package:
        size = warc.stat().st_size
        entry = zipfile.ZipInfo(_DATA, _WHEN)
        with warc.open("rb") as file, package.open(entry, "w", force_zip64=size > 1 << 31) as out:
            shutil.copyfileobj(file, out, 1 << 20)
        with warc.open("rb") as file:
            resources = [_resource(_DATA, size, sha256_of(file))]
        for path, data in files.items():
            package.writestr(zipfile.ZipInfo(path, _WHEN), data)
            resources.append(_resource(path, len(data), hashlib.sha256(data).hexdigest()))
        described: dict[str, Any] = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": title.title,
            "description": title.description,
            "software": software,
            "created": at,
        }
        if pages:
            described |= {"mainPageUrl": pages[-1]["url"], "mainPageDate": pages[-1]["ts"]}
        text = json.dumps(described | {"resources": resources}, ensure_ascii=False, indent=2).encode()
        package.writestr(zipfile.ZipInfo("datapackage.json", _WHEN), text)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
        package.writestr(zipfile.ZipInfo("datapackage-digest.json", _WHEN), json.dumps(digest, indent=2))


def _resource(path: str, size: int, sha256: str) -> dict[str, Any]:
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256}", "bytes": size}


def _pages(archive: Archive, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The captures that show an article, in their order, as the list of pages has them."""
    for capture_id in ids:
        row = archive.db.execute(
            "select c.url, c.captured_at, o.title from captures c join contents o on o.id = c.content_id"
            " where c.id = ? and c.method = 'GET'",
            (capture_id,),
        ).fetchone()
        if row:
            url, at, title = row
            name = hashlib.sha256(f"{at} {url}".encode()).hexdigest()[:16]
            yield {"id": name, "url": url, "ts": at, "title": title}
