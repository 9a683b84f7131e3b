"""Stores contents as rows. Each is stored once, however many captures show it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from archive.contents import markup
from archive.contents import names as entity_rows
from archive.contents.fields import hashes_of
from archive.contents.url_keys import media_key, url_key
from archive.database.interning import Interned
from archive.database.json_text import compact
from archive.database.views import FACTS, PICTURE
from archive.integrity import seals
from archive.model import Article, Attachment, Caption
from archive.search import index

REMOVED_TITLE = "(đã gỡ bỏ – taken down)"
"""Stands in place of the title of a content that was taken down."""

_TEXTS = ("title", "summary", *FACTS)
_COLUMNS = (*_TEXTS, "markup")
"""The columns that hold what a content says. A takedown empties all of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A capture as far as its content is concerned: when it was taken, where, and its payload's sha256."""

    capture_id: int
    ms: int
    at: str
    url: str
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """A content's row, its hash, and the digests of its fields."""

    id: int
    sha256: bytes
    digests: bytes


def keep(
    db: sqlite3.Connection,
    pieces: Interned,
    article: Article,
    taken: Taken,
    known: tuple[bytes, bytes] | None = None,
    named: entity_rows.Rows | None = None,
) -> Content:
    """Stores the content that `article` shows, once. `known` are its sha256 and digests, `named` the documents and
    names in it, where known.

    The display of a content beyond its normalised fields (markup, spelling of picture addresses) is that of its
    earliest capture. So it does not depend on the order in which captures arrive.
    """
    sha256, told = known or hashes_of(article, taken.url)
    row = db.execute(
        "select o.id, o.digests, o.removed, o.capture_id, c.captured_ms from content o"
        " left join capture c on c.id = o.capture_id where substr(o.sha256, 1, 4) = ? and o.sha256 = ?",
        (sha256[:4], sha256),
    ).fetchone()
    if row is None:
        content_id = db.execute(
            f"insert into content (sha256, digests, capture_id, {', '.join(_COLUMNS)})"
            f" values (?, ?, ?{', ?' * len(_COLUMNS)})",
            (sha256, told, taken.capture_id, *_texts(pieces, article)),
        ).lastrowid
        assert content_id is not None
        _add_shown(db, content_id, article)
        entity_rows.keep(db, content_id, article, named)
        index.index(db, content_id)
        return Content(content_id, sha256, told)
    content_id, digests, removed, shown_id, shown_ms = row
    if digests != told:  # one of them is of an earlier release
        _, digests = hashes_of(article, taken.url)
        db.execute("update content set digests = ? where id = ?", (digests, content_id))
    if shown_id is None:
        is_first = _is_first(db, taken, content_id)
    else:
        is_first = taken.ms <= shown_ms and _comes_first(db, taken, shown_id)
    if is_first and not removed:
        if shown_id is not None:
            seals.lift(db, shown_id)
        # What a text names takes longer to find than all else, and depends on its words alone.
        same_words = entity_rows.text_of(load_content(db, content_id)) == entity_rows.text_of(article)
        names = " = ?, ".join(_COLUMNS)
        db.execute(
            f"update content set capture_id = ?, {names} = ? where id = ?",
            (taken.capture_id, *_texts(pieces, article), content_id),
        )
        _drop_shown(db, content_id)
        _add_shown(db, content_id, article)
        if not same_words:
            entity_rows.keep(db, content_id, article, named)
    return Content(content_id, sha256, digests)


def id_of(db: sqlite3.Connection, sha256: bytes) -> int | None:
    """The id of the content of that hash; None where there is none."""
    row = db.execute(
        "select id from content where substr(sha256, 1, 4) = ? and sha256 = ?", (sha256[:4], sha256)
    ).fetchone()
    return row[0] if row else None


def keep_removed(db: sqlite3.Connection, sha256: bytes, digests: bytes) -> Content:
    """The content with only its hash left, because its texts were taken down."""
    content_id = id_of(db, sha256)
    if content_id is None:
        content_id = db.execute(
            "insert into content (sha256, digests, title, markup) values (?, ?, '', '[]')",
            (sha256, digests),
        ).lastrowid
        assert content_id is not None
    remove(db, content_id)
    return Content(content_id, sha256, digests)


def remove(db: sqlite3.Connection, content_id: int) -> None:
    """Deletes the texts of a content; its hash stays, so that history keeps its shape."""
    (gone,) = db.execute("select removed from content where id = ?", (content_id,)).fetchone()
    if gone:
        return
    index.forget(db, content_id)
    drop_parts(db, content_id)
    left = {**dict.fromkeys(_COLUMNS), "title": REMOVED_TITLE, "markup": "[]"}
    db.execute(
        f"update content set removed = 1, capture_id = null, {' = ?, '.join(left)} = ? where id = ?",
        (*left.values(), content_id),
    )


def shown_by(db: sqlite3.Connection, portal: str, identity: str) -> Article | None:
    """What an article shows in its newest version; `identity` is its id in the CMS, or its address."""
    row = db.execute(
        "select content_id from article where portal = ?1 and cms_id = ?2 union all"
        " select b.content_id from address a join article b on b.id = a.article_id"
        " where a.portal = ?1 and a.url_key = ?3 and a.url = ?2",
        (portal, identity, url_key(identity)),
    ).fetchone()
    return load_content(db, row[0]) if row else None


