"""The address of a capture, as its row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.contents.url_keys import url_key
from archive.errors import ArchiveError
from archive.frontier import addresses
from archive.model import Address, AddressKind, Capture
from archive.store import Archive
from archive.wording import t


@dataclass(frozen=True, slots=True)
class Spot:
    """The row of the address of a capture."""

    id: int
    url: str
    kind: AddressKind
    site: str | None
    host: str
    cms_id: str | None
    article_id: int | None
    base_id: int | None
    last_captured_at: str | None
    media_key: int | None


def spot_of(archive: Archive, capture: Capture, address: Address | None, at: str) -> Spot:
    """The address row of a capture. It is added, or completed with what `address` knows."""
    db = archive.db
    told_url = address.url if address else capture.url
    select = "select id, url, kind, site, host, cms_id, article_id, base_id, last_captured_at, media_key from address"
    row = db.execute(
        f"{select} where url_key = ? and url = ? and portal = ?",
        (url_key(told_url), told_url, capture.portal),
    ).fetchone()
    if row is None:
        if not db.execute("select 1 from portals where id = ?", (capture.portal,)).fetchone():
            raise ArchiveError(
                t("portal {portal} is not in the archive; add_portal it first", portal=repr(capture.portal))
            )
        addresses.add(db, capture.portal, address or Address(told_url), at, "done")
        return spot_of(archive, capture, address, at)
    spot = Spot(*row)
    if address and (spot.kind == "other" != address.kind or (spot.site is None and address.site is not None)):
        addresses.learn(db, spot.id, address)
        return spot_of(archive, capture, address, at)
    return spot


def request_text(request: Mapping[str, Any] | None) -> str | None:
    """The request of a capture beyond its address, as its row has it: JSON."""
    if request is None:
        return None
    return json.dumps(dict(request), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
