"""Finds what changed in the same way in nearly all articles: the portal did that, and no editor of one of them.

A mark before every title, a notice at the head of every text, capitals for every title, another place from which a
category is read: what else was changed in an article remains an edit of it. And finds what several articles show in
place of all their own text: somebody put it there.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from archive.contents.rows import load_content
from archive.database.views import FACTS
from archive.model import Article
from archive.portal_states.model import Alike, Round
from archive.readings.extractor import edition_of

LEAST = 5
"""Fewer articles than this that changed alike may have been changed by an editor."""
NEARLY_ALL = 0.9
"""A smaller share of those that changed may have been changed by editors, or by several hands."""
_TEXTS = ("title", "summary", "body")
_FACTS = ("category", *(name for name in FACTS if name != "category"))
"""What the frame of a page can tell: that it changed in all articles at once is enough, whatever to."""
_LONGEST = 200
_SHOWN = """select c.content_id, coalesce(d.extractor, '') from capture c join address a on a.id = c.address_id
  join verdict d on d.id = c.verdict_id where c.content_id is not null"""
_LAST = f"""{_SHOWN} and a.article_id = ? and c.captured_ms < ?
  and not exists (select 1 from disregarded x where x.capture_id = c.id)
  order by c.captured_ms desc, c.id desc limit 1"""


def alike(db: sqlite3.Connection, round_: Round, places: Collection[int], held: str | None) -> Alike | None:
    """The articles among `places` that changed alike in a round, and how, in symbols; else those that gave up their
    texts for one and the same; None where there are none. `held` is how they changed in the rounds before: then one is
    enough."""
    newest = {each.place: each.shows for each in round_.answers if each.digests is not None and each.shows}
    changes: dict[int, tuple[str, str]] = {}
    anew: dict[int, dict[int, int]] = {}
    for place in places:
        pair = _contents(db, place, round_.began_ms, newest[place]) if place in newest else None
        if pair is None:
            continue
        change = _change(*pair)
        if change is not None:
            changes[place] = change
        if pair[0].title != pair[1].title and not set(pair[0].body) & set(pair[1].body):
            anew[place] = {hash(text): len(text) for text in pair[1].body}
    for words in zip(*changes.values(), strict=True):  # with what it changed to, else the fields alone
        told, count = max(Counter(words).items(), key=lambda each: (each[0] == held, each[1], each[0]))
        if told == held or (count >= LEAST and count >= NEARLY_ALL * len(places)):
            return Alike(frozenset(place for place, own in changes.items() if told in own), told)
    taken_over = _taken_over(anew)
    return Alike(taken_over, None) if taken_over else None


def _taken_over(anew: Mapping[int, Mapping[int, int]]) -> frozenset[int]:
    """Of the articles of whose title and text nothing is left, those whose new text is for the most part that of
    several others; the paragraphs of each by their hashes, with their lengths."""
    count = Counter(text for texts in anew.values() for text in texts)
    return frozenset(
        place
        for place, texts in anew.items()
        if 2 * sum(length for text, length in texts.items() if count[text] >= LEAST) > sum(texts.values())
    )


def _change(before: Article, after: Article) -> tuple[str, str] | None:
    """How an article changed: ``title: + “[Lưu trữ]”``, and the same with no more than the names of facts; None where
    it did not, or where pictures, documents, tables or links changed, which somebody may have smuggled in."""
    if _things(before) != _things(after):
        return None
    texts, facts = dict(_told(before, after, _TEXTS)), dict(_told(before, after, _FACTS))
    if not texts and not facts:
        return None
    in_full = [f"{name}: {change}" for name, change in {**texts, **facts}.items()]
    return "; ".join(in_full), "; ".join((*in_full[: len(texts)], *facts))


def _contents(
    db: sqlite3.Connection, place: int, began_ms: int, capture_id: int
) -> tuple[Article, Article] | None:
    """What an article showed before a time, and what it shows in a capture; None where one is not known, or was read by
    another edition of the reader."""
    earlier = db.execute(_LAST, (place, began_ms)).fetchone()
    later = db.execute(f"{_SHOWN} and c.id = ?", (capture_id,)).fetchone()
    if earlier is None or later is None or edition_of(earlier[1]) != edition_of(later[1]):
        return None
    return load_content(db, earlier[0]), load_content(db, later[0])


def _things(article: Article) -> tuple[object, ...]:
    return (
        [caption.text for caption in article.captions],
        len(article.images),
        [attachment.title for attachment in article.attachments],
        article.tables,
        (article.body_html or "").count("<a "),
    )


def _told(before: Article, after: Article, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        was, now = (_parts(getattr(article, name)) for article in (before, after))
        if was != now:
            yield name, _difference(was, now)


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
