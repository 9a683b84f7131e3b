"""Joins articles that moved: the server sends readers of one address on to the other, and the text there is the same.

Servers redirect removed articles to others of a similar name, too. So a redirect counts only where a content of both
addresses has one title and one text, or a text that is the same to the letter. Where both have an id in the CMS, as
after a relaunch on another one, the ids say that these are two: then the day must be the same as well, and no address
of a third id lead there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from archive.frontier.addresses import id_of_url
from archive.history.article_of import CMS_ID
from archive.history.derive import derive
from archive.payloads.headers import from_template, target_of
from archive.store import Archive

ALIKE = 0.5
"""The share of its paragraphs that a text keeps while its title stays: it may be edited as it moves."""
ENOUGH = 200
"""Characters from which a text that is the same tells an article whose title was reworded as it moved."""
HOPS = 5
"""Redirects in a row that are followed."""
_REDIRECTED = """select d.id, d.portal, c.captured_ms, coalesce(c.url, d.url), r.headers, c.varying, p.size
  from address d join capture c on c.address_id = d.id join reply r on r.id = c.reply_id
  left join payload p on p.id = c.payload_id where d.kind = 'article'
  and c.verdict_id in (select id from verdict where outcome = 'redirect') order by d.id, c.captured_ms, c.id"""
_CONTENTS = """select distinct o.title, b.text, substr(o.published_at, 1, 10) from capture c
  join content o on o.id = c.content_id join body b on b.content_id = o.id where c.address_id = ? and not exists
  (select 1 from disregarded x where x.capture_id = c.id)"""


@dataclass(frozen=True, slots=True)
class _Move:
    """An address and where it was seen to lead, by their row ids, and when."""

    old: int
    new: int
    ms: int


@dataclass(frozen=True, slots=True, order=True)
class _Article:
    """The article at an address; the one seen first comes first."""

    first_captured_at: str
    id: int
    cms_id: str | None = field(compare=False)


def join_moved(archive: Archive) -> None:
    """Joins the articles of each two such addresses, in the caller's transaction. The one seen first remains; its id
    is that of the new address, else that of the old one."""
    moves = list(_moves(archive))
    leading: dict[int, list[int]] = defaultdict(list)
    for move in moves:
        leading[move.new].append(move.old)
    for move in moves:
        old, new = _article(archive, move.old), _article(archive, move.new)
        if old is None or new is None or old.id == new.id:
            continue
        are_two = None not in (old.cms_id, new.cms_id)
        if are_two and len(_ids(archive, leading[move.new])) > 1:
            continue
        if _shows_the_same(archive, move, same_day=are_two):
            _join(archive, move.ms, old, new)


def _article(archive: Archive, address_id: int) -> _Article | None:
    row = archive.db.execute(
        "select a.first_captured_at, a.id, a.cms_id from address d join article a on a.id = d.article_id"
        " where d.id = ?",
        (address_id,),
    ).fetchone()
    return _Article(*row) if row else None


def _ids(archive: Archive, addresses: Iterable[int]) -> set[str]:
    """The ids of the articles at addresses."""
    query = f"select {CMS_ID} from address d where d.id = ?"
    return {cms_id for each in addresses for (cms_id,) in archive.db.execute(query, (each,))} - {None}


def _join(archive: Archive, ms: int, old: _Article, new: _Article) -> None:
    """Makes two articles one; what tells another id, or none, is told its id at the time of the redirect."""
    db, (kept, left) = archive.db, sorted((old, new))
    cms_id = old.cms_id if new.cms_id is None else new.cms_id
    for each in (kept, left):
        if each.cms_id != cms_id:
            told = "update address set told_cms_id = ?, told_ms = ? where article_id = ?"
            db.execute(told, (cms_id, ms, each.id))
    db.execute("update article set cms_id = null where id = ?", (left.id,))
    db.execute("update article set cms_id = ? where id = ?", (cms_id, kept.id))
    db.execute("update address set article_id = ? where article_id = ?", (kept.id, left.id))
    derive(db, kept.id, archive.removal)
    derive(db, left.id, archive.removal)


def _moves(archive: Archive) -> Iterator[_Move]:
    """Where the addresses of articles lead that redirect, to the end of each row of redirects."""
    leads: dict[int, dict[int, int]] = defaultdict(dict)
    followed: set[tuple[int, str]] = set()
    for address_id, portal, ms, url, headers, varying, size in archive.db.execute(_REDIRECTED):
        target = (target_of(from_template(headers, varying, ms, size), url) or "").partition("#")[0]
        if not target or (address_id, target) in followed:
            continue
        followed.add((address_id, target))
        spellings = (target, quote(target, safe="/:@!$&'()*,;=~+-._?%"))
        found = (id_of_url(archive.db, portal, each) for each in spellings)
        there = next((each for each in found if each is not None), None)
        if there is not None and there != address_id:
            leads[address_id][there] = ms
    for old, targets in leads.items():
        for new, ms in targets.items():
            for _ in range(HOPS):
                if new not in leads:
                    break
                new = next(reversed(leads[new]))
            yield _Move(old, new, ms)


def _shows_the_same(archive: Archive, move: _Move, *, same_day: bool) -> bool:
    there = archive.db.execute(_CONTENTS, (move.new,)).fetchall()
    return any(
        _is_alike(text, text_there, is_named_so=_plain(title) == _plain(other))
        and not (same_day and day and day_there and day != day_there)
        for title, text, day in archive.db.execute(_CONTENTS, (move.old,))
        for other, text_there, day_there in there
    )


def _is_alike(one: str, other: str, *, is_named_so: bool) -> bool:
    a, b = ({_plain(piece) for piece in text.split("\n") if piece.strip()} for text in (one, other))
    if a == b:
        return is_named_so or len(one) >= ENOUGH
    return is_named_so and len(a & b) >= ALIKE * max(len(a), len(b))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()
