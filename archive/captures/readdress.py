"""Classifies addresses again after a correction of a portal's file, and separates wrongly merged articles."""

from __future__ import annotations

from collections.abc import Callable

from archive.frontier.addresses import RANKS
from archive.history.derive import derive
from archive.integrity import seals
from archive.model import Address
from archive.store import Archive

PAGES = ("article", "list", "home", "other")


def moved_addresses(
    archive: Archive, portal: str, address: Callable[[str], Address]
) -> list[tuple[int, Address]]:
    """The addresses of pages of `portal` that `address` now classifies otherwise, or assigns to another article.

    Row id → classified address.
    """
    rows = archive.db.execute(
        "select id, url, kind, cms_id from address where portal = ? order by id", (portal,)
    )
    found = []
    for row_id, url, kind, cms_id in rows:
        now = address(url)
        # an address that no form fits was sown or redirected to: it stays what it was taken for
        if kind in PAGES and now.kind in ("article", "list") and (now.kind, now.cms_id) != (kind, cms_id):
            found.append((row_id, now))
    return found


def readdress(archive: Archive, moved: list[tuple[int, Address]]) -> list[int]:
    """Stores the new classification of addresses in one transaction. The ids of the captures that must be read again.

    These captures leave their articles, whose histories are derived without them. An address that was an
    alternate of a wrong article becomes due.
    """
    db = archive.db
    captures: list[int] = []
    left: set[int] = set()
    with archive.writing():
        for row_id, now in moved:
            own = [i for (i,) in db.execute("select id from capture where address_id = ?", (row_id,))]
            (article_id,) = db.execute("select article_id from address where id = ?", (row_id,)).fetchone()
            left |= {article_id} - {None}
            captures += own
            seals.lift(db, *own)
            db.execute(
                "update address set kind = ?, cms_id = ?, rank = ?, article_id = null,"
                " told_cms_id = null, told_ms = null,"
                " next_due_at = case when state = 'alias' then ? else next_due_at end,"
                " state = case when state = 'alias' then 'pending' else state end where id = ?",
                (now.kind, now.cms_id, RANKS[now.kind], archive.now(), row_id),
            )
        for article_id in left:
            derive(db, article_id, archive.removal)
        seals.close(db)
    return sorted(captures)
