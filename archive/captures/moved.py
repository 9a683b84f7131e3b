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
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from archive.frontier.addresses import id_of_url
from archive.history.article_of import OWN_ID
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


def join_moved(archive: Archive) -> None:
    """Joins the articles of each two such addresses, in the caller's transaction. The one seen first remains; its id
    is that which the new address tells, else that of the old one."""
    moves = list(_moves(archive))
    ids = defaultdict(set)
    for move in moves:
        ids[move.new].add(_own_id(archive, move.old))
    for move in moves:
        articles = archive.db.execute(
            "select a.id, a.cms_id from article a join address d on d.article_id = a.id where d.id in (?, ?)"
            " group by a.id order by a.first_captured_at, a.id",
            (move.old, move.new),
        ).fetchall()
        if len(articles) == 2:
            are_two = all(cms_id is not None for _, cms_id in articles)
            if are_two and len(ids[move.new] - {None}) > 1:
                continue
            if _shows_the_same(archive, move, same_day=are_two):
                _join(archive, move, *(article_id for article_id, _ in articles))


def _join(archive: Archive, move: _Move, kept: int, left: int) -> None:
    db = archive.db
    old_id, new_id = (
        db.execute(
            "select a.cms_id from article a join address d on d.article_id = a.id where d.id = ?", (each,)
        ).fetchone()[0]
        for each in (move.old, move.new)
    )
    cms_id = old_id if new_id is None else new_id
    if cms_id is not None:
        db.execute(
            "update address set told_cms_id = ?1, told_ms = ?2 where article_id in"
            " (select id from article where id in (?3, ?4) and cms_id is not ?1)",
            (cms_id, move.ms, kept, left),
        )
        db.execute("update article set cms_id = null where id = ?", (left,))
        db.execute("update article set cms_id = ? where id = ?", (cms_id, kept))
    db.execute("update address set article_id = ? where article_id = ?", (kept, left))
    for each in (kept, left):
        derive(db, each, archive.removal)


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


def _own_id(archive: Archive, address_id: int) -> str | None:
    """The id that an address, or a page there, tells of itself."""
    (own,) = archive.db.execute(f"select {OWN_ID} from address d where d.id = ?", (address_id,)).fetchone()
    found: str | None = own
    return found


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
