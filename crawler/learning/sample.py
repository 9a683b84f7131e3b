"""Chooses the pages from which templates are learned, as a function of the captures.

Articles are chosen by a hash of their identity, among the first that were captured. So the sample changes only when the
archive has several times as many. The first that were captured twice at one address within the hour, which no editor
explains, are always among them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from archive.captures.load import load_capture
from archive.clock import at_millis
from archive.contents.url_keys import url_key
from archive.database.json_text import compact
from archive.model import Capture, Page
from archive.payloads.payloads import LEFT_OUT, TAKEN_DOWN
from archive.readings.templates import StoredTemplate
from archive.store import Archive
from crawler.cms import Cms
from crawler.extract.capture import MARKUP, header
from crawler.extract.document.head import day_of
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.sheet import Sheet
from crawler.frontier.under_way import UNREAD
from crawler.learning.templates import places_set
from crawler.portal import PortalSpec

MOST = 64
"""Articles in a sample."""
FIRST = 128
"""Articles, the first captured, that a sample is chosen among; all where there are fewer."""
GROWTH = 8
"""So many times as many it is chosen among when there are so many."""
PROBED = 3
"""Articles that are in the sample because they were captured twice within the hour, the first of the portal: as many
as its first crawl asks for twice. Two captures of an article tell what changes by itself. Where fewer have two so close
to each other, two are taken of each article that has them. Else one is enough, and a portal that was looked at once
more teaches nothing new."""
LARGEST = 2_000_000
"""Bytes of a page to learn from. A larger one is no example of others, and each page of a sample is read whole."""
_HOUR = 3_600_000
"""Milliseconds."""

_OF_ARTICLES = f"""from address a join capture c on c.address_id = a.id join reply r on r.id = c.reply_id
  join payload p on p.id = c.payload_id join verdict d on d.id = c.verdict_id
  where a.portal = ?1 and a.kind = 'article' and r.status between 200 and 299
  and p.codec not in ({TAKEN_DOWN}, {LEFT_OUT}) and p.size between 1 and {LARGEST} and d.outcome <> 'same-page'
  and coalesce(d.problems, '') <> '{compact(UNREAD.problems)}'
  and not exists (select 1 from disregarded x where x.capture_id = c.id and not x.own)
  and substr(coalesce(d.extractor, ''), -18) not in (select value from json_each(?2))"""
_IDENTITY = "coalesce(a.cms_id, a.url)"


@dataclass(frozen=True, slots=True)
class Sampled:
    """One capture of the sample; `titles` and `dates` are what lists say of its article."""

    capture_id: int
    identity: str
    ms: int
    titles: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The captures to learn from, in a fixed order, and the hash of all that learning depends on."""

    captures: tuple[Sampled, ...]
    articles: int
    sha256: str


def sample_of(archive: Archive, spec: type[PortalSpec], earlier: Sequence[StoredTemplate] = ()) -> Sample:
    """The sample of a portal's captures of articles that none of the templates `earlier` read."""
    db, portal = archive.db, spec.name
    names = reader_ends(earlier)
    rows = db.execute(f"select {_IDENTITY}, min(c.captured_ms) {_OF_ARTICLES} group by 1", (portal, names))
    identities = earliest(rows.fetchall())
    pairs = _pairs(db, portal, names)
    each = 1 if len(pairs) >= PROBED else 2
    captures: list[Sampled] = []
    digest = hashlib.sha256(compact(places_set(db, spec)).encode())
    chosen = sorted({*choose(identities), *pairs}, key=rank)
    for identity in chosen:
        listed = db.execute(
            "select title, published_at from listed where portal = ? and article = ?", (portal, identity)
        ).fetchall()
        titles = tuple(sorted({title for title, _ in listed}))
        dates = tuple(sorted({day for _, day in listed if day}))
        pair = pairs.get(identity)
        for capture_id, ms, sha256, url in db.execute(
            f"select c.id, c.captured_ms, lower(hex(p.sha256)), coalesce(c.url, a.url) as asked {_OF_ARTICLES}"
            " and a.id in (select id from address where cms_id = ?3"
            "  union all select id from address where url_key = ?4 and url = ?3 and cms_id is null)"
            " and (?5 is null or c.id in (select value from json_each(?5)))"
            " order by 2, 3, 4, c.id limit ?6",
            (
                portal,
                names,
                identity,
                url_key(identity),
                json.dumps(pair) if pair else None,
                2 if pair else each,
            ),
        ):
            captures.append(Sampled(capture_id, identity, ms, titles, dates))
            digest.update(
                compact([identity, ms, sha256, url, titles, dates]).encode("utf-8", "surrogatepass")
            )
    return Sample(tuple(captures), len(chosen), digest.hexdigest())


