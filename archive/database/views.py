"""The public names, as views over the packed tables. They are SQL, so that any SQLite reader can use them."""

from __future__ import annotations

FILES = "files"
"""What a change of an article's pictures and documents is called: their bytes, where the addresses stay."""

PARTS = (
    "title", "summary", "body", "captions", "images", "department", "author", "published_at", "category",
    "attachments", "tables", "source", FILES,
)  # fmt: skip
"""The fields whose change makes a version, and the files. Their order is that of the bits in `version.changed` and of
the digests in `content.digests`, so a new field goes to the end, behind the files."""

FIELDS = tuple(name for name in PARTS if name != FILES)
ADDED = PARTS[PARTS.index(FILES) + 1 :]
"""The fields that the first release did not know. Where one of them is empty it adds nothing to hashes, digests and
seals, so that older archives keep theirs."""

FACTS = ("department", "author", "source", "published_at", "category")
"""The fields of one line that stand beside a text. Each has a column of its name in `content` and in `article`; a new
one goes to the end."""

NUMBERS = ("online", "today", "yesterday", "this_week", "this_month", "total")
"""The counters of the statistics box, in the order that box patterns number them."""


PICTURE = """coalesce(url, (select url from picture i
      where i.content_id = caption.content_id and i.position = caption.picture))"""
"""The address of the picture that a row of `caption` is about."""


SAID = """(select json_group_array(json_array(t.article, t.title, t.published_at)) from listing l
    cross join json_each(l.entries) j join listed t on t.id = j.value where l.capture_id = c.id)"""
"""What the capture `c` says of articles, as JSON."""


