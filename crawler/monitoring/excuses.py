"""What stands in place of the texts of articles: the same sentence for several, or nothing where a text was known."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from archive.alarms import SHOWN, Alarm
from archive.captures.load import load_capture
from archive.captures.reread import reread
from archive.contents.rows import load_content
from archive.model import Page
from archive.portal_states.stretches import STRETCHES
from archive.readings.outcome import NO_TEXT
from archive.store import Archive
from crawler.extract.edition import EXTRACTOR

EXCUSE = Page(
    "other", "same-page", problems=("body: one sentence stands in place of the text of several articles",)
)
BLANK = Page("other", NO_TEXT, problems=("body: the article came without the text that it is known by",))
LONGEST = 200
"""Characters of an excuse."""
OF_KNOWN, OF_NEW = 2, 3
"""Articles with the same sentence for a text from which it is an excuse: where the archive knows one of them by
another text, and where it knows none. Of new ones several paragraphs alike are a text that they share."""

TO_DOCUMENTS = 5
"""Articles at once whose text no editor puts into a document, or a picture, instead; where the text of another failed
to come, one is enough."""

_BARE = " and ".join(
    f"not exists (select 1 from {part} x where x.content_id = c.content_id)"
    for part in ("picture", "attachment", "grid")
)
_SHORT = f"""with {STRETCHES}
  select s.number, coalesce(b.text, ''), c.id, c.content_id, a.article_id, coalesce(c.url, a.url), {_BARE} as bare
  from stretch s
  join capture c on c.id = s.id join address a on a.id = c.address_id join verdict d on d.id = c.verdict_id
  left join body b on b.content_id = c.content_id where a.kind = 'article' and d.outcome = 'ok'
  and c.content_id is not null and coalesce(length(b.text), 0) <= {LONGEST} and (bare or coalesce(b.text, '') = '')
  order by c.captured_ms, c.id"""
_FAILED = f"""with {STRETCHES}
  select distinct s.number from stretch s join capture c on c.id = s.id join verdict d on d.id = c.verdict_id
  where d.outcome = '{NO_TEXT}'"""
_SAID_ELSE = """select 1 from capture c join address a on a.id = c.address_id join body b on b.content_id = c.content_id
  where a.article_id = ? and b.text <> ? limit 1"""


def unmask_excuses(archive: Archive, portal: str, crawl_id: int | None) -> list[Alarm]:
    """Stores, inside a transaction, of the captures of a crawl that show an excuse, or nothing, in place of their
    article's text that they are no article's; where `crawl_id` is None, of each stretch of imported captures. The
    alarms of that."""
    by_text: dict[tuple[int, str], dict[int, str]] = defaultdict(dict)
    articles: dict[tuple[int, str], set[int]] = defaultdict(set)
    found: dict[Page, dict[int, str]] = {EXCUSE: {}, BLANK: {}}
    blank: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for stretch, text, capture_id, content_id, article_id, url, is_bare in archive.db.execute(
        _SHORT, (crawl_id, portal)
    ):
        if not text:
            if archive.db.execute(_SAID_ELSE, (article_id, text)).fetchone():
                blank[stretch].append((capture_id, url, bool(is_bare)))
        elif "<a " not in load_content(archive.db, content_id).body_html:
            by_text[stretch, text][capture_id] = url
            articles[stretch, text].add(article_id)
    for (stretch, text), captures in by_text.items():
        if _is_excuse(archive.db, text, articles[stretch, text]):
            found[EXCUSE] |= captures
    failed = {stretch for (stretch,) in archive.db.execute(_FAILED, (crawl_id, portal))} if blank else set()
    for stretch, captures_of in blank.items():
        is_failure = stretch in failed or any(is_bare for *_, is_bare in captures_of)
        if is_failure or len(captures_of) >= TO_DOCUMENTS:
            found[BLANK] |= {capture_id: url for capture_id, url, _ in captures_of}
    masked = [
        (capture_id, load_capture(archive, capture_id), page)
        for page, captures in found.items()
        for capture_id in captures
    ]
    if masked:
        reread(archive, masked, EXTRACTOR)
    urls = {str(page.reason): list(dict.fromkeys(captures.values())) for page, captures in found.items()}
    return [Alarm(kind, now=len(of), addresses=tuple(of[:SHOWN])) for kind, of in urls.items() if of]


def _is_excuse(db: sqlite3.Connection, text: str, articles: set[int]) -> bool:
    known = any(db.execute(_SAID_ELSE, (article_id, text)).fetchone() for article_id in articles)
    return len(articles) >= OF_KNOWN if known else len(articles) >= OF_NEW and "\n" not in text
