"""Writes an archive as text, for comparing two archives. The text depends on the archive's facts alone.

Row numbers depend on the order of arrival, so the values of the rows stand in for them. The plans of the frontier and
the time of recording are left out. The same captures, read by the same extractor, give the same lines, in whatever
order they came or were merged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from archive.database.views import SAID
from archive.portal_states.current import COLUMNS

_ARTICLE = """coalesce(a.portal || ' ' || a.cms_id,
  (select d.portal || ' ' || d.url from address d where d.article_id = a.id))"""

_SECTIONS = {
    "portal": "select * from portals",
    "site": "select portal, sname, name, agency, address, phone, email from sites",
    "address": f"""select d.portal, d.url, d.kind, d.cms_id, d.site, d.host, d.last_captured_at,
      {_ARTICLE} as article from address d left join article a on a.id = d.article_id""",
    "capture": f"""select d.portal, d.url as address, c.url, c.method, c.request, c.source, c.captured_at,
      c.status, c.error, c.headers, c.payload_sha256, c.outcome, c.extractor, c.problems, c.disregarded,
      o.content_sha256, s.online, s.today, s.yesterday, s.this_week, s.this_month, s.total, s.raw, g.views, t.agency,
      t.address as street, t.phone, t.email, {SAID} as listed
      from captures c join address d on d.id = c.address_id left join contents o on o.id = c.content_id
      left join visit_stats s on s.id = c.id left join reading g on g.capture_id = c.id
      left join contact t on t.id = g.contact_id""",
    "template": """select portal, kind, sha256, pages, first_captured_at, last_captured_at, stage, template
      from templates where current""",
    "listed": "select portal, article, title, published_at, first_ms from listed",
    "payload": "select sha256, bytes, codec = 'taken down' as removed from payloads",
    "content": """select o.*, (select json_group_array(json_array(text, image_url)) from (
        select * from captions where content_id = o.id order by position)) as captions,
      (select json_group_array(url) from (
        select * from picture where content_id = o.id order by position)) as images,
      (select json_group_array(json_array(url, title)) from (
        select * from attachment where content_id = o.id order by position)) as attachments,
      (select json_group_array(json(rows)) from (
        select * from grid where content_id = o.id order by position)) as tables
      from contents o""",
    "article": f"""select {_ARTICLE} as article, b.*, o.content_sha256 from article a
      join articles b on b.id = a.id join contents o on o.id = a.content_id""",
    "version": f"""select {_ARTICLE} as article, v.number, o.content_sha256, p.content_sha256 as previous,
      v.changed, v.first_captured_at, v.until, v.last_captured_at, v.captures
      from version v join article a on a.id = v.article_id join contents o on o.id = v.content_id
      left join contents p on p.id = v.previous_id""",
    "portal state": f"select {COLUMNS} from portal_states",
    "event": f"""select {_ARTICLE} as article, e.at, e.event, v.number, e.detail
      from events e join article a on a.id = e.article_id left join version v on v.id = e.version_id""",
}
_SURROGATES = {"id", "content_id", "article_id", "capture_id"}


def canonical_dump(db: sqlite3.Connection) -> Iterator[str]:
    """The archive as lines of JSON, section by section, each sorted. Holds one section in memory."""
    for section, sql in _SECTIONS.items():
        cursor = db.execute(sql)
        names = [column[0] for column in cursor.description]
        yield from sorted(
            json.dumps(
                [section, {n: v for n, v in zip(names, row, strict=True) if n not in _SURROGATES}],
                ensure_ascii=False,
            )
            for row in cursor
        )
