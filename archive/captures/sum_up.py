"""Work that is done once at the end of a run: after each batch it would cost too much."""

from __future__ import annotations

from typing import get_args

from archive.integrity import seals
from archive.readings import stale
from archive.readings.contacts import renew_contacts
from archive.readings.day_totals import renew_visits
from archive.readings.listed import renew_listed
from archive.search import index
from archive.store import Archive


def sum_up(archive: Archive) -> None:
    """Tells all sums anew that no longer hold, and seals all captures, as one transaction.

    Whatever was interrupted before it is made up for by the next call.
    """
    db = archive.db
    with archive.writing():
        renew_visits(db)
        if stale.doubted(db, "lists"):
            renew_listed(db)
        if stale.doubted(db, "contacts"):
            renew_contacts(db)
        if stale.doubted(db, "contents"):
            _drop_unused(archive)
        stale.believe(db, *get_args(stale.Sum))
        seals.close(db)


def _drop_unused(archive: Archive) -> None:
    db = archive.db
    unused = db.execute(
        "select id from content where capture_id is null and not removed"
        " and id not in (select content_id from capture where content_id is not null)"
    ).fetchall()
    for (content_id,) in unused:
        index.forget(db, content_id)
        db.execute("delete from content where id = ?", (content_id,))
