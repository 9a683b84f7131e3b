"""File names for downloads of archived documents."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_NAMED = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_LONGEST = 100


def file_name(url: str, title: str | None = None) -> str:
    """The last part of an address without what a file system or a shell would stumble over; where that bears no
    ending of a file, the title. "" where nothing is left."""
    last = PurePosixPath(unquote(urlsplit(url).path)).name
    if not _NAMED.search(last) and title:
        last = title
    last = re.sub(r"[^\w.() -]", "_", last).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if dot and len(last) > _LONGEST:
        last = f"{stem[: _LONGEST - len(ending) - 1]}.{ending}"
    return last[:_LONGEST].lstrip(".-")
