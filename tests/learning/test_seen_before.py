"""Articles asked for again are read from the capture before where that is what the reader would say."""

from __future__ import annotations

import urllib.request
from collections import Counter

import pytest

from archive.maintenance.verify import verify
from archive.model import Capture
from archive.store import Archive
from archive.warc.files import parts
from archive.warc.write import chosen, write
from crawler.crawl.seen_before import Asked, SeenBefore
from crawler.extract.capture import read_capture
from crawler.extract.recapture import kept_fields
from crawler.frontier.scope import Scope
from crawler.learning.check import check
from crawler.learning.templates import stages_of
from crawler.options import Options
from crawler.portals.registry import portal_named
from crawler.replica import Replica
from crawler.webarchives import import_captures
from crawler.webarchives.import_files import Taking, import_files
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
            "select id, url, cms_id from address where kind = 'article' and article_id is not null"
            " and state = 'done'"
        ).fetchall()
        for row, url, cms_id in rows:
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
            page = seen.page(capture, Asked(row, "article", cms_id), stages, read)
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


def test_an_import_reads_looks_at_one_article_from_the_one_before(tmp_path, monkeypatch):
    first, file, path = tmp_path / "first.db", tmp_path / "crawls.warc.gz", tmp_path / "imported.db"
    spec = portal_named("soctrang")
    with Replica(articles=25, hosts=1) as portal:
        for _ in range(4):
            crawl(portal, first, "--all")
        with Archive.open(first, write=False) as archive, file.open("wb") as out:
            for _ in write(archive, chosen(archive), out, software="luutru", name=file.name):
                pass
        read: Counter[str] = Counter()

        def counted(capture, wanted, *given):
            read[wanted] += 1
            return read_capture(capture, wanted, *given)

        monkeypatch.setattr(import_captures, "read_capture", counted)
        report = import_files(path, parts(file), Taking("soctrang", (portal.home,)))
    with Archive.open(path, write=False) as archive:
        looks, addresses = archive.db.execute(
            "select count(*), count(distinct address_id) from capture c join address a on a.id = c.address_id"
            " where a.kind = 'article'"
        ).fetchone()
        assert report.brought.captures > looks >= 4 * addresses
        # What was read before there was a template is read in full once more.
        assert read["article"] < 0.6 * looks
        assert list(check(archive, {spec.name: spec})) == []
    assert list(verify(path)) == []
