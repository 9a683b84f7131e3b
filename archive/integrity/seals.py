"""Seals protect what the chain does not cover: what was read from captures, and how contents are shown.

The chain covers facts only, because captures may be read again. A seal is a hash over the readings of a block of
captures. It is lifted when one of them is read again, and set again afterwards. It shows a flipped byte in a counter
or a text.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from archive.database.views import ADDED, FACTS, NUMBERS, SAID

_ENCODER = json.JSONEncoder(ensure_ascii=False)

BLOCK = 4096
"""Most captures under one seal: what must be hashed again when one of them is read anew."""

_READ = f"""select c.id, d.outcome, d.extractor, d.problems, lower(hex(o.sha256)), a.kind, a.cms_id, a.site,
  b.pattern, {", ".join("g." + name for name in NUMBERS)}, g.rest, g.views, t.agency, t.address, t.phone, t.email,
  c.read_ms, {SAID}, case when o.capture_id = c.id then o.id end
  from capture c join verdict d on d.id = c.verdict_id join address a on a.id = c.address_id
  left join content o on o.id = c.content_id left join reading g on g.capture_id = c.id
  left join box b on b.id = g.box_id left join contact t on t.id = g.contact_id
  where c.id between ? and ? order by c.id"""

_SHOWN = (
    "select title, summary, department, author, source, published_at, category, body, body_html"
    " from contents where id = ?",
    "select position, text, picture, url, media_key from caption where content_id = ? order by position",
    "select position, url, media_key from picture where content_id = ? order by position",
    "select position, url, title, media_key from attachment where content_id = ? order by position",
    "select position, rows from grid where content_id = ? order by position",
    *(f"select {name} from content where id = ? and {name} is not null" for name in FACTS if name in ADDED),
)

_NAMES = (
    "select id, name, home_url, cms from portals order by id",
    "select portal, sname, name from site order by portal, sname",
    "select key, value from setting where key <> 'payloads' order by key",
)


def close(db: sqlite3.Connection) -> None:
    """Seals all captures that are under no seal, and the names of portals and sites."""
    last = 0
    gaps = []
    for first_id, last_id in db.execute(
        "select first_id, last_id from seal where first_id > 0 order by first_id"
    ):
        gaps.append((last + 1, first_id - 1))
        last = last_id
    (newest,) = db.execute("select coalesce(max(id), 0) from capture").fetchone()
    for start, end in [*gaps, (last + 1, newest)]:
        for first_id in range(start, end + 1, BLOCK):
            last_id = min(first_id + BLOCK - 1, end)
            db.execute(
                "insert into seal values (?, ?, ?)", (first_id, last_id, digest(db, first_id, last_id))
            )
    db.execute("replace into seal values (0, 0, ?)", (digest(db, 0, 0),))


def keep_up(db: sqlite3.Connection, newest: int) -> None:
    """Seals the whole blocks up to the capture `newest` behind the last seal, so that to close takes no long time."""
    (last,) = db.execute("select coalesce(max(last_id), 0) from seal").fetchone()
    for first_id in range(last + 1, newest - BLOCK + 2, BLOCK):
        last_id = first_id + BLOCK - 1
        db.execute("insert into seal values (?, ?, ?)", (first_id, last_id, digest(db, first_id, last_id)))


def lift(db: sqlite3.Connection, *capture_ids: int) -> None:
    """Takes the seals off the blocks of these captures, for what is read from them changes."""
    for capture_id in capture_ids:
        db.execute(
            "delete from seal where first_id = (select max(first_id) from seal where first_id <= ?1)"
            " and last_id >= ?1",
            (capture_id,),
        )


def broken(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The first and last capture of each block whose seal does not fit; (0, 0) stands for the names."""
    for first_id, last_id, sha256 in db.execute("select first_id, last_id, sha256 from seal").fetchall():
        if digest(db, first_id, last_id) != sha256:
            yield first_id, last_id


def digest(db: sqlite3.Connection, first_id: int, last_id: int) -> bytes:
    """The hash that seals a block of captures, or, for (0, 0), the names of portals and sites."""
    total = hashlib.sha256()
    names = chain.from_iterable(db.execute(sql) for sql in _NAMES)
    rows: Iterable[Any] = _rows(db, first_id, last_id) if first_id else names
    for row in rows:
        total.update(_ENCODER.encode(row).encode("utf-8", "surrogatepass"))
    return total.digest()


def _rows(db: sqlite3.Connection, first_id: int, last_id: int) -> Iterator[Any]:
    for *read, shown in db.execute(_READ, (first_id, last_id)):
        yield read
        if shown is not None:
            for sql in _SHOWN:
                yield from db.execute(sql, (shown,))
