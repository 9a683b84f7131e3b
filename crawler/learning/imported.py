"""Settles what imports and merges brought as the end of a crawl does: learns from it, looks it over for ids of two
articles and excuses for texts, and derives what depends on all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from archive import alarms
from archive.alarms import Alarm
from archive.captures.readdress import moved_addresses, readdress
from archive.crawls import settle_whole
from archive.portal_states.store import renew
from archive.portal_states.stretches import STRETCHES
from archive.readings import stale
from archive.store import Archive
from crawler.extract.document.text import folded
from crawler.frontier.scope import Scope
from crawler.learning.relearn import relearn, store_again
from crawler.learning.series import read_in_series
from crawler.monitoring.excuses import unmask_excuses
from crawler.monitoring.identities import LEAST, differ
from crawler.portal import PortalSpec
from crawler.portals.registry import portals

_SHARED = f"""with {STRETCHES}, shared as (
    select article_id from address where portal = ?2 and kind = 'article' and cms_id is not null
    and article_id is not null and last_captured_at is not null group by article_id having count(*) > 1)
  select a.cms_id, s.number, a.url, o.title, b.text from shared x join address a on a.article_id = x.article_id
  join capture c on c.address_id = a.id join stretch s on s.id = c.id join content o on o.id = c.content_id
  join body b on b.content_id = o.id where a.kind = 'article' and a.cms_id is not null order by c.captured_ms, c.id"""
"""Id, stretch, address, title and text of the imported captures of articles with several addresses."""


def settle_brought(archive: Archive, *, learns: bool = True) -> list[str]:
    """Does `learn_brought`, and derives what depends on all histories. The alarms raised, in words.

    Without `learns`, for whoever stops a run does not want to wait, learning is left to the next one. Nothing is
    written where nothing was brought. Raises ArchiveError.
    """
    if not stale.doubted(archive.db, "portals"):
        return []
    raised = learn_brought(archive) if learns else []
    with archive.writing():
        settle_whole(archive)
        if learns:
            stale.believe(archive.db, "portals")
    return raised


def learn_brought(archive: Archive) -> list[str]:
    """Learns the templates of the portals of which imports or a merge brought captures, also those of runs that died
    before, reads again what that affects, and looks over what was imported. The alarms raised, in words.

    Call `archive.captures.sum_up.sum_up` afterwards. Raises ArchiveError.
    """
    raised: list[str] = []
    known = portals()
    renew(archive)  # what tells of the portal alone is nothing to learn from
    for portal in sorted(stale.doubted(archive.db, "portals") & known.keys()):
        relearn(archive, known[portal])
        raised += look_over(archive, known[portal])
    return raised


def look_over(archive: Archive, spec: type[PortalSpec]) -> list[str]:
    """Raises the alarms that the imported captures of a portal give reason for; those raised, in words.

    An id of two articles is believed of no address any more: both are kept. Call `archive.captures.sum_up.sum_up`
    afterwards. Raises ArchiveError.
    """
    portal, at = spec.name, archive.now()
    raised = []
    with archive.writing():
        for alarm in _identities(archive, portal):
            if alarms.note(archive.db, portal, None, at, alarm):
                raised.append(alarm.stored)
    if raised:
        scope = Scope.for_archive(archive.db, spec)
        parted = readdress(archive, moved_addresses(archive, portal, scope.address))
        store_again(archive, parted, partial(read_in_series, portals={portal: spec}))
    with archive.writing():
        for alarm in unmask_excuses(archive, portal, None):
            if alarms.note(archive.db, portal, None, at, alarm):
                raised.append(alarm.stored)
    return raised


def _identities(archive: Archive, portal: str) -> Iterator[Alarm]:
    """An alarm for each id that within one stretch has two titles and two texts at two addresses."""
    seen: dict[tuple[str, int], dict[str, tuple[str, str]]] = defaultdict(dict)
    distrusted = set(alarms.distrusted_ids(archive.db, portal))
    for name, stretch, url, title, text in archive.db.execute(_SHARED, (None, portal)):
        name_shown = folded(title)
        if name in distrusted or len(name_shown) < LEAST:
            continue
        shown = seen[name, stretch]
        for other, (known, known_text) in shown.items():
            if other != url and text != known_text and differ(known, name_shown):
                distrusted.add(name)
                yield Alarm("identity", name, addresses=(other, url))
                break
        shown.setdefault(url, (name_shown, text))
