"""Finds out whether the archive has a capture already, so that no import adds it twice."""

from __future__ import annotations

from archive.captures.spot import request_text
from archive.clock import millis
from archive.contents.url_keys import url_key
from archive.model import Address, Capture
from archive.store import Archive

_AT = """select c.id from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id
  left join payload p on p.id = c.payload_id where a.url_key = ?1 and a.url = ?2
  and (c.captured_ms = ?3 or c.captured_ms / 1000 = ?3 / 1000 and (c.captured_ms % 1000 = 0 or ?3 % 1000 = 0))"""


def find_capture(archive: Archive, capture: Capture, address: Address) -> int | None:
    """The id of the stored capture equal to `capture`, of `address`; None where there is none.

    Equal captures have the same request, the same answer and the same time. Web archives give times in whole
    seconds: a time at a whole second equals any time within it.
    """
    row = archive.db.execute(
        f"{_AT} and a.portal = ?4 and r.method = ?5 and c.request is ?6 and r.status is ?7 and r.error is ?8"
        " and p.sha256 is ?9 and coalesce(c.url, a.url) = ?10",
        (
            url_key(address.url), address.url, millis(capture.captured_at), capture.portal, capture.method,
            request_text(capture.request), capture.status, capture.error,
            capture.sha256 if capture.payload is not None else None, capture.url,
        ),
    ).fetchone()  # fmt: skip
    return row[0] if row else None


def capture_at(archive: Archive, url: str, stamp: str, *, payload: bool = True) -> int | None:
    """The id of a capture of the normalised address `url` made by GET at a time, with `payload` of one that has a
    payload; None where there is none."""
    row = archive.db.execute(
        f"{_AT} and (c.payload_id is not null or not ?4) and r.method = 'GET'",
        (url_key(url), url, millis(stamp), payload),
    ).fetchone()
    return row[0] if row else None


def mark_fetched(archive: Archive, capture_id: int) -> None:
    """Lets the address of a capture, a picture's or a document's, not be due any more: it is there."""
    archive.db.execute(
        "update address set state = 'done', next_due_at = null, failures = 0, note = null"
        " where id = (select address_id from capture where id = ?) and state in ('pending', 'failed', 'done')",
        (capture_id,),
    )


def note_names(archive: Archive, capture_id: int, *names: bytes) -> None:
    """Stores the name of a capture in a file, for later files that refer to it."""
    archive.db.executemany(
        "insert or ignore into record_name (name, capture_id) values (?, ?)",
        [(name, capture_id) for name in names],
    )


def names_of(archive: Archive, capture_id: int) -> list[bytes]:
    """By what files call a capture."""
    found = archive.db.execute("select name from record_name where capture_id = ?", (capture_id,))
    return [name for (name,) in found]


def named(archive: Archive, name: bytes) -> list[int]:
    """The captures with that name in some file, oldest first."""
    return [
        capture_id
        for (capture_id,) in archive.db.execute(
            "select n.capture_id from record_name n join capture c on c.id = n.capture_id where n.name = ?"
            " order by c.captured_ms, c.id limit 20",
            (name,),
        )
    ]


def payloads_at(archive: Archive, url: str, until: str | None = None) -> list[int]:
    """One capture of each payload that the normalised address `url` was answered with by GET, the newest first;
    only those made at the stamp `until` or before."""
    return [
        capture_id
        for (capture_id,) in archive.db.execute(
            "select max(c.id) from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id"
            " where a.url_key = ?1 and a.url = ?2 and r.method = 'GET' and r.error is null"
            " and c.payload_id is not null and (?3 is null or c.captured_ms <= ?3)"
            " group by c.payload_id order by max(c.captured_ms) desc limit 50",
            (url_key(url), url, millis(until) if until else None),
        )
    ]
