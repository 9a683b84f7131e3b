"""Loads the rounds of a portal: the answers to each crawl, and to each stretch of imported captures."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import urljoin, urlsplit

from archive.captures.load import load_capture
from archive.contents.url_keys import is_foreign, url_key
from archive.model import Capture
from archive.payloads.headers import first, target_of
from archive.portal_states.model import Answer, FileCapture, Leads, Round

if TYPE_CHECKING:
    from archive.store import Archive

APART_MS = 3_600_000
"""Imported captures so far apart are of two rounds."""
TARGETS = 200
"""Redirects of a round whose targets are looked up; the others lead where these do."""
LOOKED_AT = 50
"""The number of front pages of a round that are searched for links to known addresses."""
LEADING_ON = ("redirect", "host-closed")
"""The outcomes of what leads its reader elsewhere."""
_READ = 200_000
"""Bytes of a page that are searched for what it says of the portal."""
HOSTS = 3
"""A page that leads to more foreign hosts than this is no notice of a move."""

_CONFIRMED = """case d.outcome when 'not-modified' then (select max(e.id) from capture e
  join verdict f on f.id = e.verdict_id where e.address_id = c.address_id and e.id < c.id and f.outcome = 'ok')
  else c.id end"""
_ANSWERS = f"""select c.crawl_id, c.id, c.captured_ms, a.kind, coalesce(a.article_id, -a.id), d.outcome,
  o.digests, a.host, r.status in (429, 503) and r.error is null, s.id, a.site, a.url
  from capture c join address a on a.id = c.address_id join verdict d on d.id = c.verdict_id
  join reply r on r.id = c.reply_id
  left join capture s on s.id = {_CONFIRMED} left join content o on o.id = s.content_id
  where a.portal = ? and (a.kind in ('home', 'list', 'article') or a.kind = 'other' and a.url like '%/robots.txt')"""
_FILES = f"""select c.crawl_id, c.id, c.captured_ms, a.media_key, d.outcome, s.payload_id, a.kind
  from capture c join address a on a.id = c.address_id join verdict d on d.id = c.verdict_id
  left join capture s on s.id = {_CONFIRMED}
  where a.portal = ? and a.kind in ('image', 'file') and a.media_key is not null and c.crawl_id is not null
  and exists (select 1 from address b join capture e on e.address_id = b.id
    where b.media_key = a.media_key and b.portal = a.portal and e.captured_ms < c.captured_ms and e.id < c.id)"""
_HREF = re.compile(rb"""(?:\shref\s*=\s*|\surl=)["']?\s*([^"'\s<>]{1,2000})""", re.IGNORECASE)
_PLAIN = re.compile(rb"https?://([a-z0-9.-]{4,100})", re.IGNORECASE)
_FAREWELL = re.compile(
    r"(?<!tạm )(?<!tạm thời )(?:dừng|ngừng|ngưng|chấm dứt|kết thúc)(?: việc)? (?:hoạt động|cung cấp|cập nhật)"
    r"|(?:permanently|been) (?:closed|shut down|discontinued)|no longer (?:available|maintained|updated)",
    re.IGNORECASE,
)
"""What a notice in place of a portal says that has ended, not of one that is mended."""
_ID = re.compile(r"\d{5,18}")


def crawl_round(archive: Archive, portal: str, crawl_id: int) -> Round | None:
    """What a crawl was answered; None where it asked for no page. Reads no more than it and what came after."""
    found = []
    db = archive.db
    for capture_id, of_crawl in db.execute("select id, crawl_id from capture order by id desc"):
        if of_crawl != crawl_id:
            break
        found.append(capture_id)
    if not found:
        return None
    rows = db.execute(f"{_ANSWERS} and c.id between ? and ? order by 3, 2", (portal, found[-1], found[0]))
    answers = [_answer(archive, number, row) for number, row in enumerate(rows)]
    files = db.execute(f"{_FILES} and c.id between ? and ? order by 3, 2", (portal, found[-1], found[0]))
    of_files = tuple(FileCapture(*row[1:]) for row in files)
    return Round(crawl_id, tuple(answers), of_files) if answers else None


def all_rounds(archive: Archive, portal: str, ending: int | None = None) -> list[Round]:
    """All rounds of a portal in order of time, without a running crawl other than `ending`."""
    running = "select id from crawls where state = 'running' and id is not ?"
    rows = archive.db.execute(
        f"{_ANSWERS} and (c.crawl_id is null or c.crawl_id not in ({running})) order by 3, 2",
        (portal, ending),
    )
    crawls: dict[int, list[tuple[object, ...]]] = {}
    imported: list[list[tuple[object, ...]]] = []
    for row in rows:
        if row[0] is not None:
            crawls.setdefault(row[0], []).append(row)
        elif imported and row[2] - imported[-1][-1][2] <= APART_MS:
            imported[-1].append(row)
        else:
            imported.append([row])
    files: dict[int, list[FileCapture]] = {}
    for crawl_id, *row in archive.db.execute(f"{_FILES} order by 3, 2", (portal,)):
        files.setdefault(crawl_id, []).append(FileCapture(*row))
    rounds = [
        Round(
            rows[0][0],  # type: ignore[arg-type]
            tuple(_answer(archive, number, row) for number, row in enumerate(rows)),
            tuple(files.get(rows[0][0], ())),  # type: ignore[call-overload]
        )
        for rows in [*crawls.values(), *imported]
    ]
    return sorted(rounds, key=lambda each: (each.began_ms, each.ended_ms, each.crawl_id or 0))


def digests_before(db: sqlite3.Connection, place: int, ms: int) -> bytes | None:
    """The digests of the content that an article last showed before a time, without disregarded captures."""
    row = db.execute(
        "select o.digests from address a join capture c on c.address_id = a.id join content o on o.id = c.content_id"
        " where a.article_id = ? and c.captured_ms < ?"
        " and not exists (select 1 from disregarded x where x.capture_id = c.id)"
        " order by c.captured_ms desc, c.id desc limit 1",
        (place, ms),
    ).fetchone()
    return row[0] if row else None


def leads(archive: Archive, portal: str, round_: Round, host: str | None = None) -> Leads:
    """Where the front pages of a round lead, by their bytes alone; to known things where none could be known yet.
    `host`: the round holds the answers of this host alone."""
    if not _knows_any(archive.db, portal, round_.began_ms, "a.host = ?3", host):
        return Leads(True)
    fronts = [answer for answer in round_.answers if answer.kind != "article"]
    hosts: set[str] = set()
    farewells: list[bool] = []
    own_hosts = {
        host
        for (host,) in archive.db.execute("select distinct host from address where portal = ?", (portal,))
    }
    for answer in sorted(fronts, key=lambda each: (each.kind, each.ms))[:LOOKED_AT]:
        capture = load_capture(archive, answer.capture_id)
        if capture.payload is None:
            continue
        links = list(_links(capture.payload, capture.url))
        text = normalize("NFC", unescape(capture.payload[:_READ].decode("utf-8", "replace")))
        farewells.append(_FAREWELL.search(text) is not None)
        if answer.outcome in ("ok", "bad-encoding") and _any_known(
            archive.db, portal, links, round_.began_ms
        ):
            return Leads(True, farewell=all(farewells))
        hosts |= _foreign_hosts(capture.payload, capture.url, links) - own_hosts
    return Leads(False, _likeliest(hosts), bool(farewells) and all(farewells))


def _answer(archive: Archive, number: int, row: Iterable[object]) -> Answer:
    _, capture_id, ms, kind, place, outcome, digests, host, puts_off, shows, site, url = row
    target = gate = None
    if outcome in LEADING_ON and number < TARGETS:
        target = _target(archive, capture_id)  # type: ignore[arg-type]
    elif outcome == "wall" and number < TARGETS:
        gate = _redirected(load_capture(archive, capture_id))  # type: ignore[arg-type]
    folders = url.split("/", 4)[3:]  # type: ignore[attr-defined]
    section = site or (folders[0] if len(folders) > 1 else "")
    more = (target, host, puts_off == 1, shows, section, gate)
    return Answer(capture_id, ms, kind, place, outcome, digests, *more)  # type: ignore[arg-type]


def _target(archive: Archive, capture_id: int) -> str | None:
    """The foreign host that a redirect leads to, or a page that is nothing but a way there; None for one within the
    portal."""
    capture = load_capture(archive, capture_id)
    if first(capture.headers, "location") is None:
        payload = capture.payload or b""
        return _likeliest(_foreign_hosts(payload, capture.url, _links(payload, capture.url)))
    return _redirected(capture)


def _redirected(capture: Capture) -> str | None:
    """The foreign host that a reply's Location names, if any."""
    target = target_of(capture.headers, capture.url) or ""
    host = urlsplit(target).netloc.rpartition("@")[2].lower()
    return host if host and is_foreign(host, capture.url) else None


def _foreign_hosts(payload: bytes, url: str, links: Iterable[str]) -> set[str]:
    """The foreign hosts that a page leads to, by its `links`, or names."""
    named = {urlsplit(link).netloc for link in links}
    named |= {match[1].decode("ascii").lower() for match in _PLAIN.finditer(payload[:_READ])}
    return {host for host in named if host and is_foreign(host, url)}


def _likeliest(hosts: Collection[str]) -> str | None:
    """The host that a portal may have moved to, of those that its pages lead to; None where these are no notice of a
    move."""
    if not 0 < len(hosts) <= HOSTS:
        return None
    return min(hosts, key=lambda host: (not host.endswith(".gov.vn"), host))


def _links(payload: bytes, url: str) -> Iterator[str]:
    for match in _HREF.finditer(payload):
        try:
            yield urljoin(url, unescape(match[1].decode("utf-8", "replace")))
        except ValueError:
            continue


def knows_elsewhere(db: sqlite3.Connection, portal: str, round_: Round, host: str) -> bool:
    """True if any article of the portal was shown at another host before a round."""
    return _knows_any(db, portal, round_.began_ms, "a.host <> ?3", host)


def _knows_any(db: sqlite3.Connection, portal: str, ms: int, where: str, host: str | None) -> bool:
    """True if any article of the portal was shown before a time; where `host` (?3) is given, `where` holds of it."""
    row = db.execute(
        "select 1 from capture c join address a on a.id = c.address_id where a.portal = ?1 and a.kind = 'article'"
        f" and c.content_id is not null and c.captured_ms < ?2 and (?3 is null or {where})"
        " and not exists (select 1 from disregarded x where x.capture_id = c.id) limit 1",
        (portal, ms, host),
    ).fetchone()
    return row is not None


def _any_known(db: sqlite3.Connection, portal: str, links: list[str], ms: int) -> bool:
    """True if any of the links leads to an article or list that was shown before."""
    keys = json.dumps({link: url_key(link) for link in links})
    ids = json.dumps(sorted({token for link in links for token in _ID.findall(link)}))
    shown = (
        "exists (select 1 from capture c join verdict d on d.id = c.verdict_id where c.address_id = a.id"
        " and d.outcome = 'ok' and c.captured_ms < ?2"
        " and not exists (select 1 from disregarded x where x.capture_id = c.id))"
    )
    for among, given in (
        ("url_key in (select value from json_each(?3)) and url in (select key from json_each(?3))", keys),
        ("cms_id in (select value from json_each(?3))", ids),
    ):
        sql = f"select 1 from address a where portal = ?1 and kind in ('list', 'article') and {among} and {shown}"
        if db.execute(f"{sql} limit 1", (portal, ms, given)).fetchone():
            return True
    return False
