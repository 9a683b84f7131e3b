"""A WARC file as a WACZ package, https://specs.webrecorder.net/wacz/1.1.1/: with an index and a list of its
articles, so that a browser can show single pages out of a large file."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cdxj_indexer.main import CDXJIndexer

from archive.warc.files import sha256_of

_DATA = "archive/data.warc.gz"


def pack(warc: Path, into: Path, pages: Iterable[Mapping[str, Any]], *, software: str, at: str) -> None:
    """Makes a package at `into` of a WARC file. `pages` have each ``url``, ``ts`` (a stamp) and ``title``; `at` is
    the stamp of now."""
    index = io.StringIO()
    CDXJIndexer(index, [str(warc)], sort=True, post_append=True, filename="data.warc.gz").process_all()
    first = {"format": "json-pages-1.0", "id": "pages", "title": "Articles"}
    lines = [json.dumps(page, ensure_ascii=False) for page in (first, *pages)]
    files = {
        "indexes/index.cdx.gz": gzip.compress(index.getvalue().encode(), mtime=0),
        "pages/pages.jsonl": ("\n".join(lines) + "\n").encode(),
    }
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as package:
        package.write(warc, _DATA)
        with warc.open("rb") as file:
            resources = [_resource(_DATA, warc.stat().st_size, sha256_of(file))]
        for path, data in files.items():
            package.writestr(path, data)
            resources.append(_resource(path, len(data), hashlib.sha256(data).hexdigest()))
        described = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": software,
            "created": at,
            "resources": resources,
        }
        text = json.dumps(described, ensure_ascii=False, indent=2).encode()
        package.writestr("datapackage.json", text)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
        package.writestr("datapackage-digest.json", json.dumps(digest, indent=2))


def _resource(path: str, size: int, sha256: str) -> dict[str, Any]:
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{sha256}", "bytes": size}
