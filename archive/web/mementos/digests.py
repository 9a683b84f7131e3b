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
    """Gives the digests of the payloads of one archive; each payload is unpacked for it once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._payloads = Payloads(db)

    def sha1(self, sha256: str) -> str:
        """The sha1 in base32 of the payload with that sha256 (hex, empty: of nothing); ``-`` where it cannot be
        read."""
        if sha256 not in _known:
            if len(_known) >= _MOST:
                _known.clear()
            try:
                payload_id = self._payloads.find(bytes.fromhex(sha256)) if sha256 else None
                _known[sha256] = sha1_of(self._payloads.read(payload_id) if payload_id is not None else b"")
            except (PayloadRemoved, ArchiveDamaged):
                return "-"
        return _known[sha256]
