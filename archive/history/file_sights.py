"""The captures of the pictures and documents of an article, out of the archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from email.utils import parsedate_to_datetime
from hashlib import sha256

from archive.history.file_versions import Files
from archive.history.files import FileChange, FileSight, follow
from archive.payloads.headers import Pairs, first, from_template
from archive.readings.outcome import ABSENT

_JUST_NOW = 3600
"""Seconds. A file that was changed so shortly before it was asked for is one that is made when asked for."""

_KEYS = """select content_id, media_key from picture where content_id in (select value from json_each(?1))
  union select content_id, coalesce(m.media_key, i.media_key) from caption m
    left join picture i using (content_id) where content_id in (select value from json_each(?1))
    and coalesce(m.media_key, i.media_key) is not null and (m.media_key is not null or i.position = m.picture)
  union select content_id, media_key from attachment where content_id in (select value from json_each(?1))"""

_FROM = """from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id"""
_ABSENT = ", ".join(f"'{outcome}'" for outcome in sorted(ABSENT))
TELLING = f"""(d.outcome = 'ok' and c.payload_id is not null or d.outcome in ({_ABSENT}))
  and not exists (select 1 from disregarded x where x.capture_id = c.id)"""
"""Of the capture `c` with the verdict `d`: whether it says what a file is, or that it is not there."""
_WHERE = f"where a.media_key = ? and a.portal = ? and {TELLING}"


def files_of(db: sqlite3.Connection, portal: str, content_ids: Collection[int]) -> Files:
    """What became of the pictures and documents of these contents."""
    keys: dict[int, set[int]] = {}
    for content_id, key in db.execute(_KEYS, (json.dumps(sorted(content_ids)),)):
        keys.setdefault(content_id, set()).add(key)
    changes: list[FileChange] = []
    urls: dict[int, str] = {}
    for key in sorted(set().union(*keys.values())):
        if not differs(db, portal, key):
            continue
        followed = follow(key, sights(db, portal, key))
        if followed:
            changes += followed
            (urls[key],) = db.execute(
                "select min(url) from address where media_key = ? and portal = ? and last_captured_at is not null",
                (key, portal),
            ).fetchone()
    return Files(
        tuple(sorted(changes, key=lambda change: (change.ms, change.key))),
        {content_id: frozenset(own) for content_id, own in keys.items()},
        urls,
    )


def sights(db: sqlite3.Connection, portal: str, key: int) -> list[FileSight]:
    """All captures of the file of this `media_key` that say what it is, or that it is not there."""
    rows = db.execute(
        "select c.captured_ms, p.sha256, d.outcome = 'ok', t.text, r.headers, c.varying, p.size"
        f" {_FROM} join reply r on r.id = c.reply_id left join payload p on p.id = c.payload_id"
        f" left join file_text t on t.payload_id = c.payload_id and t.problem is null and not t.scanned {_WHERE}",
        (key, portal),
    )
    found = []
    for ms, digest, is_there, text, template, varying, size in rows:
        says = (_text_hash(text) or digest) if is_there else None
        headers = from_template(template, varying, ms, size)
        found.append(FileSight(ms, digest or b"", says, modified_at(headers, ms)))
    return found


def articles_with(db: sqlite3.Connection, portal: str, keys: Iterable[int]) -> list[int]:
    """The articles with one of these files in any of their versions."""
    rows = db.execute(
        "with shown as materialized ("
        " select content_id from picture where media_key in (select value from json_each(?1))"
        " union select content_id from caption where media_key in (select value from json_each(?1))"
        " union select content_id from attachment where media_key in (select value from json_each(?1)))"
        " select distinct v.article_id from shown join version v using (content_id) where v.portal = ?2 order by 1",
        (json.dumps(list(keys)), portal),
    )
    return [article_id for (article_id,) in rows]


def matter(db: sqlite3.Connection, portal: str, content_id: int) -> bool:
    """Whether anything is known to have become of a file of this content."""
    keys = {key for _, key in db.execute(_KEYS, (json.dumps([content_id]),))}
    return any(differs(db, portal, key) for key in keys)


def differs(db: sqlite3.Connection, portal: str, key: int) -> bool:
    """Whether the captures of the file of this `media_key` differ at all; most files were captured once."""
    (count,) = db.execute(
        "select count(*) from (select distinct case d.outcome when 'ok' then c.payload_id end"
        f" {_FROM} {_WHERE} limit 2)",
        (key, portal),
    ).fetchone()
    return bool(count > 1)


def modified_at(headers: Pairs, ms: int) -> int | None:
    """When a reply of the millisecond `ms` says that its file was changed last, in seconds since 1970; None where it
    says nothing, or a time so near that it is that of the reply itself."""
    stamp = first(headers, "last-modified")
    try:
        at = int(parsedate_to_datetime(stamp or "").timestamp())
    except (ValueError, TypeError, OverflowError):
        return None
    return at if ms // 1000 - at > _JUST_NOW else None


def _text_hash(text: str | None) -> bytes | None:
    """The hash of a document's text, None where it has none; white space is no part of what it says."""
    words = (text or "").split()
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest() if words else None
