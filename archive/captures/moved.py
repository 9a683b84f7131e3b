"""Joins articles that moved: the server sends readers of one address on to the other, and the text there is the same.

This concerns addresses without an id: where there is one, the id decides. Servers redirect removed articles to others
of a similar name, too. So a redirect counts only where a content of both addresses has one title and one text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, urljoin

from archive.frontier.addresses import id_of_url
from archive.history.article_of import CMS_ID
from archive.history.derive import derive
from archive.payloads.headers import first, from_template
from archive.store import Archive

ALIKE = 0.5
"""The share of its paragraphs that a text keeps while its title stays: it may be edited as it moves."""
_REDIRECTED = f"""select d.id, d.portal, coalesce(c.url, d.url), r.headers, c.varying, c.captured_ms, p.size
  from address d join capture c on c.address_id = d.id join reply r on r.id = c.reply_id
  left join payload p on p.id = c.payload_id where d.kind = 'article' and d.article_id is not null and {CMS_ID} is null
  and c.verdict_id in (select id from verdict where outcome = 'redirect') order by d.id, c.id"""
_CONTENTS = """select distinct o.title, b.text from capture c join content o on o.id = c.content_id
  join body b on b.content_id = o.id where c.address_id = ? and not exists
  (select 1 from disregarded x where x.capture_id = c.id)"""


def join_moved(archive: Archive) -> None:
    """Joins the articles of each two such addresses, in the caller's transaction. The one seen first remains."""
    for old, new in list(_moves(archive)):
        articles = archive.db.execute(
            "select a.id from article a where a.cms_id is null"
            " and a.id in (select article_id from address where id in (?, ?))"
            " order by a.first_captured_at, a.id",
            (old, new),
        ).fetchall()
        if len(articles) == 2 and _shows_the_same(archive, old, new):
            (kept,), (left,) = articles
            archive.db.execute("update address set article_id = ? where article_id = ?", (kept, left))
            derive(archive.db, kept, archive.removal)
            derive(archive.db, left, archive.removal)


def _moves(archive: Archive) -> Iterator[tuple[int, int]]:
    """The addresses of articles that redirect, each with the known address that one of its captures leads to."""
    followed: set[tuple[int, str]] = set()
    for address_id, portal, url, headers, varying, ms, size in archive.db.execute(_REDIRECTED):
        location = first(from_template(headers, varying, ms, size), "location") or ""
        try:
            leads = urljoin(url, location).partition("#")[0]
        except ValueError:
            continue
        if (address_id, leads) in followed:
            continue
        followed.add((address_id, leads))
        spellings = (leads, quote(leads, safe="/:@!$&'()*,;=~+-._?%"))
        found = (id_of_url(archive.db, portal, url) for url in spellings)
        target = next((each for each in found if each is not None), None)
        if target is not None and target != address_id:
            yield address_id, target


def _shows_the_same(archive: Archive, old: int, new: int) -> bool:
    there = archive.db.execute(_CONTENTS, (new,)).fetchall()
    return any(
        _plain(title) == _plain(other) and _is_alike(text, text_there)
        for title, text in archive.db.execute(_CONTENTS, (old,))
        for other, text_there in there
    )


def _is_alike(one: str, other: str) -> bool:
    a, b = ({_plain(piece) for piece in text.split("\n") if piece.strip()} for text in (one, other))
    return a == b or len(a & b) >= ALIKE * max(len(a), len(b))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()
