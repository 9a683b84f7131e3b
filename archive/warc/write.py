"""Writes captures as a WARC 1.1 file that every tool reads, and that gives the same captures back.

Payloads are written decoded, so headers about a coding or another length are renamed (`OWN`). Facts without a field in
WARC get one of ours. A payload is written once; later records refer to it (revisits).
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures.load import load_capture
from archive.captures.spot import request_text
from archive.clock import at_millis, millis
from archive.errors import ArchiveError, PayloadRemoved
from archive.model import Capture
from archive.postbacks import form_of
from archive.store import Archive
from archive.warc.read import ERROR, OWN, REQUEST, SOURCE
from archive.warc.records.digests import sha1_of
from archive.wording import t

_CODED = ("content-encoding", "transfer-encoding")
_TRUNCATED = {"truncated": "disconnect", "too-large": "length"}


_CHOSEN = """select c.id from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id
  where (?1 is null or a.portal = ?1) and (?2 is null or c.captured_ms >= ?2) and (?3 is null or c.captured_ms <= ?3)
  and (?4 is null or a.article_id = ?4
    or a.media_key in (select p.media_key from version v join picture p on p.content_id = v.content_id
      where v.article_id = ?4 union select f.media_key from version v join attachment f
      on f.content_id = v.content_id where v.article_id = ?4)
    or a.kind = 'resource' and a.host in (select b.host from address b where b.article_id = ?4))
  and (?5 is null or a.site = ?5 or a.kind in ('image', 'file', 'resource')
    and a.portal in (select b.portal from address b where b.site = ?5 and b.last_captured_at is not null))
  order by c.captured_ms, coalesce(c.url, a.url), r.method, c.request, r.source, r.status, c.id"""
"""In an order that an imported copy has, too."""


def chosen(
    archive: Archive,
    portal: str | None = None,
    since: str | None = None,
    until: str | None = None,
    *,
    article: int | None = None,
    site: str | None = None,
) -> list[int]:
    """The ids of the captures of a portal (None: all portals), in the order of recording.

    `since` and `until` are days (UTC, ISO 8601), inclusive. With `article` or `site`, the captures of that
    article or site, and what their pages need to be shown.
    """
    first = millis(f"{since}T00:00:00Z") if since else None
    last = millis(f"{until}T23:59:59.999Z") if until else None
    return [capture_id for (capture_id,) in archive.db.execute(_CHOSEN, (portal, first, last, article, site))]


def write(
    archive: Archive, ids: Sequence[int], out: IO[bytes], *, software: str, name: str, gzip: bool = True
) -> Iterator[str]:
    """Writes captures to `out`, the content of a file called `name`. Yields for each what was written.

    That is ``response``, ``revisit``, ``failure`` (a request without a reply), or ``removed``: its payload was
    taken down, and nothing was written.

    Raises ArchiveError where the archive has no payloads, ArchiveDamaged where a payload differs from its hash.
    """
    if not archive.has_payloads:
        raise ArchiveError(
            t("{path} was published without payloads; export the whole archive", path=archive.path)
        )
    writer = WARCWriter(out, gzip=gzip, warc_version="1.1")
    writer.write_record(_warcinfo(writer, software, name, last_stamp(archive, ids)))
    written: dict[bytes, tuple[str, str]] = {}
    for capture_id in ids:
        try:
            capture = load_capture(archive, capture_id)
        except PayloadRemoved:
            yield "removed"
            continue
        (size,) = archive.db.execute(
            "select p.size from capture c left join payload p on p.id = c.payload_id where c.id = ?",
            (capture_id,),
        ).fetchone()
        if size and capture.payload is None:
            yield "removed"
            continue
        yield _write(writer, capture, _urn(capture), written)


def last_stamp(archive: Archive, ids: Sequence[int]) -> str:
    """When the last of some captures was made: the time of a file of them, which is the same whenever it is made."""
    (ms,) = archive.db.execute("select captured_ms from capture where id = ?", (ids[-1],)).fetchone()
    return at_millis(ms)


def _urn(capture: Capture) -> str:
    """The id of a capture's record, derived from its facts."""
    facts = (capture.url, capture.captured_at, capture.method, request_text(capture.request), capture.source)
    more = (capture.status, capture.error, capture.sha256.hex())
    return uuid.uuid5(uuid.NAMESPACE_URL, json.dumps((*facts, *more))).urn


