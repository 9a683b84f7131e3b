"""Takes up what runs that died knew beside the captures that they brought: which articles showed which page, and how
long lists say that they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from archive.captures.load import load_capture
from archive.crawls import left_open
from archive.readings import stale
from archive.store import Archive
from crawler.extract.capture import read_capture
from crawler.frontier.scope import Scope
from crawler.monitoring.duplicates import Duplicates
from crawler.webarchives.brought import Brought

_PAGES = """select p.sha256, coalesce(a.cms_id, a.url), max(case when d.outcome = 'ok' then c.id end)
  from address a join capture c on c.address_id = a.id join verdict d on d.id = c.verdict_id
  join payload p on p.id = c.payload_id where a.portal = ? and a.kind = 'article' and c.crawl_id is null
  and d.outcome in ('ok', 'unreadable', 'no-text', 'same-page') group by 1, 2 order by min(c.id)"""
"""The pages that imports brought of articles, with the newest capture that is taken for the article's own."""


def take_up(
    archive: Archive, scopes: Mapping[str, Scope], duplicates: Duplicates, brought: Brought
) -> Counter[str]:
    """Tells `duplicates` of the pages of portals that no run has settled, and `brought` of the lists among the captures
    that no entry of the chain tells of. How many these captures are, by their sources."""
    for portal in stale.doubted(archive.db, "portals") & scopes.keys():
        for page in archive.db.execute(_PAGES, (portal,)):
            duplicates.recall(*page)
    left: Counter[str] = Counter()
    for capture_id, source, portal, kind, url in left_open(archive.db):
        if portal not in scopes:
            continue
        left[source] += 1
        if kind == "list":
            capture, scope = load_capture(archive, capture_id), scopes[portal]
            brought.note_list(url, capture, read_capture(capture, kind, scope.address, scope.cms, ()))
    return left
