"""Decides which article an address belongs to: by the form of the address, else by the pages captured there."""

from __future__ import annotations

import sqlite3

_TOLD = """(select max(o.told_cms_id) from address o
  where o.portal = d.portal and o.cms_id = d.cms_id and o.kind = 'article' and d.kind = 'article')"""
CMS_ID = f"coalesce(d.told_cms_id, {_TOLD}, case d.kind when 'article' then d.cms_id end)"
"""The CMS's id of the article at an address: as its form tells (lists have ids of their own), or a page. Where the
article moved (`archive.captures.moved`) another is told, to all addresses of the id."""


def article_at(db: sqlite3.Connection, address_id: int) -> tuple[int | None, bool]:
    """The id of the article at an address, None where there is none yet; and True where the address was
    assigned to that article only now, with all its earlier captures.

    The id in the CMS decides: by the form of the address, else by the newest page that has one. Without an id, the
    address itself is the article.
    """
    known, found = db.execute(
        f"select d.article_id, (select id from article where portal = d.portal and cms_id = {CMS_ID})"
        " from address d where d.id = ?",
        (address_id,),
    ).fetchone()
    if known is not None or found is None:
        return known, False
    db.execute("update address set article_id = ? where id = ?", (found, address_id))
    return found, True


def expected_article(db: sqlite3.Connection, address_id: int) -> int | None:
    """The id of the article to which an address must belong, by its form and its pages; None for none."""
    row = db.execute(
        "select (select b.id from article b where b.portal = d.portal and b.cms_id = " + CMS_ID + "),"
        f" {CMS_ID}, d.article_id, (select b.cms_id from article b where b.id = d.article_id),"
        " exists (select 1 from capture c where c.address_id = d.id and c.content_id is not null)"
        " from address d where d.id = ?",
        (address_id,),
    ).fetchone()
    by_id, cms_id, stored, stored_cms_id, has_content = row
    if cms_id is not None:
        return by_id
    # Without an id, the article is the address's own.
    return stored if has_content and stored_cms_id is None else None


def learn_cms_id(db: sqlite3.Connection, address_id: int, cms_id: str | None, ms: int) -> int | None:
    """Notes which article a page at an address without id said it is.

    The newest page that tells decides. So the address may go over from one article to another, with all
    its captures; the id of the article that it then left.
    """
    own, old, old_ms, article_id = db.execute(
        "select case kind when 'article' then cms_id end, told_cms_id, told_ms, article_id from address"
        " where id = ?",
        (address_id,),
    ).fetchone()
    if own is not None or cms_id is None or (old is not None and (ms, cms_id) < (old_ms, old)):
        return None
    db.execute("update address set told_cms_id = ?, told_ms = ? where id = ?", (cms_id, ms, address_id))
    if cms_id == old or article_id is None:
        return None
    db.execute("update address set article_id = null where id = ?", (address_id,))
    return int(article_id)
