"""Stores payloads, each once, bit for bit, packed against what is already stored.

A page is packed against an earlier capture of its address as zstd prefix, else against another page of its
template. Pictures and documents are packed alone, or stored raw where that is smaller. Many deltas share one base, so
that reading one takes few steps. When they grow too large, the newest page becomes the base. Every frame has a
checksum, and every read compares the sha256.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass

from archive.errors import ArchiveDamaged, PayloadRemoved
from archive.payloads.packing import (
    DELTA,
    QUICK,
    THOROUGH,
    Packer,
    compress,
    packer_against,
    unpack,
)
from archive.wording import t

RAW, ZSTD, PATCH, TAKEN_DOWN, LEFT_OUT = range(5)
"""Codes of `payload.codec`; the view `payloads` names them. A PATCH frame is what
``zstd --patch-from=BASE`` writes, and ``zstd -d --patch-from=BASE`` restores it."""

MAX_DEPTH = 8
"""Most frames to unpack for one payload."""
_PAYS = 1024
"""A delta against an earlier capture of at most this many bytes keeps that base."""
_LARGEST_PATCH = 4 << 20
"""Larger payloads are not packed against another: the window would cost hundreds of megabytes."""
_SMALLEST_BASE = 64
_MOST_PACKERS = 16
"""Templates held ready at a time, each with some megabytes of zstd's tables."""
_MEDIA = ("image", "file")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a payload came from; it decides what the payload is packed against.

    `request` is the content of a POST. `base_id` is the payload against which others of the address were packed
    last. `is_good`: it is a whole page of the portal. Error pages and walls are no base.
    """

    address_id: int
    portal: str
    host: str
    kind: str
    request: str | None
    base_id: int | None
    is_good: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """What is left of a payload whose bytes were taken down."""

    sha256: bytes
    size: int


class Payloads:
    """The payloads of one open archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._recent: OrderedDict[int, bytes] = OrderedDict()
        self._templates: dict[tuple[str, str, str], int] = {}
        self._packers: dict[int, Packer] = {}
        self._pays: dict[tuple[str, str, str], int] = {}

    def forget(self) -> None:
        """Drops what is remembered, for rows may have been rolled back or written by someone else."""
        self._recent.clear()
        self._templates.clear()
        self._packers.clear()

    def keep(self, data: bytes, sha256: bytes, origin: Origin) -> int:
        """The id of the row of `data`. It is packed and added where there is none."""
        known = self.find(sha256)
        if known is not None:
            return known
        codec, base_id, frame = self._packed(data, origin)
        payload_id = self._insert(sha256, len(data), codec, base_id, frame)
        self._remember(payload_id, data)
        if origin.is_good and origin.kind not in _MEDIA and len(data) >= _SMALLEST_BASE:
            self._settle_bases(payload_id, base_id, len(frame), origin)
        return payload_id

    def of(self, sha256: str | None) -> bytes | None:
        """The payload of that sha256 (hex); None where none is asked for or there. Raises what `read` raises."""
        payload_id = self.find(bytes.fromhex(sha256)) if sha256 else None
        return None if payload_id is None else self.read(payload_id)

    def find(self, sha256: bytes) -> int | None:
        """The id of the payload with this hash, or None."""
        row = self._db.execute(
            "select id from payload where substr(sha256, 1, 4) = ? and sha256 = ?", (sha256[:4], sha256)
        ).fetchone()
        return row[0] if row else None

    def read(self, payload_id: int) -> bytes:
        """The bytes of a payload.

        Raises PayloadRemoved where they were taken down or left out of this copy, ArchiveDamaged where they
        differ from their hash.
        """
        data = self._recent.get(payload_id)
        if data is not None:
            self._recent.move_to_end(payload_id)
            return data
        row = self._db.execute(
            "select p.sha256, p.size, p.codec, p.base_id, d.data from payload p"
            " left join payload_data d on d.payload_id = p.id where p.id = ?",
            (payload_id,),
        ).fetchone()
        if row is None:
            raise ArchiveDamaged(
                t("payload {payload_id} is not in the archive; restore it from a copy", payload_id=payload_id)
            )
        sha256, size, codec, base_id, frame = row
        if codec == TAKEN_DOWN:
            raise PayloadRemoved(t("payload {hex} was taken down", hex=sha256.hex()))
        if codec == LEFT_OUT:
            raise PayloadRemoved(t("this copy was published without payloads; ask for the whole archive"))
        try:
            base = None if base_id is None else self.read(base_id)
            data = frame if codec == RAW else unpack(frame, size, base)
        except (TypeError, ValueError, RecursionError) as error:
            raise ArchiveDamaged(
                t("payload {hex} cannot be unpacked: {error}", hex=sha256.hex(), error=error)
            ) from error
        if len(data) != size or hashlib.sha256(data).digest() != sha256:
            raise ArchiveDamaged(t("payload {hex} is not what was kept: its hash differs", hex=sha256.hex()))
        self._remember(payload_id, data)
        return data

    def keep_removed(self, removed: Removed) -> int:
        """The id of the row of a payload that was taken down."""
        known = self.find(removed.sha256)
        if known is not None:
            return known
        return self._insert(removed.sha256, removed.size, TAKEN_DOWN, None, None)

    def pack_anew(self, payload_id: int, base_id: int | None) -> None:
        """Packs a payload alone or, where that is smaller, against `base_id`.

        Needed when its base is about to be taken down. `base_id` must be packed alone.
        """
        data = self.read(payload_id)
        codec, frame = ZSTD, compress(data, THOROUGH)
        if base_id is not None and len(patch := self._against_template(data, base_id)) < len(frame):
            codec, frame = PATCH, patch
        self._db.execute(
            "update payload set codec = ?, base_id = ? where id = ?",
            (codec, base_id if codec == PATCH else None, payload_id),
        )
        self._db.execute("update payload_data set data = ? where payload_id = ?", (frame, payload_id))

    def _packed(self, data: bytes, origin: Origin) -> tuple[int, int | None, bytes]:
        if origin.kind in _MEDIA:
            frame = compress(data, QUICK)
            return (ZSTD, None, frame) if len(frame) < len(data) else (RAW, None, data)
        candidates: list[tuple[int, int | None, bytes]] = []
        if len(data) <= _LARGEST_PATCH:
            base_id = self._base_of(origin)
            if base_id is not None:
                frame = compress(data, DELTA, base=self.read(base_id))
                if len(frame) <= _PAYS:
                    return PATCH, base_id, frame
                if self._depth(base_id) < MAX_DEPTH - 1:
                    candidates.append((PATCH, base_id, frame))
            template_id = self._template_of(origin)
            if template_id is not None:
                candidates.append((PATCH, template_id, self._against_template(data, template_id)))
        best = min(candidates, key=lambda candidate: len(candidate[2]), default=None)
        # A page that a base saves little of is of another template, and shall found its own.
        pays = self._pays.get((origin.portal, origin.host, origin.kind), 0)
        if best is None or len(best[2]) > max(pays, len(data) // 16):
            alone = compress(data, THOROUGH)
            if best is None or len(best[2]) > 0.7 * len(alone):
                return (ZSTD, None, alone) if len(alone) < len(data) else (RAW, None, data)
            self._pays[origin.portal, origin.host, origin.kind] = len(best[2]) * 5 // 4
        return best

    def _settle_bases(self, payload_id: int, base_id: int | None, size: int, origin: Origin) -> None:
        if origin.request is None and (base_id is None or base_id != origin.base_id or size > _PAYS):
            self._db.execute("update address set base_id = ? where id = ?", (payload_id, origin.address_id))
        if base_id is None:
            self._db.execute(
                "insert into payload_base (portal, host, kind, payload_id) values (?, ?, ?, ?)"
                " on conflict do update set payload_id = excluded.payload_id",
                (origin.portal, origin.host, origin.kind, payload_id),
            )
            self._templates[origin.portal, origin.host, origin.kind] = payload_id

    def _insert(self, sha256: bytes, size: int, codec: int, base_id: int | None, frame: bytes | None) -> int:
        payload_id = self._db.execute(
            "insert into payload (sha256, size, codec, base_id) values (?, ?, ?, ?)",
            (sha256, size, codec, base_id),
        ).lastrowid
        assert payload_id is not None
        if frame is not None:
            self._db.execute("insert into payload_data (payload_id, data) values (?, ?)", (payload_id, frame))
        return payload_id

    def _base_of(self, origin: Origin) -> int | None:
        if origin.request is None:
            return origin.base_id
        # Each page of a list, asked for by postback, resembles most what it was the last time.
        row = self._db.execute(
            "select payload_id from capture where address_id = ? and request = ? and payload_id is not null"
            " order by id desc limit 1",
            (origin.address_id, origin.request),
        ).fetchone()
        return row[0] if row else None

    def _template_of(self, origin: Origin) -> int | None:
        key = (origin.portal, origin.host, origin.kind)
        if key not in self._templates:
            row = self._db.execute(
                "select payload_id from payload_base where portal = ? and host = ? and kind = ?", key
            ).fetchone()
            if row is None:
                return None
            self._templates[key] = row[0]
        return self._templates[key]

    def _depth(self, payload_id: int) -> int:
        depth, base_id = 0, payload_id
        while base_id is not None:
            (base_id,) = self._db.execute("select base_id from payload where id = ?", (base_id,)).fetchone()
            depth += 1
        return depth

    def _against_template(self, data: bytes, template_id: int) -> bytes:
        packer = self._packers.get(template_id)
        if packer is None:
            if len(self._packers) >= _MOST_PACKERS:
                self._packers.clear()
            packer = self._packers[template_id] = packer_against(self.read(template_id))
        return packer.compress(data, packer.FLUSH_FRAME)

    def _remember(self, payload_id: int, data: bytes) -> None:
        self._recent[payload_id] = data
        if len(self._recent) > 32:
            self._recent.popitem(last=False)
