"""What a parked domain shows in place of a portal is nothing to learn from, also where an import brings it."""

from __future__ import annotations

from archive.maintenance.verify import verify
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named
from tests.support.facts import HOST, rows
from tests.support.skins import article_page, brought, list_page, opened, page, path

ARTICLES = range(392001, 392025)
PARKED = "<html><body><h1>Tên miền này đang được rao bán</h1><a href='https://park.example/'>Liên hệ</a></body></html>"


def test_a_parked_domain_that_an_import_brings_teaches_nothing(tmp_path):
    portal = [page(f"{HOST}/", 0, list_page(ARTICLES))]
    portal += [page(HOST + path(n), n % 100 / 100, article_page("old", n)) for n in ARTICLES]
    parked = [page(f"{HOST}/", 48, PARKED)]
    parked += [page(HOST + path(n), 48 + n % 100 / 100, article_page("new", n + 700)) for n in ARTICLES]
    archive = tmp_path / "archive.db"
    brought(archive, [*portal, *parked])
    with opened(archive) as written:
        assert rows(written, "select count(*) from disregarded where not own")[0][0] >= len(ARTICLES)
        assert rows(written, "select count(*) from versions") == [(len(ARTICLES),)]
        assert rows(written, "select count(*) from templates") == [(1,)]
        assert not relearn(written, portal_named("soctrang"))
    assert list(verify(archive)) == []