def load_content(
    db: sqlite3.Connection, content_id: int, cms_id: str | None = None, views: int | None = None
) -> Article:
    """The article that a content was read from, as shown."""
    row = db.execute(f"select {', '.join(_COLUMNS)} from content where id = ?", (content_id,)).fetchone()
    *texts, packed = row

    def parts(columns: str, table: str) -> list[tuple[Any, ...]]:
        return db.execute(
            f"select {columns} from {table} where content_id = ? order by position", (content_id,)
        ).fetchall()

    body = "".join(
        text for (text,) in db.execute("select text from body where content_id = ?", (content_id,))
    )
    article = Article(
        **dict(zip(_TEXTS, texts, strict=True)),
        cms_id=cms_id,
        body=tuple(body.split("\n\n")) if body else (),
        captions=tuple(Caption(*part) for part in parts(f"text, {PICTURE}", "caption")),
        images=tuple(url for (url,) in parts("url", "picture")),
        attachments=tuple(Attachment(*part) for part in parts("url, title", "attachment")),
        tables=tuple(tuple(map(tuple, json.loads(rows))) for (rows,) in parts("rows", "grid")),
        views=views,
    )
    return replace(article, body_html=markup.unpack(packed, _words(article), lambda piece: _piece(db, piece)))


def drop_parts(db: sqlite3.Connection, content_id: int) -> None:
    """Deletes the body, captions, pictures, attachments and tables of a content, and what it names."""
    entity_rows.drop(db, content_id)
    _drop_shown(db, content_id)


def _drop_shown(db: sqlite3.Connection, content_id: int) -> None:
    for table in ("body", "caption", "picture", "attachment", "grid"):
        db.execute(f"delete from {table} where content_id = ?", (content_id,))


def _piece(db: sqlite3.Connection, piece_id: int) -> str:
    return str(db.execute("select text from piece where id = ?", (piece_id,)).fetchone()[0])


def _texts(pieces: Interned, article: Article) -> tuple[str | None, ...]:
    packed = markup.pack(article.body_html, _words(article), pieces.id_of)
    return (*(getattr(article, name) for name in _TEXTS), packed)


def _words(article: Article) -> str:
    """What the markup of a content may point at; the view `contents` has the same in SQL."""
    texts = (
        (article.summary, article.department, article.author, article.source),
        (caption.text for caption in article.captions),
        article.images,
        (attachment.url for attachment in article.attachments),
        map(compact, article.tables),
    )
    return markup.shared_text(_body(article), chain.from_iterable(texts))


def _body(article: Article) -> str:
    return "\n\n".join(article.body)


def _add_shown(db: sqlite3.Connection, content_id: int, article: Article) -> None:
    if article.body:
        db.execute("insert into body (content_id, text) values (?, ?)", (content_id, _body(article)))
    if article.captions:
        pictures = {url: position for position, url in reversed(list(enumerate(article.images, 1)))}
        db.executemany(
            "insert into caption (content_id, position, text, picture, url, media_key) values (?, ?, ?, ?, ?, ?)",
            [
                (content_id, position, c.text, *_picture(c.image_url, pictures))
                for position, c in enumerate(article.captions, 1)
            ],
        )
    if article.images:
        db.executemany(
            "insert into picture (content_id, position, url, media_key) values (?, ?, ?, ?)",
            [(content_id, position, url, media_key(url)) for position, url in enumerate(article.images, 1)],
        )
    if article.attachments:
        db.executemany(
            "insert into attachment (content_id, position, url, title, media_key) values (?, ?, ?, ?, ?)",
            [
                (content_id, position, a.url, a.title, media_key(a.url))
                for position, a in enumerate(article.attachments, 1)
            ],
        )
    if article.tables:
        db.executemany(
            "insert into grid (content_id, position, rows) values (?, ?, ?)",
            [(content_id, position, compact(table)) for position, table in enumerate(article.tables, 1)],
        )


def _picture(url: str | None, pictures: dict[str, int]) -> tuple[int | None, str | None, int | None]:
    """`picture`, `url` and `media_key` of a caption about the picture at `url`."""
    if url is None:
        return None, None, None
    place = pictures.get(url)
    return (place, None, None) if place else (None, url, media_key(url))


def _is_first(db: sqlite3.Connection, taken: Taken, content_id: int) -> bool:
    """Whether no capture of its article before shows a content."""
    rows = db.execute(
        "select c.id from capture t join address a on a.id = t.address_id join address b on b.article_id = a.article_id"
        " join capture c on c.address_id = b.id where t.id = ? and c.content_id = ? and c.captured_ms <= ?",
        (taken.capture_id, content_id, taken.ms),
    )
    return all(_comes_first(db, taken, capture_id) for (capture_id,) in rows.fetchall())


def _comes_first(db: sqlite3.Connection, taken: Taken, shown_id: int) -> bool:
    shown = db.execute(
        "select c.captured_ms, coalesce(p.sha256, x''), coalesce(c.url, a.url) from capture c"
        " join address a on a.id = c.address_id left join payload p on p.id = c.payload_id where c.id = ?",
        (shown_id,),
    ).fetchone()
    return taken.capture_id == shown_id or (taken.ms, taken.sha256, taken.url) < shown
