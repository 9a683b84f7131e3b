"""All pictures with their captions, newest articles first."""

from __future__ import annotations

import sqlite3

from archive.names import ARTICLE_NAME
from archive.search.query import search_articles
from archive.web.data.stories import dicts
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page

_A_PAGE = 48
_ARTICLES = 500
"""So many articles with the words in a caption are looked at."""


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The pictures of all articles, or of those with `?q=` in a caption."""
    number = ask.count("page", 1, 10_000)
    words = ask.arg("q")
    values: dict[str, object] = {"limit": _A_PAGE + 1, "offset": (number - 1) * _A_PAGE}
    chosen = ""
    if words:
        hits = search_articles(db, f"captions:{words}", limit=_ARTICLES, snippets=False)
        chosen = f"where a.id in ({', '.join(str(hit.article_id) for hit in hits)})"
    rows = dicts(
        db.execute(
            f"select page.*, i.sha256, c.text from (select a.portal, {ARTICLE_NAME.format('a')} as name, a.content_id,"
            " a.published_at, (select title from content where id = a.content_id) as title, p.position"
            f" from article a join picture p on p.content_id = a.content_id {chosen}"
            " order by a.published_at desc, a.id desc, p.position limit :limit offset :offset) page"
            " join images i on i.content_id = page.content_id and i.position = page.position"
            " left join caption c on c.content_id = page.content_id and c.picture = page.position",
            values,
        )
    )
    return page(
        ask,
        "article/pictures",
        words=words,
        pictures=rows[:_A_PAGE],
        current=number,
        more=len(rows) > _A_PAGE,
    )