def _pairs(db: sqlite3.Connection, portal: str, names: str) -> dict[str, tuple[int, int]]:
    """Of the articles that were first captured twice within the hour, the first such captures of one address."""
    rows = db.execute(
        "select identity, before, id from (select identity, id, lag(id) over w as before, ms,"
        f" ms - lag(ms) over w as apart, sha256 from (select {_IDENTITY} as identity, c.id, a.url,"
        f" coalesce(c.url, a.url) as asked, c.captured_ms as ms, p.sha256 {_OF_ARTICLES})"
        " window w as (partition by identity, url, asked order by ms, sha256, id))"
        f" where apart between 1 and {_HOUR} order by ms, identity, sha256",
        (portal, names),
    ).fetchall()
    found: dict[str, tuple[int, int]] = {}
    for identity, before, after in rows:
        if len(found) == PROBED:
            break
        found.setdefault(identity, (before, after))
    return found


def rank(identity: str) -> str:
    """Where an article stands in the order of hashes by which the sample is chosen."""
    return hashlib.sha256(identity.encode()).hexdigest()


def earliest(captured: Sequence[tuple[str, int]]) -> list[str]:
    """Of articles with the time of their first capture those that a sample is chosen among."""
    count = FIRST
    while count * GROWTH <= len(captured):
        count *= GROWTH
    return [identity for identity, _ in sorted(captured, key=lambda each: (each[1], rank(each[0])))[:count]]


def choose(identities: Sequence[str]) -> list[str]:
    """The items whose hash is below the largest power of two that leaves at most `MOST`, in the order of hashes."""
    hashed = sorted((rank(identity), identity) for identity in identities)
    bits = 256
    while sum(int(digest, 16) >> bits == 0 for digest, _ in hashed) > MOST:
        bits -= 1
        hashed = [each for each in hashed if int(each[0], 16) >> bits == 0]
    return [identity for _, identity in hashed]


def likely(db: sqlite3.Connection, portal: str) -> list[int]:
    """Addresses to be asked for first, by their ids, so that a portal's first articles stand for all that are known:
    one of each article of such a selection that was never captured."""
    first: dict[str, int] = {}
    captured: set[str] = set()
    for address_id, identity, is_new, is_due in db.execute(
        f"select a.id, {_IDENTITY}, last_captured_at is null, state = 'pending' from address a"
        " where portal = ? and kind = 'article' order by a.id",
        (portal,),
    ):
        if not is_new:
            captured.add(identity)
        elif is_due:
            first.setdefault(identity, address_id)
    chosen = sorted({*first, *captured}, key=rank)[:FIRST]
    return [first[identity] for identity in chosen if identity not in captured]


def reader_ends(templates: Sequence[StoredTemplate]) -> str:
    """How the names of readers end that used one of `templates`, as JSON."""
    return json.dumps([f" template {each.sha256[:8]}" for each in templates])


def sheets_of(archive: Archive, sample: Sample, cms: Cms) -> list[Sheet]:
    """The pages of a sample, prepared to be learned from."""
    found = []
    for sampled in sample.captures:
        capture = load_capture(archive, sampled.capture_id)
        sheet = sheet_of(capture, sampled, cms)
        if sheet is not None:
            found.append(sheet)
    return found


def sheet_of(capture: Capture, sampled: Sampled, cms: Cms) -> Sheet | None:
    """A capture as the learner sees it; None for one that is no page."""
    if capture.payload is None or capture.media_type not in MARKUP:
        return None
    context = prepare(capture.payload, capture.url, cms, header(capture, "content-type"))
    if isinstance(context, Page):
        return None
    return Sheet(
        context,
        sampled.identity,
        at_millis(sampled.ms),
        frozenset(title.casefold() for title in sampled.titles),
        frozenset(map(day_of, sampled.dates)),
    )
