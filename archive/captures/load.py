"""Loads captures from their rows, exactly as they were received."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from archive.clock import at_millis
from archive.database.json_text import compact
from archive.model import Capture
from archive.payloads.headers import from_template
from archive.payloads.payloads import LEFT_OUT, TAKEN_DOWN, Payloads

if TYPE_CHECKING:
    from archive.store import Archive

_ROW = """select a.portal, coalesce(c.url, a.url), c.captured_ms, r.status, r.headers, c.varying, p.size, r.source,
  r.method, c.request, r.error, c.payload_id, p.codec from capture c join address a on a.id = c.address_id
  join reply r on r.id = c.reply_id left join payload p on p.id = c.payload_id where c.id = ?"""


class Kept(Protocol):
    """What captures are loaded from: an archive, or its file as it is open elsewhere."""

    @property
    def db(self) -> sqlite3.Connection: ...

    @property
    def payloads(self) -> Payloads: ...


def load_capture(archive: Kept, capture_id: int) -> Capture:
    """Loads a capture, bit for bit. Its payload is None where it was taken down or left out of this copy.

    Raises ArchiveDamaged where the payload differs from its hash, KeyError where there is no such row.
    """
    row = archive.db.execute(_ROW, (capture_id,)).fetchone()
    if row is None:
        raise KeyError(capture_id)
    portal, url, ms, status, headers, varying, size, source, method, request, error, payload_id, codec = row
    is_there = payload_id is not None and codec not in (TAKEN_DOWN, LEFT_OUT)
    return Capture(
        portal=portal,
        url=url,
        captured_at=at_millis(ms),
        status=status,
        headers=from_template(headers, varying, ms, size),
        payload=archive.payloads.read(payload_id) if is_there else None,
        source=source,
        method=method,
        request=_plain(request),
        error=error,
    )


def to_read(
    archive: Archive, extractor: str | None, articles: bool | None = None, also: Iterable[int] = ()
) -> Iterator[int]:
    """The captures that the edition `extractor` has not read yet (None: all), in the order of time.

    Captures of articles alone come address by address.

    `also` adds captures by id. With `articles`, only captures of addresses of articles; without, only all
    others. Captures without a body are included, because their outcome is read, too. Left out are captures of
    one page at several addresses, which a reader of one alone misjudges, and those without a payload because it
    was taken down or left out.
    """
    rows = archive.db.execute(
        "select c.id from capture c join verdict d on d.id = c.verdict_id join address a on a.id = c.address_id"
        " left join payload p on p.id = c.payload_id"
        " where (?1 is null or d.extractor is null or d.extractor || ' ' not like ?1 || ' %'"
        " or c.id in (select value from json_each(?5)))"
        " and (p.id is null or p.codec not in (?2, ?3))"
        " and d.outcome <> 'same-page' and a.kind not in ('image', 'file', 'resource', 'other')"
        " and (?4 is null or (a.kind = 'article') = ?4)"
        " order by case when ?4 then c.address_id end, c.captured_ms, coalesce(p.sha256, x''), coalesce(c.url, a.url)",
        (extractor, TAKEN_DOWN, LEFT_OUT, articles, json.dumps(list(also))),
    )
    return iter([capture_id for (capture_id,) in rows])


def articles_to_read(
    archive: Archive, portal: str, *, problem: str, but: str = "[]", strays_of: str | None = None
) -> list[int]:
    """The captures of a portal's articles on which templates may decide, address by address, without those whose one
    `problem` is this.

    `but` and `strays_of` are endings of readers' names, as JSON. Captures read by a name with an ending of
    `but` are left out. With `strays_of`, only captures read by another template are taken.
    """
    rows = archive.db.execute(
        "select c.id from capture c join verdict d on d.id = c.verdict_id join address a on a.id = c.address_id"
        " join payload p on p.id = c.payload_id join reply r on r.id = c.reply_id"
        " where a.portal = ?1 and a.kind = 'article' and r.status between 200 and 299 and p.codec not in (?2, ?3)"
        " and d.outcome <> 'same-page' and coalesce(d.problems, '') <> ?6"
        " and substr(coalesce(d.extractor, ''), -18) not in (select value from json_each(?4))"
        " and (?5 is null or substr(d.extractor, -18, 10) = ' template '"
        "   and substr(d.extractor, -18) not in (select value from json_each(?5)))"
        " order by c.address_id, c.captured_ms, p.sha256, coalesce(c.url, a.url)",
        (portal, TAKEN_DOWN, LEFT_OUT, but, strays_of, compact([problem])),
    )
    return [capture_id for (capture_id,) in rows]


def unshown(archive: Archive) -> list[int]:
    """For each content whose texts no capture that says it was read for, the first that says it: where the one that
    they came from says something else now, after the others were read."""
    rows = archive.db.execute(
        "select o.id, c.id from content o cross join capture c on c.content_id = o.id"
        " join address a on a.id = c.address_id left join payload p on p.id = c.payload_id"
        " where o.capture_id is null and not o.removed and p.codec not in (?, ?)"
        " order by o.id, c.captured_ms, coalesce(p.sha256, x''), coalesce(c.url, a.url)",
        (TAKEN_DOWN, LEFT_OUT),
    )
    firsts: dict[int, int] = {}
    for content_id, capture_id in rows:
        firsts.setdefault(content_id, capture_id)
    return list(firsts.values())


def read_by_edition(
    archive: Archive, portal: str, edition: str, *, articles: bool, but: Sequence[str]
) -> list[int]:
    """The captures of a portal's pages that an edition read, in order, without those whose problems are `but`.

    Captures of articles only where told so.
    """
    rows = archive.db.execute(
        "select c.id from capture c join verdict d on d.id = c.verdict_id join address a on a.id = c.address_id"
        " left join payload p on p.id = c.payload_id where a.portal = ?1 and d.extractor || ' ' like ?2 || ' %'"
        " and (p.id is null or p.codec not in (?3, ?4)) and d.outcome <> 'same-page'"
        " and (a.kind in ('home', 'list') or (?5 and a.kind = 'article'))"
        " and coalesce(d.problems, '') <> ?6 order by c.id",
        (portal, edition, TAKEN_DOWN, LEFT_OUT, articles, json.dumps(list(but), ensure_ascii=False)),
    )
    return [capture_id for (capture_id,) in rows]


def _plain(request: str | None) -> dict[str, Any] | None:
    return None if request is None else json.loads(request)