def _time(millis: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%fZ', {millis} / 1000.0, 'unixepoch')"


def _http_date(seconds: str) -> str:
    """`seconds` since 1970 as ``Tue, 27 Aug 2024 07:05:00 GMT``."""
    days = f"substr('SunMonTueWedThuFriSat', 1 + 3 * strftime('%w', {seconds}, 'unixepoch'), 3)"
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    month = f"substr('{months}', 3 * strftime('%m', {seconds}, 'unixepoch') - 2, 3)"
    return (
        f"{days} || strftime(', %d ', {seconds}, 'unixepoch') || {month}"
        f" || strftime(' %Y %H:%M:%S GMT', {seconds}, 'unixepoch')"
    )


def _facts(row: str, **instead: str) -> str:
    """The columns of the facts in a row, some of them by other SQL."""
    return ", ".join(f"{instead[name]} as {name}" if name in instead else f"{row}.{name}" for name in FACTS)


def _body(content: str) -> str:
    return f"coalesce((select text from body where content_id = {content}), '')"


def _list(content: str, source: str, item: str) -> str:
    inner = f"select {source} where content_id = {content} order by position"
    return f"(select nullif(json_group_array({item}), '[]') from ({inner}))"


def _field_text(content: str) -> str:
    """What the field `f.name` of a content says, as text; lists as JSON, null where there is nothing."""
    listed = {
        "captions": (f"text, {PICTURE} as url from caption", "json_object('text', text, 'image_url', url)"),
        "images": ("url from picture", "url"),
        "attachments": ("url, title from attachment", "json_object('url', url, 'title', title)"),
        "tables": ("rows from grid", "json(rows)"),
    }
    cases = []
    for name in FIELDS:
        if name in listed:
            value = _list(content, *listed[name])
        elif name == "body":
            value = f"(select text from body where content_id = {content})"
        else:
            value = f"(select nullif({name}, '') from content where id = {content})"
        cases.append(f"when '{name}' then {value}")
    return f"case f.name {' '.join(cases)} end"


def _media_sha256(content: str, url: str, key: str) -> str:
    """sha256 of the capture at the address `url` of a picture or file with its `media_key`.

    A capture after the content was first seen goes before earlier ones, an equal address before an equivalent one.
    """
    # ORDER BY of a subquery cannot see the row outside, hence the select inside.
    return f"""(select sha256 from (select lower(hex(p.sha256)) as sha256, a.url <> {url} as other,
      c.captured_ms - (select s.captured_ms from content o join capture s on s.id = o.capture_id
        where o.id = {content}) as after
      from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
      join payload p on p.id = c.payload_id where a.media_key = {key} and d.outcome = 'ok')
      order by other, after < 0, abs(after), sha256 limit 1)"""


def _shown_by(version: str, key: str) -> str:
    """sha256 of what a picture or document with this `media_key` was when a version was shown: the last that was
    fetched before the next version, else the first after."""
    return f"""(select sha256 from (select lower(hex(p.sha256)) as sha256, c.captured_ms as ms,
      {version}.until is not null and {_time("c.captured_ms")} >= {version}.until as late
      from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
      join payload p on p.id = c.payload_id where a.media_key = {key} and a.portal = {version}.portal
      and d.outcome = 'ok' and not exists (select 1 from disregarded x where x.capture_id = c.id))
      order by late, case late when 1 then ms else -ms end, sha256 limit 1)"""


def _replaced(of: str) -> str:
    """The files in which version `v` differs from the one before, as JSON: as they were in version `of`."""
    return f"""(select nullif(json_group_array(json_object('url', {of}.url, 'sha256', {of}.sha256)), '[]')
      from version_files n join version_files o on o.file = n.file and o.sha256 <> n.sha256
      where n.version_id = v.id and o.version_id = (select id from version
        where article_id = v.article_id and number = v.number - 1))"""


_MEDIA = _media_sha256("m.content_id", "m.url", "m.media_key")


def _varying(index: str) -> str:
    return f"json_extract('[' || c.varying || ']', '$[' || {index} || ']')"


_VALUE = _varying("json_extract(h.value, '$[2]')")
_HEADERS = f"""(select json_group_array(json_array(json_extract(h.value, '$[0]'), case
      when json_type(h.value, '$[1]') = 'text' then json_extract(h.value, '$[1]')
      when json_extract(h.value, '$[1]') = 0 then cast({_VALUE} as text)
      when json_extract(h.value, '$[1]') = 1 then {_http_date(f"(c.captured_ms / 1000 + {_VALUE})")}
      else cast(p.size as text) end)) from json_each(r.headers) h)"""

_NUMBER = " ".join(f"when {index} then g.{name}" for index, name in enumerate(NUMBERS))
_BOX = f"""(select group_concat(case t.type when 'text' then t.value
      when 'integer' then json_extract('[' || g.rest || ']', '$[' || t.value || ']')
      else replace(printf('%,d', case json_extract(t.value, '$[0]') {_NUMBER} end), ',',
        json_extract(t.value, '$[1]'))
      end, '') from json_each(b.pattern) t)"""

# The words once, by `limit`: SQLite would else put them together for every stretch of them.
_OTHERS = "".join(
    f""" || coalesce((select group_concat(char(10) || {column}, '')
        from (select {column} from {table} where content_id = o.id order by position)), '')"""
    for column, table in (("text", "caption"), ("url", "picture"), ("url", "attachment"), ("rows", "grid"))
)
_WORDS = f"""select {_body("o.id")} || char(10) || coalesce(o.summary, '') || char(10)
      || coalesce(o.department, '') || char(10) || coalesce(o.author, '')
      || char(10) || coalesce(o.source, ''){_OTHERS} as said limit 1"""
_STRETCH = "substr(w.said, 1 + json_extract(t.value, '$[0]'), json_extract(t.value, '$[1]'))"
_MARKUP = f"""(select coalesce(group_concat(case t.type when 'text' then t.value
      when 'integer' then (select p.text from piece p where p.id = t.value)
      else replace(replace(replace({_STRETCH}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') end, ''), '')
      from ({_WORDS}) w cross join json_each(o.markup) t)"""


def _dated_by(page: str, listed: str) -> str:
    return f"case when {page} is not null then 'page' when {listed} is not null then 'list' end as dated_by"


_SHOWN_AT = "(select published_at from content where id = a.content_id)"
_LISTED_AT = "(select listed_at from article where id = v.article_id)"

_CODECS = " ".join(
    f"when {code} then '{name}'"
    for code, name in enumerate(("raw", "zstd", "zstd --patch-from", "taken down", "left out"))
)

_FIELD_BITS = " union all ".join(
    f"select {1 << bit} as bit, '{name}' as name" for bit, name in enumerate(PARTS)
)

_BELIEVED = "not exists (select 1 from disregarded x where x.capture_id = g.capture_id)"

# Joined one by one: SQLite takes a condition on the version into each part, but not into a part that is joined.
_VERSION_FILES = " union all ".join(
    f"""select v.id as version_id, v.article_id, v.number, '{kind}' as kind, m.position, m.url, {title} as title,
      {_shown_by("v", "m.media_key")} as sha256, m.media_key as file
      from version v join {table} m on m.content_id = v.content_id{where}"""
    for table, kind, title, where in (
        ("picture", "image", "null", ""),
        ("caption", "image", "null", " where m.media_key is not null"),
        ("attachment", "attachment", "m.title", ""),
    )
)

VIEWS: dict[str, str] = {
    "sites": "select id, portal, sname, name, agency, address, phone, email from site",
    "addresses": """select id, portal, url, kind, article_id, state, first_seen_at, last_captured_at,
      next_due_at, failures, note, cms_id, site, host, unchanged from address""",
    "captures": f"""select c.id, c.address_id, c.crawl_id, r.source, r.method,
      coalesce(c.url, a.url) as url, c.request, {_time("c.captured_ms")} as captured_at, r.status,
      {_HEADERS} as headers, r.media_type, nullif(lower(hex(p.sha256)), '') as payload_sha256,
      p.size as payload_bytes, d.outcome, c.content_id, d.extractor,
      {_time("(c.captured_ms + c.lag_ms)")} as recorded_at, r.error, d.problems, lower(hex(c.hash)) as hash,
      exists (select 1 from disregarded x where x.capture_id = c.id) as disregarded
      from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id
      join verdict d on d.id = c.verdict_id left join payload p on p.id = c.payload_id""",
    "payloads": f"""select lower(hex(p.sha256)) as sha256, p.size as bytes,
      case p.codec {_CODECS} end as codec, nullif(lower(hex(b.sha256)), '') as base_sha256, d.data
      from payload p left join payload b on b.id = p.base_id
      left join payload_data d on d.payload_id = p.id""",
    "contents": f"""select o.id, lower(hex(o.sha256)) as content_sha256, o.title, o.summary,
      {_body("o.id")} as body, {_MARKUP} as body_html, {_facts("o")}
      from content o""",
    "articles": f"""select a.id, a.portal, a.site, a.cms_id,
      (select coalesce(c.url, d.url) from version v join capture c on c.id = v.capture_id
        join address d on d.id = c.address_id where v.article_id = a.id and v.number = a.versions) as url,
      (select title from content where id = a.content_id) as title,
      (select summary from content where id = a.content_id) as summary,
      {_body("a.content_id")} as body, {_facts("a")}, a.state,
      a.first_captured_at,
      (select last_captured_at from version where article_id = a.id and number = a.versions) as last_captured_at,
      a.versions, a.content_id, (select date from date_estimate where article_id = a.id) as date_estimated,
      {_dated_by(_SHOWN_AT, "a.listed_at")}
      from article a""",
    "date_estimates": "select article_id, date, earliest, latest, source from date_estimate",
    "versions": f"""select v.id, v.article_id, v.number, v.content_id,
      lower(hex(coalesce(v.files, o.sha256))) as content_sha256, o.title, o.summary, {_body("o.id")} as body,
      {_facts("o", published_at=f"coalesce(o.published_at, {_LISTED_AT})")},
      v.first_captured_at, v.last_captured_at, v.captures, v.until, v.portal, {_dated_by("o.published_at", _LISTED_AT)}
      from version v join content o on o.id = v.content_id""",
    "captions": f"""select m.content_id, m.position, m.text, coalesce(m.url, i.url) as image_url,
      {_media_sha256("m.content_id", "coalesce(m.url, i.url)", "coalesce(m.media_key, i.media_key)")}
      as image_sha256 from caption m
      left join picture i on i.content_id = m.content_id and i.position = m.picture""",
    "images": f"""select m.content_id, m.position, m.url, {_MEDIA} as sha256
      from picture m""",
    "attachments": f"""select m.content_id, m.position, m.url, m.title, {_MEDIA} as sha256
      from attachment m""",
    "version_files": _VERSION_FILES,
    "attachment_texts": """select lower(hex(p.sha256)) as sha256, f.media_type, f.text, f.pages, f.scanned, f.problem
      from file_text f join payload p on p.id = f.payload_id""",
    "article_tables": "select content_id, position, rows from grid",
    "citations": """select content_id, position, text, number, kind, date, issuer, title, provisions, document
      from citation""",
    "mentions": "select content_id, position, name, kind, office, within, entity from mention",
    "changes": f"""select v.article_id, v.id as version_id, v.first_captured_at as changed_at,
      f.name as field,
      case f.name when '{FILES}' then {_replaced("o")} else {_field_text("v.previous_id")} end as before,
      case f.name when '{FILES}' then {_replaced("n")} else {_field_text("v.content_id")} end as after
      from version v join ({_FIELD_BITS}) f on v.changed & f.bit""",
    "change_amounts": """select v.article_id, v.id as version_id, v.first_captured_at as changed_at,
      m.words_added, m.words_removed, m.numbers, m.dates, m.phones, m.signs, m.names
      from version v join change_amount m on m.before_id = v.previous_id and m.after_id = v.content_id
      where v.changed is not null""",
    "visit_stats": f"""select g.capture_id as id, g.capture_id, a.portal, a.site,
      {_time("c.captured_ms")} as captured_at, {", ".join("g." + name for name in NUMBERS)}, {_BOX} as raw,
      a.host from reading g join capture c on c.id = g.capture_id join address a on a.id = c.address_id
      join box b on b.id = g.box_id where {_BELIEVED}""",
    "visits_by_day": """select portal, site, day, readings, online as most_online,
      today as highest_today, yesterday, total, this_week from visit_day""",
    "captures_by_day": "select portal, day, captures from capture_day",
    "templates": """select id, portal, kind, sha256, learned_at, pages, first_captured_at, last_captured_at,
      fields, stage, stage is not null as current, value as template from template""",
    "view_counts": f"""select a.article_id, {_time("c.captured_ms")} as captured_at, g.views
      from reading g join capture c on c.id = g.capture_id join address a on a.id = c.address_id
      where g.views is not null and a.article_id is not null and {_BELIEVED}""",
}
"""Name of each view and its SELECT."""
