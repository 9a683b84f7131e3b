"""Finds what changed in the same way in nearly all articles: the portal did that, and no editor of one of them.

A mark before every title, a notice at the head of every text, capitals for every title, another place from which a
category is read: what else was changed in an article remains an edit of it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from archive.contents.rows import load_content
from archive.model import Article
from archive.portal_states.model import Alike, Round

LEAST = 5
"""Fewer articles than this that changed alike may have been changed by an editor."""
HALF = 0.5
_TEXTS = ("title", "summary", "body")
_FACTS = ("category", "department", "author", "source", "published_at")
"""What the frame of a page can tell: that it changed in all articles at once is enough, whatever to."""
_LONGEST = 200
_LAST = """select c.content_id from address a join capture c on c.address_id = a.id where a.article_id = ?1
  and c.content_id is not null and c.captured_ms < ?2
  and not exists (select 1 from disregarded x where x.capture_id = c.id)
  order by c.captured_ms desc, c.id desc limit 1"""


def alike(db: sqlite3.Connection, round_: Round, places: Collection[int], held: str | None) -> Alike | None:
    """The articles among `places` that changed alike in a round, and how, in symbols; None where most of them did not.
    `held` is how they changed in the rounds before: then one is enough."""
    newest = {answer.place: answer.capture_id for answer in round_.answers if answer.digests is not None}
    changes: dict[int, str] = {}
    for place in places:
        change = _change(db, place, round_.began_ms, newest[place]) if place in newest else None
        if change is not None:
            changes[place] = change
    counts = Counter(changes.values())
    if not counts:
        return None
    words, count = max(counts.items(), key=lambda each: (each[0] == held, each[1], each[0]))
    if words != held and (count < LEAST or count <= HALF * len(places)):
        return None
    return Alike(frozenset(place for place, change in changes.items() if change == words), words)


def _change(db: sqlite3.Connection, place: int, began_ms: int, capture_id: int) -> str | None:
    """How an article changed: ``title: + “[Lưu trữ]”``; None where it did not, or where pictures, documents, tables or
    links did, which somebody may have smuggled in."""
    (earlier,) = db.execute(_LAST, (place, began_ms)).fetchone() or (None,)
    (later,) = db.execute("select content_id from capture where id = ?", (capture_id,)).fetchone()
    if earlier is None or later is None:
        return None
    before, after = load_content(db, earlier), load_content(db, later)
    if _things(before) != _things(after):
        return None
    return "; ".join(_told(before, after)) or None


def _things(article: Article) -> tuple[object, ...]:
    return (
        [caption.text for caption in article.captions],
        len(article.images),
        [attachment.title for attachment in article.attachments],
        article.tables,
        (article.body_html or "").count("<a "),
    )


def _told(before: Article, after: Article) -> Iterator[str]:
    for name in _TEXTS:
        was, now = (_parts(getattr(article, name)) for article in (before, after))
        if was != now:
            yield f"{name}: {_difference(was, now)}"
    for name in _FACTS:
        if getattr(before, name) != getattr(after, name):
            yield name


def _parts(text: str | Sequence[str] | None) -> list[str]:
    """The paragraphs of a body, the words of a line."""
    return text.split() if isinstance(text, str) else list(text or ())


def _difference(was: list[str], now: list[str]) -> str:
    """What differs between two texts: ``+ “added”``, ``− “removed”``, ``“one” → “another”``, ``aa → AA``."""
    if list(map(str.casefold, was)) == list(map(str.casefold, now)):
        return "aa → AA" if sum(map(str.isupper, now)) > sum(map(str.isupper, was)) else "AA → aa"
    head = _same(was, now)
    tail = _same(was[head:][::-1], now[head:][::-1])
    old, new = was[head : len(was) - tail], now[head : len(now) - tail]
    if len(old) == len(new) == 1 and " " in old[0]:
        return _difference(old[0].split(), new[0].split())
    if not (old and new):
        return f"{'−' if old else '+'} {_quoted(old or new)}"
    return f"{_quoted(old)} → {_quoted(new)}"


def _same(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _quoted(parts: list[str]) -> str:
    text = " ".join(parts)
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"