def _warcinfo(writer: WARCWriter, software: str, name: str, at: str) -> Any:
    values = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "captures of an archive, with payloads as they were after decoding",
    }
    block = "".join(f"{key}: {value}\r\n" for key, value in values.items()).encode()
    urn = uuid.uuid5(uuid.NAMESPACE_URL, f"{name} {at}").urn
    return writer.create_warc_record(
        None,
        "warcinfo",
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict={"WARC-Record-ID": f"<{urn}>", "WARC-Date": at, "WARC-Filename": name},
    )


def _write(writer: WARCWriter, capture: Capture, urn: str, written: dict[bytes, tuple[str, str]]) -> str:
    fields = {"WARC-Record-ID": f"<{urn}>", "WARC-Date": capture.captured_at, SOURCE: capture.source}
    if request := request_text(capture.request):
        fields[REQUEST] = request
    if capture.error:
        fields[ERROR] = capture.error
    if capture.status is None:
        block = f"error: {capture.error}\r\n".encode()
        writer.write_record(_record(writer, capture.url, "metadata", block, fields))
        kind = "failure"
    else:
        if capture.error in _TRUNCATED:
            fields["WARC-Truncated"] = _TRUNCATED[capture.error]
        # A redirect is short, and players look for its target before they look for its page.
        is_whole = 300 <= capture.status < 400
        known = written.get(capture.sha256) if capture.payload and not is_whole else None
        http = _Latin(_status_line(capture.status), _headers(capture), protocol="HTTP/1.1")
        if known is not None:
            record = writer.create_revisit_record(
                capture.url,
                f"sha1:{sha1_of(capture.payload or b'')}",
                *known,
                http_headers=http,
                warc_headers_dict=fields,
            )
            kind = "revisit"
        else:
            record = _record(writer, capture.url, "response", capture.payload or b"", fields, http)
            if capture.payload and not capture.error:
                written[capture.sha256] = capture.url, capture.captured_at
            kind = "response"
        writer.write_record(record)
    if capture.method != "GET":
        asked = {"WARC-Date": capture.captured_at, "WARC-Concurrent-To": f"<{urn}>"}
        # What a form sent beside these is not kept; without a request the reply would stand for the address's own.
        asked |= {"WARC-Record-ID": f"<{uuid.uuid5(uuid.UUID(urn), 'request').urn}>"}
        asked |= {"WARC-Truncated": "unspecified"}
        writer.write_record(_record(writer, capture.url, "request", _request(capture), asked))
    return kind


class _Latin(StatusAndHeaders):
    """Headers that are written byte for byte; warcio would write others than ASCII in a way of its own."""

    def compute_headers_buffer(self, header_filter: Any = None) -> None:
        self.headers_buff = self.to_bytes(header_filter, encoding="latin-1")


def _record(
    writer: WARCWriter,
    url: str,
    kind: str,
    body: bytes,
    fields: dict[str, str],
    http: StatusAndHeaders | None = None,
) -> Any:
    return writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_headers_dict=dict(fields),
        http_headers=http,
    )


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} "


def _headers(capture: Capture) -> list[tuple[str, str]]:
    size = str(len(capture.payload or b""))
    headers = []
    for name, value in capture.headers:
        kind = name.lower()
        belies = kind in _CODED or (kind == "content-length" and value.strip() != size)
        headers.append((OWN + name if belies or name.startswith(OWN) else name, value))
    return headers


def _request(capture: Capture) -> bytes:
    parts = urlsplit(capture.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    body = form_of(capture.request or {})
    return (
        f"{capture.method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode("latin-1", "replace")
