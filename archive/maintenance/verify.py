"""Verifies an archive: compares everything in it with what it must be.

It checks SQLite's own structure and references, the schema, payload bytes against their hashes, the chain over all
facts, contents against their hashes, the seals, and the derived tables against the captures. Each finding names its
row and address.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive.database import schema
from archive.database.transaction import translated
from archive.errors import ArchiveDamaged, ArchiveError
from archive.maintenance.check_derived import (
    check_addresses,
    check_contents,
    check_day_totals,
    check_entities,
    check_histories,
    check_listed,
    check_portal_states,
    check_seals,
    check_search,
    check_settled,
    check_sites,
)
from archive.maintenance.check_facts import (
    check_age,
    check_chain,
    check_crawls,
    check_payloads,
    check_schema,
    check_structure,
    start_of,
)
from archive.maintenance.finding import Finding, Findings
from archive.store import Archive
from archive.wording import t


def verify(path: Path, *, since: int | None = None, head: str | None = None) -> Findings:
    """Verifies the archive at `path`. A whole archive gives no findings.

    `since` is the id of a crawl: only what was recorded from it on is checked, which is quick. `head` is the
    head of the chain in hex, kept elsewhere: a head that the chain does not hold is a finding. Of an archive with an
    older schema only the facts are checked; a finding says so.

    Raises ArchiveError where there is no crawl `since`.
    """
    try:
        archive = Archive.open(path, create=False, write=False, vetted=False)
    except ArchiveDamaged as error:
        why = error.__cause__ or error
        yield Finding(
            "file",
            None,
            None,
            t("cannot be read at all ({why}); keep it, and go on with a copy made before", why=why),
        )
        return
    except ArchiveError as error:
        yield Finding("file", None, None, str(error))
        return
    with archive:
        start = None if since is None else start_of(archive.db, since)
        checks = (
            [check_structure(archive)] if since is None else [],
            [
                check_schema(archive),
                check_chain(archive, start, head),
                check_payloads(archive, start),
                check_crawls(archive),
                check_age(archive),
            ],
            [
                check_addresses(archive),
                check_contents(archive),
                check_entities(archive),
                check_search(archive),
                check_portal_states(archive),
                check_histories(archive),
                check_settled(archive),
                check_sites(archive),
                check_listed(archive),
                check_day_totals(archive),
                check_seals(archive),
            ]
            if since is None and not schema.is_older(archive.db)
            else [],
        )
        for check in [check for group in checks for check in group]:
            try:
                yield from check
            except sqlite3.Error as error:
                yield Finding("file", None, None, str(translated(error)))
            except (ArchiveError, ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
                yield Finding("file", None, None, t("a row cannot be read: {error}", error=repr(error)))
