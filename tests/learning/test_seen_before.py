"""Articles asked for again are read from the capture before where that is what the reader would say."""

from __future__ import annotations

import urllib.request

import pytest

from archive.frontier.leases import Lease
from archive.maintenance.verify import verify
from archive.model import Capture
from archive.store import Archive
from crawler.crawl.seen_before import SeenBefore
from crawler.extract.capture import read_capture
from crawler.extract.recapture import kept_fields
from crawler.frontier.scope import Scope
from crawler.learning.check import check
from crawler.learning.templates import stages_of
from crawler.options import Options
from crawler.portals.registry import portal_named
from crawler.replica import Replica
from tests.support.portal import crawl

HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


@pytest.mark.parametrize("skin", ["tables", "blocks"])
def test_most_pages_that_say_the_same_are_not_read_in_full(tmp_path, skin):
    path = tmp_path / "archive.db"
    spec = portal_named("soctrang")
    with Replica(articles=25, skin=skin, hosts=1) as portal, Archive.open(path) as archive:
        crawl(portal, path)
        scope, stages = Scope(spec, Options(homes=(portal.home,))), stages_of(archive.db, "soctrang")
        seen, in_full, asked = SeenBefore(archive, spec), [], 0
        rows = archive.db.execute(
            "select id, url, cms_id, site from address where kind = 'article' and article_id is not null"
            " and state = 'done'"
        ).fetchall()
        for row, url, cms_id, site in rows:
            answer = urllib.request.urlopen(url)
            capture = Capture(
                "soctrang",
                url,
                "2030-01-01T00:00:00.000Z",
                answer.status,
                tuple(answer.headers.items()),
                answer.read(),
            )

            def read(capture=capture):
                in_full.append(capture.url)
                return read_capture(capture, "article", scope.address, scope.cms, stages)

            asked += 1
            page = seen.page(capture, Lease(row, url, "article", cms_id, site, 0), stages, read)
            whole = read_capture(capture, "article", scope.address, scope.cms, stages)
            assert page is not None and whole is not None
            assert kept_fields(page, url) == kept_fields(whole, url)
        assert asked >= 20
        assert seen.taken >= 0.95 * asked
        assert len(in_full) <= asked - seen.taken + seen.taken // 20


def test_a_crawl_of_all_stores_what_reading_in_full_gives(tmp_path):
    path = tmp_path / "archive.db"
    spec = portal_named("soctrang")
    with Replica(articles=25, hosts=1) as portal:
        crawl(portal, path)
        crawl(portal, path, "--all")
        portal.advance()
        crawl(portal, path, "--all")
    assert list(verify(path)) == []
    with Archive.open(path, write=False) as archive:
        assert list(check(archive, {spec.name: spec})) == []
