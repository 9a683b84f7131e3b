"""Finds portals: the archivist's files, spiders in Python, and the portals of luutru itself."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import crawler.spiders
from archive.wording import t
from crawler.cms.tables import BadFile
from crawler.portal import PortalSpec
from crawler.portals.portal_file import read_portal

GROUP = "luutru.portals"
"""Packages that bring portals in Python name their classes as entry points of this group."""
FOLDER = "portals"
"""What the folder beside an archive is called that holds portals."""


def folders() -> list[Path]:
    """Where files of portals are looked for, the first that has a name first."""
    named = [Path(text) for text in os.environ.get("LUUTRU_PORTALS", "").split(os.pathsep) if text]
    archive = Path(os.environ.get("LUUTRU_ARCHIVE") or "archive.db")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [*named, archive.absolute().parent / FOLDER, home / "luutru" / FOLDER]


def portals() -> dict[str, type[PortalSpec]]:
    """Every portal's class by the portal's name, in alphabetical order. Raises BadFile for a file with an error."""
    found = dict(_brought())
    for file in reversed(list(_files())):
        found[file.stem] = _read(file, file.stat().st_mtime_ns)
    return dict(sorted(found.items()))


class UnknownPortal(LookupError):
    """There is no portal of that name. The message lists those there are."""


def portal_named(name: str) -> type[PortalSpec]:
    """The portal of that name. Raises UnknownPortal or BadFile."""
    file = next((file for file in _files() if file.stem == name), None)
    if file is not None:
        return _read(file, file.stat().st_mtime_ns)
    known = _brought()
    if name not in known:
        names = sorted({*known, *(file.stem for file in _files())})
        raise UnknownPortal(
            t("There is no portal {name}. Known portals: {names}.", name=repr(name), names=", ".join(names))
        )
    return known[name]


def _files() -> Iterator[Path]:
    for folder in folders():
        if folder.is_dir():
            yield from sorted(folder.glob("*.toml"))


@cache
def _read(file: Path, changed: int) -> type[PortalSpec]:
    """The portal of a file, as it was when last changed: each is read once."""
    return read_portal(file)


@cache
def _brought() -> dict[str, type[PortalSpec]]:
    """The portals of luutru, and of packages installed beside it."""
    found: dict[str, type[PortalSpec]] = {}
    for place in crawler.spiders.__path__:
        for file in sorted(Path(place).glob("*.toml")):
            found[file.stem] = read_portal(file)
    for info in pkgutil.iter_modules(crawler.spiders.__path__, "crawler.spiders."):
        for thing in vars(importlib.import_module(info.name)).values():
            if isinstance(thing, type) and thing.__module__ == info.name and issubclass(thing, PortalSpec):
                found[thing.name] = thing
    for entry in entry_points(group=GROUP):
        thing = entry.load()
        if not (isinstance(thing, type) and issubclass(thing, PortalSpec)):
            raise BadFile(
                t(
                    "the entry point {name} of {GROUP} is no portal: a PortalSpider is expected.",
                    name=entry.name,
                    GROUP=GROUP,
                )
            )
        found[thing.name] = thing
    return found
