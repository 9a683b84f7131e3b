"""Which edition of a portal's file its pages were read by: a mended file is a reason to read them again."""

from __future__ import annotations

import hashlib

from archive.store import Archive
from crawler.cms.tables import FORMS
from crawler.portal import PortalSpec


def note_first(archive: Archive, spec: type[PortalSpec]) -> None:
    """Notes, inside a transaction, what the pages of a portal that has none yet will be read by."""
    archive.db.execute(
        "insert or ignore into setting (key, value) values (?, ?)", (_key(spec), _digest(spec))
    )


def note_read(archive: Archive, spec: type[PortalSpec]) -> None:
    """Notes, inside a transaction, that all pages of a portal are read by its file as it is now."""
    archive.db.execute(
        "insert into setting (key, value) values (?1, ?2) on conflict (key) do update set value = ?2",
        (_key(spec), _digest(spec)),
    )


def outdated_captures(archive: Archive, spec: type[PortalSpec]) -> list[int]:
    """The captures of a portal whose file says something else of its pages than when they were read; none where it
    says the same."""
    row = archive.db.execute("select value from setting where key = ?", (_key(spec),)).fetchone()
    if row is None or row[0] == _digest(spec):
        return []
    rows = archive.db.execute(
        "select c.id from capture c join address a on a.id = c.address_id where a.portal = ? order by c.id",
        (spec.name,),
    )
    return [capture_id for (capture_id,) in rows]


def _key(spec: type[PortalSpec]) -> str:
    return f"file.{spec.name}"


def _digest(spec: type[PortalSpec]) -> str:
    """A hash over the CMS, forms of addresses and hints that a portal declares; the code of a CMS is not in it."""
    forms = [getattr(spec.forms, kind, None) for kind in FORMS]
    hints = spec.forms.hints if spec.forms else None
    return hashlib.sha256(f"{spec.cms} {forms} {hints}".encode()).hexdigest()[:16]
