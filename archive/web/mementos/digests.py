"""The sha1 of payloads, by which indexes of web archives name them. An archive keeps their sha256."""

from __future__ import annotations

import sqlite3

from archive.errors import ArchiveDamaged, PayloadRemoved
from archive.payloads.payloads import Payloads
from archive.warc.records.digests import sha1_of

_MOST = 200_000
_known: dict[str, str] = {}
"""The sha1 by the sha256 of the same bytes, of which one follows from the other in whichever archive."""


class Digests:
    """Gives the digests of the payloads of one archive, and remembers those of many payloads."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._payloads = Payloads(db)

    def sha1(self, sha256: str) -> str:
        """The sha1 in base32 of the payload with that sha256 (hex, empty: of nothing); ``-`` where it cannot be
        read."""
        known = _known.get(sha256)
        if known is None:
            try:
                known = sha1_of(self._payloads.of(sha256) or b"")
            except (PayloadRemoved, ArchiveDamaged):
                return "-"
            if len(_known) >= _MOST:  # threads share it: what one of them clears another may just have stored
                _known.clear()
            _known[sha256] = known
        return known
